"""A backup becomes the database, whole or not at all; what was there before is kept or refused.

A restored bot must not send again what was sent since the backup: `facts` says when it was
restored, and the reminders ask.
"""

import fcntl
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Table, bindparam, delete, func, insert, literal, select, text, update

from bot.errors import DatabaseFault
from bot.storage import audit, migrating, sqlite
from bot.storage.archive import Manifest, Reader, Saved, opened
from bot.storage.backup import ROWS_AT_ONCE, check_whole, reflected, sync_folder
from bot.storage.database import PROGRAM, Database, Work
from bot.storage.faults import of_files, told
from bot.storage.tables import facts
from bot.storage.turns import lock_file
from bot.storage.values import fields_of, to_row, writable

RESTORED_AT = "restored_at"  # the fact that the reminders ask for: ISO 8601, UTC
NOT_EMPTY = "the database is not empty; add --replace to put the backup in its place"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored."""

    manifest: Manifest
    breaks: tuple[audit.Break, ...]  # of the audit in the backup
    aside: Path | None  # where the SQLite file is that was there before


async def restore(database: Database, file: Path, now: datetime, *, replace: bool) -> Restored:
    """Put a backup into a database; raises DatabaseFault and leaves everything as it was.

    `replace`: also where the database holds something. Nobody else may have it open.
    """
    with opened(file) as backup:
        _refuse_newer(file, backup.manifest)
        if database.path is None:
            async with database.begin() as work:
                await _clear(work, replace=replace)
                return Restored(backup.manifest, await _fill(work, backup, now), None)
        return await _restore_file(database.path, backup, now, replace=replace)


def _refuse_newer(file: Path, manifest: Manifest) -> None:
    if manifest.revision not in migrating.revisions():
        raise DatabaseFault(
            f"{file} has schema {manifest.revision}, newer than this program; "
            f"restore it with version {manifest.program} or newer",
            "newer",
        )


async def _fill(work: Work, backup: Reader, now: datetime) -> tuple[audit.Break, ...]:
    """Make the tables as they were at the backup, fill them, and bring them up to today."""
    manifest = backup.manifest
    await work.run_sync(migrating.up, manifest.revision)
    tables = {table.name: table for table in await work.run_sync(reflected)}
    if [(each.name, each.fields) for each in sorted(manifest.tables, key=lambda t: t.name)] != [
        (name, fields_of(tables[name])) for name in sorted(tables)
    ]:
        raise DatabaseFault("the backup's tables are not those of its schema", "backup")
    await work.execute(delete(facts))  # a new database has some
    for saved in manifest.tables:
        await _fill_table(work, backup, saved, tables[saved.name])
    await work.run_sync(migrating.up)
    breaks = await audit.verify(work)
    await work.execute(delete(facts).where(facts.c.name == RESTORED_AT))
    moment = now.astimezone(UTC).isoformat(timespec="seconds")
    await work.execute(insert(facts).values(name=RESTORED_AT, value=moment))
    details = {"made_at": manifest.created_at, "schema": manifest.revision}
    await audit.record(work, at=now, act="restored", subject="database", details=details)
    return tuple(breaks)


async def _fill_table(work: Work, backup: Reader, saved: Saved, table: Table) -> None:
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    into, count = writable(saved.name, saved.fields), 0
    at_once = 1 if any(each.kind == "bytes" for each in saved.fields) else ROWS_AT_ONCE
    later: list[dict[str, Any]] = []  # what names another row of the same table
    rows = (to_row(saved.fields, plain) for plain in backup.rows(saved.name))
    while part := list(islice(rows, at_once)):
        for row in part:
            if any(row[name] is not None for name in own):
                later.append({"key": row["id"]} | {f"new_{name}": row[name] for name in own})
            row.update(dict.fromkeys(own))
        await work.execute(insert(into), part)
        count += len(part)
    if count != saved.rows:
        raise DatabaseFault(f"{saved.name}: {count} rows, {saved.rows} expected", "backup")
    if later:
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in own}
        await work.execute(update(into).where(into.c.id == bindparam("key")).values(values), later)
    if "id" in into.c and work.dialect.name == "postgresql" and count:
        number = func.pg_get_serial_sequence(literal(saved.name), literal("id"))
        newest = select(func.max(into.c.id)).scalar_subquery()
        await work.execute(select(func.setval(number, newest)))


async def _clear(work: Work, *, replace: bool) -> None:
    """Empty a PostgreSQL database, which stays as it was until the transaction ends."""
    others = await work.scalar(
        text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name = :program AND pid <> pg_backend_pid()"
        ),
        {"program": PROGRAM},
    )
    if others:
        raise DatabaseFault("the bot or a command of it has the database open; stop it", "busy")
    revision = await work.run_sync(migrating.current)
    if revision == migrating.EMPTY:
        return
    migrating.refuse_newer(revision)
    if not replace:
        for table in await work.run_sync(reflected):
            if table.name != facts.name and await work.scalar(select(select(table).exists())):
                raise DatabaseFault(NOT_EMPTY, "backup")
    await work.run_sync(migrating.down)


async def _restore_file(path: Path, backup: Reader, now: datetime, *, replace: bool) -> Restored:
    alone = lock_file(path, "open", fcntl.LOCK_EX)
    try:
        if not replace and not _is_empty(path):
            raise DatabaseFault(NOT_EMPTY, "backup")
        with tempfile.TemporaryDirectory(prefix=".restore-", dir=path.parent) as scratch:
            new = Path(scratch) / "bot.db"
            database = Database(f"sqlite+aiosqlite:///{new}")
            try:
                async with database.begin() as work:
                    breaks = await _fill(work, backup, now)
            finally:
                await database.close()
            check_whole(new)
            aside = _put_in_place(path, new, now)
        return Restored(backup.manifest, breaks, aside)
    except OSError as error:
        raise of_files(error, str(path)) from None
    finally:
        os.close(alone)


def _is_empty(path: Path) -> bool:
    """Return whether nothing is in a file; whoever cannot say keeps it."""
    if not path.exists():
        return True
    try:
        with _quietly(path) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {name for (name,) in names} - {"alembic_version", facts.name}
            return not any(
                connection.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone() for name in tables
            )
    except DatabaseFault:
        return False


def _put_in_place(path: Path, new: Path, now: datetime) -> Path | None:
    """Make `new` the database; return where the one before is kept.

    At any moment a whole database stands at `path`, whenever the power goes.
    """
    aside = path.with_name(f"{path.name}.before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    before = path.exists()
    if before:
        with suppress(DatabaseFault), _quietly(path) as connection:  # a damaged one stays so
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.link(path, aside)
    for side in sqlite.sides(path):
        if side.exists():
            side.rename(side.with_name(side.name.replace(path.name, aside.name, 1)))
    new.replace(path)
    sync_folder(path.parent)
    return aside if before else None


@contextmanager
def _quietly(path: Path) -> Iterator[sqlite3.Connection]:
    with told():
        connection = sqlite3.connect(path, timeout=1)
        try:
            yield connection
        finally:
            connection.close()
