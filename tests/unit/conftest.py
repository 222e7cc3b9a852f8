"""The sandbox without our bot: its server, the real client, and a person who has said hello."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
import pytest
import telegram

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox

Raw = Callable[..., Awaitable[tuple[int, dict[str, Any]]]]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[telegram.Bot]:
    address = {"base_url": f"{sandbox.url}/bot", "base_file_url": f"{sandbox.url}/file/bot"}
    async with telegram.Bot(sandbox.token, **address) as bot:
        yield bot


@pytest.fixture
def olena(sandbox: Sandbox) -> Person:
    """A person whose chat with the bot is there, so that the bot may write."""
    olena = sandbox.person("Olena")
    olena.phone.start()
    return olena


@pytest.fixture
async def raw(sandbox: Sandbox) -> AsyncIterator[Raw]:
    """Calls past the client: (method, JSON fields) → (HTTP status, envelope)."""
    async with aiohttp.ClientSession() as session:

        async def call(method: str, **fields: Any) -> tuple[int, dict[str, Any]]:
            url = f"{sandbox.url}/bot{sandbox.token}/{method}"
            async with session.post(url, json=fields) as answer:
                return answer.status, await answer.json()

        yield call


Act = Callable[[telegram.Update], Awaitable[None]]


@pytest.fixture
async def polling(bot: telegram.Bot) -> AsyncIterator[list[telegram.Update]]:
    """A bot that takes and confirms all updates; the list fills with what came."""
    came: list[telegram.Update] = []

    async def poll() -> None:
        offset = 0
        while True:
            for update in await bot.get_updates(
                offset=offset, timeout=5, allowed_updates=telegram.Update.ALL_TYPES
            ):
                came.append(update)
                offset = update.update_id + 1

    task = asyncio.create_task(poll())
    await asyncio.sleep(0.02)
    yield came
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
