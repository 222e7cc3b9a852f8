"""The rows of drafts. A change is guarded by the version that it was made from: nobody's answer
is overwritten by an older one, and what has ended stays as it ended."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.errors import Gone, Stale
from bot.reporting import files_store
from bot.reporting.answers import Draft
from bot.storage.database import Work
from bot.storage.tables import drafts, files

CANCELLED, SAVED, SUBMITTED = "cancelled", "saved", "submitted"
_ENDED = {SAVED: "already-saved", SUBMITTED: "already-submitted"}
REPORTS = ("report", "mend")  # kinds of which a duty has one open
_FIRST = ("person", "organisation", "entry", "report")  # written once
_LIKE = ("kind", "person", "organisation", "year")
_WRITTEN = ("kind", "year", "measure", "step", "answers")  # and what each step may change


def _query() -> Select[Any]:
    owned = select(func.count()).select_from(files)
    count = owned.where(files.c.draft == drafts.c.id, files.c.removed_at.is_(None))
    return select(drafts, count.correlate(drafts).scalar_subquery().label("files"))


async def start(work: Work, draft: Draft, now: datetime) -> Draft | None:
    """Return the draft as a new row; None where its duty already has an open report's draft."""
    row = {name: getattr(draft, name) for name in _WRITTEN}
    row |= {name: getattr(draft, name) for name in _FIRST}
    row |= {"version": 1, "created_at": now, "changed_at": now}
    try:
        async with work.begin_nested():
            made = await work.execute(insert(drafts).values(row).returning(drafts.c.id))
            number = int(made.scalar_one())
    except IntegrityError:  # of the one open report; a foreign key would be our own fault
        if draft.kind not in REPORTS:
            raise
        return None
    return await find(work, number)


async def begun_so(work: Work, draft: Draft, source: str = "") -> Draft | None:
    """Return an open draft that was begun just so and not gone on with: the tap came twice.

    `source` is that of the file that comes with it.
    """
    same = [drafts.c[name] == getattr(draft, name) for name in _LIKE]
    for each in await open_where(work, drafts.c.version == 1, drafts.c.entry.is_(None), *same):
        like = (each.measure, each.answers) == (draft.measure, draft.answers)
        if like and (not each.files or await files_store.has(work, each.id, source)):
            return each
    return None


async def find(work: Work, draft_id: int, *, change: bool = False) -> Draft:
    """Return an open draft, its row locked where it is read to be changed.

    Raises Gone where there is none (any more), Stale where it was saved or submitted.
    """
    if change:  # an aggregate's row cannot be locked, so the lock comes first
        await work.execute(select(drafts.c.id).where(drafts.c.id == draft_id).with_for_update())
    row = (await work.execute(_query().where(drafts.c.id == draft_id))).mappings().first()
    if row is None:
        raise Gone(f"draft:{draft_id}")
    draft = _draft(row)
    if draft.ended_at is not None:
        if draft.outcome in _ENDED:
            raise Stale(_ENDED[draft.outcome])
        raise Gone(f"draft:{draft_id}")
    return draft


async def open_where(work: Work, *conditions: ColumnElement[bool]) -> tuple[Draft, ...]:
    """Return the open drafts that meet the conditions, newest change first."""
    query = _query().where(drafts.c.ended_at.is_(None), *conditions)
    query = query.order_by(drafts.c.changed_at.desc(), drafts.c.id.desc())
    return tuple(_draft(row) for row in (await work.execute(query)).mappings())


async def hold_reports(work: Work, organisation: str, year: int) -> None:
    """Lock the open drafts of an organisation's reports: whoever submits many does this first.

    Drafts before reports, everywhere: two who wait for each other would both be refused.
    """
    held = select(drafts.c.id).where(
        drafts.c.kind.in_(REPORTS),
        drafts.c.organisation == organisation,
        drafts.c.year == year,
        drafts.c.ended_at.is_(None),
    )
    await work.execute(held.order_by(drafts.c.id).with_for_update())


async def open_reports(
    work: Work, organisation: str, year: int, measure: str | None = None
) -> tuple[Draft, ...]:
    """Return the open drafts of yearly reports of an organisation, of one measure or of all."""
    conditions = [
        drafts.c.kind.in_(REPORTS),
        drafts.c.organisation == organisation,
        drafts.c.year == year,
    ]
    if measure is not None:
        conditions.append(drafts.c.measure == measure)
    return await open_where(work, *conditions)


async def open_of_entry(work: Work, entry: int) -> tuple[Draft, ...]:
    """Return the open drafts that change an event: one, or none."""
    return await open_where(work, drafts.c.entry == entry)


async def open_for(work: Work, *, organisation: str = "", person: int = 0) -> tuple[Draft, ...]:
    """Return the open drafts of an organisation or else of a person, newest change first."""
    if organisation:
        return await open_where(work, drafts.c.organisation == organisation)
    return await open_where(work, drafts.c.person == person)


async def write(work: Work, was: Draft, draft: Draft, now: datetime) -> Draft:
    """Write what a draft has become under its next version; raises Stale if it has moved on."""
    await _change(work, was, now, {name: getattr(draft, name) for name in _WRITTEN})
    return await find(work, was.id)


async def end(work: Work, draft: Draft, outcome: str, now: datetime) -> None:
    """End an open draft; raises Stale if it has moved on."""
    await _change(work, draft, now, {"ended_at": now, "outcome": outcome})


async def cancel(work: Work, draft: Draft, now: datetime) -> None:
    """End an open draft of which nothing is to be kept, its words neither; raises Stale."""
    await _change(work, draft, now, {"ended_at": now, "outcome": CANCELLED, "answers": {}})


async def _change(work: Work, was: Draft, now: datetime, values: dict[str, object]) -> None:
    changed = await work.execute(
        update(drafts)
        .where(
            drafts.c.id == was.id,
            drafts.c.version == was.version,
            drafts.c.ended_at.is_(None),
        )
        .values({**values, "version": was.version + 1, "changed_at": now})
    )
    if not changed.rowcount:
        raise Stale


def _draft(row: RowMapping) -> Draft:
    return Draft(
        id=row[drafts.c.id],
        version=row[drafts.c.version],
        kind=row[drafts.c.kind],
        person=row[drafts.c.person],
        organisation=row[drafts.c.organisation],
        year=row[drafts.c.year],
        measure=row[drafts.c.measure],
        step=row[drafts.c.step],
        answers=dict(row[drafts.c.answers]),
        entry=row[drafts.c.entry],
        report=row[drafts.c.report],
        changed_at=row[drafts.c.changed_at],
        ended_at=row[drafts.c.ended_at],
        outcome=row[drafts.c.outcome],
        files=row["files"],
    )
