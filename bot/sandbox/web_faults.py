"""Telegram's bad days as the page switches them: one failure at a time, and a delay.

Long polls are spared: a failing getUpdates would only keep the bot from hearing anything.
"""

from typing import Any

from bot.sandbox.faults import ACTING, Fault, Faults

FAILURES = {
    "too_many": Fault.too_many(3),
    "server_error": Fault.server_error(),
    "drop_after": Fault.drop_after_accept(),
}
SHARES = {"always": 1.0, "third": 1 / 3}
LONGEST_DELAY = 10.0


class FaultSwitch:
    """Switches faults of the calls by which a bot acts, and tells what is switched on."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def view(self) -> dict[str, Any]:
        """Return the delay in seconds, the failure and when it happens."""
        once, standing = self._faults.ordered(ACTING)
        fault, share = (once, 0.0) if once else standing or (None, 0.0)
        failure = next((name for name, each in FAILURES.items() if each == fault), "off")
        when = next((name for name, each in SHARES.items() if each == share), "once")
        return {"latency": self._faults.latency, "failure": failure, "when": when}

    def switch(self, latency: float, failure: str, when: str) -> None:
        """Switch; raises ValueError for a delay, failure or occasion that there is not."""
        if not 0 <= latency <= LONGEST_DELAY:
            raise ValueError(f"latency: 0 to {LONGEST_DELAY:g} seconds")
        if failure not in {"off", *FAILURES} or when not in {"once", *SHARES}:
            raise ValueError("no such fault")
        self._faults.clear()
        self._faults.latency = latency
        if failure == "off":
            return
        if when == "once":
            self._faults.next(ACTING, FAILURES[failure])
        else:
            self._faults.always(ACTING, FAILURES[failure], SHARES[when])
