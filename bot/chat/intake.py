"""Long polling of our own: the library confirms an update before anybody has handled it.

Here Telegram forgets an update only after it was handled, so a killed process loses nothing,
and one bad update costs nobody else anything. What each answer to getUpdates means:

| answer | meaning |
|---|---|
| updates | each goes to the lane of its chat; known ones are left alone |
| 401, 404 | the token is not valid (any more): raise TokenRefused |
| 409 | somebody else polls, or set a webhook: wait 3 s; 3 in 60 s raise AnotherPoller |
| 429 | wait as told |
| 5xx, other refusals, no answer | wait 1 s, then longer up to 30 s, with jitter |

While something is in hand, Telegram repeats it and answers at once: the next call then waits
until half of it is finished, at most 50 ms (10 ms when the last one brought news, for a rush
brings more), so that nobody new waits and nothing spins. Telegram shows only the hundred
oldest: a handler that hangs keeps newcomers waiting if a hundred come within its 20 s.
"""

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot import logs
from bot.chat.calls import Calls
from bot.chat.lanes import ALLOWED_UPDATES, Handle, Lanes, Seen, arrivals, unseen
from bot.chat.offset import Ledger
from bot.chat.transport import AiohttpRequest, NotSent, retry_after_seconds
from bot.chat.watchdog import Watchdog
from bot.errors import AnotherPoller, TokenRefused

LONG_POLL = 30  # seconds that Telegram may hold a call while nothing happens
_MARGIN = 10.0  # seconds beyond that until the connection counts as dead
_STEP, _STEP_IN_A_RUSH = 0.05, 0.01  # seconds between two calls while something is in hand
_CONFLICT_WAIT, _CONFLICTS, _CONFLICT_SPAN = 3.0, 3, 60.0  # seconds, calls, seconds
_RETRY_FIRST, _RETRY_LAST = 1.0, 30.0  # seconds
_STOP_SECONDS = 10.0  # what is in hand may take so long after stop()
_LAST_SECONDS = 3.0  # … and so long when there is no going on
_REOPEN_AFTER = 3  # calls without an answer: the connections themselves may be stuck

log = logs.get(__name__)


class Intake:
    """Brings updates to `handle`, until `stop()`; `poll` is its own pool, opened by `run()`."""

    def __init__(
        self,
        bot: Bot,
        handle: Handle,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        handler_seconds: float = 20,
        waiting_per_chat: int = 40,
        watchdog: Watchdog | None = None,
        seen: Seen = unseen,
        poll: BaseRequest | None = None,
    ) -> None:
        self._poll = poll or AiohttpRequest(limit=2)
        self._call = Calls(bot, self._poll)
        self._clock, self._sleep = clock, sleep
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
        self._conflicts: deque[float] = deque(maxlen=_CONFLICTS)
        self._failures = self._unanswered = 0
        self._news = False  # the last call brought something new
        self._moved = True  # something finished since the last beat
        self._room, self._enough = asyncio.Event(), 0
        self._scope: asyncio.Timeout | None = None
        self._stopping = False

    async def run(self) -> None:
        """Poll and handle until stop(); raises TokenRefused or AnotherPoller.

        Before it returns, what is in hand was finished (10 s at most) and confirmed.
        """
        await self._poll.initialize()
        self._watchdog.start()
        patience = 0.0  # whoever cancels run() does not want to wait
        try:
            async with asyncio.timeout(None) as self._scope:
                while not self._stopping:
                    await self._cycle()
        except TimeoutError:
            if not self._stopping:  # this is how stop() ends the loop, and nothing else may
                raise
            patience = _STOP_SECONDS
        except (TokenRefused, AnotherPoller):
            patience = _LAST_SECONDS
            raise
        else:
            patience = _STOP_SECONDS
        finally:
            self._scope = None
            await self._lanes.drain(patience)
            if patience == _STOP_SECONDS:
                await self._confirm()
            self._watchdog.stop()
            await self._poll.shutdown()

    def stop(self) -> None:
        """Make run() finish what is in hand and return; may be called at any time."""
        self._stopping = True
        if self._scope is not None and not self._scope.expired():
            self._scope.reschedule(0)  # also wakes a long poll: what it brings comes again

    async def _cycle(self) -> None:
        await self._pause()
        offset = self._ledger.offset()
        hold = 0 if self._ledger.unfinished else LONG_POLL
        began = self._clock()
        try:
            raws = await self._ask(offset, hold)
        except TelegramError as error:
            await self._refused(error)
            return
        self._failures = self._unanswered = 0
        self._ledger.confirm(offset)
        came = arrivals(raws)
        fresh = self._ledger.take(came, self._clock())
        self._lanes.put(came[number] for number in fresh)
        self._news = bool(fresh)
        self._beat()
        if not (fresh or self._ledger.unfinished) and self._clock() - began < _STEP:
            await self._sleep(_STEP)  # a server that does not hold the call must not spin us

    async def _ask(self, offset: int | None, hold: int, limit: int = 100) -> Any:
        return await self._call(
            "getUpdates",
            read_timeout=hold + _MARGIN,
            offset=offset,
            timeout=hold,
            limit=limit,
            allowed_updates=ALLOWED_UPDATES,
        )

    async def _pause(self) -> None:
        """Wait until half of what is in hand is finished, or a step."""
        if not self._ledger.unfinished:
            return
        self._enough = self._ledger.unfinished // 2
        self._room.clear()
        try:
            async with asyncio.timeout(_STEP_IN_A_RUSH if self._news else _STEP):
                await self._room.wait()
        except TimeoutError:
            return

    async def _refused(self, error: TelegramError) -> None:
        """Wait as the table above says, or raise what nothing but a person can mend."""
        if isinstance(error, InvalidToken):
            raise TokenRefused from None
        self._failures += 1
        delay = min(_RETRY_LAST, _RETRY_FIRST * 2 ** min(self._failures - 1, 10))
        delay *= random.uniform(1, 1.3)  # copies of one town's bot must not all come at once
        if isinstance(error, TimedOut | NotSent):
            await self._reopen()
        else:
            self._unanswered = 0
            self._beat()  # Telegram is there and we are: nothing hangs
        if isinstance(error, RetryAfter):
            delay = retry_after_seconds(error)
        elif isinstance(error, Conflict):
            self._conflict()
            delay = _CONFLICT_WAIT
        log.warning("poll-failed", error=type(error).__name__, seconds=round(delay, 1))
        await self._sleep(delay)

    def _conflict(self) -> None:
        now = self._clock()
        self._conflicts.append(now)
        if len(self._conflicts) == _CONFLICTS and now - self._conflicts[0] <= _CONFLICT_SPAN:
            raise AnotherPoller

    async def _reopen(self) -> None:
        self._unanswered += 1
        if self._unanswered >= _REOPEN_AFTER:
            self._unanswered = 0
            await self._poll.shutdown()
            await self._poll.initialize()

    def _beat(self) -> None:
        """A cycle counts when handling goes on too: nothing in hand, or something finished."""
        if self._moved or not self._ledger.unfinished:
            self._moved = False
            self._watchdog.beat()

    def _finished(self, number: int) -> None:
        self._ledger.finish(number)
        self._moved = True
        if self._ledger.unfinished <= self._enough:
            self._room.set()

    async def _confirm(self) -> None:
        """Tell Telegram what is finished; where that fails, it only brings it again."""
        try:
            if self._ledger.offset() is not None:
                await self._ask(self._ledger.offset(), 0, limit=1)
        except TelegramError as error:
            log.warning("confirm-failed", error=type(error).__name__)
