"""Commands of the database: migrate, backup, restore, audit."""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from bot.errors import DatabaseFault
from bot.settings import Settings
from bot.storage import audit as chain
from bot.storage import migrating
from bot.storage.backup import backup
from bot.storage.database import Database
from bot.storage.restore import restore
from bot.storage.tables import audit, people

EXIT_OK, EXIT_FINDINGS = 0, 1
Add = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]
Result = TypeVar("Result")


def add(command: Add) -> None:
    """Add this room's commands by `command(name, run, text)`."""
    command("migrate", _migrate, "bring the database to the newest schema (run does it too)")
    keep = command("backup", _backup, "write everything of the database to a file, while it runs")
    keep.add_argument("file", type=Path)
    back = command("restore", _restore, "put a backup into the database; the bot must not run")
    back.add_argument("file", type=Path)
    back.add_argument("--replace", action="store_true", help="also where there is something")
    told = command("audit", _audit, "who did what, when, for whom")
    told.add_argument("--verify", action="store_true", help="fail where it was changed")
    told.add_argument("--since", type=date.fromisoformat, metavar="DATE", help="2023-12-01")
    told.add_argument("--json", action="store_true", help="for machines")


def _migrate(_: argparse.Namespace, settings: Settings) -> int:
    _with(settings, Database.migrate)
    print(f"the database has schema {migrating.newest()}")
    return EXIT_OK


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    made = _with(settings, lambda database: backup(database, options.file, datetime.now(UTC)))
    print(
        f"{options.file}: {made.rows} rows of {len(made.tables)} tables, schema {made.revision}, "
        f"the audit ends with {made.audit_head[:16]}"
    )
    return EXIT_OK


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    done = _with(
        settings,
        lambda database: restore(
            database, options.file, datetime.now(UTC), replace=options.replace
        ),
    )
    print(f"{done.manifest.rows} rows restored, as they were at {done.manifest.created_at}")
    if done.aside:
        print(f"what was there before is kept: {done.aside}")
    for each in done.breaks:
        print(f"in the backup: {each}", file=sys.stderr)
    return EXIT_OK


def _audit(options: argparse.Namespace, settings: Settings) -> int:
    if options.verify:
        breaks = _with(settings, _breaks)
        print(str(breaks[0]) if breaks else "audit: whole")
        return EXIT_FINDINGS if breaks else EXIT_OK
    start = options.since and datetime.combine(options.since, time(), settings.zone)
    for row in _with(settings, lambda database: _rows(database, start)):
        at = row["at"].astimezone(settings.zone)
        if options.json:
            print(json.dumps({**row, "at": at.isoformat()}, ensure_ascii=False))
            continue
        details = " ".join(f"{name}={value}" for name, value in row["details"].items())
        who, whom = row["name"] or "-", row["organisation"] or "-"
        said = (f"{at:%Y-%m-%d %H:%M:%S}", row["act"], row["subject"], whom, who, details)
        line = "  ".join(said).rstrip()
        print("".join(each if each.isprintable() else " " for each in line))  # one row, one line
    return EXIT_OK


async def _breaks(database: Database) -> list[chain.Break]:
    _must_exist(database)
    async with database.begin() as work:
        return await chain.verify(work)


async def _rows(database: Database, start: datetime | None) -> list[dict[str, Any]]:
    query = select(audit, people.c.name).outerjoin(people, people.c.id == audit.c.person)
    if start is not None:
        query = query.where(audit.c.at >= start)
    _must_exist(database)
    async with database.begin() as work:
        found = await work.execute(query.order_by(audit.c.id))
        return [dict(row._mapping) for row in found]


def _must_exist(database: Database) -> None:
    if database.path and not database.path.exists():  # opening would make one
        raise DatabaseFault(f"there is no database at {database.path}", "denied")


def _with(settings: Settings, act: Callable[[Database], Awaitable[Result]]) -> Result:
    """Return what an act gives on the database of the settings, closed afterwards."""

    async def run() -> Result:
        database = Database(settings.database_url)
        try:
            return await act(database)
        finally:
            await database.close()

    return asyncio.run(run())
