"""One lane per chat: in order within a chat, side by side between chats, however they come in.

Polling and webhook share this. An update that cannot be read, a handler that fails, hangs or is
cancelled, and a chat that floods, each cost only themselves: everything ends as finished, once.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from telegram import Bot, Update

from bot import logs
from bot.chat.thin import thin

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")

_LAST_SECONDS = 1.0  # what a handler that was cut off may still take to clean up

log = logs.get(__name__)

Handle = Callable[[Update], Awaitable[None]]
Seen = Callable[["Kind", "Outcome", float], None]


class Kind(StrEnum):
    """What an update is, as far as anybody may know who was not asked."""

    MESSAGE = "message"
    CALLBACK_QUERY = "callback_query"
    MY_CHAT_MEMBER = "my_chat_member"
    OTHER = "other"


class Outcome(StrEnum):
    """What became of an update."""

    HANDLED = "handled"
    FAILED = "failed"  # the handler raised: it had one try
    OVERDUE = "overdue"  # the handler took longer than it may
    UNPARSABLE = "unparsable"
    DROPPED = "dropped"  # an older one of a chat that floods, or a kind that nobody asked for


def unseen(kind: Kind, outcome: Outcome, seconds: float) -> None:
    """Count nothing: for those who want no metrics."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came: only its id, kind and lane were looked at."""

    number: int
    kind: Kind
    lane: int | None  # the chat; None where nobody can tell
    raw: dict[str, Any]


def arrivals(raws: object) -> dict[int, Arrival]:
    """Return the updates among `raws` by id, in order; what has no usable id is left out."""
    found = {}
    for raw in raws if isinstance(raws, list) else []:
        number = raw.get("update_id") if isinstance(raw, dict) else None
        # Bot API: ids are positive. A negative offset would make Telegram forget the rest.
        if type(number) is int and 0 < number < 1 << 62:
            kind = next((kind for kind in Kind if kind in raw), Kind.OTHER)
            found[number] = Arrival(number, kind, _chat(raw.get(kind)), raw)
    return found


def _chat(body: object) -> int | None:
    """Return the chat's id: of the message itself, or the one that a button belongs to."""
    for path in (("chat",), ("message", "chat"), ("from",)):
        value = body
        for step in (*path, "id"):
            value = value.get(step) if isinstance(value, dict) else None
        if type(value) is int:
            return value
    return None


class Lanes:
    """Handles arrivals; tells `finished(id)` for each exactly once, unless it was cut off."""

    def __init__(
        self,
        bot: Bot,
        handle: Handle,
        *,
        finished: Callable[[int], None],
        seen: Seen,
        handler_seconds: float = 20,
        waiting_per_chat: int = 40,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot, self._handle, self._finished, self._seen = bot, handle, finished, seen
        self._handler_seconds, self._waiting_per_chat = handler_seconds, waiting_per_chat
        self._clock = clock
        self._waiting: dict[int | None, deque[Arrival]] = {}  # a lane is here while it runs
        self._tasks: set[asyncio.Task[None]] = set()
        self._cut = False

    def put(self, came: Iterable[Arrival]) -> None:
        """Line the arrivals up; of a chat that floods, the oldest waiting ones are dropped."""
        for arrival in came:
            if arrival.kind is Kind.OTHER:
                self._finish(arrival, Outcome.DROPPED, 0)
                continue
            waiting = self._waiting.get(arrival.lane)
            if waiting is None:
                self._open(arrival)
                continue
            waiting.append(arrival)
            if len(waiting) > self._waiting_per_chat:
                self._finish(waiting.popleft(), Outcome.DROPPED, 0)

    async def drain(self, seconds: float) -> None:
        """Let everything taken finish for so long, then cut off what still runs."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        self._cut = True
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=_LAST_SECONDS)

    def _open(self, first: Arrival) -> None:
        waiting = self._waiting[first.lane] = deque((first,))
        # The one place of bot/ that makes tasks: they live in this set until they end, and
        # drain() waits for them. A TaskGroup would end all lanes with the first that fails.
        task = asyncio.get_running_loop().create_task(self._run(first.lane, waiting))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, lane: int | None, waiting: deque[Arrival]) -> None:
        try:
            while waiting:
                await self._one(waiting.popleft())
        finally:
            del self._waiting[lane]

    async def _one(self, arrival: Arrival) -> None:
        began = self._clock()
        outcome = Outcome.UNPARSABLE
        try:
            update = Update.de_json(thin(arrival.raw), self._bot)
            outcome = Outcome.FAILED
            async with asyncio.timeout(self._handler_seconds) as limit:
                await self._handle(update)
            outcome = Outcome.HANDLED
        except BaseException as error:
            if self._cut:
                raise  # not finished: Telegram will bring it again
            _stay()
            if outcome is Outcome.FAILED and limit.expired():
                outcome = Outcome.OVERDUE
            log.error(f"update-{outcome}", kind=arrival.kind, exc_info=error)
        self._finish(arrival, outcome, self._clock() - began)

    def _finish(self, arrival: Arrival, outcome: Outcome, seconds: float) -> None:
        self._seen(arrival.kind, outcome, seconds)
        self._finished(arrival.number)


def _stay() -> None:
    """Take back what a handler did that cancelled the very task it runs in: the lane goes on."""
    task = asyncio.current_task()
    while task is not None and task.cancelling():
        task.uncancel()
