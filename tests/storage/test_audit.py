"""The audit is only added to, and whoever goes around that is found out."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import delete, insert, select, text, update

from bot.errors import DatabaseFault
from bot.storage import audit
from bot.storage.database import Database
from bot.storage.tables import audit as rows
from bot.storage.tables import facts

NOON = datetime(2023, 5, 17, 12, 0, 0, 123456, timezone(timedelta(hours=3)))


async def write(database: Database, count: int = 4) -> None:
    for number in range(1, count + 1):
        async with database.begin() as work:
            details = {"я": number, "a": [None, 1.5, {"z": 1, "b": (1, 2)}]}
            subject = f"report:{number}"
            await audit.record(work, at=NOON, act="made", subject=subject, details=details)


async def breaks(database: Database) -> list[audit.Break]:
    async with database.begin() as work:
        return await audit.verify(work)


async def unguard(database: Database) -> None:
    """Do what somebody with the database's password could do."""
    async with database.begin() as work:
        for act in ("update", "delete"):
            on = "" if database.sqlite else " ON audit"
            await work.execute(text(f"DROP TRIGGER audit_no_{act}{on}"))


async def test_what_was_written_is_whole(database: Database) -> None:
    assert await breaks(database) == []
    await write(database)
    assert await breaks(database) == []


@pytest.mark.parametrize("act", ["update", "delete", "truncate"])
async def test_no_row_is_changed_or_deleted(database: Database, act: str) -> None:
    await write(database)
    statements = {"update": update(rows).values(act="x"), "delete": delete(rows)}
    if act == "truncate" and database.sqlite:
        act = "delete"  # SQLite has no other
    with pytest.raises(DatabaseFault):
        async with database.begin() as work:
            await work.execute(statements.get(act, text("TRUNCATE audit")))
    assert await breaks(database) == []
    async with database.begin() as work:
        assert len((await work.execute(select(rows))).all()) == 4


@pytest.mark.parametrize(
    "change",
    [
        {"act": "unmade"},
        {"at": NOON + timedelta(microseconds=1)},
        {"organisation": "school"},
        {"details": {"я": 3}},
        {"digest": "f" * 64},
        {"previous": "f" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
async def test_a_changed_row_is_named(database: Database, change: dict[str, object]) -> None:
    await write(database)
    await unguard(database)
    async with database.begin() as work:
        await work.execute(update(rows).where(rows.c.id == 2).values(change))
    assert (await breaks(database))[0].row == 2


@pytest.mark.parametrize(
    ("missing", "first"), [((1,), 2), ((2, 3), 4), ((4,), None), ((1, 2, 3, 4), None)]
)
async def test_missing_rows_are_seen(
    database: Database, missing: tuple[int, ...], first: int | None
) -> None:
    await write(database)
    await unguard(database)
    async with database.begin() as work:
        await work.execute(delete(rows).where(rows.c.id.in_(missing)))
    found = await breaks(database)
    assert [each.row for each in found] == [first]


async def test_an_added_row_is_seen(database: Database) -> None:
    await write(database)
    async with database.begin() as work:
        last = (await work.execute(select(rows).order_by(rows.c.id.desc()))).first()
        assert last is not None
        forged = {**last._mapping, "id": 5, "subject": "report:9", "previous": last.digest}
        forged["digest"] = audit.digest(forged)
        await work.execute(insert(rows).values(forged))
    assert [each.row for each in await breaks(database)] == [None]


async def test_who_write_at_once_make_one_chain(database: Database) -> None:
    async def one(number: int) -> None:
        async with database.begin() as work:
            subject = f"report:{number}"
            await audit.record(work, at=datetime.now(UTC), act="made", subject=subject)

    await asyncio.gather(*(one(number) for number in range(20)))
    assert await breaks(database) == []
    async with database.begin() as work:
        previous = (await work.execute(select(rows.c.previous))).scalars().all()
    assert len(set(previous)) == 20


async def test_a_database_without_the_head_begins_one(database: Database) -> None:
    async with database.begin() as work:
        await work.execute(delete(facts))
    await write(database)
    assert await breaks(database) == []
