"""The queue of updates of one bot: ids, offsets, the long poll, and who waits for what."""

import asyncio
import json
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.sandbox.clock import MovableClock
from bot.sandbox.refusals import conflict

DAY = 86_400.0
QUERY_LIFE = 150.0  # the Bot API server keeps presses this long, and everything else a day

UPDATE_KINDS = (
    *("message", "edited_message", "channel_post", "edited_channel_post"),
    *("business_connection", "business_message", "edited_business_message"),
    *("deleted_business_messages", "message_reaction", "message_reaction_count"),
    *("inline_query", "chosen_inline_result", "callback_query", "shipping_query"),
    *("pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member"),
    *("chat_member", "chat_join_request", "chat_boost", "removed_chat_boost"),
    *("guest_message", "managed_bot"),
)
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
DEFAULT_KINDS = frozenset(UPDATE_KINDS) - NOT_BY_DEFAULT

encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


@dataclass(slots=True)
class Item:
    """One update: its JSON is made when it happens, so later changes cannot reach into it."""

    id: int
    chat_id: int
    text: str
    expires: float


class Updates:
    """What waits to be taken by getUpdates or sent to a webhook, oldest first."""

    def __init__(self, clock: MovableClock, seed: int) -> None:
        self._clock = clock
        self._items: deque[Item] = deque()
        self._open: set[int] = set()
        self._next_id = random.Random(seed).randrange(100_000_000, 900_000_000)
        self._waiting: asyncio.Future[None] | None = None
        self._settling: dict[int, list[asyncio.Future[None]]] = {}
        self._next_conflict = 0.0
        self._soonest = float("inf")  # no update expires before this moment
        self.kinds: frozenset[str] = DEFAULT_KINDS
        self.conflict_pause = 3.0  # a 409 is answered at most this often, as Telegram does
        self.heard = asyncio.Event()  # a poll has come, or a webhook is set
        self.on_new: Callable[[Item], None] | None = None  # the webhook, when one is set

    def add(
        self, kind: str, payload: dict[str, Any], chat_id: int = 0, life: float = DAY
    ) -> int | None:
        """Queue an update; returns its id, or None if the bot has not asked for this kind."""
        if kind not in self.kinds:
            return None
        return self.inject({kind: payload}, chat_id, life)

    def inject(self, update: dict[str, Any], chat_id: int = 0, life: float = DAY) -> int:
        """Queue a raw update, whatever it holds; an `update_id` of its own is kept if newer."""
        number = self._next_id
        given = update.get("update_id")
        if type(given) is int and number < given < 1 << 31:
            number = given
        self._next_id = number + 1
        text = encode({**update, "update_id": number})
        item = Item(number, chat_id, text, self._clock.timestamp() + life)
        self._soonest = min(self._soonest, item.expires)
        self._items.append(item)
        self._open.add(number)
        self._wake()
        if self.on_new:
            self.on_new(item)
        return number

    async def take(self, offset: int, limit: int, timeout: float) -> list[str]:
        """Answer getUpdates: forget what `offset` confirms, then wait for news.

        Returns at most `limit` updates as JSON; raises Refusal 409 if another poll takes over.
        """
        self.heard.set()
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(
                conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            )
        self._waiting = None
        self._confirm(offset)
        ready = self._ready(limit)
        if ready or timeout <= 0:
            return ready
        await self._news(timeout)
        return self._ready(limit)

    async def _news(self, timeout: float) -> None:
        loop = asyncio.get_running_loop()
        news: asyncio.Future[None] = loop.create_future()
        self._waiting = news
        alarm = loop.call_later(timeout, self._end, news)
        try:
            await news
        finally:
            alarm.cancel()
            if self._waiting is news:
                self._waiting = None

    @staticmethod
    def _end(news: asyncio.Future[None]) -> None:
        if not news.done():
            news.set_result(None)

    async def conflict_turn(self) -> None:
        """Wait until a 409 may be answered: Telegram holds the loser up, so it cannot race."""
        loop = asyncio.get_running_loop()
        pause = self._next_conflict - loop.time()
        self._next_conflict = max(loop.time(), self._next_conflict) + self.conflict_pause
        if pause > 0:
            await asyncio.sleep(pause)

    def stop_poll(self, words: str | None = None) -> None:
        """End the poll that is waiting: with nothing, or with a 409 if `words` are given."""
        if words is None:
            self._wake()
        elif self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(conflict(words))

    def _wake(self) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    def _ready(self, limit: int) -> list[str]:
        self._expire()
        if not self._items:
            return []
        found: list[str] = []
        for item in self._items:
            if item.id in self._open:
                found.append(item.text)
                if len(found) == limit:
                    break
        return found

    def _confirm(self, offset: int) -> None:
        if offset > 0:
            while self._items and self._items[0].id < offset:
                self.settle(self._items.popleft().id)
        elif offset < 0:  # the last -offset updates stay, all older ones are forgotten
            while len(self._items) > -offset:
                self.settle(self._items.popleft().id)

    def _expire(self) -> None:
        now = self._clock.timestamp()
        if now < self._soonest:
            return
        for item in [item for item in self._items if item.expires <= now]:
            self.drop(item)
        self._soonest = min((item.expires for item in self._items), default=float("inf"))

    def live(self, item: Item) -> bool:
        """Whether the update still waits and has not expired."""
        if item.id in self._open and item.expires <= self._clock.timestamp():
            self.drop(item)
        return item.id in self._open

    def drop(self, item: Item) -> None:
        """Take one update out of the queue: delivered, expired or dropped."""
        if item.id in self._open:
            self._items.remove(item)
            self.settle(item.id)

    def drop_all(self) -> None:
        """Forget everything that waits, as drop_pending_updates does."""
        while self._items:
            self.settle(self._items.popleft().id)

    def settle(self, update_id: int) -> None:
        """Mark an update as done and wake whoever waits for that."""
        self._open.discard(update_id)
        for waiter in self._settling.pop(update_id, ()):
            if not waiter.done():
                waiter.set_result(None)

    async def settled(self, update_id: int | None, seconds: float = 10.0) -> None:
        """Wait until an update is confirmed or delivered; raises TimeoutError after `seconds`."""
        if update_id is None or update_id not in self._open:
            return
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._settling.setdefault(update_id, []).append(waiter)
        try:
            async with asyncio.timeout(seconds):
                await waiter
        except TimeoutError:
            raise TimeoutError(
                f"the bot has not settled update {update_id} within {seconds:g} s"
            ) from None

    @property
    def waiting(self) -> list[Item]:
        """All updates that are not settled, oldest first."""
        self._expire()
        return list(self._items)

    @property
    def polling(self) -> bool:
        """Whether a long poll is open right now."""
        return self._waiting is not None
