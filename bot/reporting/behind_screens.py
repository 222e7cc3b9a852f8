"""What is behind a report: its events, its files, what changed between versions, long answers."""

from dataclasses import dataclass

from bot.chat.screen import Button, Screen
from bot.reporting.answers import Answers
from bot.reporting.entry_screens import turning
from bot.reporting.plain import changed
from bot.reporting.review import Case
from bot.reporting.review_presses import Changes, Events, File, Files
from bot.reporting.review_screens import ReviewScreens, answer, fitting
from bot.reporting.sheet import LABEL, Sheet, cut, drawn, paged

# Characters; of wide ones fewer fit.
WHOLE = (3600, 1900)
EVENT_TEXT, EVENTS_PAGE = (350, 150, 60), 6
COMPARED = (600, 250, 80)


@dataclass(frozen=True, slots=True)
class BehindScreens:
    """Draws what a coordinator opens from a report's card."""

    review: ReviewScreens

    @property
    def sheet(self) -> Sheet:
        """Return how words and names are drawn."""
        return self.review.sheet

    def whole(self, case: Case, step: str) -> Screen:
        """Return one answer in full."""
        step = step if step in ("text", "reason") else "text"
        title = f"<b>{self.sheet.said(f'line-{step}')}</b>"
        below = [self.review.below(case.report.id)]
        answers = case.report.answers
        return fitting(
            lambda most: drawn([title, answer(self.sheet, answers, step, most)], below), *WHOLE
        )

    def events(self, case: Case, page: int) -> Screen:
        """Return the events behind a report, a page of them."""
        return fitting(lambda most: self._events(case, page, most), *EVENT_TEXT)

    def _events(self, case: Case, page: int, most: int) -> Screen:
        sheet, report = self.sheet, case.report.id
        shown, page, pages = paged(case.entries, page, EVENTS_PAGE)
        lines = []
        for each in shown:
            told = sheet.said("review-event", day=each.held_on, text=cut(each.text, most))
            if each.people is not None:
                told += f" ({sheet.said('review-event-people', count=each.people)})"
            if each.on_behalf:
                told += f"\n<i>{sheet.said('entry-on-behalf')}</i>"
            lines.append(told)
        turn = turning(sheet, page, pages, lambda number: Events(report, number))
        return drawn(
            [sheet.bold("review-events-title"), *lines], [turn, self.review.below(report)]
        )

    def files(self, case: Case, page: int, sent: str = "") -> Screen:
        """Return the files by name; `sent` was just sent above."""
        sheet, report = self.sheet, case.report.id
        shown, page, pages = paged(case.files, page)
        parts = [sheet.said("review-file-sent", name=sent) if sent else ""]
        parts += [sheet.bold("review-files-title"), sheet.said("review-files-hint")]
        rows = [(Button(cut(each.name, LABEL), File(report, page, each.id)),) for each in shown]
        turn = turning(sheet, page, pages, lambda number: Files(report, number))
        return drawn(parts, [*rows, turn, self.review.below(report)])

    def changes(self, case: Case, number: int) -> Screen:
        """Return what changed from one version to the next; 0 is the newest."""
        return fitting(lambda most: self._changes(case, number, most), *COMPARED)

    def _changes(self, case: Case, number: int, most: int) -> Screen:
        sheet, report = self.sheet, case.report.id
        later = {each.number: each for each in case.versions[1:]}
        parts = [sheet.bold("review-changes-title")]
        if not later:
            return drawn([*parts, sheet.said("review-changes-first")], [self.review.below(report)])
        number = number if number in later else max(later)
        new, numbers = later[number], [each.number for each in case.versions]
        old = case.versions[numbers.index(number) - 1]
        parts.append(
            sheet.said(
                "review-changes-between",
                number=number,
                day=self.review.term.today(new.at),
                who=new.by,
            )
        )
        differing = changed(old.answers, new.answers)
        parts += [self._differs(old.answers, new.answers, step, most) for step in differing]
        parts.append("" if differing else sheet.said("review-changes-none"))
        turns = ((number - 1, "review-changes-earlier"), (number + 1, "review-changes-later"))
        rows = [(sheet.button(Changes(report, to), key),) for to, key in turns if to in later]
        return drawn(parts, [*rows, self.review.below(report)])

    def _differs(self, old: Answers, new: Answers, step: str, most: int) -> str:
        sheet = self.sheet
        lines = [f"<b>{sheet.said(f'line-{step}')}</b>"]
        for key, side in (("before", old), ("after", new)):
            said = answer(sheet, side, step, most)
            lines.append(sheet.said(f"review-changes-{key}", answer="") + said)
        return "\n".join(lines)
