"""Review: a coordinator reads what was submitted, accepts it, or returns it with reasons.

Every decision is one guarded transaction: of two coordinators at once one decides, the other sees
what was decided. What is accepted is closed; opening it again needs a reason.
"""

from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import Closed, Gone, Stale, WrongInput
from bot.people.rules import Action, Person, require
from bot.reporting import entries_store, inputs, reports_store
from bot.reporting import review_store as store
from bot.reporting.answers import Entry, Remark, Report, ReportState
from bot.reporting.files_store import StoredFile
from bot.reporting.ground import Ground, extended, moved
from bot.reporting.review_store import Version
from bot.reporting.steps import CHECK, REPORT, applies
from bot.storage import audit
from bot.storage.database import Work

_DECIDED = {
    ReportState.ACCEPTED: "review-already-accepted",
    ReportState.RETURNED: "review-already-returned",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A report with all that is behind it."""

    report: Report
    remarks: tuple[Remark, ...]  # pending while it waits for a decision
    entries: tuple[Entry, ...]
    files: tuple[StoredFile, ...]
    versions: tuple[Version, ...]
    personal: tuple[str, ...]  # why personal data was kept, in the report and its events
    submitted_by: str
    decided_by: str
    late: bool = False  # first submitted after its day, extensions counted
    own: bool = False  # submitted by whoever looks, and another coordinator could decide

    @property
    def steps(self) -> tuple[str, ...]:
        """Return the answers that can be marked: those that were asked."""
        return markable(self.report)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision that was made, and who has to know."""

    report: Report
    told: tuple[Person, ...] = field(default=())


def markable(report: Report) -> tuple[str, ...]:
    """Return the steps of a report that a coordinator may ask to mend."""
    status = report.answers.status
    return tuple(step for step in REPORT if step != CHECK and applies(step, status))


class Review:
    """Decides on submitted reports."""

    def __init__(self, ground: Ground) -> None:
        self._database, self._term = ground.database, ground.term

    async def waiting(self, person: Person, year: int | None = None) -> tuple[Report, ...]:
        """Return what waits for a decision, the longest waiting first; raises Denied."""
        require(person, Action.REVIEW)
        async with self._database.begin() as work:
            ids = await store.waiting(work, year)
            return await reports_store.of_ids(work, ids)

    async def how_many_wait(self, person: Person) -> int:
        """Return how many reports wait for a decision; raises Denied."""
        require(person, Action.REVIEW)
        async with self._database.begin() as work:
            return await store.how_many_waiting(work)

    async def read(self, person: Person, report_id: int) -> Case:
        """Return a report with all that is behind it; raises Denied, Gone."""
        require(person, Action.REVIEW)
        async with self._database.begin() as work:
            report = await reports_store.find(work, report_id)
            duty = (report.organisation, report.year, report.measure)
            reasons = await entries_store.reasons(work, *duty)
            own = report.answers.personal_reason
            return Case(
                report=report,
                remarks=await store.remarks_of(work, report.id, report.version),
                entries=await entries_store.of_year(work, *duty),
                files=await store.files_behind(work, report.id, *duty),
                versions=await store.versions(work, report.id),
                personal=tuple(dict.fromkeys([*([own] if own else []), *reasons])),
                submitted_by=await store.name_of(work, report.submitted_by),
                decided_by=await store.name_of(work, report.decided_by),
                late=await self._late(work, report),
                own=await self._own(work, person, report),
            )

    async def mark(
        self,
        person: Person,
        report_id: int,
        version: int,
        step: str,
        reason: str,
        *,
        now: datetime,
    ) -> None:
        """Mark an answer with what is to be mended; nobody is told before `return_`.

        Raises Denied, Closed, Gone, Stale (decided, or submitted anew), WrongInput (the reason).
        """
        async with self._database.begin() as work:
            report = await self._undecided(work, person, report_id, version)
            await self._mark(work, person, report, Remark(step, reason), now)

    async def unmark(self, person: Person, report_id: int, version: int, step: str) -> None:
        """Take a mark away; raises as `mark` does."""
        async with self._database.begin() as work:
            await self._undecided(work, person, report_id, version)
            await store.unmark(work, report_id, version, step)

    async def accept(
        self, person: Person, report_id: int, version: int, *, now: datetime
    ) -> Decision:
        """Accept a report: it is closed from now on.

        Raises Denied, Gone, Closed (a year outside the term; one's own report while another
        coordinator could decide), Stale (decided by somebody else, or submitted anew).
        """
        async with self._database.begin() as work:
            report = await self._undecided(work, person, report_id, version)
            if await self._own(work, person, report):
                raise Closed("review-own")
            await store.unmark(work, report_id, version)
            return await self._decided(work, person, report, ReportState.ACCEPTED, now)

    async def return_(
        self,
        person: Person,
        report_id: int,
        version: int,
        remarks: tuple[Remark, ...] = (),
        *,
        now: datetime,
    ) -> Decision:
        """Return a report with what was marked, and with `remarks` beside it.

        Raises as `accept` does (one's own may be returned), WrongInput where nothing is marked.
        """
        async with self._database.begin() as work:
            report = await self._undecided(work, person, report_id, version)
            for remark in remarks:
                await self._mark(work, person, report, remark, now)
            if not await store.remarks_of(work, report_id, version):
                raise WrongInput("return-nothing-marked")
            return await self._decided(work, person, report, ReportState.RETURNED, now)

    async def reopen(
        self, person: Person, report_id: int, reason: str, *, now: datetime
    ) -> Decision:
        """Open an accepted report again: it waits for a decision; raises WrongInput (the reason).

        Raises Denied, Gone, Closed (a year outside the term), Stale (it is not accepted).
        """
        async with self._database.begin() as work:
            report = await reports_store.find(work, report_id, change=True)
            require(person, Action.REOPEN, report.organisation)
            self._term.require_open(report.year)
            if report.state is not ReportState.ACCEPTED:
                raise Stale("review-not-accepted")
            return await self._decided(
                work,
                person,
                report,
                ReportState.SUBMITTED,
                now,
                inputs.reason(reason, "wrong-reopen-short"),
            )

    async def _undecided(self, work: Work, person: Person, report_id: int, version: int) -> Report:
        """Return a report that waits for a decision, its row locked, as it was seen."""
        report = await reports_store.find(work, report_id, change=True)
        self.require_undecided(person, report, version)
        return report

    def require_undecided(self, person: Person, report: Report, version: int) -> None:
        """Raise Denied, Closed, Stale unless this person may decide on a report as it was seen."""
        require(person, Action.REVIEW, report.organisation)
        self._term.require_open(report.year)
        if report.state is not ReportState.SUBMITTED:
            raise Stale(_DECIDED[report.state])
        if report.version != version:
            raise Stale("review-changed")

    async def _mark(
        self, work: Work, person: Person, report: Report, remark: Remark, now: datetime
    ) -> None:
        if remark.step not in markable(report):
            raise Gone
        told = Remark(remark.step, inputs.reason(remark.reason, "wrong-remark-short"))
        await store.mark(work, report.id, report.version, told, person.id, now)

    async def _own(self, work: Work, person: Person, report: Report) -> bool:
        """Return whether somebody else has to accept this, since this person submitted it."""
        mine = report.submitted_by == person.id
        return mine and await store.another_coordinator(work, person.id)

    async def _late(self, work: Work, report: Report) -> bool:
        until = await extended(work, report.organisation, report.year)
        due = moved(self._term.due(report.year), until, report.measure)
        return self._term.today(report.first_submitted_at) > due

    async def _decided(
        self,
        work: Work,
        person: Person,
        report: Report,
        becomes: ReportState,
        now: datetime,
        reason: str | None = None,
    ) -> Decision:
        done = await store.decide(
            work,
            report.id,
            report.version,
            was=report.state,
            becomes=becomes,
            person=person.id,
            now=now,
            reason=reason,
        )
        if not done:
            raise Stale("review-changed")
        act = "reopened" if becomes is ReportState.SUBMITTED else becomes.value
        await audit.record(
            work,
            at=now,
            act=f"report-{act}",
            subject=f"report:{report.id}",
            person=person.id,
            organisation=report.organisation,
            details={"version": report.version},
        )
        decided = await reports_store.find(work, report.id)
        return Decision(decided, await store.executors(work, report.organisation))
