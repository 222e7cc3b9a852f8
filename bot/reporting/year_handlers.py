"""«Річний звіт» and «Подане»: the duties of a year, all that is ready, what was submitted."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.content.loader import Content
from bot.errors import Closed, Gone, Stale
from bot.people.rules import Action, permitted
from bot.people.visit import Shown, StaffTable, Visit
from bot.reporting import submitted_screens, year_screens
from bot.reporting.entry_handlers import whose
from bot.reporting.presses import (
    OpenDuty,
    OpenReport,
    SubmitReady,
    Submitted,
    Versions,
    YearReport,
)
from bot.reporting.seasons import pressing
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet
from bot.reporting.taking import taking


@dataclass(frozen=True, slots=True)
class YearTalks:
    """Shows how a year stands, and submits what is ready."""

    reporting: Reporting
    content: Content
    zone: ZoneInfo

    def table(self) -> StaffTable:
        """Return the buttons of the yearly report and of what was submitted."""
        return StaffTable(
            presses=dict(
                (
                    taking(OpenDuty, self.duty),
                    taking(OpenReport, self.report),
                    taking(SubmitReady, self.submit_ready),
                    taking(Submitted, self.submitted),
                    taking(Versions, self.versions),
                    taking(YearReport, self.year),
                )
            ),
            answers={},
        )

    @property
    def sheet(self) -> Sheet:
        """Return how words and names are drawn."""
        return Sheet(self.content)

    async def year(self, visit: Visit, press: YearReport, note: str = "") -> Shown:
        """Show the duties of a year."""
        here = whose(self.reporting, visit, press.organisation, press.year)
        reports = self.reporting.reports
        owed = await reports.standing(
            visit.person, here.organisation, here.year, today=visit.today
        )
        ready = await reports.ready(visit.person, here.organisation, here.year)
        over = not self.reporting.term.open(here.year) or all(
            visit.today > each.closes for each in owed
        )
        return Shown(
            year_screens.duties(
                self.sheet,
                here,
                pressing(owed, visit.today),
                press.state,
                press.page,
                len(ready),
                note,
                closed=over,
            )
        )

    async def duty(self, visit: Visit, press: OpenDuty) -> Shown:
        """Show one duty's card."""
        owed = await self.reporting.reports.standing(
            visit.person, press.organisation, press.year, today=visit.today
        )
        found = next((each for each in owed if each.duty.measure == press.measure), None)
        if found is None:
            raise Gone
        over = not self.reporting.term.open(press.year) or visit.today > found.closes
        return Shown(year_screens.duty(self.sheet, found, closed=over))

    async def submit_ready(self, visit: Visit, press: SubmitReady) -> Shown:
        """Show what is ready; submit it all once that was confirmed."""
        here = whose(self.reporting, visit, press.organisation, press.year)
        reports = self.reporting.reports
        if not press.sure:
            ready = await reports.ready(visit.person, here.organisation, here.year)
            return Shown(year_screens.ready(self.sheet, here, ready))
        try:
            done = await reports.submit_ready(
                visit.person, here.organisation, here.year, now=visit.now
            )
            note = self.sheet.bold("ready-done", count=len(done))
        except (Stale, Closed) as error:
            note = self.sheet.said(error.key)
        return await self.year(visit, YearReport(here.organisation, here.year, "", 0), note)

    async def submitted(self, visit: Visit, press: Submitted) -> Shown:
        """Show what was submitted in a year."""
        here = whose(self.reporting, visit, press.organisation, press.year)
        owed = await self.reporting.reports.standing(
            visit.person, here.organisation, here.year, today=visit.today
        )
        reports = [each.report for each in owed if each.report is not None]
        return Shown(submitted_screens.listed(self.sheet, here, reports, press.page, self.zone))

    async def report(self, visit: Visit, press: OpenReport) -> Shown:
        """Show one submitted report."""
        told = await self.reporting.reports.read(visit.person, press.report)
        files = await self.reporting.files.of_report(visit.person, press.report)
        mends = permitted(visit.person, Action.ANSWER, told.organisation)
        return Shown(submitted_screens.report(self.sheet, told, files, self.zone, mends=mends))

    async def versions(self, visit: Visit, press: Versions) -> Shown:
        """Show what changed from one submission to the next."""
        told = await self.reporting.reports.read(visit.person, press.report)
        listed = await self.reporting.reports.versions(visit.person, press.report)
        return Shown(submitted_screens.versions(self.sheet, told, listed, self.zone))
