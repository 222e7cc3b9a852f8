"""Review in the chat: the queue, a report and what is behind it, the decision, who is told.

A decision that somebody else has made meanwhile shows the report as it is now, with one line.
"""

from dataclasses import dataclass

from bot.content.loader import Content
from bot.errors import Closed, Stale, WrongInput
from bot.people.visit import Asked, Sent, Shown, StaffTable, Typed, Visit
from bot.reporting import review_presses as presses
from bot.reporting.behind_screens import BehindScreens
from bot.reporting.return_screens import ReturnScreens
from bot.reporting.review import Case, Decision
from bot.reporting.review_screens import ReviewScreens
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet

RETURNING, REOPENING = "return", "reopen"  # questions that a typed text answers


@dataclass(frozen=True, slots=True)
class Reviews:
    """Takes a coordinator's decisions."""

    reporting: Reporting
    content: Content

    def table(self) -> StaffTable:
        """Return the buttons and the open questions of a review."""
        return StaffTable(
            presses={
                presses.Waiting: self.waiting,
                presses.Review: self.review,
                presses.Events: self.events,
                presses.Files: self.files,
                presses.File: self.file,
                presses.Whole: self.whole,
                presses.Changes: self.changes,
                presses.Accept: self.accept,
                presses.Marking: self.marking,
                presses.Mark: self.mark,
                presses.SendBack: self.send_back,
                presses.Reopen: self.reopen,
            },
            answers={RETURNING: self.marked, REOPENING: self.reopened},
        )

    @property
    def screens(self) -> ReviewScreens:
        """Return what draws reports."""
        return ReviewScreens(Sheet(self.content), self.reporting.term)

    @property
    def behind(self) -> BehindScreens:
        """Return what draws events, files and changes."""
        return BehindScreens(self.screens)

    @property
    def returning(self) -> ReturnScreens:
        """Return what draws marks and decisions."""
        return ReturnScreens(self.screens)

    async def waiting(self, visit: Visit, press: presses.Waiting) -> Shown:
        """Show the queue."""
        found = await self.reporting.review.waiting(visit.person, press.year or None)
        return Shown(self.screens.waiting(found, press.year, press.page))

    async def review(self, visit: Visit, press: presses.Review) -> Shown:
        """Show a report."""
        return await self._card(visit, press.report)

    async def _card(self, visit: Visit, report: int, note: str = "") -> Shown:
        case = await self._case(visit, report)
        notes = (self.screens.sheet.said(note),) if note else ()
        return Shown(self.screens.card(case, notes))

    async def _case(self, visit: Visit, report: int) -> Case:
        return await self.reporting.review.read(visit.person, report)

    async def events(self, visit: Visit, press: presses.Events) -> Shown:
        """Show the events behind a report."""
        return Shown(self.behind.events(await self._case(visit, press.report), press.page))

    async def files(self, visit: Visit, press: presses.Files) -> Shown:
        """Show the files by name."""
        return Shown(self.behind.files(await self._case(visit, press.report), press.page))

    async def file(self, visit: Visit, press: presses.File) -> Shown:
        """Send one file into the chat."""
        case = await self._case(visit, press.report)
        told, content = await self.reporting.files.read(visit.person, press.file)
        screen = self.behind.files(case, press.page, sent=told.name)
        return Shown(screen, send=(Sent(told.name, content),))

    async def whole(self, visit: Visit, press: presses.Whole) -> Shown:
        """Show one long answer in full."""
        return Shown(self.behind.whole(await self._case(visit, press.report), press.step))

    async def changes(self, visit: Visit, press: presses.Changes) -> Shown:
        """Show what changed between two versions."""
        return Shown(self.behind.changes(await self._case(visit, press.report), press.version))

    async def accept(self, visit: Visit, press: presses.Accept) -> Shown:
        """Accept a report; its executors are told."""
        try:
            decision = await self.reporting.review.accept(
                visit.person, press.report, press.version, now=visit.now
            )
        except (Stale, Closed) as error:
            return await self._card(visit, press.report, error.key)
        return await self._decided(visit, decision)

    async def _decided(self, visit: Visit, decision: Decision) -> Shown:
        waiting = await self.reporting.review.waiting(visit.person)
        following = next((each.id for each in waiting if each.id != decision.report.id), None)
        screen = self.returning.decided(decision, following)
        return Shown(screen, tell=self.returning.tell(decision, visit.person))

    async def marking(self, visit: Visit, press: presses.Marking) -> Shown:
        """Show which answers are marked, and which could be."""
        return await self._marking(visit, press.report, press.version)

    async def _marking(self, visit: Visit, report: int, version: int, note: str = "") -> Shown:
        case = await self._case(visit, report)
        try:
            self.reporting.review.require_undecided(visit.person, case.report, version)
        except (Stale, Closed) as error:
            return await self._card(visit, report, error.key)
        return Shown(self.returning.marking(case, note))

    async def mark(self, visit: Visit, press: presses.Mark) -> Shown:
        """Take a mark away, or ask what is to be mended."""
        case, review = await self._case(visit, press.report), self.reporting.review
        try:
            review.require_undecided(visit.person, case.report, press.version)
            if press.step in [each.step for each in case.remarks]:
                await review.unmark(visit.person, press.report, press.version, press.step)
                return await self._marking(visit, press.report, press.version)
        except (Stale, Closed) as error:
            return await self._card(visit, press.report, error.key)
        if press.step not in case.steps:
            return Shown(self.returning.marking(case))
        asked = Asked(RETURNING, press.report, press.version, press.step)
        return Shown(self.returning.asking(case, press.step), asks=asked)

    async def marked(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take what is to be mended in an answer."""
        try:
            await self.reporting.review.mark(
                visit.person,
                asked.subject,
                asked.version,
                asked.field,
                typed.text,
                now=visit.now,
            )
        except WrongInput as wrong:
            case = await self._case(visit, asked.subject)
            line = self.screens.sheet.said(wrong.key, **wrong.values)
            return Shown(self.returning.asking(case, asked.field, line), asks=asked)
        except (Stale, Closed) as error:
            return await self._card(visit, asked.subject, error.key)
        return await self._marking(visit, asked.subject, asked.version)

    async def send_back(self, visit: Visit, press: presses.SendBack) -> Shown:
        """Return a report with what was marked; its executors are told."""
        try:
            decision = await self.reporting.review.return_(
                visit.person, press.report, press.version, now=visit.now
            )
        except WrongInput as wrong:
            return await self._marking(visit, press.report, press.version, wrong.key)
        except (Stale, Closed) as error:
            return await self._card(visit, press.report, error.key)
        return await self._decided(visit, decision)

    async def reopen(self, visit: Visit, press: presses.Reopen) -> Shown:
        """Ask why an accepted report is opened again."""
        case = await self._case(visit, press.report)
        asked = Asked(REOPENING, press.report, press.version)
        return Shown(self.returning.reopening(case.report), asks=asked)

    async def reopened(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Open an accepted report again; its executors are told."""
        review = self.reporting.review
        try:
            decision = await review.reopen(visit.person, asked.subject, typed.text, now=visit.now)
        except WrongInput as wrong:
            case = await self._case(visit, asked.subject)
            line = self.screens.sheet.said(wrong.key, **wrong.values)
            return Shown(self.returning.reopening(case.report, line), asks=asked)
        except (Stale, Closed) as error:
            return await self._card(visit, asked.subject, error.key)
        return await self._decided(visit, decision)
