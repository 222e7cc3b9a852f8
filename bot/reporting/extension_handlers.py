"""Extensions in the chat: for whom, for what; until when, its name and its reason are typed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.content.loader import Content
from bot.errors import Gone, Stale, WrongInput
from bot.people.rules import Action, require
from bot.people.visit import Asked, Shown, StaffTable, Typed, Visit
from bot.reporting import days
from bot.reporting.board_rules import known_year
from bot.reporting.coordinator_presses import (
    DropExtension,
    EndExtension,
    ExtendFor,
    ExtendWhat,
    Extensions,
    OpenExtension,
)
from bot.reporting.extension_rules import Extension, not_until
from bot.reporting.extension_screens import ExtensionScreens
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet

KIND = "extension"  # of the questions that a typed text answers
UNTIL, NAME, REASON = "until", "name", "reason"
_BETWEEN = " "  # in the question's field: step, organisation, measure


@dataclass(frozen=True, slots=True)
class Extending:
    """Gives more time, step by step."""

    reporting: Reporting
    content: Content

    def table(self) -> StaffTable:
        """Return the buttons and the open questions of extensions."""
        return StaffTable(
            presses={
                Extensions: self.listed,
                ExtendFor: self.whom,
                ExtendWhat: self.what,
                DropExtension: self.drop,
                OpenExtension: self.one,
                EndExtension: self.end,
            },
            answers={KIND: self.typed},
        )

    @property
    def screens(self) -> ExtensionScreens:
        """Return what draws extensions."""
        return ExtensionScreens(Sheet(self.content), self.reporting.term)

    async def listed(self, visit: Visit, press: Extensions) -> Shown:
        """Show a year's extensions."""
        return await self._listed(visit, press.year)

    async def _listed(self, visit: Visit, year: int, note: str = "") -> Shown:
        year = known_year(self.reporting.term, year, visit.today)
        given = await self.reporting.extensions.of_year(visit.person, year)
        return Shown(self.screens.listed(given, year, note))

    async def whom(self, visit: Visit, press: ExtendFor) -> Shown:
        """Ask for whom, then for what."""
        year = known_year(self.reporting.term, press.year, visit.today)
        require(visit.person, Action.EXTEND)
        if not press.organisation:
            return Shown(self.screens.whom(year))
        self.reporting.extensions.require(
            visit.person, press.organisation, year, None, now=visit.now
        )
        owed = self.reporting.ground.duties(press.organisation, year)
        return Shown(self.screens.what(year, press.organisation, owed, press.page))

    async def what(self, visit: Visit, press: ExtendWhat) -> Shown:
        """Ask until when."""
        measure = press.measure or None
        self.reporting.extensions.require(
            visit.person, press.organisation, press.year, measure, now=visit.now
        )
        field = _BETWEEN.join((UNTIL, press.organisation, press.measure))
        screen = self.screens.asking(UNTIL, press.year, press.organisation, measure)
        return Shown(screen, asks=Asked(KIND, press.year, 0, field))

    async def typed(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take the answer to the open question."""
        step = asked.field.partition(_BETWEEN)[0]
        if step == UNTIL:
            return await self._until(visit, asked, typed.text)
        extensions, person = self.reporting.extensions, visit.person
        if step == NAME:
            return await self._or_again(
                visit, asked, lambda: self._named(visit, asked.subject, typed.text)
            )

        async def give() -> Shown:
            given = await extensions.give(person, asked.subject, typed.text, now=visit.now)
            return Shown(self.screens.given(given), tell=self.screens.tell(given, person))

        return await self._or_again(visit, asked, give)

    async def _until(self, visit: Visit, asked: Asked, text: str) -> Shown:
        _, organisation, measure = asked.field.split(_BETWEEN)
        extensions, year, what = self.reporting.extensions, asked.subject, measure or None
        try:
            until = days.coming_day(text, visit.today)
            begun = await extensions.begin(
                visit.person, organisation, year, what, until, now=visit.now
            )
        except WrongInput:
            line = self._line(not_until(year))  # the day's own words speak of a plan
            screen = self.screens.asking(UNTIL, year, organisation, what, wrong=line)
            return Shown(screen, asks=asked)
        return self._ask(begun, NAME)

    def _line(self, wrong: WrongInput) -> str:
        return self.screens.sheet.said(wrong.key, **wrong.values)

    def _ask(self, begun: Extension, step: str, wrong: str = "") -> Shown:
        screen = self.screens.asking(
            step, begun.year, begun.organisation, begun.measure, begun, wrong
        )
        return Shown(screen, asks=Asked(KIND, begun.id, 0, step))

    async def _named(self, visit: Visit, id_: int, name: str) -> Shown:
        return self._ask(await self.reporting.extensions.name(visit.person, id_, name), REASON)

    async def _or_again(
        self, visit: Visit, asked: Asked, act: Callable[[], Awaitable[Shown]]
    ) -> Shown:
        """Do what was answered; the same question again where it cannot be taken."""
        try:
            return await act()
        except WrongInput as wrong:
            given = await self.reporting.extensions.read(visit.person, asked.subject)
            return self._ask(given.extension, asked.field, self._line(wrong))

    async def drop(self, visit: Visit, press: DropExtension) -> Shown:
        """Forget what was begun."""
        await self.reporting.extensions.drop(visit.person)
        return await self._listed(visit, press.year, "extension-dropped")

    async def one(self, visit: Visit, press: OpenExtension) -> Shown:
        """Show one extension."""
        given = await self.reporting.extensions.read(visit.person, press.extension)
        if not given.extension.reason:
            raise Gone
        return Shown(self.screens.one(given))

    async def end(self, visit: Visit, press: EndExtension) -> Shown:
        """Ask whether an extension is really to be ended; end it."""
        extensions = self.reporting.extensions
        if not press.sure:
            given = await extensions.read(visit.person, press.extension)
            return Shown(self.screens.one(given, sure=True))
        try:
            ended = await extensions.end(visit.person, press.extension, now=visit.now)
        except Stale:
            given = await extensions.read(visit.person, press.extension)
            return Shown(self.screens.one(given))
        return await self._listed(visit, ended.year, "extension-now-ended")
