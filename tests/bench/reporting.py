"""A full year of reporting, measured: 84 duties, 2,000 events, 500 photos.

The event loop is watched by a task that wants to wake every five milliseconds: how late it wakes
is how long everybody else's tap had to wait.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.content.loader import load
from bot.exports.apart import excel_apart, word_apart
from bot.exports.board import board_picture
from bot.people.rules import Person, PersonState, Role
from bot.reporting.service import Reporting
from bot.reporting.summary import made
from bot.reporting.term import Term
from bot.storage.database import Database
from tests.bench.processes import ROOT
from tests.bench.year import fill

YEAR, NOW = 2021, datetime(2021, 12, 27, 9, 0, tzinfo=UTC)  # all 84 duties are of 2021
BEAT = 0.005  # seconds
COORDINATOR = Person(1, "coordinator", Role.COORDINATOR, "uszn", PersonState.ACTIVE)

Line = Callable[[str, str, str], None]


class Lag:
    """How late the event loop woke at worst, in seconds, while this was entered."""

    worst = 0.0

    async def __aenter__(self) -> "Lag":
        self._task = asyncio.create_task(self._watch())
        await asyncio.sleep(BEAT)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _watch(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(BEAT)
            self.worst = max(self.worst, time.perf_counter() - began - BEAT)


async def timed(act: Callable[[], Awaitable[Any]]) -> tuple[Any, float, float]:
    """Return what `act` returns, its seconds, and the loop's worst lag in seconds."""
    async with Lag() as lag:
        began = time.perf_counter()
        done = await act()
        seconds = time.perf_counter() - began
    return done, seconds, lag.worst


async def measure(line: Line) -> None:
    """Print what a full year costs."""
    content = load(ROOT / "data")
    term = Term.of(content.programme, content.organisations, None, ZoneInfo("Europe/Kyiv"))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite+aiosqlite:///{Path(folder) / 'year.db'}")
        await database.migrate()
        await fill(database, content, YEAR)
        reporting = Reporting(database, content, term)
        try:
            await _measured(line, reporting)
        finally:
            await database.close()


async def _measured(line: Line, reporting: Reporting) -> None:
    form = reporting.ground.content.exports

    async def drawn() -> bytes:
        board = await reporting.board.read(COORDINATOR, YEAR, now=NOW)
        return await asyncio.to_thread(board_picture, reporting.board.drawing(board))

    async def gathered(files: bool) -> Any:
        return await reporting.summary.gather(
            COORDINATOR, YEAR, now=NOW, drafts=False, files=files
        )

    await drawn()  # the drawing library reads its fonts once
    _, seconds, lag = await timed(lambda: reporting.board.read(COORDINATOR, YEAR, now=NOW))
    line(
        "a full year: the board's numbers",
        f"{seconds:.2f} s, loop held {lag * 1000:.0f} ms",
        "< 1 s, < 100 ms",
    )
    _, seconds, lag = await timed(drawn)
    line(
        "a full year: the board as a picture",
        f"{seconds:.2f} s, loop held {lag * 1000:.0f} ms",
        "< 1 s, < 100 ms",
    )
    summary, seconds, lag = await timed(lambda: gathered(False))
    line(
        "a full year: gathering the summary",
        f"{seconds:.2f} s, loop held {lag * 1000:.0f} ms",
        "< 100 ms",
    )
    for name, act in (("Word", word_apart), ("Excel", excel_apart)):
        content, seconds, lag = await timed(lambda act=act: act(summary.summary, form))
        told = f"{seconds:.2f} s, {len(content) // 1024} KB, loop held {lag * 1000:.0f} ms"
        line(f"a full year: {name}", told, "< 5 s, < 100 ms")
    whole, seconds, lag = await timed(lambda: gathered(True))
    packed, more, held = await timed(lambda: made(whole, "zip", form, "summary"))
    told = f"{seconds + more:.2f} s, {len(packed) // 2**20} MB"
    line("a full year: ZIP with all files", told, "")
    line("… loop held, gathering and packing", f"{max(lag, held) * 1000:.0f} ms", "< 100 ms")


def run(line: Line) -> None:
    """Measure a full year on SQLite."""
    asyncio.run(measure(line))
