"""The one engine of the process, opened right or not at all.

A use case is one transaction: `async with database.begin() as work:` commits at its end and
rolls back on any exception. Nobody else commits.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import DatabaseFault
from bot.logs import get
from bot.storage import migrating, sqlite
from bot.storage.faults import told
from bot.storage.turns import Turns, loses_commits

log = get(__name__)

Work = AsyncConnection  # a transaction under way, on whichever database
Result = TypeVar("Result")

PROGRAM = "help-bot"  # how PostgreSQL calls our connections: `restore` looks for others
_POSTGRESQL: dict[str, Any] = {
    "pool_pre_ping": True,
    "pool_size": 5,
    "max_overflow": 5,
    "pool_timeout": 15,
    "pool_recycle": 1800,
    "connect_args": {
        "timeout": 10,
        "server_settings": {
            "application_name": PROGRAM,
            "lock_timeout": "15s",
            "idle_in_transaction_session_timeout": "5min",  # of a machine that has gone
        },
    },
}


class Database:
    """Staff data, on SQLite or PostgreSQL."""

    def __init__(self, url: str) -> None:
        try:
            parsed = make_url(url)
        except ArgumentError:
            raise DatabaseFault("DATABASE_URL: malformed") from None
        self.url = url
        self.path = sqlite.path_of(parsed) if parsed.get_backend_name() == "sqlite" else None
        self.engine = _sqlite(url) if self.path else _postgresql(url)
        self._turns = Turns(self.path) if self.path else None

    @property
    def sqlite(self) -> bool:
        """Return whether this is SQLite, in which one process writes at a time."""
        return self.path is not None

    @asynccontextmanager
    async def begin(self, isolation: str | None = None) -> AsyncIterator[Work]:
        """Open a transaction that commits at its end; of what fails nothing stays.

        `isolation` is PostgreSQL's level where READ COMMITTED will not do; SQLite has one only.
        Raises IntegrityError for a value that clashes, DatabaseFault for all else that fails.
        """
        async with self.turn():
            work = self.engine.connect()
            if isolation and not self.sqlite:
                work = self.engine.execution_options(isolation_level=isolation).connect()
            try:
                await _to_its_end(_start(work))
                with told():
                    yield work
                    await _to_its_end(work.commit())
            finally:
                await _to_its_end(_end(work))

    async def migrate(self) -> None:
        """Open the database and bring its tables to the newest schema, all or nothing.

        Raises DatabaseFault where it is not whole or newer than this program.
        """
        self._warn()
        async with self.begin() as work:
            migrating.refuse_newer(await work.run_sync(migrating.current))
            await self._whole(work)
            await work.run_sync(migrating.up)

    async def ready(self) -> None:
        """Return when the bot may start on it; raises DatabaseFault that says why not."""
        self._warn()
        await self.examine()

    async def examine(self) -> None:
        """Return if the schema is ours and the file is whole; raises DatabaseFault."""
        async with self.begin() as work:
            revision = await work.run_sync(migrating.current)
            migrating.refuse_newer(revision)
            if revision != migrating.newest():
                raise DatabaseFault(
                    f"the database has schema {revision}, this program needs "
                    f"{migrating.newest()}; run: python -m bot migrate",
                    "older",
                )
            await self._whole(work)

    async def close(self) -> None:
        """Close every connection: an open one would keep the process from ending."""
        if self._turns is None or not self._turns.taken_part:
            await _to_its_end(self.engine.dispose())
            return
        try:
            async with self._turns.turn():  # closing writes, too
                await _to_its_end(self.engine.dispose())
        finally:
            self._turns.leave()

    def _warn(self) -> None:
        if self.sqlite and loses_commits():
            log.warning("sqlite-loses-commits", outcome="one-writer-at-a-time")

    async def _whole(self, work: Work) -> None:
        if self.sqlite:
            rows = (await work.exec_driver_sql("PRAGMA quick_check(1)")).all()
            sqlite.refuse_damaged([tuple(row) for row in rows])

    def turn(self) -> AbstractAsyncContextManager[None]:
        """Return what keeps everybody from writing an SQLite file while it is held."""
        return self._turns.turn() if self._turns is not None else nullcontext()


async def _start(work: Work) -> None:
    with told(connecting=True):
        await work.start()
        await work.begin()


async def _end(work: Work) -> None:
    if work.sync_connection is not None:
        with told(connecting=True):
            await work.close()  # rolls back what was not committed


async def _to_its_end(act: Coroutine[Any, Any, Result]) -> Result:
    """Await the act whole; whoever is cancelled meanwhile is cancelled after it.

    A statement that is given up half-way runs on in the driver's thread: what becomes of its
    transaction would be known to nobody.
    """
    task = asyncio.get_running_loop().create_task(act)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait((task,))
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        task.exception()  # seen
        raise cancelled
    return task.result()


def _postgresql(url: str) -> AsyncEngine:
    return create_async_engine(url, hide_parameters=True, **_POSTGRESQL)


def _sqlite(url: str) -> AsyncEngine:
    path = sqlite.path_of(make_url(url))
    engine = create_async_engine(url, hide_parameters=True, pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "do_connect")
    def _connecting(*_: object) -> None:
        sqlite.prepare(path)

    @event.listens_for(engine.sync_engine, "connect")
    def _connected(connection: object, _: object) -> None:
        sqlite.connected(connection)

    @event.listens_for(engine.sync_engine, "invalidate")
    def _given_up(connection: Any, *_: object) -> None:
        # Closed with a statement half read, SQLite would keep the transaction, and its lock.
        with suppress(sqlite3.Error):
            connection.rollback()

    @event.listens_for(engine.sync_engine, "begin")
    def _begun(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine
