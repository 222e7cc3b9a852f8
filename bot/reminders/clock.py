"""APScheduler as a clock and nothing else: it ticks, all that matters stands in rows.

A tick that comes late comes anyway, one that is still running is not joined by another, and one
that fails is told in the log and is followed by the next. Where Telegram has named a moment, a
tick falls on it. Telling the time is the caller's: in the sandbox it can be moved.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.logs import get
from bot.reminders.notices import Ticked

log = get(__name__)

SECONDS = 30.0
SANDBOX_SECONDS = 1.0  # where the clock can jump, what falls due is seen within a second
STOP_SECONDS = 5.0  # what is being sent may end
JUMP_SECONDS = 300.0  # the machine's time against the time that passed
LONGEST_SECONDS = 900.0  # ten thousand notices are sent within one tick, in seven minutes
_SOONER = "sooner"


class Clock:
    """Ticks until it is stopped."""

    def __init__(
        self,
        tick: Callable[[], Awaitable[Ticked]],
        now: Callable[[], datetime],
        *,
        seconds: float = SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._tick, self._now, self._monotonic = tick, now, monotonic
        self._seconds = seconds
        self._scheduler: AsyncIOScheduler | None = None
        self._running = asyncio.Lock()
        self._seen: tuple[datetime, float] | None = None
        self._beaten = monotonic()
        self._failed = False

    def start(self) -> None:
        """Tick now, and from now on; needs a running loop. A second call changes nothing."""
        if self._scheduler is not None:
            return
        logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a long tick is no fault
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )
        self._scheduler.add_job(
            self.beat,
            IntervalTrigger(seconds=self._seconds, timezone=UTC),
            id="tick",
            next_run_time=datetime.now(UTC),
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Tick no longer; a message that is being sent may end, for a few seconds."""
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is None:
            return
        scheduler.pause()
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS):
                async with self._running:
                    pass
        scheduler.shutdown(wait=False)

    async def beat(self) -> None:
        """Do one tick; nothing that goes wrong in it ends the clock."""
        if self._running.locked():
            return
        async with self._running:
            self._compare()
            try:
                ticked = await self._tick()
            except Exception as error:
                self._failed = True
                log.error("tick-failed", exc_info=error)
                return
            self._failed, self._beaten = False, self._monotonic()
        if ticked.next_at is not None:
            self._sooner(ticked.next_at)

    def silent_seconds(self) -> float:
        """Return the seconds since the last tick that was done."""
        return self._monotonic() - self._beaten

    def healthy(self) -> bool:
        """Return whether ticks are done: the last one did not fail, and is not long ago."""
        return not self._failed and self.silent_seconds() < LONGEST_SECONDS

    def _sooner(self, moment: datetime) -> None:
        """Tick once more at that moment, if it comes before the next tick."""
        wait = (moment - self._now()).total_seconds()
        if self._scheduler is None or not 0 <= wait < self._seconds:
            return
        at = datetime.now(UTC) + timedelta(seconds=wait)
        trigger = DateTrigger(run_date=at, timezone=UTC)
        self._scheduler.add_job(self.beat, trigger, id=_SOONER, replace_existing=True)

    def _compare(self) -> None:
        """Tell of a machine whose time jumped, and of ticks that did not come."""
        now, passed = self._now(), self._monotonic()
        if self._seen is not None:
            before, then = self._seen
            jump = (now - before).total_seconds() - (passed - then)
            if abs(jump) > JUMP_SECONDS:
                log.warning("clock-jumped", seconds=round(jump))
            if passed - then > max(3 * self._seconds, 10.0):
                log.warning("ticks-missed", seconds=round(passed - then))
        self._seen = (now, passed)
