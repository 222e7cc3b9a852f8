"""The rows of yearly reports, of their versions, and of what a coordinator wants changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.errors import Gone, Stale
from bot.reporting.answers import Answers, Remark, Report, ReportState
from bot.reporting.plain import from_plain, to_plain
from bot.storage.database import Work
from bot.storage.tables import files, remarks, report_versions, reports


def _query() -> Select[Any]:
    owned = select(func.count()).select_from(files)
    count = owned.where(files.c.report == reports.c.id, files.c.removed_at.is_(None))
    return select(reports, count.correlate(reports).scalar_subquery().label("files"))


async def find(work: Work, report_id: int, *, change: bool = False) -> Report:
    """Return a report, its row locked where it is read to be changed; raises Gone."""
    if change:  # an aggregate's row cannot be locked, so the lock comes first
        await work.execute(select(reports.c.id).where(reports.c.id == report_id).with_for_update())
    found = await _where(work, reports.c.id == report_id)
    if not found:
        raise Gone(f"report:{report_id}")
    return found[0]


async def of_ids(work: Work, ids: Iterable[int]) -> tuple[Report, ...]:
    """Return the reports of these ids, in their order; what is not there is left out."""
    order = list(ids)
    found = {each.id: each for each in await _where(work, reports.c.id.in_(order))}
    return tuple(found[each] for each in order if each in found)


async def of_year(work: Work, organisation: str, year: int) -> tuple[Report, ...]:
    """Return all reports of an organisation's year."""
    return await _where(work, reports.c.organisation == organisation, reports.c.year == year)


async def of_duty(
    work: Work, organisation: str, year: int, measure: str, *, change: bool = False
) -> Report | None:
    """Return the report of one duty, or None; its row locked where it is read to be changed."""
    conditions = (
        reports.c.organisation == organisation,
        reports.c.year == year,
        reports.c.measure == measure,
    )
    if change:
        await work.execute(select(reports.c.id).where(*conditions).with_for_update())
    found = await _where(work, *conditions)
    return found[0] if found else None


async def add(
    work: Work,
    duty: tuple[str, int, str],
    answers: Answers,
    *,
    person: int,
    on_behalf: bool,
    now: datetime,
) -> int:
    """Return the id of the first report of a duty (organisation, year, measure).

    Raises Stale where somebody else has submitted one at the same moment.
    """
    organisation, year, measure = duty
    row = {
        "version": 1,
        "organisation": organisation,
        "year": year,
        "measure": measure,
        "first_submitted_at": now,
        **_submitted(answers, person, on_behalf, now),
    }
    try:
        async with work.begin_nested():
            made = await work.execute(insert(reports).values(row).returning(reports.c.id))
            number = int(made.scalar_one())
    except IntegrityError:
        raise Stale("already-submitted") from None
    await _keep_version(work, number, 1, answers, person, on_behalf, now)
    return number


async def submit_again(
    work: Work, report: Report, answers: Answers, *, person: int, on_behalf: bool, now: datetime
) -> None:
    """Write a report's next version; raises Stale if it was decided or submitted meanwhile."""
    version = report.version + 1
    changed = await work.execute(
        update(reports)
        .where(
            reports.c.id == report.id,
            reports.c.version == report.version,
            reports.c.state != ReportState.ACCEPTED.value,
        )
        .values(
            version=version,
            decided_at=None,
            decided_by=None,
            decision_reason=None,
            **_submitted(answers, person, on_behalf, now),
        )
    )
    if not changed.rowcount:
        raise Stale("report-changed")
    await _keep_version(work, report.id, version, answers, person, on_behalf, now)


async def versions(work: Work, report_id: int) -> tuple[tuple[int, Answers, datetime], ...]:
    """Return what a report said at each submission, oldest first."""
    found = await work.execute(
        select(report_versions.c.version, report_versions.c.answers, report_versions.c.at)
        .where(report_versions.c.report == report_id)
        .order_by(report_versions.c.version)
    )
    return tuple((row.version, from_plain(row.answers), row.at) for row in found)


def _submitted(answers: Answers, person: int, on_behalf: bool, now: datetime) -> dict[str, Any]:
    return {
        "state": ReportState.SUBMITTED.value,
        "answers": to_plain(answers),
        "submitted_at": now,
        "submitted_by": person,
        "on_behalf": on_behalf,
    }


async def _keep_version(
    work: Work,
    report: int,
    version: int,
    answers: Answers,
    person: int,
    on_behalf: bool,
    now: datetime,
) -> None:
    row = {"report": report, "version": version, "answers": to_plain(answers), "at": now}
    await work.execute(insert(report_versions).values(person=person, on_behalf=on_behalf, **row))


async def _where(work: Work, *conditions: ColumnElement[bool]) -> tuple[Report, ...]:
    query = _query().where(*conditions).order_by(reports.c.id)
    rows = (await work.execute(query)).mappings().all()
    returned = [
        row[reports.c.id] for row in rows if row[reports.c.state] == ReportState.RETURNED.value
    ]
    marked = await _remarks(work, returned)
    return tuple(_report(row, tuple(marked.get(row[reports.c.id], ()))) for row in rows)


async def _remarks(work: Work, returned: list[int]) -> dict[int, list[Remark]]:
    """Return what is to be changed in the newest versions of returned reports."""
    found: dict[int, list[Remark]] = {}
    if not returned:
        return found
    rows = await work.execute(
        select(remarks.c.report, remarks.c.field, remarks.c.reason)
        .join(reports, reports.c.id == remarks.c.report)
        .where(remarks.c.report.in_(returned), remarks.c.version == reports.c.version)
        .order_by(remarks.c.id)
    )
    for row in rows:
        found.setdefault(row.report, []).append(Remark(row.field, row.reason))
    return found


def _report(row: RowMapping, marked: tuple[Remark, ...]) -> Report:
    return Report(
        id=row[reports.c.id],
        version=row[reports.c.version],
        measure=row[reports.c.measure],
        organisation=row[reports.c.organisation],
        year=row[reports.c.year],
        state=ReportState(row[reports.c.state]),
        answers=from_plain(row[reports.c.answers]),
        first_submitted_at=row[reports.c.first_submitted_at],
        submitted_at=row[reports.c.submitted_at],
        submitted_by=row[reports.c.submitted_by],
        on_behalf=row[reports.c.on_behalf],
        decided_at=row[reports.c.decided_at],
        decided_by=row[reports.c.decided_by],
        decision_reason=row[reports.c.decision_reason] or "",
        remarks=marked,
        files=row["files"],
    )
