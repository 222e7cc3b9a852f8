"""Updates that Telegram brings itself, under the same promises as polling.

Telegram brings an update again until it is answered with 200. So 200 is said after handling,
never before: what a killed process had in hand comes again. Lanes, limits and the memory of
what was handled are those of polling.
"""

import asyncio
import hmac
import json
import time
from collections.abc import Callable

from aiohttp import web
from telegram import Bot

from bot import logs
from bot.chat.lanes import Arrival, Handle, Kind, Lanes, Outcome, Seen, arrivals, unseen
from bot.chat.offset import Ledger
from bot.chat.watchdog import Watchdog

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
BODY_LIMIT = 4 << 20  # bytes; an update is a few thousand
_BEAT_SECONDS = 10.0
_STOP_SECONDS = 10.0

log = logs.get(__name__)


class Webhook:
    """Stands where Intake stands: `run()` until `stop()`; `answer` is the route's handler.

    `secret` is what setWebhook was told: without it nobody's update is read.
    """

    def __init__(
        self,
        bot: Bot,
        handle: Handle,
        *,
        secret: str,
        clock: Callable[[], float] = time.monotonic,
        handler_seconds: float = 20,
        waiting_per_chat: int = 40,
        watchdog: Watchdog | None = None,
        seen: Seen = unseen,
    ) -> None:
        self._secret = secret.encode()
        self._clock, self._seen = clock, seen
        self._watchdog = watchdog or Watchdog(clock=clock)
        self._ledger = Ledger()
        self._lanes = Lanes(
            bot,
            handle,
            finished=self._finished,
            seen=seen,
            handler_seconds=handler_seconds,
            waiting_per_chat=waiting_per_chat,
            clock=clock,
        )
        self._outcomes: dict[int, asyncio.Future[bool]] = {}  # True: finished, False: cut off
        self._moved = True
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Keep the watchdog quiet while handling goes on, until stop(); then finish up."""
        self._watchdog.start()
        try:
            while not self._stopped.is_set():
                if self._moved or not self._ledger.unfinished:
                    self._moved = False
                    self._watchdog.beat()
                await self._wait(_BEAT_SECONDS)
        finally:
            self._stopped.set()
            await self._lanes.drain(_STOP_SECONDS)
            for outcome in self._outcomes.values():
                outcome.set_result(False)
            self._outcomes.clear()
            self._watchdog.stop()

    def stop(self) -> None:
        """Take nothing new (Telegram keeps it), finish what is in hand, make run() return."""
        self._stopped.set()

    async def answer(self, request: web.Request) -> web.Response:
        """Return 200 when the update is finished, 403 without the secret, 503 when stopping."""
        given = request.headers.get(SECRET_HEADER, "").encode(errors="replace")
        if not hmac.compare_digest(given, self._secret):
            return web.Response(status=403)
        if self._stopped.is_set():
            return web.Response(status=503)
        try:
            came = arrivals([json.loads(await request.read())])
        except ValueError:
            came = {}
        if not came:  # bringing it again would not make it readable
            self._seen(Kind.OTHER, Outcome.UNPARSABLE, 0)
            log.error("update-unparsable", kind=Kind.OTHER)
            return web.Response()
        (arrival,) = came.values()
        return web.Response(status=200 if await self._finish(arrival) else 503)

    async def _finish(self, arrival: Arrival) -> bool:
        number = arrival.number
        if self._ledger.take([number], self._clock()):
            self._outcomes[number] = asyncio.get_running_loop().create_future()
            self._lanes.put([arrival])
        outcome = self._outcomes.get(number)
        return True if outcome is None else await asyncio.shield(outcome)

    def _finished(self, number: int) -> None:
        self._ledger.finish(number)
        self._ledger.confirm(number + 1)  # the 200 confirms it; there is no offset here
        self._moved = True
        outcome = self._outcomes.pop(number, None)
        if outcome is not None:
            outcome.set_result(True)

    async def _wait(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopped.wait()
        except TimeoutError:
            return
