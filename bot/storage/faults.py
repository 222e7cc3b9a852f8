"""What the databases say when they fail, in one clear line, without any value of a row.

Drivers put values into their texts (PostgreSQL: `Key (account)=(…) already exists`), so nothing
of a driver's text goes on; only its code, or the name of the constraint, does.
"""

import errno
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import DatabaseFault

RESTORE = "stop the bot, then: python -m bot restore BACKUP --replace"
SAID = {
    "busy": "the database is held by somebody else for too long; try again",
    "lost": "the database cannot be reached; is the server running, is DATABASE_URL right?",
    "full": "no space is left for the database; free some, everything saved is kept",
    "damaged": f"the database is damaged or not ours; keep the file, {RESTORE}",
    "denied": "the database may not be read or written by this user; check owner and rights",
    "missing": "the database has no such tables; run: python -m bot migrate",
}
# SQLite's primary result codes: sqlite.org/rescode.html
_SQLITE = {
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED), "busy"),
    **dict.fromkeys((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB), "damaged"),
    **dict.fromkeys(
        (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM), "denied"
    ),
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CONSTRAINT: "clash",
}
# PostgreSQL's SQLSTATE: the first that begins like it.
_POSTGRESQL = (
    ("23", "clash"),
    ("40", "busy"),  # deadlock, or two snapshots that cannot both be right
    ("55P03", "busy"),  # lock_timeout
    ("53100", "full"),
    ("53", "busy"),  # too many connections, out of memory
    ("08", "lost"),
    ("57", "lost"),  # shut down, starting up, cancelled
    ("28", "denied"),
    ("42501", "denied"),
    ("3D", "lost"),  # no such database
    ("42P01", "missing"),
    ("XX", "damaged"),
)
_DRIVERS = (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, SQLAlchemyError)
_CONSTRAINT = re.compile(r"UNIQUE constraint failed: ([\w., ]+)|constraint \"(\w+)\"")


@contextmanager
def told(*, connecting: bool = False) -> Iterator[None]:
    """Raise what `translate` makes of a driver's errors; `connecting`: or of the network's."""
    try:
        yield
    except _DRIVERS as error:
        raise translate(error) from None
    except (OSError, TimeoutError) as error:
        if not connecting:
            raise
        raise _fault("lost", type(error).__name__) from None


def translate(error: BaseException) -> DatabaseFault | IntegrityError:
    """Return what a driver's error means.

    A value that clashes with another row's stays the IntegrityError that it is, with the name
    of the constraint only: a use case may await it.
    """
    if isinstance(error, PoolTimeout):
        return _fault("busy", "pool")
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
        name = getattr(cause, "sqlite_errorname", type(cause).__name__)
        if "no such table" in str(cause):
            return _fault("missing", name)
        kind = _SQLITE.get(code & 0xFF, "broken")
        if code == sqlite3.SQLITE_CONSTRAINT_TRIGGER:
            kind = "broken"  # one of ours said no: the audit is only added to
        return _clash(str(cause)) if kind == "clash" else _fault(kind, name)
    state = str(getattr(cause, "sqlstate", None) or "")
    kind = next((kind for start, kind in _POSTGRESQL if state.startswith(start)), "broken")
    if not state and (lost or isinstance(cause, asyncpg.InterfaceError)):
        kind = "lost"
    return _clash(str(cause)) if kind == "clash" else _fault(kind, state or type(cause).__name__)


def of_files(error: OSError, what: str) -> DatabaseFault:
    """Return the fault of a file or folder that cannot be had; `what` names it."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _fault("full", what)
    return DatabaseFault(f"{what}: {error.strerror}; check that it may be written", "denied")


def _fault(kind: str, detail: str) -> DatabaseFault:
    said = SAID.get(kind, "the database refused a statement")
    return DatabaseFault(f"{said} ({detail})", "older" if kind == "missing" else kind)


def _clash(text: str) -> IntegrityError:
    found = _CONSTRAINT.search(text)
    name = next(filter(None, found.groups()), "") if found else "a constraint"
    return IntegrityError(None, None, ValueError(name))
