"""The reminders' own lane to Telegram: so many a second over all, and one a second per chat.

Telegram takes about thirty a second of a bot. The rest is left to those who are waiting for an
answer: residents, and the staff at their desks. The lane has its own connections, too.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

A_SECOND = 25.0
CHAT_SECONDS = 1.0
CATCH_UP_SECONDS = 0.2  # a loop that woke late may make up for so much
REFUSALS = 3  # refused for haste so often in a row: it is not one chat, it is all of us


class Lane:
    """Says when the next message may go."""

    def __init__(
        self,
        a_second: float = A_SECOND,
        *,
        chat_seconds: float = CHAT_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._gap, self._chat_seconds = 1 / a_second, chat_seconds
        self._monotonic, self._sleep = monotonic, sleep
        self._next = 0.0
        self._chats: dict[int, float] = {}
        self._refused = 0

    async def slot(self) -> None:
        """Return when one more message may go."""
        now = self._monotonic()
        at = max(self._next, now - CATCH_UP_SECONDS)
        self._next = at + self._gap
        if at > now:
            await self._sleep(at - now)

    async def rest(self, chat: int) -> None:
        """Return when this chat has had its second, and count the message that follows."""
        now = self._monotonic()
        at = max(now, self._chats.get(chat, now))
        self._chats = {key: free for key, free in self._chats.items() if free > now}
        self._chats[chat] = at + self._chat_seconds
        if at > now:
            await self._sleep(at - now)

    def refused(self, seconds: float) -> None:
        """Note a 429; after a few in a row the whole lane waits as long as told."""
        self._refused += 1
        if self._refused >= REFUSALS:
            self._next = max(self._next, self._monotonic() + seconds)

    def taken(self) -> None:
        """Note that a message went through."""
        self._refused = 0
