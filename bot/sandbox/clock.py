"""The sandbox's own time, so that «two days later» is one call and not a wait."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class MovableClock:
    """Real time plus an offset that tests and the page may change."""

    def __init__(self, start: datetime | None = None) -> None:
        self._offset = 0.0
        self._listeners: list[Callable[[], None]] = []
        if start is not None:
            self.set(start)

    def now(self) -> datetime:
        """Return the sandbox's moment, aware, in UTC."""
        return datetime.fromtimestamp(time.time() + self._offset, UTC)

    def timestamp(self) -> float:
        """Return the same moment in seconds since 1970, as Telegram dates its messages."""
        return time.time() + self._offset

    def move(self, by: timedelta) -> None:
        """Go forward (or back) by a span; what has expired meanwhile is expired at once."""
        self._offset += by.total_seconds()
        self._tell()

    def set(self, moment: datetime) -> None:
        """Go to an aware moment; raises ValueError for a naive one."""
        if moment.tzinfo is None:
            raise ValueError("the sandbox's clock wants an aware moment")
        self._offset = moment.timestamp() - time.time()
        self._tell()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` after each jump."""
        self._listeners.append(listener)

    def _tell(self) -> None:
        for listener in self._listeners:
            listener()
