"""How the draft of a yearly report begins: gathered from events, corrected, or to be mended."""

from datetime import datetime

from bot.errors import Closed, Stale
from bot.people.rules import Action, Person, require
from bot.reporting import drafts_store, entries_store, files_store, reports_store, steps, walk
from bot.reporting.answers import Draft, Report, ReportState
from bot.reporting.gathering import gathered
from bot.reporting.ground import Ground
from bot.reporting.plain import steps_filled
from bot.storage.database import Work


class Mending:
    """Opens drafts of yearly reports."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def start_report(
        self, person: Person, organisation: str, year: int, measure: str, *, now: datetime
    ) -> Draft:
        """Return the draft of a duty's report at its first open question.

        An open one is gone on with; a returned report is mended; a submitted one that nobody has
        decided on is corrected; else it is gathered from the events. Raises Denied, Gone for what
        is no duty, Closed where the year or the report takes nothing more.
        """
        ground = self._ground
        require(person, Action.ANSWER, organisation)
        ground.term.require_open(year)
        ground.duty(organisation, year, measure)
        async with ground.database.begin() as work:
            await ground.require_taken(work, organisation, year, measure, now)
            opened = await drafts_store.open_reports(work, organisation, year, measure)
            if opened:
                return opened[0]
            report = await reports_store.of_duty(work, organisation, year, measure)
            if report is not None:
                return await self._again(work, person, report, now)
            entries = await entries_store.of_year(work, organisation, year, measure)
            reasons = await entries_store.reasons(work, organisation, year, measure)
            answers = gathered(entries, reasons, measure in ground.moneyless)
            draft = Draft(0, 0, "report", person.id, organisation, year, measure, "", answers)
            if "text" in answers and not reasons:
                draft = walk.pointed_at(draft, "text")
            return await _begun(work, walk.opened(draft), now)

    async def mend(self, person: Person, report_id: int, *, now: datetime) -> Draft:
        """Return a draft that asks only what the coordinator has marked in a returned report.

        Raises Denied, Gone, Closed for an accepted report, Stale for one that was not returned.
        """
        async with self._ground.database.begin() as work:
            report = await reports_store.find(work, report_id)
            require(person, Action.ANSWER, report.organisation)
            duty = (report.organisation, report.year, report.measure)
            await self._ground.require_taken(work, *duty, now)
            opened = await drafts_store.open_reports(work, *duty)
            if opened:
                return opened[0]
            if report.state is ReportState.SUBMITTED:
                raise Stale("already-submitted")
            return await self._again(work, person, report, now)

    async def _again(self, work: Work, person: Person, report: Report, now: datetime) -> Draft:
        if report.state is ReportState.ACCEPTED:
            raise Closed("report-accepted")
        mends = report.state is ReportState.RETURNED
        answers = steps_filled(report.answers) | {
            "files": True,
            steps.MADE_FROM: report.version,
            steps.SKIPPED: ["text", "people", "events"],
        }
        if mends:
            answers[steps.REMARKED] = [each.step for each in report.remarks]
        duty = (report.organisation, report.year, report.measure)
        kind = "mend" if mends else "report"
        draft = Draft(0, 0, kind, person.id, *duty, "", answers, report=report.id)
        begun = await _begun(work, walk.opened(draft), now)
        if begun.report == report.id:
            await files_store.lend(work, begun.id, report=report.id)
        return await drafts_store.find(work, begun.id)


async def _begun(work: Work, draft: Draft, now: datetime) -> Draft:
    """Return the new draft, or the one that somebody else began at the same moment."""
    made = await drafts_store.start(work, draft, now)
    if made is not None:
        return made
    duty = (draft.organisation, draft.year, draft.measure)
    opened = await drafts_store.open_reports(work, *duty)
    if not opened:
        raise Stale
    return opened[0]
