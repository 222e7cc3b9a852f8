"""Locks beside an SQLite file: who has it open, and whose turn it is to write.

SQLite before 3.51.3 can lose commits when two connections write or checkpoint at once
(sqlite.org/wal.html#walresetbug), and Debian 12 has 3.40.1. So a transaction of ours, opening
and closing wait for their turn, in this process and in others. `FILE.lock` is the turn;
`FILE.open` is shared by all who have the file open, and taken alone by `restore`.
"""

import asyncio
import fcntl
import os
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import DatabaseFault
from bot.storage.faults import of_files
from bot.storage.sqlite import make_folder

PATIENCE_SECONDS = 15.0  # a writer that holds longer is a fault
_FIRST_PAUSE_SECONDS, _LAST_PAUSE_SECONDS = 0.002, 0.05
# The fix and its backports.
_MENDED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


def loses_commits(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Return whether this SQLite has the WAL-reset bug."""
    return version < _MENDED[0] and not any(
        version[:2] == mended[:2] and version >= mended for mended in _MENDED[1:]
    )


class Turns:
    """The locks of one database file, as one holder of it sees them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = asyncio.Lock()
        self._turn: int | None = None
        self._open: int | None = None

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Hold the turn; raises DatabaseFault (busy) when it does not come in time."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._mine.acquire()
        except TimeoutError:
            raise DatabaseFault(
                "another transaction of this process does not end", "busy"
            ) from None
        try:
            handle = self._handles()
            await self._wait(handle)
            try:
                yield
            finally:
                fcntl.flock(handle, fcntl.LOCK_UN)
        finally:
            self._mine.release()

    @property
    def taken_part(self) -> bool:
        """Return whether the file is open by this holder."""
        return self._turn is not None

    def leave(self) -> None:
        """Let go of the file: somebody may restore it now."""
        for handle in (self._turn, self._open):
            if handle is not None:
                os.close(handle)
        self._turn = self._open = None

    def _handles(self) -> int:
        if self._turn is None:
            self._open = lock_file(self.path, "open", fcntl.LOCK_SH)
            try:
                self._turn = _file(self.path, "lock")
            except DatabaseFault:
                self.leave()
                raise
        return self._turn

    async def _wait(self, handle: int) -> None:
        until, pause = time.monotonic() + PATIENCE_SECONDS, _FIRST_PAUSE_SECONDS
        while not _taken(handle, fcntl.LOCK_EX):
            if time.monotonic() > until:
                raise DatabaseFault("the database is being written by another process", "busy")
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LAST_PAUSE_SECONDS)


def lock_file(path: Path, name: str, how: int) -> int:
    """Return the open, locked file `PATH.name`; raises DatabaseFault when others hold it."""
    handle = _file(path, name)
    if _taken(handle, how):
        return handle
    os.close(handle)
    if how == fcntl.LOCK_SH:
        raise DatabaseFault("the database is being restored; start again afterwards", "busy")
    raise DatabaseFault("the bot or a command of it has the database open; stop it first", "busy")


def _file(path: Path, name: str) -> int:
    place = path.with_name(f"{path.name}.{name}")
    try:
        make_folder(path.absolute().parent)
        return os.open(place, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise of_files(error, str(place)) from None


def _taken(handle: int, how: int) -> bool:
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
