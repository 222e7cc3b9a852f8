"""Faults to order: what a network and a busy Telegram do to a bot now and then."""

import random
from collections import deque
from dataclasses import dataclass
from typing import Literal

FaultKind = Literal["refuse", "gateway", "drop", "cut", "slow"]
ANY = "*"
ACTING = "!"  # any method but getUpdates: what a bot does, as against what it hears


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault; `accepted` says whether the call has its effect although the answer fails."""

    kind: FaultKind
    code: int = 0
    description: str = ""
    retry_after: int | None = None
    seconds: float = 0.0
    accepted: bool = False

    @classmethod
    def too_many(cls, retry_after: int = 1) -> "Fault":
        """429 with parameters.retry_after in seconds; the call has no effect."""
        words = f"Too Many Requests: retry after {retry_after}"
        return cls("refuse", 429, words, retry_after)

    @classmethod
    def refuse(cls, code: int, description: str) -> "Fault":
        """Any refusal in the real envelope, for example 401 or 403."""
        return cls("refuse", code, description)

    @classmethod
    def server_error(cls, code: int = 502, *, accepted: bool = False) -> "Fault":
        """5xx with a page of HTML instead of JSON, as Telegram's front answers."""
        return cls("gateway", code, accepted=accepted)

    @classmethod
    def drop_after_accept(cls) -> "Fault":
        """The call has its effect, then the connection closes without an answer."""
        return cls("drop", accepted=True)

    @classmethod
    def drop_before_accept(cls) -> "Fault":
        """The connection closes and nothing has happened."""
        return cls("drop")

    @classmethod
    def cut_json(cls) -> "Fault":
        """The call has its effect, and its answer ends in the middle."""
        return cls("cut", accepted=True)

    @classmethod
    def slow(cls, seconds: float) -> "Fault":
        """The call waits so long before it has its effect."""
        return cls("slow", seconds=seconds)


class Faults:
    """Which faults happen to which calls."""

    def __init__(self, seed: int = 1) -> None:
        self.latency = 0.0  # seconds before every call but getUpdates, which waits anyway
        self._once: dict[str, deque[Fault]] = {}
        self._always: dict[str, tuple[Fault, float]] = {}
        self._random = random.Random(seed)

    def next(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let it happen to the next call (or the next few) of a method, of ANY or ACTING."""
        self._once.setdefault(method.lower(), deque()).extend([fault] * times)

    def always(self, method: str, fault: Fault, share: float = 1.0) -> None:
        """Let it happen to a share of all calls of a method, chosen by the seeded dice."""
        self._always[method.lower()] = (fault, share)

    def clear(self) -> None:
        """No faults and no latency from now on."""
        self.latency = 0.0
        self._once.clear()
        self._always.clear()

    def seed(self, seed: int) -> None:
        """Begin the dice anew, so that a run can be repeated."""
        self._random.seed(seed)

    def ordered(self, method: str) -> tuple[Fault | None, tuple[Fault, float] | None]:
        """Return the next single fault and the standing one with its share, as ordered."""
        waiting = self._once.get(method.lower())
        return (waiting[0] if waiting else None), self._always.get(method.lower())

    def take(self, method: str) -> Fault | None:
        """Return the fault of this call and use it up; None for a good day."""
        if not self._once and not self._always:
            return None
        names = _names(method)
        for name in names:
            if waiting := self._once.get(name):
                fault = waiting.popleft()
                if not waiting:
                    del self._once[name]
                return fault
        for name in names:
            if name in self._always:
                fault, share = self._always[name]
                if share >= 1 or self._random.random() < share:
                    return fault
        return None


def _names(method: str) -> tuple[str, ...]:
    name = method.lower()
    return (name, ANY) if name == "getupdates" else (name, ACTING, ANY)
