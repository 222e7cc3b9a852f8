"""The one engine of the process, opened right or not at all.

A use case is one transaction: `async with database.begin() as work:` commits at its end and
rolls back on any exception. Nobody else commits.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.storage import migrating

Work = AsyncConnection  # a transaction under way, on whichever database


class Database:
    """Staff data, on SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)

    @property
    def sqlite(self) -> bool:
        """Return whether this is SQLite, in which one process writes at a time."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Work]:
        """Open a transaction that commits at its end; of what fails nothing stays."""
        async with self.engine.begin() as work:
            yield work

    async def migrate(self) -> None:
        """Bring the tables to the newest schema; one transaction, all or nothing."""
        async with self.begin() as work:
            await work.run_sync(migrating.up)

    async def close(self) -> None:
        """Close every connection: an open one would keep the process from ending."""
        await self.engine.dispose()


def _engine(url: str) -> AsyncEngine:
    if not url.startswith("sqlite"):
        return create_async_engine(url, hide_parameters=True, pool_pre_ping=True)
    engine = create_async_engine(url, hide_parameters=True, pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]
        cursor = connection.cursor()  # type: ignore[attr-defined]
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: object) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")  # type: ignore[attr-defined]

    return engine
