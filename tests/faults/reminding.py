"""Processes that only remind, started by the dozen: loaded once, then forked for each run.

The parent of them all reads lines from stdin, `run ISO-MOMENT` each, and answers with the pid of
a child that ticks as if it were that moment, until nothing is due any more. The child is what a
test kills.
"""

import asyncio
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from telegram import Bot

from bot.chat.calls import Calls
from bot.chat.outcomes import sender
from bot.chat.transport import AiohttpRequest
from bot.content.loader import Content, load
from bot.reminders.lane import Lane
from bot.reminders.notices import OPEN, State
from bot.reminders.service import Reminders, calendar_of
from bot.reminders.working_days import WorkingDays
from bot.reporting.term import KYIV, Term
from bot.storage.database import Database

ROOT = Path(__file__).resolve().parents[2]
A_SECOND = 400.0  # the lane is not what is tested here
ENOUGH_SECONDS = 60.0


async def remind(content: Content, url: str, token: str, database_url: str, at: datetime) -> None:
    """Tick until nothing is due: what was postponed comes again within the run."""
    began = time.monotonic()

    def clock() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    request = AiohttpRequest(limit=16)
    await request.initialize()
    bot = Bot(token, base_url=f"{url}/bot", request=request, get_updates_request=AiohttpRequest())
    working = WorkingDays(KYIV)
    term = Term.of(content.programme, content.organisations, None, KYIV, working.on_or_before)
    database = Database(database_url)
    send = sender(Calls(bot, request))
    lane = Lane(A_SECOND)
    calendar = calendar_of(content, working)
    reminders = Reminders.of(database, content, term, calendar, send, clock, lane=lane)
    while time.monotonic() - began < ENOUGH_SECONDS:
        await reminders.tick()
        sums = await reminders.sums()
        if not any(sums[state] for state in (*OPEN, State.SENDING)):
            break
        await asyncio.sleep(0.1)
    await database.close()
    await request.shutdown()


def main() -> None:
    """Fork a child for each line."""
    url, token, database_url = sys.argv[1:]
    content = load(ROOT / "data")
    print("ready", flush=True)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for line in sys.stdin:
        at = datetime.fromisoformat(line.split()[1]).astimezone(UTC)
        pid = os.fork()
        if not pid:
            asyncio.run(remind(content, url, token, database_url, at))
            os._exit(0)
        print(pid, flush=True)


@dataclass
class Forks:
    """The parent of the processes that remind."""

    url: str
    token: str
    database_url: str

    async def __aenter__(self) -> Self:
        self.parent = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.faults.reminding"),
            *(self.url, self.token, self.database_url),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert await self._line() == "ready"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        frames: TracebackType | None,
    ) -> None:
        self.parent.kill()
        await self.parent.wait()

    async def run(self, at: datetime) -> int:
        """Start a process that takes it to be that moment; return its pid."""
        assert self.parent.stdin is not None
        self.parent.stdin.write(f"run {at.isoformat()}\n".encode())
        return int(await self._line())

    async def _line(self) -> str:
        assert self.parent.stdout is not None
        async with asyncio.timeout(60):
            return (await self.parent.stdout.readline()).decode().strip()


def alive(pid: int) -> bool:
    """Return whether a process is still there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    main()
