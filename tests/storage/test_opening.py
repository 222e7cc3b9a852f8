"""SQLite is opened right or not at all, and what is wrong is said in one line."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import insert, text

from bot.errors import DatabaseFault
from bot.storage.database import Database
from bot.storage.tables import facts
from bot.storage.turns import loses_commits
from tests.written import written


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


async def refusal(address: str) -> DatabaseFault:
    async def start() -> None:
        database = Database(address)
        try:
            await database.ready()
        finally:
            await database.close()

    with pytest.raises(DatabaseFault) as caught:
        await start()
    assert "\n" not in str(caught.value)
    return caught.value


async def test_the_connection_is_what_it_promises(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "busy_timeout": 15_000,
    }
    for _ in range(2):
        async with database.begin() as work:
            for name, value in expected.items():
                assert await work.scalar(text(f"PRAGMA {name}")) == value, name
        await database.engine.dispose()  # the next one is asked too
    await database.close()


async def test_a_transaction_has_the_lock_from_its_beginning(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    async with database.begin():
        other = sqlite3.connect(database.path or "", timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    await database.close()


async def test_only_the_owner_reads_what_is_made(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = tmp_path / "var" / "deep" / "bot.db"
        database = Database(url(path))
        await database.migrate()
        async with database.begin() as work:
            await work.execute(insert(facts).values(name="a", value="b"))
        made = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
        await database.close()
    finally:
        os.umask(before)
    assert made == dict.fromkeys(
        ("bot.db", "bot.db-wal", "bot.db-shm", "bot.db.lock", "bot.db.open"), 0o600
    )
    for folder in (path.parent, path.parent.parent):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


async def test_a_file_open_to_others_is_closed_to_them(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    assert database.path is not None
    database.path.chmod(0o644)
    await database.ready()
    assert stat.S_IMODE(database.path.stat().st_mode) == 0o600
    await database.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [(":memory:", "broken"), ("folder", "denied"), ("file/bot.db", "denied")],
)
async def test_no_database_can_be_there(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("a file")
    place = name if name == ":memory:" else str(tmp_path / name)
    assert (await refusal(f"sqlite+aiosqlite:///{place}")).kind == kind


async def test_a_folder_that_gives_no_right(tmp_path: Path) -> None:
    fault = await refusal("sqlite+aiosqlite:////proc/nowhere/bot.db")
    assert fault.kind == "denied"


@pytest.mark.parametrize("content", [b"PK\x03\x04 a foreign file " * 100, b"\0" * 8192])
async def test_a_foreign_file_is_refused_and_kept(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bot.db"
    path.write_bytes(content)
    fault = await refusal(url(path))
    assert fault.kind == "damaged"
    assert path.read_bytes() == content


def filled(address: str) -> Path:
    path = Path(address.split("///")[1])
    with sqlite3.connect(path) as connection:
        rows = [(f"fact{number}", "x" * 900) for number in range(400)]
        connection.executemany("INSERT INTO facts VALUES (?, ?)", rows)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


async def test_a_damaged_page_is_refused(sqlite_url: str) -> None:
    path = filled(sqlite_url)
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 100] = bytes(byte ^ 0xFF for byte in whole[middle : middle + 100])
    path.write_bytes(whole)
    assert (await refusal(sqlite_url)).kind == "damaged"


async def test_a_truncated_file_is_refused(sqlite_url: str) -> None:
    path = filled(sqlite_url)
    os.truncate(path, path.stat().st_size - 40_000)
    assert (await refusal(sqlite_url)).kind == "damaged"


async def test_a_schema_of_another_version_is_refused(database: Database) -> None:
    for revision, kind in (("9999", "newer"), (None, "older")):
        async with database.begin() as work:
            await work.execute(text("DELETE FROM alembic_version"))
            if revision:
                await work.execute(text(f"INSERT INTO alembic_version VALUES ('{revision}')"))
        with pytest.raises(DatabaseFault) as caught:
            await database.ready()
        assert caught.value.kind == kind
    async with database.begin() as work:
        await work.execute(text("INSERT INTO alembic_version VALUES ('9999')"))
    with pytest.raises(DatabaseFault, match="newer"):
        await database.migrate()


async def test_tables_that_are_not_there_ask_for_migrate(tmp_path: Path) -> None:
    database = Database(url(tmp_path / "bot.db"))
    with pytest.raises(DatabaseFault, match="bot migrate"):
        async with database.begin() as work:
            await work.execute(insert(facts).values(name="a", value="b"))
    await database.close()


@pytest.mark.parametrize(
    ("version", "loses"),
    [
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
    ],
)
def test_versions_that_lose_commits(version: tuple[int, ...], loses: bool) -> None:
    assert loses_commits(version) is loses


async def test_the_start_warns_of_such_a_version(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with written("INFO") as log:
        await database.ready()
    await database.close()
    assert log.getvalue().count("sqlite-loses-commits") == loses_commits()


@pytest.mark.parametrize("ending", ["return", "raise SystemExit(3)"])
def test_an_open_database_lets_the_process_end(sqlite_url: str, ending: str) -> None:
    program = f"""
import asyncio
from bot.storage.database import Database
async def main():
    database = Database({sqlite_url!r})
    await database.begin().__aenter__()
    print("open", flush=True)
    {ending}
asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=5)
    assert done.stdout == b"open\n"
