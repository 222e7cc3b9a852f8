"""Extensions: for whom, for what, until when, why."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.screen import Button, Screen
from bot.people.rules import Person
from bot.people.visit import Told
from bot.reporting.coordinator_presses import (
    DropExtension,
    EndExtension,
    ExtendFor,
    ExtendWhat,
    Extensions,
    OpenExtension,
)
from bot.reporting.entry_screens import turning
from bot.reporting.extension_rules import Extension, last_day
from bot.reporting.extensions import Given
from bot.reporting.rules import Duty
from bot.reporting.sheet import LABEL, Sheet, cut, day, drawn, paged
from bot.reporting.telling import told
from bot.reporting.term import Term


@dataclass(frozen=True, slots=True)
class ExtensionScreens:
    """Draws extensions."""

    sheet: Sheet
    term: Term

    def listed(self, given: Sequence[Extension], year: int, note: str = "") -> Screen:
        """Return a year's extensions; `note` is the key of a line above."""
        sheet = self.sheet
        parts = [
            sheet.said(note) if note else "",
            sheet.bold("extensions-title", year=year),
            sheet.said("extensions-intro"),
            sheet.said("board-dates", due=self.term.due(year), closes=self.term.closes(year)),
            "" if given else sheet.said("extensions-none", year=year),
        ]
        rows = [(self._to(each),) for each in given[:20]]
        if self.term.open(year):
            rows.append((sheet.button(ExtendFor(year, "", 0), "extension-new"),))
        else:
            parts.append(sheet.said("board-read-only"))
        return drawn(parts, [*rows, (sheet.desk(),)])

    def _to(self, extension: Extension) -> Button:
        words = self.sheet.content.staff
        who = self.sheet.organisation(extension.organisation)
        what = extension.measure or words("extension-all")
        label = words("extension-line", until=f"{extension.until:%d.%m}", name=who, what=what)
        if extension.ended_at is not None:
            label = f"{words('extension-ended')}: {who}, {what}"
        return Button(cut(label, LABEL), OpenExtension(extension.id))

    def whom(self, year: int) -> Screen:
        """Return the choice of an organisation."""
        sheet = self.sheet
        rows = [
            (Button(each.short.uk, ExtendFor(year, each.id, 0)),)
            for each in sheet.content.organisations.organisations
        ]
        return drawn([sheet.bold("extension-whom")], [*rows, self._back(year)])

    def what(self, year: int, organisation: str, owed: Sequence[Duty], page: int) -> Screen:
        """Return the choice of a measure, or of all."""
        sheet = self.sheet
        shown, page, pages = paged(owed, page)
        every = sheet.button(ExtendWhat(year, organisation, ""), "extension-all-button")
        rows = [
            (
                Button(
                    cut(sheet.numbered(each.measure), LABEL),
                    ExtendWhat(year, organisation, each.measure),
                ),
            )
            for each in shown
        ]
        turn = turning(sheet, page, pages, lambda number: ExtendFor(year, organisation, number))
        name = sheet.organisation(organisation)
        parts = [sheet.bold("extension-what"), sheet.said("extension-what-whom", name=name)]
        return drawn(parts, [(every,), *rows, turn, self._back(year)])

    def asking(
        self,
        step: str,
        year: int,
        organisation: str,
        measure: str | None,
        so_far: Extension | None = None,
        wrong: str = "",
    ) -> Screen:
        """Return one of the questions: until, name, reason; `wrong` (HTML) stands above."""
        sheet = self.sheet
        parts = [
            wrong,
            sheet.said(
                "extension-for",
                name=sheet.organisation(organisation),
                what=self._what(measure),
            ),
        ]
        if so_far is not None:
            parts.append(sheet.said("extension-until-given", until=so_far.until))
            if so_far.name:
                parts.append(sheet.said("extension-name-given", name=so_far.name))
        values: dict[str, str | int] = {"next": year + 1} if step != "name" else {}
        if step == "until":
            values["last"] = day(last_day(year))
        parts.append(sheet.bold(f"extension-ask-{step}", **values))
        drop = sheet.button(DropExtension(year), "extension-drop")
        return drawn(parts, [(drop,), (sheet.desk(),)])

    def _what(self, measure: str | None) -> str:
        words = self.sheet.content.staff
        return self.sheet.numbered(measure) if measure else words("extension-all")

    def given(self, given: Given) -> Screen:
        """Return an extension that was just given, and who was told."""
        note = f"{self.sheet.said('extension-now-given')} {told(self.sheet, given.told)}"
        return self.one(given, note=note)

    def one(self, given: Given, *, sure: bool = False, note: str = "") -> Screen:
        """Return one extension; `sure`: with the question whether it is to be ended.

        `note` (HTML) stands above.
        """
        sheet, about = self.sheet, given.extension
        what = self._what(about.measure)
        lines = [
            sheet.said("extension-for", name=sheet.organisation(about.organisation), what=what),
            sheet.said("extension-about", name=about.name),
            sheet.said("extension-until", until=about.until),
            sheet.said("extension-reason", reason=about.reason),
            sheet.said("extension-by", day=self.term.today(about.at), who=given.by),
        ]
        parts = [note, sheet.bold("extension-title"), "\n".join(lines)]
        rows: list[tuple[Button, ...]] = []
        if about.ended_at is not None:
            parts.append(sheet.said("extension-ended-already"))
        elif sure:
            parts.append(sheet.bold("extension-end-sure"))
            rows.append((sheet.button(EndExtension(about.id, 1), "extension-end-yes"),))
            rows.append((sheet.button(OpenExtension(about.id), "extension-end-no"),))
        elif self.term.open(about.year):
            rows.append((sheet.button(EndExtension(about.id, 0), "extension-end"),))
        return drawn(parts, [*rows, self._back(about.year)])

    def _back(self, year: int) -> tuple[Button, ...]:
        return (self.sheet.button(Extensions(year), "extension-to-list"), self.sheet.desk())

    def tell(self, given: Given, besides: Person) -> tuple[Told, ...]:
        """Return what the organisation's executors are told."""
        sheet, about = self.sheet, given.extension
        words = sheet.said(
            "extension-told",
            what=self._what(about.measure),
            until=about.until,
            reason=about.reason,
        )
        screen = drawn([words], [(sheet.desk(),)])
        return tuple(Told(each, screen) for each in given.told if each.id != besides.id)
