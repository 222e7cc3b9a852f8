"""What was kept comes back, on either database, and nothing damaged ever does."""

import asyncio
import json
import os
import shutil
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from bot.errors import DatabaseFault
from bot.storage import audit, migrating
from bot.storage.archive import Manifest, Writer, opened
from bot.storage.backup import backup
from bot.storage.database import Database
from bot.storage.restore import restore
from bot.storage.tables import facts, people
from tests.storage.filled import SUMMER, WORDS, count, everything, fill

NOW = datetime(2024, 1, 9, 8, 0, tzinfo=UTC)


@pytest.fixture
async def kept(database: Database, tmp_path: Path) -> Path:
    """A backup of a filled database."""
    await fill(database)
    await backup(database, tmp_path / "kept", NOW)
    await database.close()  # nobody has it open when it is restored
    return tmp_path / "kept"


async def test_everything_comes_back_on_either_database(
    database: Database, kept: Path, second_url: str
) -> None:
    before = await everything(database)
    second = Database(second_url)
    try:
        done = await restore(second, kept, NOW, replace=False)
        assert done.breaks == ()
        assert await everything(second) == before
        async with second.begin() as work:
            assert await audit.verify(work) == []
            fact = select(facts.c.value).where(facts.c.name == "restored_at")
            assert await work.scalar(fact) == "2024-01-09T08:00:00+00:00"
            new = {"name": "n", "role": "overseer", "state": "active", "created_at": SUMMER}
            made = await work.execute(insert(people).values(new).returning(people.c.id))
            assert made.scalar_one() == 4  # numbering goes on
        await second.ready()
    finally:
        await second.close()


def test_a_backup_is_the_owners_and_says_what_it_is(kept: Path) -> None:
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [each.name for each in kept.parent.iterdir() if each.name.startswith(".")] == []
    with opened(kept) as whole:
        assert whole.manifest.revision == migrating.newest()
        assert whole.manifest.created_at == "2024-01-09T08:00:00+00:00"
    with zipfile.ZipFile(kept) as archive:  # anybody can look into it
        assert archive.testzip() is None
        assert json.loads(archive.read("manifest.json"))["format"] == 1


async def test_what_is_there_is_refused_or_set_aside(database: Database, kept: Path) -> None:
    async with database.begin() as work:
        await work.execute(people.update().values(name="later"))
    later = await everything(database)
    await database.close()
    with pytest.raises(DatabaseFault, match="--replace"):
        await restore(database, kept, NOW, replace=False)
    assert await everything(database) == later
    await database.close()
    done = await restore(database, kept, NOW, replace=True)
    assert (await everything(database))["people"][0]["name"] == f"{WORDS} 1"
    assert (done.aside is not None) is database.sqlite
    if done.aside:
        old = Database(f"sqlite+aiosqlite:///{done.aside}")
        assert await everything(old) == later
        await old.close()


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 1024)


def cut_to_nothing(path: Path) -> None:
    os.truncate(path, 100)


def foreign(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"x" * 5000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def appended(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def missing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("harm", [cut, cut_to_nothing, foreign, empty, appended, missing])
async def test_what_is_no_whole_backup_is_refused(
    database: Database, kept: Path, harm: object
) -> None:
    before = await everything(database)
    await database.close()
    assert callable(harm)
    harm(kept)
    with pytest.raises(DatabaseFault) as caught:
        await restore(database, kept, NOW, replace=True)
    assert str(caught.value).startswith(str(kept))
    assert "\n" not in str(caught.value)
    assert await everything(database) == before


async def test_a_single_changed_byte_anywhere_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    database, kept = Database(sqlite_url), tmp_path / "kept"
    await backup(database, kept, NOW)
    await database.close()
    whole = kept.read_bytes()
    for place in range(0, len(whole), 7):
        changed = bytearray(whole)
        changed[place] ^= 0x10
        kept.write_bytes(changed)
        with pytest.raises(DatabaseFault), opened(kept):
            pass
    kept.write_bytes(whole)
    with opened(kept):
        pass


async def test_a_newer_schema_is_refused(database: Database, tmp_path: Path) -> None:
    writer = Writer(tmp_path / "newer")
    writer.seal(Manifest("9999", "7.0", "2030-01-01T00:00:00+00:00", audit.FIRST, ()))
    with pytest.raises(DatabaseFault, match=r"schema 9999, newer than this program.* 7\.0"):
        await restore(database, tmp_path / "newer", NOW, replace=True)
    assert await count(database) == 0


async def test_a_backup_of_an_older_schema_is_brought_up(
    database: Database, tmp_path: Path, second_sqlite_url: str
) -> None:
    for revision in migrating.revisions():
        async with database.begin() as work:
            await work.run_sync(migrating.down)
            await work.run_sync(migrating.up, revision)
        await backup(database, tmp_path / revision, NOW)
        second = Database(second_sqlite_url)
        try:
            await restore(second, tmp_path / revision, NOW, replace=True)
            await second.ready()
        finally:
            await second.close()


async def test_rows_that_do_not_fit_leave_everything_as_it_was(
    database: Database, kept: Path, tmp_path: Path
) -> None:
    before = await everything(database)
    await database.close()
    with opened(kept) as whole, zipfile.ZipFile(kept) as archive:
        writer = Writer(tmp_path / "less")
        for name in archive.namelist():
            if name.startswith("tables/") and "people" not in name:
                table = name.removeprefix("tables/").removesuffix(".jsonl")
                with writer.table(table) as write:
                    write(list(whole.rows(table)))
        with writer.table("people") as write:
            write([])
        writer.seal(whole.manifest)
    with pytest.raises(DatabaseFault, match="people: 0 rows, 3 expected"):
        await restore(database, tmp_path / "less", NOW, replace=True)
    assert await everything(database) == before


async def test_while_somebody_has_it_open_nothing_is_restored(
    database_url: str, kept: Path
) -> None:
    running, command = Database(database_url), Database(database_url)
    before = await everything(running)
    with pytest.raises(DatabaseFault, match="open"):
        await restore(command, kept, NOW, replace=True)
    assert await everything(running) == before
    await running.close()
    await restore(command, kept, NOW, replace=True)
    await command.close()


async def test_other_files_are_never_overwritten(database: Database, tmp_path: Path) -> None:
    other = tmp_path / "report.docx"
    other.write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(DatabaseFault, match="name another"):
        await backup(database, other, NOW)
    assert other.read_bytes() == b"PK\x03\x04 something else"
    await backup(database, tmp_path / "kept", NOW)
    await backup(database, tmp_path / "kept", NOW)  # an older backup may be
    with pytest.raises(DatabaseFault, match="No such file"):
        await backup(database, tmp_path / "nowhere" / "kept", NOW)


async def test_a_database_written_meanwhile_is_kept_as_of_one_moment(
    database: Database, tmp_path: Path
) -> None:
    await fill(database, photos=5)
    going_on = True

    async def write() -> int:
        written = 0
        while going_on:
            async with database.begin() as work:
                details = {"n": written}
                await audit.record(work, at=NOW, act="made", subject="x", details=details)
            written += 1
            await asyncio.sleep(0)
        return written

    writing = asyncio.create_task(write())
    for number in range(3):
        await backup(database, tmp_path / f"kept{number}", NOW)
    going_on = False
    assert await writing > 0
    await database.close()
    for number in range(3):
        second = Database(f"sqlite+aiosqlite:///{tmp_path / f'second{number}.db'}")
        assert (await restore(second, tmp_path / f"kept{number}", NOW, replace=False)).breaks == ()
        await second.close()


async def test_a_damaged_database_is_not_kept_but_can_be_replaced(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    assert database.path is not None
    await fill(database, photos=20)
    await backup(database, tmp_path / "kept", NOW)
    before = await everything(database)
    await database.close()
    broken = bytearray(database.path.read_bytes())
    broken[8192:8292] = os.urandom(100)
    broken[-4096:] = bytes(4096)
    database.path.write_bytes(broken)
    with pytest.raises(DatabaseFault):
        await backup(database, tmp_path / "second", NOW)
    assert not (tmp_path / "second").exists()
    await database.close()
    done = await restore(database, tmp_path / "kept", NOW, replace=True)
    assert await everything(database) == before
    assert done.aside is not None
    assert done.aside.read_bytes() == broken
    await database.close()


async def test_a_log_left_beside_is_not_read_into_the_restored_file(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    assert database.path is not None
    await fill(database)
    await backup(database, tmp_path / "kept", NOW)
    before = await everything(database)
    async with database.begin() as work:
        await work.execute(people.update().values(name="never"))
    wal = database.path.with_name("bot.db-wal")
    shutil.copy(wal, tmp_path / "wal")
    await database.close()
    database.path.unlink()
    (tmp_path / "wal").rename(wal)
    await restore(database, tmp_path / "kept", NOW, replace=False)
    assert await everything(database) == before
    await database.close()


async def test_the_audits_tampering_comes_with_the_backup(
    database: Database, tmp_path: Path
) -> None:
    await fill(database)
    async with database.begin() as work:
        on = "" if database.sqlite else " ON audit"
        await work.execute(text(f"DROP TRIGGER audit_no_update{on}"))
        await work.execute(text("UPDATE audit SET act = 'unmade' WHERE id = 3"))
    await backup(database, tmp_path / "kept", NOW)
    second = Database(f"sqlite+aiosqlite:///{tmp_path / 'second.db'}")
    done = await restore(second, tmp_path / "kept", NOW, replace=False)
    await second.close()
    assert [each.row for each in done.breaks] == [3]
