"""What the page is told as it happens: one stream of events for each open browser tab.

A person is sent whole after each change: the page compares, so a lost or joined event cannot
leave it with a wrong picture. A slow tab costs little: people wait as a set, calls as a list of
bounded length.
"""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from bot.sandbox.feed import Event

BEAT_SECONDS = 15.0
MOST_WAITING = 400
OF_A_CHAT = {"message", "edited", "deleted", "chat", "person"}


@dataclass(frozen=True, slots=True)
class Batch:
    """What waited for one tab at one moment."""

    subjects: list[str]
    people: list[int]
    moments: list[tuple[str, Any]]
    calls: list[dict[str, Any]]


class Stream:
    """One tab's events: `hear` takes them, `lines` gives them as server-sent events."""

    def __init__(self) -> None:
        self._people: dict[int, None] = {}  # in the order in which they changed
        self._moments: deque[tuple[str, Any]] = deque(maxlen=MOST_WAITING)
        self._calls: deque[dict[str, Any]] = deque(maxlen=MOST_WAITING)
        self._subjects: dict[str, None] = {}
        self._news = asyncio.Event()
        self._closed = False

    def hear(self, event: Event, call: dict[str, Any] | None) -> None:
        """Take one event of the sandbox; `call` is the page's form of a Bot API call."""
        if event.kind in OF_A_CHAT:
            self._people[event.chat] = None
        elif event.kind == "alert":
            answer = {
                "person": event.chat,
                "message": event.message,
                "text": event.data.get("text") or "",
                "alert": bool(event.data.get("show_alert")),
            }
            self._moments.append(("answer", answer))
        elif event.kind == "action":
            action = {"person": event.chat, "action": event.data.get("action", "typing")}
            self._moments.append(("action", action))
        elif event.kind == "profile":
            self._subjects["state"] = None
        elif event.kind == "clock":
            self._subjects["clock"] = None
        if call is not None:
            self._calls.append(call)
        self._news.set()

    def tell(self, subject: str) -> None:
        """Let the page know that a subject of the whole state has changed."""
        self._subjects[subject] = None
        self._news.set()

    def close(self) -> None:
        """End the stream."""
        self._closed = True
        self._news.set()

    async def batches(self) -> AsyncIterator[Batch]:
        """Give what has come, at once when something comes, and empty now and then as a beat."""
        while not self._closed:
            try:
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._news.wait()
            except TimeoutError:
                pass
            self._news.clear()
            yield self._take()

    def _take(self) -> Batch:
        batch = Batch(
            list(self._subjects), list(self._people), list(self._moments), list(self._calls)
        )
        for waiting in (self._subjects, self._people, self._moments, self._calls):
            waiting.clear()
        return batch


def sse(kind: str, value: Any) -> bytes:
    """Return one server-sent event; JSON holds no line breaks."""
    return f"event: {kind}\ndata: {json.dumps(value, ensure_ascii=False)}\n\n".encode()
