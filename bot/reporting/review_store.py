"""The rows that a review reads and writes: decisions, remarks, versions, files behind a report.

Remarks of a report that is not decided yet are pending: nobody but coordinators sees them. The
decision and its remarks become true in one transaction.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, insert, or_, select, update

from bot.people.desks import person_of
from bot.people.rules import Person, PersonState, Role
from bot.reporting.answers import Answers, Remark, ReportState
from bot.reporting.files_store import StoredFile
from bot.reporting.plain import from_plain
from bot.reporting.steps import REPORT
from bot.storage.database import Work
from bot.storage.tables import entries, files, people, remarks, report_versions, reports


@dataclass(frozen=True, slots=True)
class Version:
    """What a report said at one submission."""

    number: int
    answers: Answers
    at: datetime
    by: str  # the name of who submitted it
    on_behalf: bool


async def waiting(work: Work, year: int | None = None) -> tuple[int, ...]:
    """Return the ids of what was submitted and not decided, the longest waiting first."""
    chosen = select(reports.c.id).where(reports.c.state == ReportState.SUBMITTED)
    if year is not None:
        chosen = chosen.where(reports.c.year == year)
    found = await work.scalars(chosen.order_by(reports.c.submitted_at, reports.c.id))
    return tuple(found)


async def how_many_waiting(work: Work) -> int:
    """Return how many reports wait for a coordinator."""
    chosen = select(func.count()).where(reports.c.state == ReportState.SUBMITTED)
    return int((await work.execute(chosen)).scalar_one())


async def decide(
    work: Work,
    report: int,
    version: int,
    *,
    was: ReportState,
    becomes: ReportState,
    person: int | None,
    now: datetime | None,
    reason: str | None = None,
) -> bool:
    """Turn a report's state, once; return whether it stood as it was seen."""
    done = await work.execute(
        update(reports)
        .where(reports.c.id == report, reports.c.version == version, reports.c.state == was)
        .values(state=becomes, decided_at=now, decided_by=person, decision_reason=reason)
    )
    return bool(done.rowcount)


async def mark(
    work: Work, report: int, version: int, remark: Remark, person: int, now: datetime
) -> None:
    """Write a remark; one that stood for the same answer is replaced."""
    await unmark(work, report, version, remark.step)
    await work.execute(
        insert(remarks).values(
            report=report,
            version=version,
            field=remark.step,
            reason=remark.reason,
            person=person,
            at=now,
        )
    )


async def unmark(work: Work, report: int, version: int, step: str | None = None) -> None:
    """Take a remark away, or all of this version."""
    where = (remarks.c.report == report) & (remarks.c.version == version)
    if step is not None:
        where &= remarks.c.field == step
    await work.execute(delete(remarks).where(where))


async def remarks_of(work: Work, report: int, version: int) -> tuple[Remark, ...]:
    """Return the remarks on a version, in the order of the questions."""
    found = await work.execute(
        select(remarks.c.field, remarks.c.reason).where(
            remarks.c.report == report, remarks.c.version == version
        )
    )
    written = {row.field: row.reason for row in found}
    return tuple(Remark(step, written[step]) for step in REPORT if step in written)


async def versions(work: Work, report: int) -> tuple[Version, ...]:
    """Return what a report said at each submission, the first one first."""
    found = await work.execute(
        select(report_versions, people.c.name)
        .join(people, people.c.id == report_versions.c.person)
        .where(report_versions.c.report == report)
        .order_by(report_versions.c.version)
    )
    return tuple(
        Version(row.version, from_plain(row.answers), row.at, row.name, row.on_behalf)
        for row in found
    )


async def files_behind(
    work: Work, report: int, organisation: str, year: int, measure: str
) -> tuple[StoredFile, ...]:
    """Return the files of a report and of its events, without their contents."""
    of_duty = select(entries.c.id).where(
        entries.c.organisation == organisation,
        entries.c.year == year,
        entries.c.measure == measure,
        entries.c.removed_at.is_(None),
    )
    found = await work.execute(
        select(files.c.id, files.c.name, files.c.size, files.c.kind, files.c.digest)
        .where(
            files.c.removed_at.is_(None),
            or_(files.c.report == report, files.c.entry.in_(of_duty)),
        )
        .order_by(files.c.id)
    )
    return tuple(StoredFile(**row) for row in found.mappings())


async def executors(work: Work, organisation: str) -> tuple[Person, ...]:
    """Return the active executors of an organisation: who has to know what was decided."""
    found = await work.execute(
        select(people)
        .where(
            people.c.role == Role.EXECUTOR,
            people.c.organisation == organisation,
            people.c.state == PersonState.ACTIVE,
        )
        .order_by(people.c.id)
    )
    return tuple(person_of(row) for row in found.mappings())


async def another_coordinator(work: Work, person: int) -> bool:
    """Return whether somebody else may decide: another active coordinator with an account."""
    other = exists().where(
        people.c.role == Role.COORDINATOR,
        people.c.state == PersonState.ACTIVE,
        people.c.id != person,
    )
    return bool((await work.execute(select(other))).scalar())


async def name_of(work: Work, person: int | None) -> str:
    """Return somebody's name; nothing where there is nobody."""
    found = await work.execute(select(people.c.name).where(people.c.id == person))
    return str(found.scalar_one_or_none() or "")
