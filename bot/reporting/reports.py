"""Yearly reports: how each duty stands, what is ready, and all that was submitted."""

from dataclasses import replace
from datetime import date, datetime

from bot.errors import BotError, Closed, Gone, Stale, WrongInput
from bot.people.rules import Action, Person, require
from bot.reporting import drafts_store, entries_store, reports_store, steps
from bot.reporting.answers import Answers, Draft, Report, ReportState, Status
from bot.reporting.ground import Ground, extended
from bot.reporting.plain import changed as differing
from bot.reporting.standing import DutyStanding, Told, standings
from bot.reporting.submitting import excuse_of, filed, record, submitted
from bot.storage.database import Work

__all__ = ["DutyStanding", "Reports"]


class Reports:
    """Reads reports, and submits many or an excuse at once."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def standing(
        self, person: Person, organisation: str, year: int, *, today: date
    ) -> tuple[DutyStanding, ...]:
        """Return how each duty of a year stands, those in season first; raises Denied."""
        require(person, Action.SEE_OWN, organisation)
        async with self._ground.database.begin() as work:
            told = Told(
                await entries_store.of_year(work, organisation, year),
                await drafts_store.open_reports(work, organisation, year),
                await reports_store.of_year(work, organisation, year),
                await extended(work, organisation, year),
            )
        owed = self._ground.duties(organisation, year)
        return standings(owed, told, self._ground.term, today)

    async def ready(self, person: Person, organisation: str, year: int) -> tuple[Draft, ...]:
        """Return the drafts of reports that miss nothing, in the order of Annex 1."""
        require(person, Action.SEE_OWN, organisation)
        async with self._ground.database.begin() as work:
            return await self._ready(work, organisation, year)

    async def submit_ready(
        self, person: Person, organisation: str, year: int, *, now: datetime
    ) -> tuple[Report, ...]:
        """Submit every draft that misses nothing, all in one transaction; return the reports.

        Raises Stale ("already-submitted") where nothing is ready, Closed, Denied.
        """
        require(person, Action.SUBMIT, organisation)
        async with self._ground.database.begin() as work:
            await drafts_store.hold_reports(work, organisation, year)
            done: list[Report] = []
            refused: BotError = Stale("already-submitted")
            for seen in await self._ready(work, organisation, year):
                try:  # one that was accepted or submitted meanwhile does not hold up the others
                    draft = await drafts_store.find(work, seen.id, change=True)
                    done.append(await submitted(work, self._ground, person, draft, now))
                except (Closed, Gone, Stale, WrongInput) as error:  # before anything was written
                    refused = error
            if not done:
                raise refused
            for report in done:  # last: whoever else records waits until this ends
                await record(work, self._ground, person, report, now)
            return tuple(done)

    async def excuse(
        self,
        person: Person,
        organisation: str,
        year: int,
        measure: str,
        status: Status,
        reason: str,
        *,
        now: datetime,
    ) -> Report:
        """Submit «нічого звітувати» (not yet due, or obsolete) with its reason; return the report.

        An open draft of the duty ends with it, and its files go to the report. Raises Stale where
        a report waits for its decision already, WrongInput, Closed, Gone, Denied.
        """
        require(person, Action.EXCUSE, organisation)
        said = excuse_of(status, reason)
        duty = (organisation, year, measure)
        async with self._ground.database.begin() as work:
            was = await reports_store.of_duty(work, *duty)
            if was is not None and was.state is ReportState.SUBMITTED:
                raise Stale("already-submitted")
            opened = await drafts_store.open_reports(work, *duty)
            if opened:
                draft = await drafts_store.find(work, opened[0].id, change=True)
                left = {name: value for name, value in draft.answers.items() if name in _KEPT}
                draft = replace(draft, answers=left | said)
                report = await submitted(work, self._ground, person, draft, now)
            else:
                answers = Answers(status, "", reason=str(said["reason"]))
                made_from = was.version if was else 0
                number = await filed(work, self._ground, person, duty, answers, now, made_from)
                report = await reports_store.find(work, number)
            await record(work, self._ground, person, report, now)
            return report

    async def read(self, person: Person, report_id: int) -> Report:
        """Return a submitted report; raises Gone, Denied."""
        async with self._ground.database.begin() as work:
            report = await reports_store.find(work, report_id)
            require(person, Action.SEE_REPORT, report.organisation)
            return report

    async def last_year(
        self, person: Person, organisation: str, year: int, measure: str
    ) -> Answers | None:
        """Return what was reported on the measure the year before, None if nothing was."""
        require(person, Action.SEE_OWN, organisation)
        async with self._ground.database.begin() as work:
            report = await reports_store.of_duty(work, organisation, year - 1, measure)
            return report.answers if report else None

    async def versions(
        self, person: Person, report_id: int
    ) -> tuple[tuple[int, Answers, datetime], ...]:
        """Return what a report said at each submission, oldest first; raises Gone, Denied."""
        async with self._ground.database.begin() as work:
            report = await reports_store.find(work, report_id)
            require(person, Action.SEE_REPORT, report.organisation)
            return await reports_store.versions(work, report_id)

    @staticmethod
    def changed(before: Answers, after: Answers) -> tuple[str, ...]:
        """Return the steps whose answers differ between two versions."""
        return differing(before, after)

    async def _ready(self, work: Work, organisation: str, year: int) -> tuple[Draft, ...]:
        drafts = await drafts_store.open_reports(work, organisation, year)
        order = {
            each.measure: place
            for place, each in enumerate(self._ground.duties(organisation, year))
        }
        complete = [each for each in drafts if steps.complete(each) and each.measure in order]
        return tuple(sorted(complete, key=lambda each: order[each.measure or ""]))


_KEPT = ("text", steps.MADE_FROM, steps.KEPT_REASON)
