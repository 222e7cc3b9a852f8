"""Everything of the staff in one file, taken while the bot runs, for either database.

SQLite is copied by its online backup (a copied file of a live database is corrupt or old), the
copy is checked and read; PostgreSQL is read in one REPEATABLE READ transaction.
"""

import asyncio
import os
import sqlite3
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, MetaData, Table, select

import bot
from bot.errors import DatabaseFault
from bot.storage import audit, migrating, sqlite
from bot.storage.archive import Manifest, Saved, Writer, is_backup
from bot.storage.database import Database, Work
from bot.storage.faults import SAID, of_files, told
from bot.storage.tables import facts
from bot.storage.turns import PATIENCE_SECONDS
from bot.storage.values import fields_of, to_plain

ROWS_AT_ONCE = 200


async def backup(database: Database, file: Path, now: datetime) -> Manifest:
    """Write a backup to `file`, whole or not at all; return what is in it.

    Raises DatabaseFault, also where `file` is something else than an older backup.
    """
    _refuse_other_files(file)
    if database.path and not database.path.exists():
        raise DatabaseFault(f"there is no database at {database.path}", "denied")
    try:
        # In a folder of the owner's own: a copy of the database stands there for a while.
        with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as scratch:
            made = Path(scratch) / "backup"
            manifest = await _write(database, made, now)
            made.chmod(sqlite.FILE_MODE)
            made.replace(file)
            sync_folder(file.parent)
    except OSError as error:
        raise of_files(error, str(file)) from None
    return manifest


def sync_folder(folder: Path) -> None:
    """Let the names of a folder's files survive loss of power."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def reflected(connection: Connection) -> list[Table]:
    """Return the database's own tables as they are, each after those that it names."""
    found = MetaData()
    found.reflect(connection)
    return [each for each in found.sorted_tables if each.name != "alembic_version"]


def _refuse_other_files(file: Path) -> None:
    if file.exists() and not (file.is_file() and is_backup(file)):
        raise DatabaseFault(f"{file} is there already and is no backup; name another", "backup")


async def _write(database: Database, made: Path, now: datetime) -> Manifest:
    if database.path is None:
        async with database.begin("REPEATABLE READ") as work:
            return await _dump(work, made, now)
    copy = made.with_name("copy.db")
    async with database.turn():
        await asyncio.to_thread(_copy, database.path, copy)
    await asyncio.to_thread(check_whole, copy)
    source = Database(f"sqlite+aiosqlite:///{copy}")
    try:
        async with source.begin() as work:
            return await _dump(work, made, now)
    finally:
        await source.close()


def _copy(path: Path, copy: Path) -> None:
    until = time.monotonic() + PATIENCE_SECONDS

    def patient(status: int, _: int, __: int) -> None:
        if status == sqlite3.SQLITE_BUSY and time.monotonic() > until:
            raise DatabaseFault(SAID["busy"], "busy")

    with told(), closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as made:
        source.backup(made, progress=patient, sleep=0.05)


def check_whole(path: Path) -> None:
    """Raise DatabaseFault where pages, indices or references of an SQLite file are broken."""
    with told(), closing(sqlite3.connect(path)) as connection:
        sqlite.refuse_damaged(connection.execute("PRAGMA integrity_check(1)").fetchall())
        if connection.execute("PRAGMA foreign_key_check").fetchone():
            raise DatabaseFault("a row of the database names one that is not there", "damaged")


async def _dump(work: Work, made: Path, now: datetime) -> Manifest:
    revision = await work.run_sync(migrating.current)
    if revision == migrating.EMPTY:
        raise DatabaseFault("the database has no tables yet; nothing to keep", "older")
    writer = Writer(made)
    try:
        tables = [
            await _dump_table(work, writer, table) for table in await work.run_sync(reflected)
        ]
        head = await work.scalar(select(facts.c.value).where(facts.c.name == audit.HEAD))
        manifest = Manifest(
            revision=revision,
            program=bot.__version__,
            created_at=now.astimezone(UTC).isoformat(timespec="seconds"),
            audit_head=head or audit.FIRST,
            tables=tuple(tables),
        )
        await asyncio.to_thread(writer.seal, manifest)
    finally:
        writer.drop()
    return manifest


async def _dump_table(work: Work, writer: Writer, table: Table) -> Saved:
    fields = fields_of(table)
    at_once = 1 if any(each.kind == "bytes" for each in fields) else ROWS_AT_ONCE
    query = select(table).order_by(*table.primary_key.columns)
    found = await work.stream(query.execution_options(yield_per=at_once))
    count = 0
    with writer.table(table.name) as write:
        async for part in found.partitions():
            rows = [to_plain(fields, tuple(row)) for row in part]
            await asyncio.to_thread(write, rows)  # packing files takes a while
            count += len(rows)
    return Saved(table.name, fields, count)
