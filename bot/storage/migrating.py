"""Brings the tables to the schema that this version of the program knows, or says why not.

Everything happens in one transaction: a process that is killed half-way leaves the old schema.
"""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.errors import DatabaseFault

FOLDER = Path(__file__).parent / "migrations"
MIGRATING = 2_023_268_001  # PostgreSQL's advisory lock: two processes never migrate at once
EMPTY = "base"  # what a database without our tables stands at


def up(connection: Connection, revision: str = "head") -> None:
    """Migrate upwards to a revision, inside the caller's transaction."""
    _alone(connection)
    command.upgrade(_config(connection), revision)


def down(connection: Connection, revision: str = EMPTY) -> None:
    """Migrate downwards to a revision; what newer tables hold is lost."""
    _alone(connection)
    command.downgrade(_config(connection), revision)


def current(connection: Connection) -> str:
    """Return the revision that the database stands at; `base` where it has no tables of ours."""
    return MigrationContext.configure(connection).get_current_revision() or EMPTY


@cache
def revisions() -> tuple[str, ...]:
    """Return the revisions that this program knows, oldest first."""
    script = ScriptDirectory(str(FOLDER))
    return tuple(each.revision for each in reversed(list(script.walk_revisions())))


def newest() -> str:
    """Return the revision that this program works with."""
    return revisions()[-1]


def refuse_newer(revision: str) -> None:
    """Raise DatabaseFault where a database stands at a revision that is not known here."""
    if revision not in (EMPTY, *revisions()):
        raise DatabaseFault(
            f"the database has schema {revision}, newer than this program; use the newer program",
            "newer",
        )


def _config(connection: Connection) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATING})
