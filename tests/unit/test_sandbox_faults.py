"""Telegram's bad days: each fault as the client sees it, and whether the call had its effect."""

import asyncio
import time

import pytest
import telegram
from telegram.error import NetworkError, RetryAfter, TelegramError

from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox


def texts(olena: Person) -> list[str]:
    return [message.text for message in olena.messages if message.from_bot]


async def test_too_many_requests(sandbox: Sandbox, bot: telegram.Bot, olena: Person) -> None:
    sandbox.faults.next("sendMessage", Fault.too_many(retry_after=3))
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(olena.id, "x")
    assert caught.value._retry_after.total_seconds() == 3
    assert texts(olena) == []
    await bot.send_message(olena.id, "y")
    assert texts(olena) == ["y"]
    tried = [call.params["text"] for call in sandbox.calls if call.method == "sendMessage"]
    assert tried == ["x", "y"], "a call that was refused is written down too"


async def test_an_outage_ends_with_everything_as_it_was(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    await bot.send_message(olena.id, "before")
    offset = (await bot.get_updates())[-1].update_id + 1
    poll = asyncio.create_task(bot.get_updates(offset=offset, timeout=50))
    await asyncio.sleep(0.1)
    assert sandbox.bot.updates.polling
    began = time.monotonic()
    port = int(sandbox.url.rpartition(":")[2])
    await sandbox.stop()
    assert time.monotonic() - began < 1, "open polls do not hold the end up"
    await asyncio.gather(poll, return_exceptions=True)
    with pytest.raises(NetworkError):
        await bot.send_message(olena.id, "meanwhile")
    olena.phone.say("hello?")
    await sandbox.start(port=port)
    await bot.send_message(olena.id, "after")
    assert texts(olena) == ["before", "after"]
    waiting = [update.message.text for update in await bot.get_updates() if update.message]
    assert waiting == ["hello?"], "Telegram keeps what came meanwhile"


@pytest.mark.parametrize(
    ("fault", "error", "accepted"),
    [
        (Fault.server_error(), NetworkError, False),
        (Fault.server_error(accepted=True), NetworkError, True),
        (Fault.drop_after_accept(), NetworkError, True),
        (Fault.drop_before_accept(), NetworkError, False),
        (Fault.cut_json(), TelegramError, True),
    ],
)
async def test_faults_of_the_way(
    sandbox: Sandbox,
    bot: telegram.Bot,
    olena: Person,
    fault: Fault,
    error: type[TelegramError],
    accepted: bool,
) -> None:
    sandbox.faults.next("sendMessage", fault)
    with pytest.raises(error):
        await bot.send_message(olena.id, "x")
    assert texts(olena) == (["x"] if accepted else [])
    await bot.send_message(olena.id, "y")
    assert texts(olena)[-1] == "y"


async def test_latency_is_before_every_call_but_the_poll(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    sandbox.faults.latency = 0.1
    began = time.monotonic()
    await bot.get_updates()
    assert time.monotonic() - began < 0.09
    await bot.send_message(olena.id, "x")
    assert 0.1 <= time.monotonic() - began < 0.3
    sandbox.faults.clear()
    sandbox.faults.always("sendMessage", Fault.slow(0.1))
    began = time.monotonic()
    await bot.send_message(olena.id, "x")
    assert time.monotonic() - began >= 0.1


async def test_a_share_of_the_calls_is_the_same_in_every_run(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    async def outcomes() -> list[bool]:
        sandbox.faults.seed(7)
        found = []
        for _ in range(30):
            try:
                await bot.send_message(olena.id, "x")
                found.append(True)
            except RetryAfter:
                found.append(False)
        return found

    sandbox.faults.always("sendMessage", Fault.too_many(), share=0.4)
    first = await outcomes()
    assert 5 < first.count(False) < 20
    assert await outcomes() == first
    assert await bot.get_me(), "other methods are spared"
