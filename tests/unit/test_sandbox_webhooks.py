"""Webhooks: the secret, order per chat, many at once, again until 2xx."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from itertools import pairwise
from typing import Any

import pytest
import telegram
from aiohttp import web
from telegram.error import BadRequest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
Handler = Callable[[dict[str, Any]], Awaitable[int]]


class Hook:
    """The bot's side: an address that answers as it is told."""

    def __init__(self) -> None:
        self.url = ""
        self.came: list[dict[str, Any]] = []
        self.secrets: set[str | None] = set()
        self.busy = self.most_busy = 0
        self.handler: Handler | None = None

    async def take(self, request: web.Request) -> web.Response:
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        self.secrets.add(request.headers.get(SECRET_HEADER))
        update = await request.json()
        self.came.append(update)
        status = await self.handler(update) if self.handler else 200
        self.busy -= 1
        elsewhere = {"Location": "/elsewhere"} if status == 302 else None
        return web.Response(status=status, headers=elsewhere)


@pytest.fixture
async def hook(sandbox: Sandbox) -> AsyncIterator[Hook]:
    sandbox.world.webhook_pause = 0.02
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await sandbox.stop()
    await runner.cleanup()


async def test_updates_come_with_the_secret(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person, hook: Hook
) -> None:
    await bot.set_webhook(hook.url, secret_token="s3cret_-")
    await olena.say("hello")
    assert [update["message"]["text"] for update in hook.came] == ["/start", "hello"]
    assert hook.secrets == {"s3cret_-"}
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == (hook.url, 0)


async def test_anything_but_2xx_is_tried_again_in_order(
    bot: telegram.Bot, olena: Person, hook: Hook
) -> None:
    statuses = iter([500, 302, 404, 200])

    async def stumbling(update: dict[str, Any]) -> int:
        return next(statuses, 200)

    hook.handler = stumbling
    await bot.set_webhook(hook.url)
    await olena.say("second")
    words = [update["message"]["text"] for update in hook.came]
    assert words == ["/start"] * 4 + ["second"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"


async def test_pauses_grow(bot: telegram.Bot, olena: Person, hook: Hook) -> None:
    times: list[float] = []

    async def failing(update: dict[str, Any]) -> int:
        times.append(asyncio.get_running_loop().time())
        return 200 if len(times) >= 4 else 503

    hook.handler = failing
    await bot.set_webhook(hook.url)
    await olena.say("x")
    pauses = [after - before for before, after in pairwise(times)]
    assert pauses[1] > 1.5 * pauses[0]
    assert pauses[2] > 1.5 * pauses[1]


async def test_chats_are_served_side_by_side_up_to_max_connections(
    sandbox: Sandbox, bot: telegram.Bot, hook: Hook
) -> None:
    async def slow(update: dict[str, Any]) -> int:
        await asyncio.sleep(0.05)
        return 200

    hook.handler = slow
    await bot.set_webhook(hook.url, max_connections=3)
    people = [sandbox.person(f"Person {number}") for number in range(6)]
    for person in people:
        person.phone.say("1")
        person.phone.say("2")
    await asyncio.gather(*(person.say("3") for person in people))
    assert hook.most_busy == 3
    for person in people:
        mine = [u["message"]["text"] for u in hook.came if u["message"]["chat"]["id"] == person.id]
        assert mine == ["1", "2", "3"]


async def test_without_a_webhook_updates_wait(
    bot: telegram.Bot, olena: Person, hook: Hook
) -> None:
    await bot.set_webhook(hook.url, drop_pending_updates=True)
    await bot.delete_webhook()
    olena.phone.say("later")
    assert [update.message.text for update in await bot.get_updates() if update.message] == [
        "later"
    ]
    assert hook.came == []


@pytest.mark.parametrize(
    ("url", "secret", "words"),
    [
        ("https://bot.ua/", "a b", "Secret token contains unallowed characters"),
        ("https://bot.ua/", "є", "Secret token contains unallowed characters"),
        ("https://bot.ua/", "x" * 257, "Secret token is too long"),
        ("http://bot.ua/", None, "Bad webhook: an https url must be provided for webhook"),
        ("https://bot.ua:8080/", None, "Bad webhook: webhook can be set up only on ports"),
        ("nothing", None, "Invalid webhook URL specified"),
    ],
)
async def test_webhooks_that_telegram_refuses(
    bot: telegram.Bot, url: str, secret: str | None, words: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.set_webhook(url, secret_token=secret)
    assert caught.value.message.lower().startswith(words.lower())
