"""Alive or ended: a process that no longer handles updates must not look as if it did.

A blocked loop, a lane that hangs for ever or a half-open connection leave the process running
and silent. A thread of its own sees that no cycle was finished and ends the process; whoever
supervises it (systemd, Docker) starts it again, and Telegram still has every unfinished update.
"""

import os
import threading
import time
from collections.abc import Callable

from bot import logs

EXIT_CODE = 70  # sysexits.h, EX_SOFTWARE
_LAST_WORDS = 2.0  # seconds: a log that blocks must not keep the process alive

log = logs.get(__name__)


class Watchdog:
    """Ends the process when nobody called `beat()` for `seconds`; `leave` is os._exit in life."""

    def __init__(
        self,
        seconds: float = 90,
        *,
        clock: Callable[[], float] = time.monotonic,
        leave: Callable[[int], object] = os._exit,
        step: float = 1.0,
    ) -> None:
        self._seconds, self._clock, self._leave, self._step = seconds, clock, leave, step
        self._beaten = clock()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Watch from now on; a second call changes nothing."""
        if self._thread is None:
            self._stopped.clear()
            self.beat()
            self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Watch no longer; returns when the thread has ended."""
        thread, self._thread = self._thread, None
        self._stopped.set()
        if thread is not None:
            thread.join()

    def beat(self) -> None:
        """Note that a cycle has finished: Telegram was asked, and handling goes on."""
        self._beaten = self._clock()

    def silent_seconds(self) -> float:
        """Return the seconds since the last beat."""
        return self._clock() - self._beaten

    def alive(self) -> bool:
        """Return whether the last beat is young enough."""
        return self.silent_seconds() < self._seconds

    def _watch(self) -> None:
        while not self._stopped.wait(self._step):
            if not self.alive():
                words = threading.Thread(target=self._say, daemon=True)
                words.start()
                words.join(_LAST_WORDS)
                self._leave(EXIT_CODE)
                return

    def _say(self) -> None:
        log.critical("no-cycle-finished", seconds=round(self.silent_seconds()))
