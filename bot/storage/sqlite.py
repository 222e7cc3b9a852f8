"""SQLite opened right or not at all: only its owner reads it, and what it promised is asserted."""

import os
from pathlib import Path
from typing import Any

from sqlalchemy import URL

from bot.errors import DatabaseFault
from bot.storage.faults import RESTORE, of_files

FOLDER_MODE, FILE_MODE = 0o700, 0o600
SIDES = ("-wal", "-shm", "-journal")
BUSY_MILLISECONDS = 15_000  # a lock of 10 seconds is waited out, off the event loop
# What is set, and what SQLite must say afterwards (sqlite.org/pragma.html).
PRAGMAS: tuple[tuple[str, object, object], ...] = (
    ("busy_timeout", BUSY_MILLISECONDS, BUSY_MILLISECONDS),
    ("trusted_schema", "OFF", 0),  # a planted view or trigger calls nothing
    ("secure_delete", "ON", 1),  # what was deleted is overwritten
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),  # a commit survives loss of power
    ("foreign_keys", "ON", 1),
)


def path_of(url: URL) -> Path:
    """Return the file of an SQLite URL; raises DatabaseFault where it names none."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise DatabaseFault("DATABASE_URL: expected a file, sqlite+aiosqlite:///var/bot.db")
    return Path(url.database)


def prepare(path: Path) -> None:
    """Make folder and file where they are not, for the owner only; raises DatabaseFault.

    The file is never opened here: closing it would drop the locks that SQLite holds on it.
    """
    try:
        make_folder(path.absolute().parent)
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE_MODE))
        for each in (path, *sides(path)):
            if each.exists() and each.stat().st_uid == os.geteuid():
                each.chmod(FILE_MODE)
    except FileExistsError:
        return  # another process was quicker
    except OSError as error:
        raise of_files(error, f"the database {error.filename or path}") from None
    if not path.is_file():
        raise DatabaseFault(f"the database {path} is not a file", "denied")
    if not os.access(path, os.R_OK | os.W_OK):
        raise DatabaseFault(f"the database {path} may not be written by this user", "denied")


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not, for the owner only."""
    if not folder.exists():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        folder.chmod(FOLDER_MODE)


def sides(path: Path) -> list[Path]:
    """Return the files that SQLite keeps beside a database."""
    return [path.with_name(path.name + side) for side in SIDES]


def connected(connection: Any) -> None:
    """Set and assert what a fresh connection must do; raises DatabaseFault or sqlite3.Error."""
    connection.isolation_level = None  # transactions begin where we say: BEGIN IMMEDIATE
    cursor = connection.cursor()
    for name, value, expected in PRAGMAS:
        cursor.execute(f"PRAGMA {name}={value}")
        cursor.fetchall()
        if _asked(cursor, name) != expected:
            raise DatabaseFault(f"SQLite refuses {name}={value}; is it on a network drive?")
    cursor.execute("SELECT count(*) FROM sqlite_master")
    cursor.fetchall()
    cursor.close()


def _asked(cursor: Any, pragma: str) -> object:
    cursor.execute(f"PRAGMA {pragma}")
    row = cursor.fetchone()
    return row[0] if row else None


def refuse_damaged(rows: list[tuple[Any, ...]]) -> None:
    """Raise DatabaseFault unless `rows`, of `PRAGMA quick_check`, say that all is well."""
    if [row[0] for row in rows] != ["ok"]:
        raise DatabaseFault(f"the database file is damaged; keep it, {RESTORE}", "damaged")
