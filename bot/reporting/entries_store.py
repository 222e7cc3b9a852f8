"""The rows of events. What is removed stays as a row, so that the audit can be read."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, insert, select, update

from bot.errors import Closed, Gone, Stale
from bot.reporting.answers import Entry, ReportState
from bot.storage.database import Work
from bot.storage.tables import entries, files, reports


def _query() -> Select[Any]:
    owned = select(func.count()).select_from(files)
    count = owned.where(files.c.entry == entries.c.id, files.c.removed_at.is_(None))
    return select(entries, count.correlate(entries).scalar_subquery().label("files"))


async def find(work: Work, entry_id: int, *, change: bool = False) -> Entry:
    """Return an event, its row locked where it is read to be changed; raises Gone."""
    if change:  # an aggregate's row cannot be locked, so the lock comes first
        await work.execute(select(entries.c.id).where(entries.c.id == entry_id).with_for_update())
    found = await entries_where(work, entries.c.id == entry_id)
    if not found:
        raise Gone(f"entry:{entry_id}")
    return found[0]


async def personal_reason(work: Work, entry_id: int) -> str:
    """Return why personal data in an event was kept; empty where there was none."""
    query = select(entries.c.personal_reason).where(entries.c.id == entry_id)
    return await work.scalar(query) or ""


async def reasons(work: Work, organisation: str, year: int, measure: str) -> tuple[str, ...]:
    """Return why personal data was kept in the events of a duty, each reason once."""
    query = select(entries.c.personal_reason).where(
        entries.c.organisation == organisation,
        entries.c.year == year,
        entries.c.measure == measure,
        entries.c.removed_at.is_(None),
        entries.c.personal_reason.is_not(None),
    )
    return tuple(dict.fromkeys(await work.scalars(query.order_by(entries.c.held_on))))


async def of_year(
    work: Work, organisation: str, year: int, measure: str | None = None
) -> tuple[Entry, ...]:
    """Return the events of an organisation's year, of one measure or of all, by their day."""
    conditions = [entries.c.organisation == organisation, entries.c.year == year]
    if measure is not None:
        conditions.append(entries.c.measure == measure)
    return await entries_where(work, *conditions)


async def entries_where(work: Work, *conditions: ColumnElement[bool]) -> tuple[Entry, ...]:
    """Return the events that meet the conditions and were not removed, by their day."""
    query = _query().where(entries.c.removed_at.is_(None), *conditions)
    query = query.order_by(entries.c.held_on, entries.c.id)
    return tuple(_entry(row) for row in (await work.execute(query)).mappings())


async def require_open_duty(
    work: Work, organisation: str, year: int, measure: str | None, *, change: bool = False
) -> None:
    """Raise Closed where the report of a duty was accepted: what its events tell stays.

    `change`: nobody decides on the report until the transaction ends.
    """
    query = select(reports.c.state).where(
        reports.c.organisation == organisation,
        reports.c.year == year,
        reports.c.measure == measure,
    )
    if await work.scalar(query.with_for_update() if change else query) == ReportState.ACCEPTED:
        raise Closed("report-accepted")


async def add(work: Work, *, author: int, on_behalf: bool, now: datetime, **values: object) -> int:
    """Return the id of a new event; `values` are the columns of what was answered."""
    row = dict(
        version=1, author=author, on_behalf=on_behalf, created_at=now, changed_at=now, **values
    )
    return int(
        (await work.execute(insert(entries).values(row).returning(entries.c.id))).scalar_one()
    )


async def change(work: Work, entry_id: int, version: int, now: datetime, **values: object) -> None:
    """Write an event's new values; raises Stale if it has changed since `version`, or is gone."""
    changed = await work.execute(
        update(entries)
        .where(
            entries.c.id == entry_id,
            entries.c.version == version,
            entries.c.removed_at.is_(None),
        )
        .values(version=version + 1, changed_at=now, **values)
    )
    if not changed.rowcount:
        raise Stale("entry-changed")


def _entry(row: RowMapping) -> Entry:
    held_on: date = row[entries.c.held_on]
    return Entry(
        id=row[entries.c.id],
        version=row[entries.c.version],
        measure=row[entries.c.measure],
        organisation=row[entries.c.organisation],
        year=row[entries.c.year],
        held_on=held_on,
        text=row[entries.c.text],
        people=row[entries.c.people],
        money=row[entries.c.money],
        author=row[entries.c.author],
        on_behalf=row[entries.c.on_behalf],
        created_at=row[entries.c.created_at],
        files=row["files"],
    )
