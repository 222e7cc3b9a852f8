"""Reminders at the limit that Telegram sets, while a resident taps.

The lane is set to 30 messages a second, the limit; in earnest it takes 25 and leaves the rest to
answers. 900 notices keep it busy for half a minute, as 10,000 would for five and a half.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.people.rules import PersonState, Role
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.storage.database import Database
from bot.storage.tables import people
from tests.bench.crowd import QUIET, Eyes, buttons
from tests.bench.processes import ROOT

LIMIT = 30.0  # messages a second (Bot API, «Broadcasting to users»)
EVE = "2023-12-15T08:59:48+02:00"  # offices open in twelve seconds: the bot has started by then


@dataclass(frozen=True)
class Figures:
    """What was measured while notices went out."""

    notices: int
    seconds: float
    taps: int
    median: float  # seconds of a tap
    p95: float

    @property
    def a_second(self) -> float:
        """Return the pace of the notices."""
        return self.notices / self.seconds


async def measure(count: int, latency: float) -> Figures:
    """Let so many notices go out while one resident taps without a pause."""
    sandbox = Sandbox(calls_kept=1_000_000)
    await sandbox.start()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}"
        staff = await seated(sandbox, url, count)
        bot = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bench.reminding"),
            *(sandbox.url, sandbox.token, url, EVE, str(LIMIT)),
            cwd=ROOT,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await sandbox.polled(60)
            return await tapped(sandbox, staff, latency)
        finally:
            bot.terminate()
            await bot.wait()
            await sandbox.stop()


async def seated(sandbox: Sandbox, url: str, count: int) -> set[int]:
    """Seat so many executors who all owe the same; return their accounts."""
    database = Database(url)
    await database.migrate()
    staff = [sandbox.person(f"Executor {number}") for number in range(count)]
    rows = [
        {
            "name": each.name,
            "role": Role.EXECUTOR,
            "organisation": "education",
            "state": PersonState.ACTIVE,
            "account": each.id,
            "created_at": datetime.now(UTC),
        }
        for each in staff
    ]
    for each in staff:
        each.join()
    async with database.begin() as work:
        await work.execute(people.insert(), rows)
    await database.close()
    return {each.id for each in staff}


async def tapped(sandbox: Sandbox, staff: set[int], latency: float) -> Figures:
    """Tap until every notice is there; return what the taps took while notices went out."""
    came: list[float] = []

    def seen(event: object) -> None:
        if getattr(event, "kind", "") == "message" and getattr(event, "chat", 0) in staff:
            came.append(time.perf_counter())

    eyes, anna = Eyes(sandbox), sandbox.person("Anna")
    sandbox.feed.listen(seen)
    anna.phone.start()
    await eyes.next_screen(anna)
    sandbox.faults.latency = latency
    taps: list[tuple[float, float]] = []
    until = time.perf_counter() + 60 + len(staff) / LIMIT * 2
    while len(came) < len(staff) and time.perf_counter() < until:
        at = time.perf_counter()
        taps.append((at, await tap(eyes, anna, random.Random(len(taps)))))
    if len(came) < len(staff):
        raise RuntimeError(f"only {len(came)} of {len(staff)} notices came")
    taken = sorted(seconds for at, seconds in taps if came[0] <= at <= came[-1])
    return Figures(
        len(came) - 1,
        came[-1] - came[0],
        len(taken),
        statistics.median(taken),
        taken[int(len(taken) * 0.95)],
    )


async def tap(eyes: Eyes, person: Person, dice: random.Random) -> float:
    """Tap any button of the screen; return the seconds until the next screen stands there."""
    doors = [data for data in buttons(person) if not data.startswith(QUIET)]
    return await eyes.tap(person, dice.choice(doors) if doors else "h:uk")


def main() -> None:
    """Print the figures beside what they have to be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notices", type=int, default=900)
    parser.add_argument("--latency", type=float, default=0.05)
    options = parser.parse_args()
    found = asyncio.run(measure(options.notices, options.latency))
    share = found.a_second / LIMIT
    print(f"{'notices a second, of 30':<34}{found.a_second:>9.1f}   ≥ 27 ({share:.0%} used)")
    print(f"{'a resident’s tap meanwhile, median':<34}{found.median * 1000:>6.0f} ms")
    print(f"{'… p95, ' + str(found.taps) + ' taps':<34}{found.p95 * 1000:>6.0f} ms   < 150 ms")


if __name__ == "__main__":
    main()
