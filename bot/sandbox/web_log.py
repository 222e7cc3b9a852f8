"""The log of Bot API calls as the page shows it: short, bounded, oldest first."""

import json
import time
from collections import deque
from typing import Any

from bot.sandbox.feed import Event
from bot.sandbox.web_view import iso

MOST_CALLS = 400
LONGEST = 2_000  # characters of parameters or of an answer


class CallLog:
    """Numbers the calls of the feed, so that the page can tell old from new."""

    def __init__(self) -> None:
        self.calls: deque[dict[str, Any]] = deque(maxlen=MOST_CALLS)
        self._count = 0

    def hear(self, event: Event, timestamp: float) -> dict[str, Any] | None:
        """Return a call in the page's form and keep it; None for other events."""
        if event.kind != "call":
            return None
        data = event.data
        self._count += 1
        call = {
            "n": self._count,
            "at": iso(timestamp),
            "method": data["method"],
            "params": short(data.get("params") or {}),
            "status": data["status"],
            "ok": data["status"] == 200,
            "answer": str(data.get("error") or data.get("description") or "")[:LONGEST],
            "ms": round(float(data.get("seconds", 0.0)) * 1000),
        }
        self.calls.append(call)
        return call


def short(params: dict[str, Any]) -> str:
    """Return parameters as compact JSON, cut where they are long."""
    text = json.dumps(params, ensure_ascii=False, default=_other)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _other(value: Any) -> str:
    return f"<{type(value).__name__}>"


def moved_seconds(timestamp: float) -> float:
    """Return how far a moment of the sandbox's clock is from the real one, in seconds."""
    return round(timestamp - time.time(), 1)
