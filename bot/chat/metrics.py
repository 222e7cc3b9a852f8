"""What the operator may count: updates by kind and outcome, and nothing about anybody.

No label holds a person, a topic or a word, and every series stands from the start: when one
appears would tell when something happened first.
"""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.chat.lanes import Kind, Outcome

_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20)


class Counts:
    """Counters in a registry of their own, for /metrics."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        updates = Counter(
            "bot_updates",
            "Updates by kind and outcome",
            ["kind", "outcome"],
            registry=self.registry,
        )
        seconds = Histogram(
            "bot_update_seconds",
            "Seconds of handling one update, by kind",
            ["kind"],
            registry=self.registry,
            buckets=_SECONDS,
        )
        self._updates = {(k, o): updates.labels(k, o) for k in Kind for o in Outcome}
        self._seconds = {kind: seconds.labels(kind) for kind in Kind}

    def seen(self, kind: Kind, outcome: Outcome, seconds: float) -> None:
        """Count one finished update; `seconds` is what handling it took."""
        self._updates[kind, outcome].inc()
        if outcome not in (Outcome.DROPPED, Outcome.UNPARSABLE):
            self._seconds[kind].observe(seconds)

    def watch(self, name: str, told: str, value: Callable[[], float]) -> None:
        """Show what `value` returns whenever the figures are asked for; of no person, as above."""
        Gauge(name, told, registry=self.registry).set_function(value)

    def exposition(self) -> bytes:
        """Return the Prometheus text of everything counted."""
        return generate_latest(self.registry)
