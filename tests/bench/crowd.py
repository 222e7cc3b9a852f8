"""The server's process: the sandbox, and people who tap as soon as they see the next screen.

It tells its parent what happens as JSON lines on stdout, so that the parent can read the bot's
own clocks at the same moments. Which bot answers makes no difference here.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import time
from itertools import pairwise

from bot.sandbox.feed import Event
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox

PATIENCE = 20.0  # seconds until a tap that nobody answers ends the run
QUIET = ("h:", "x:")  # home is the way back, hiding would end the talk


def tell(event: str, **values: object) -> None:
    """Write one line to the parent."""
    print(json.dumps({"event": event, **values}), flush=True)


class Eyes:
    """Sees screens change: the moment at which a person may tap again."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._waiting: dict[int, asyncio.Future[None]] = {}
        sandbox.feed.listen(self._seen)

    def _seen(self, event: Event) -> None:
        if event.kind in ("edited", "message"):
            waiting = self._waiting.pop(event.chat, None)
            if waiting is not None and not waiting.done():
                waiting.set_result(None)

    async def tap(self, person: Person, data: str) -> float:
        """Press a button; return the seconds until its screen stands in the chat."""
        began = time.perf_counter()
        person.phone.press(data)
        await self.next_screen(person)
        return time.perf_counter() - began

    async def next_screen(self, person: Person) -> None:
        """Wait until the bot has changed the chat; raises TimeoutError."""
        seen = asyncio.get_running_loop().create_future()
        self._waiting[person.id] = seen
        async with asyncio.timeout(PATIENCE):
            await seen


def buttons(person: Person) -> list[str]:
    """Return what the buttons on the person's screen send."""
    return [button["callback_data"] for row in person.last.rows for button in row]


async def walk(eyes: Eyes, person: Person, dice: random.Random, until: float) -> list[float]:
    """Tap from the first screen somewhere and back until a moment; return the seconds of taps."""
    taken = []
    doors = [data for data in buttons(person) if not data.startswith(QUIET)]
    while time.perf_counter() < until:
        for data in (dice.choice(doors), "h:uk"):
            taken.append(await eyes.tap(person, data))
    return taken


async def serve(people: int) -> None:
    """Let so many people open the bot; then one turn of tapping for each order on stdin."""
    sandbox = Sandbox()
    await sandbox.start()
    tell("ready", url=sandbox.url, token=sandbox.token)
    try:
        await sandbox.polled(60)
        tell("polled")
        eyes = Eyes(sandbox)
        crowd = [sandbox.person(f"Person {number}") for number in range(people)]
        for person in crowd:
            person.phone.start()
            await eyes.next_screen(person)
        tell("opened")
        while order := await asyncio.to_thread(sys.stdin.readline):
            seconds, latency = map(float, order.split())
            await turn(sandbox, eyes, crowd, seconds, latency)
    finally:
        await sandbox.stop()


async def turn(
    sandbox: Sandbox, eyes: Eyes, crowd: list[Person], seconds: float, latency: float
) -> None:
    """Tap for so long, everybody at once, and tell the figures."""
    sandbox.faults.latency = latency
    sandbox.world.calls.clear()
    began = time.perf_counter()
    dice = [random.Random(person.id) for person in crowd]
    walks = (walk(eyes, p, d, began + seconds) for p, d in zip(crowd, dice, strict=True))
    taken = sorted(second for walked in await asyncio.gather(*walks) for second in walked)
    tell(
        "tapped",
        taps=len(taken),
        seconds=time.perf_counter() - began,
        median=statistics.median(taken),
        p95=taken[int(len(taken) * 0.95)],
        rounds=rounds(sandbox, latency) / len(taken) if latency else 0,
    )


def rounds(sandbox: Sandbox, latency: float) -> int:
    """Return how many waves of calls there were: calls side by side are one round trip."""
    at = [call.at for call in sandbox.calls if call.method != "getUpdates"]
    return 1 + sum(1 for one, next_ in pairwise(at) if next_ - one > latency / 2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100)
    asyncio.run(serve(parser.parse_args().people))
