"""One transaction is all or nothing, whoever else writes and however it ends."""

import asyncio
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.errors import DatabaseFault
from bot.storage import turns
from bot.storage.database import Database
from bot.storage.tables import facts

COUNTER = facts.c.name == "counter"


async def begin_counting(database: Database) -> None:
    async with database.begin() as work:
        await work.execute(insert(facts).values(name="counter", value="0"))


async def add_one(database: Database) -> None:
    async with database.begin() as work:
        query = select(facts.c.value).where(COUNTER).with_for_update()
        value = int(await work.scalar(query) or 0)
        await asyncio.sleep(0)
        await work.execute(update(facts).where(COUNTER).values(value=str(value + 1)))


async def counted(database: Database) -> int:
    async with database.begin() as work:
        return int(await work.scalar(select(facts.c.value).where(COUNTER)) or 0)


async def test_fifty_at_once_are_fifty(database: Database) -> None:
    await begin_counting(database)
    await asyncio.gather(*(add_one(database) for _ in range(50)))
    assert await counted(database) == 50


async def test_what_fails_leaves_nothing(database: Database) -> None:
    async def one() -> None:
        async with database.begin() as work:
            await work.execute(insert(facts).values(name="counter", value="7"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await one()
    assert await counted(database) == 0


async def test_who_is_cancelled_leaves_nothing_and_the_pool_lives(database: Database) -> None:
    await begin_counting(database)
    chance = random.Random(268)
    done = 0
    for _ in range(60):
        task = asyncio.create_task(add_one(database))
        for _ in range(chance.randrange(40)):
            await asyncio.sleep(0)
        if chance.random() < 0.5:
            await asyncio.sleep(chance.random() / 200)
        task.cancel()
        await asyncio.wait((task,))
        done += not task.cancelled()
    # Cancelled during its COMMIT, it may be in or out, but whole; the next ones work.
    await asyncio.wait_for(asyncio.gather(*(add_one(database) for _ in range(12))), 20)
    assert done + 12 <= await counted(database) <= 72


async def test_cancelled_inside_it_is_rolled_back(database: Database) -> None:
    inside = asyncio.Event()

    async def one() -> None:
        async with database.begin() as work:
            await work.execute(insert(facts).values(name="counter", value="7"))
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(one())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await asyncio.wait_for(counted(database), 5) == 0


async def test_a_clash_names_the_constraint_and_no_value(database: Database) -> None:
    await begin_counting(database)
    with pytest.raises(IntegrityError) as caught:
        async with database.begin() as work:
            await work.execute(insert(facts).values(name="counter", value="secret"))
    assert "facts" in str(caught.value)
    assert "counter" not in str(caught.value)
    assert "secret" not in str(caught.value)


async def hold(path: Path, seconds: float) -> asyncio.subprocess.Process:
    """Let another program, which knows nothing of our locks, hold the database."""
    program = f"""
import sqlite3, time
held = sqlite3.connect({str(path)!r}, isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
time.sleep({seconds})
held.execute("COMMIT")
"""
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    await other.stdout.readline()
    return other


@pytest.mark.parametrize("seconds", [1, pytest.param(10, marks=pytest.mark.slow)])
async def test_a_held_database_is_waited_for_beside_the_loop(
    sqlite_url: str, seconds: int
) -> None:
    database = Database(sqlite_url)
    assert database.path is not None
    await begin_counting(database)
    other = await hold(database.path, seconds)
    task = asyncio.create_task(add_one(database))
    longest, last = 0.0, time.monotonic()
    while not task.done():
        await asyncio.sleep(0.005)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    await task
    assert await counted(database) == 1
    assert longest < 0.5, "the loop was held"
    await database.close()
    await other.wait()


async def test_a_database_held_for_ever_is_a_passing_fault(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.2)
    one, two = Database(sqlite_url), Database(sqlite_url)
    await begin_counting(one)
    async with one.begin():
        with pytest.raises(DatabaseFault) as caught:
            await add_one(two)
    assert caught.value.kind == "busy"
    assert caught.value.passing
    await add_one(two)  # resumes by itself
    assert await counted(one) == 1
    await one.close()
    await two.close()


async def test_a_transaction_inside_another_is_a_fault_and_no_standstill(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE_SECONDS", 0.2)
    database = Database(sqlite_url)
    await begin_counting(database)
    async with database.begin():
        with pytest.raises(DatabaseFault, match="does not end"):
            await add_one(database)
    await add_one(database)
    assert await counted(database) == 1
    await database.close()


async def test_a_full_disk_is_said_and_passes(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    await begin_counting(database)
    async with database.begin() as work:
        pages = int((await work.exec_driver_sql("PRAGMA page_count")).scalar_one())
        await work.exec_driver_sql(f"PRAGMA max_page_count={pages + 1}")
    with pytest.raises(DatabaseFault) as caught:
        async with database.begin() as work:
            await work.execute(update(facts).where(COUNTER).values(value="x" * 100_000))
    assert caught.value.kind == "full"
    assert await counted(database) == 0
    async with database.begin() as work:
        await work.exec_driver_sql("PRAGMA max_page_count=1000000")
    await add_one(database)
    assert await counted(database) == 1
    await database.close()


def test_processes_take_turns(sqlite_url: str) -> None:
    path = sqlite_url.split("///")[1]
    program = f"""
import asyncio
from tests.storage.test_transactions import Database, add_one
async def main():
    database = Database({sqlite_url!r})
    for _ in range(25):
        await add_one(database)
    await database.close()
asyncio.run(main())
"""
    with sqlite3.connect(path) as connection:
        connection.execute("INSERT INTO facts VALUES ('counter', '0')")
    connection.close()
    running = [subprocess.Popen([sys.executable, "-c", program]) for _ in range(3)]
    assert [each.wait(60) for each in running] == [0, 0, 0]
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT value FROM facts WHERE name='counter'").fetchone() == ("75",)
    connection.close()


async def test_a_lost_server_is_told_and_found_again(postgres_url: str) -> None:
    database = Database(postgres_url)
    await begin_counting(database)
    with pytest.raises(DatabaseFault) as caught:
        async with database.begin() as work:
            await work.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
    assert caught.value.kind == "lost"
    await add_one(database)
    assert await counted(database) == 1
    await database.close()


@pytest.mark.parametrize("address", ["127.0.0.1:9", "/nowhere"])
async def test_no_server_is_one_line_without_the_password(address: str) -> None:
    where = "127.0.0.1:9/x" if ":" in address else f"/x?host={address}"
    database = Database(f"postgresql+asyncpg://bot:hidden@{where}")
    with pytest.raises(DatabaseFault) as caught:
        await database.ready()
    assert caught.value.kind == "lost"
    assert "hidden" not in str(caught.value)
    await database.close()
