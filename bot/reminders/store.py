"""The notices as rows, and back as the rules' objects."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, func, select, update

from bot.reminders.notices import OPEN, Notice, Slot, State
from bot.storage.database import Work
from bot.storage.tables import facts, notices

PLANNED = "notices_planned"  # the fact that holds the last day that was planned
RESTORED = "restored_at"  # the fact that says when the database was restored from a backup


async def planned_until(work: Work, *, lock: bool = False) -> date | None:
    """Return the last day that was planned; `lock`: nobody else plans until the end."""
    chosen = select(facts.c.value).where(facts.c.name == PLANNED)
    value = await work.scalar(chosen.with_for_update() if lock else chosen)
    return date.fromisoformat(value) if value else None


async def note_planned(work: Work, day: date) -> None:
    """Write the last day that was planned."""
    changed = await work.execute(
        update(facts).where(facts.c.name == PLANNED).values(value=day.isoformat())
    )
    if not changed.rowcount:
        await work.execute(facts.insert().values(name=PLANNED, value=day.isoformat()))


async def restored_at(work: Work) -> datetime | None:
    """Return when the database was restored from a backup: what fell due before is not sent."""
    value = await work.scalar(select(facts.c.value).where(facts.c.name == RESTORED))
    return datetime.fromisoformat(value) if value else None


async def known(work: Work, since: date) -> frozenset[tuple[str, int, date]]:
    """Return the keys of all notices since a day."""
    found = await work.execute(
        select(notices.c.rule, notices.c.person, notices.c.day).where(notices.c.day >= since)
    )
    return frozenset((row.rule, row.person, row.day) for row in found)


async def add(work: Work, slots: Iterable[Slot], now: datetime) -> int:
    """Write notices of which there is none yet; return how many."""
    rows = [
        {
            "rule": each.rule,
            "person": each.person,
            "receiver": each.receiver,
            "day": each.day,
            "due_at": each.due_at,
            "state": State.MISSED if each.missed else State.PLANNED,
            "attempts": 0,
            "about": each.about,
            "planned_at": now,
            "changed_at": now,
        }
        for each in slots
    ]
    if rows:
        await work.execute(notices.insert(), rows)
    return len(rows)


async def find(work: Work, *which: ColumnElement[bool], lock: bool = False) -> tuple[Notice, ...]:
    """Return the notices of which all conditions are true, in the order of their days."""
    chosen = select(notices).where(*which).order_by(notices.c.due_at, notices.c.id)
    rows = await work.execute(chosen.with_for_update() if lock else chosen)
    return tuple(notice_of(row) for row in rows.mappings())


async def page(
    work: Work, which: Sequence[ColumnElement[bool]], limit: int, offset: int
) -> tuple[tuple[Notice, ...], int]:
    """Return some notices, the newest first, and how many there are in all."""
    newest = select(notices).where(*which).order_by(notices.c.day.desc(), notices.c.id.desc())
    rows = await work.execute(newest.limit(limit).offset(offset))
    count = await work.scalar(select(func.count()).select_from(notices).where(*which))
    return tuple(notice_of(row) for row in rows.mappings()), int(count or 0)


async def change(work: Work, ids: Iterable[int], *only: ColumnElement[bool], **to: Any) -> int:
    """Change columns of these notices where `only` is true; return how many there were."""
    which = [*ids]
    if not which:
        return 0
    changed = await work.execute(update(notices).where(notices.c.id.in_(which), *only).values(to))
    return int(changed.rowcount)


async def counts(work: Work) -> dict[State, int]:
    """Return how many notices are in each state; they add up to all that was ever planned."""
    found = await work.execute(
        select(notices.c.state, func.count().label("how_many")).group_by(notices.c.state)
    )
    counted = {State(row.state): row.how_many for row in found}
    return {state: counted.get(state, 0) for state in State}


async def next_due(work: Work, now: datetime) -> datetime | None:
    """Return the next moment after `now` at which something postponed may go out."""
    found: datetime | None = await work.scalar(
        select(func.min(notices.c.send_after, type_=notices.c.send_after.type)).where(
            notices.c.state.in_(OPEN), notices.c.send_after > now
        )
    )
    return found


def notice_of(row: RowMapping) -> Notice:
    """Return the notice of a row."""
    told = {name: row[notices.c[name]] for name in Notice.__dataclass_fields__}
    return Notice(**{**told, "state": State(told["state"])})
