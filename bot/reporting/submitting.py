"""A yearly report is submitted: report, version, files and audit in one transaction, or nothing.

Two presses, two phones or a start in between make one submission: the draft's row is ended under
the version that was shown, and a duty has one report.
"""

from datetime import datetime

from bot.errors import Closed, Stale, WrongInput
from bot.people.rules import Action, Person, require
from bot.reporting import drafts_store, files_store, inputs, reports_store, steps
from bot.reporting.answers import Answers, Draft, Report, ReportState, Status
from bot.reporting.ground import Ground, extended, moved, on_behalf
from bot.reporting.personal import findings
from bot.reporting.plain import answers_of
from bot.reporting.saving import require_complete
from bot.reporting.standing import EXCUSED
from bot.storage import audit
from bot.storage.database import Work


class Submitting:
    """Submits drafts of yearly reports."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def submit(
        self, person: Person, draft_id: int, version: int, *, now: datetime
    ) -> Report:
        """Return the submitted report; after a return it has a new version.

        Raises Stale ("already-submitted" the second time), WrongInput naming the first missing
        step, Closed ("year-closed", "term-over", "report-accepted"), Gone, Denied.
        """
        async with self._ground.database.begin() as work:
            draft = await drafts_store.find(work, draft_id, change=True)
            if draft.kind not in drafts_store.REPORTS or draft.version != version:
                raise Stale
            report = await submitted(work, self._ground, person, draft, now)
            await record(work, self._ground, person, report, now)
            return report


async def submitted(
    work: Work, ground: Ground, person: Person, draft: Draft, now: datetime
) -> Report:
    """Make a report of a draft inside the caller's transaction, which must `record` it last."""
    require(person, Action.SUBMIT, draft.organisation)
    require_complete(draft)
    duty = (draft.organisation, draft.year, draft.measure or "")
    made_from = draft.answers.get(steps.MADE_FROM)
    report = await filed(work, ground, person, duty, answers_of(draft), now, made_from)
    await drafts_store.end(work, draft, drafts_store.SUBMITTED, now)
    if draft.report is not None:
        await files_store.left_out(work, now, report=report)
    await files_store.hand_over(work, draft.id, report=report)
    return await reports_store.find(work, report)


async def filed(
    work: Work,
    ground: Ground,
    person: Person,
    duty: tuple[str, int, str],
    answers: Answers,
    now: datetime,
    made_from: object = None,
) -> int:
    """Write a duty's answers as its report's first or next version; return the report's id.

    `made_from` is the version that was corrected, 0 where there was none. Raises Closed, Stale,
    Gone.
    """
    organisation, year, measure = duty
    await ground.require_taken(work, organisation, year, measure, now)
    ground.duty(organisation, year, measure)
    behalf = on_behalf(person, organisation)
    report = await reports_store.of_duty(work, organisation, year, measure, change=True)
    if report is None:
        return await reports_store.add(
            work, duty, answers, person=person.id, on_behalf=behalf, now=now
        )
    if report.state is ReportState.ACCEPTED:
        raise Closed("report-accepted")
    if made_from is not None and made_from != report.version:
        raise Stale("report-changed")
    await reports_store.submit_again(
        work, report, answers, person=person.id, on_behalf=behalf, now=now
    )
    return report.id


async def record(
    work: Work, ground: Ground, person: Person, report: Report, now: datetime
) -> None:
    """Append a submission to the audit."""
    until = await extended(work, report.organisation, report.year)
    due = moved(ground.term.due(report.year), until, report.measure)
    await audit.record(
        work,
        at=now,
        act="report-submitted",
        subject=f"report:{report.id}",
        person=person.id,
        organisation=report.organisation,
        details={
            "measure": report.measure,
            "year": report.year,
            "version": report.version,
            "status": report.answers.status.value,
            "on_behalf": report.on_behalf,
            "late": ground.term.today(report.first_submitted_at) > due,
        },
    )


def excuse_of(status: Status, reason: str) -> dict[str, object]:
    """Return the answers of «нічого звітувати»; raises WrongInput."""
    if status not in EXCUSED:
        raise WrongInput("wrong-status")
    said = inputs.reason(reason)
    if findings(said):
        raise WrongInput("wrong-reason-personal")
    return {"status": str(status), "reason": said}
