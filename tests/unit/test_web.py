"""The webhook keeps polling's promises, and the door for machines tells of machines only."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession
from telegram import Bot, Update

from bot.chat.lanes import Kind, Outcome
from bot.chat.metrics import Counts
from bot.chat.transport import AiohttpRequest
from bot.chat.watchdog import Watchdog
from bot.chat.web import Web
from bot.chat.webhook import SECRET_HEADER, Webhook

SECRET = "t0p_secret-words"
Handle = Callable[[Update], Awaitable[None]]


def message(number: int, chat: int = 1, text: str = "привіт") -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": {"id": chat, "type": "private"},
            "text": text,
        },
    }


class Door:
    """The running server, and Telegram in front of it."""

    def __init__(self, handle: Handle, **options: Any) -> None:
        self.counts = Counts()
        self.now = 0.0
        self.dog = Watchdog(clock=lambda: self.now, leave=lambda code: None)
        bot = Bot("1:a", request=AiohttpRequest(), get_updates_request=AiohttpRequest())
        self.hook = Webhook(
            bot, handle, secret=SECRET, watchdog=self.dog, seen=self.counts.seen, **options
        )
        self.web = Web(
            "127.0.0.1", 0, alive=self.dog.alive, counts=self.counts, webhook=self.hook, path="/in"
        )
        self.session = ClientSession()

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Door"]:
        await self.web.start()
        task = asyncio.create_task(self.hook.run())
        try:
            yield self
        finally:
            self.hook.stop()
            await task
            await self.web.stop()
            await self.session.close()

    async def bring(self, update: object, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER: secret}
        url = f"http://127.0.0.1:{self.web.port}/in"
        async with self.session.post(url, json=update, headers=headers) as answer:
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(f"http://127.0.0.1:{self.web.port}{path}") as answer:
            return answer.status, await answer.text()


async def test_200_is_said_after_handling_never_before() -> None:
    gate = asyncio.Event()
    handled: list[int] = []

    async def handle(update: Update) -> None:
        await gate.wait()
        handled.append(update.update_id)

    async with Door(handle).open() as door:
        first = asyncio.create_task(door.bring(message(1)))
        again = asyncio.create_task(door.bring(message(1)))
        await asyncio.sleep(0.1)
        assert not first.done()
        assert not again.done()
        gate.set()
        assert [await first, await again] == [200, 200]
        assert await door.bring(message(1)) == 200
    assert handled == [1], "brought three times, handled once"


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "секрет"])
async def test_without_the_secret_nothing_is_read(secret: str | None) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> None:
        handled.append(update.update_id)

    async with Door(handle).open() as door:
        assert await door.bring(message(1), secret) == 403
    assert handled == []


async def test_order_within_a_chat_and_side_by_side_between() -> None:
    gate = asyncio.Event()
    handled: list[int] = []

    async def handle(update: Update) -> None:
        if update.update_id == 1:
            await gate.wait()
        handled.append(update.update_id)

    async with Door(handle).open() as door:
        first = asyncio.create_task(door.bring(message(1, chat=1)))
        await asyncio.sleep(0.05)
        second = asyncio.create_task(door.bring(message(2, chat=1)))
        assert await door.bring(message(3, chat=2)) == 200
        gate.set()
        assert [await first, await second] == [200, 200]
    assert handled == [3, 1, 2]


async def test_poison_failure_and_hanging_are_finished_after_one_try() -> None:
    tries: list[int] = []

    async def handle(update: Update) -> None:
        tries.append(update.update_id)
        if update.update_id == 2:
            raise ValueError("Олена")
        await asyncio.sleep(600)

    poison = message(1)
    del poison["message"]["date"]
    async with Door(handle, handler_seconds=0.1).open() as door:
        for update in (poison, message(2), message(3), {"update_id": "x"}, [], None):
            assert await door.bring(update) == 200
        async with door.session.post(
            f"http://127.0.0.1:{door.web.port}/in", data=b"{", headers={SECRET_HEADER: SECRET}
        ) as answer:
            assert answer.status == 200
        _, told = await door.get("/metrics")
    assert tries == [2, 3]
    assert 'bot_updates_total{kind="message",outcome="overdue"} 1.0' in told
    assert 'bot_updates_total{kind="message",outcome="failed"} 1.0' in told


async def test_stop_finishes_what_is_in_hand_and_takes_nothing_new(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.chat.webhook._STOP_SECONDS", 0.3)

    async def handle(update: Update) -> None:
        await asyncio.sleep(0.1 if update.update_id == 1 else 600)

    async with Door(handle).open() as door:
        short = asyncio.create_task(door.bring(message(1, chat=1)))
        long = asyncio.create_task(door.bring(message(2, chat=2)))
        await asyncio.sleep(0.05)
        door.hook.stop()
        assert await door.bring(message(3)) == 503
        assert await short == 200
        assert await long == 503, "not finished: Telegram brings it again"


async def test_health_follows_the_watchdog() -> None:
    async def handle(update: Update) -> None: ...

    async with Door(handle).open() as door:
        assert await door.get("/health") == (200, "alive\n")
        door.now += 91
        assert await door.get("/health") == (503, "silent\n")
        door.dog.beat()
        assert (await door.get("/health"))[0] == 200


async def test_the_watchdog_hears_nothing_while_handling_stands_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.chat.webhook._BEAT_SECONDS", 0.01)

    async def handle(update: Update) -> None:
        await asyncio.sleep(600)

    async with Door(handle, handler_seconds=0.5).open() as door:
        door.now = 50
        await asyncio.sleep(0.05)
        assert door.dog.silent_seconds() == 0
        hanging = asyncio.create_task(door.bring(message(1)))
        await asyncio.sleep(0.1)
        door.now = 100
        await asyncio.sleep(0.05)
        assert door.dog.silent_seconds() == 50
        assert await hanging == 200
        await asyncio.sleep(0.05)
        assert door.dog.silent_seconds() == 0


async def test_metrics_hold_kinds_and_outcomes_and_nothing_else() -> None:
    async def handle(update: Update) -> None: ...

    async with Door(handle).open() as door:
        before = (await door.get("/metrics"))[1]
        await door.bring(message(777_001, chat=5_423_001_177, text="він мене б'є"))
        after = (await door.get("/metrics"))[1]
    for canary in ("777001", "5423001177", "мене"):
        assert canary not in after
    assert 'bot_updates_total{kind="message",outcome="handled"} 1.0' in after
    assert 'bot_update_seconds_count{kind="message"} 1.0' in after
    series = [line.split(" ")[0] for line in after.splitlines()]
    assert series == [line.split(" ")[0] for line in before.splitlines()], "none appears later"


def test_every_kind_and_outcome_can_be_counted() -> None:
    counts = Counts()
    for kind in Kind:
        for outcome in Outcome:
            counts.seen(kind, outcome, 0.1)
    lines = counts.exposition().decode().splitlines()
    assert sum(line.startswith("bot_updates_total{") for line in lines) == 20
