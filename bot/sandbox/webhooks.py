"""Sending updates to the bot's own address, one at a time per chat, again and again until 2xx."""

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING

import aiohttp

if TYPE_CHECKING:
    from bot.sandbox.updates import Item, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_SECONDS = 60
LONGEST_PAUSE = 60.0


class Webhook:
    """A webhook that is set: its address, and a lane of undelivered updates per chat."""

    def __init__(
        self, updates: "Updates", url: str, secret: str, connections: int, pause: float
    ) -> None:
        self.url = url
        self.secret = secret
        self.connections = connections
        self.last_error = ""
        self.last_error_at = 0.0
        self._updates = updates
        self._pause = pause
        self._gate = asyncio.Semaphore(connections)
        self._lanes: dict[int, deque[Item]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._session: aiohttp.ClientSession | None = None

    def start(self) -> None:
        """Deliver what waits already, and everything that comes from now on."""
        timeout = aiohttp.ClientTimeout(total=ANSWER_SECONDS)
        self._session = aiohttp.ClientSession(timeout=timeout)
        for item in self._updates.waiting:
            self._queue(item)
        self._updates.on_new = self._queue
        self._updates.heard.set()

    async def stop(self) -> None:
        """Stop delivering; what is undelivered stays in the queue."""
        self._updates.on_new = None
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    def _queue(self, item: "Item") -> None:
        lane = self._lanes.get(item.chat_id)
        if lane is not None:
            lane.append(item)
            return
        self._lanes[item.chat_id] = deque([item])
        task = asyncio.get_running_loop().create_task(self._deliver_lane(item.chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver_lane(self, chat_id: int) -> None:
        lane = self._lanes[chat_id]
        try:
            while lane:
                await self._deliver(lane[0])
                lane.popleft()
        finally:
            del self._lanes[chat_id]

    async def _deliver(self, item: "Item") -> None:
        pause = self._pause
        while self._updates.live(item):
            async with self._gate:
                error = await self._post(item)
            if error is None:
                self._updates.drop(item)
                return
            self.last_error, self.last_error_at = error, time.time()
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _post(self, item: "Item") -> str | None:
        """Send one update; returns None for any 2xx, else Telegram's words about the failure."""
        assert self._session is not None
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        try:
            body = item.text.encode()
            async with self._session.post(
                self.url, data=body, headers=headers, allow_redirects=False
            ) as answer:
                await answer.read()
                if 200 <= answer.status <= 299:
                    return None
                return f"Wrong response from the webhook: {answer.status} {answer.reason}"
        except (aiohttp.ClientError, OSError):
            return "Connection refused"
        except TimeoutError:
            return "Read timeout expired"
