"""How far Telegram may forget: its queue is our inbox, so only finished work is confirmed.

Telegram repeats every update from `offset` on until a later call carries a higher one. The
lowest unfinished id is therefore the next offset, and what comes again meanwhile is known by
its exact id: ids start anew, possibly lower, after a week of silence (Bot API, "Update"), so
no mark of the highest id is kept, and an offset is sent only while it confirms something.
"""

from collections import OrderedDict
from collections.abc import Iterable

KNOWN_SECONDS = 48 * 3600  # well under the week after which an id may mean another update
KNOWN_IDS = 10_000  # a hundred times what Telegram can repeat; a flood must not fill the memory


class Ledger:
    """Which updates are new, which are finished, and what may be confirmed."""

    def __init__(self) -> None:
        self._unfinished: set[int] = set()
        self._finished: set[int] = set()  # finished, but Telegram may still repeat them
        self._known: OrderedDict[int, float] = OrderedDict()  # id → when it was taken

    @property
    def unfinished(self) -> int:
        """Return how many updates were taken and are not finished."""
        return len(self._unfinished)

    def take(self, ids: Iterable[int], now: float) -> list[int]:
        """Return the ids that were never taken, in their order; `now` is in seconds.

        A new id below finished ones means that the numbering has started anew: what the old
        one still had to confirm is left, for its numbers would now confirm other updates.
        """
        self._forget(now)
        fresh = [number for number in dict.fromkeys(ids) if number not in self._known]
        for number in fresh:
            self._known[number] = now
        self._unfinished.update(fresh)
        if fresh:
            lowest = min(fresh)
            self._finished = {number for number in self._finished if number < lowest}
        return fresh

    def finish(self, number: int) -> None:
        """Note that an update needs no more work; unknown and finished ids change nothing."""
        if number in self._unfinished:
            self._unfinished.remove(number)
            self._finished.add(number)

    def offset(self) -> int | None:
        """Return the next call's offset: it confirms finished work only; None confirms none."""
        if self._unfinished:
            lowest = min(self._unfinished)
            return lowest if any(number < lowest for number in self._finished) else None
        return max(self._finished) + 1 if self._finished else None

    def confirm(self, offset: int | None) -> None:
        """Note that Telegram has answered a call with this offset."""
        if offset is not None:
            self._finished = {number for number in self._finished if number >= offset}

    def _forget(self, now: float) -> None:
        room = KNOWN_IDS + len(self._unfinished)
        while self._known and (
            len(self._known) > room or next(iter(self._known.values())) < now - KNOWN_SECONDS
        ):
            number, _ = self._known.popitem(last=False)
            if number in self._unfinished:
                self._known[number] = now
