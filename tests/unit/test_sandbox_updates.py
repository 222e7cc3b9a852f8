"""The queue of updates: offsets, the long poll, two pollers, kinds, and how long things live."""

import asyncio
import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
import telegram
from telegram.error import Conflict

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox


@pytest.fixture
async def copy(sandbox: Sandbox) -> AsyncIterator[telegram.Bot]:
    """Another process with the same token: the client keeps one connection for its polls."""
    async with telegram.Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as copy:
        yield copy


def texts(updates: tuple[telegram.Update, ...]) -> list[str | None]:
    return [update.message.text for update in updates if update.message]


async def test_an_offset_confirms_all_lower_ids(bot: telegram.Bot, olena: Person) -> None:
    for word in ("a", "b", "c"):
        olena.phone.say(word)
    first = await bot.get_updates()
    assert texts(first) == ["/start", "a", "b", "c"]
    assert [update.update_id - first[0].update_id for update in first] == [0, 1, 2, 3]
    assert await bot.get_updates() == first, "nothing is confirmed without an offset"
    assert texts(await bot.get_updates(offset=first[2].update_id)) == ["b", "c"]
    assert texts(await bot.get_updates()) == ["b", "c"]
    assert await bot.get_updates(offset=first[-1].update_id + 1) == ()


async def test_a_negative_offset_keeps_the_last_ones(bot: telegram.Bot, olena: Person) -> None:
    for word in ("a", "b", "c"):
        olena.phone.say(word)
    assert texts(await bot.get_updates(offset=-2)) == ["b", "c"]
    assert texts(await bot.get_updates()) == ["b", "c"], "all older ones are forgotten"


async def test_the_limit_is_1_to_100(bot: telegram.Bot, olena: Person) -> None:
    for number in range(120):
        olena.phone.say(str(number))
    assert len(await bot.get_updates(limit=3)) == 3
    assert len(await bot.get_updates(limit=0)) == 1
    assert len(await bot.get_updates(limit=1000)) == 100


async def test_a_poll_waits_for_news_and_no_longer(bot: telegram.Bot, olena: Person) -> None:
    await bot.get_updates(offset=-1)
    offset = (await bot.get_updates())[0].update_id + 1
    began = time.monotonic()
    poll = asyncio.create_task(bot.get_updates(offset=offset, timeout=5))
    await asyncio.sleep(0.1)
    olena.phone.say("news")
    assert texts(await poll) == ["news"]
    assert 0.1 <= time.monotonic() - began < 1


async def test_an_empty_poll_takes_its_whole_time(bot: telegram.Bot, sandbox: Sandbox) -> None:
    began = time.monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert time.monotonic() - began >= 0.95
    assert len([call for call in sandbox.calls if call.method == "getUpdates"]) == 1


async def test_a_second_poller_ends_the_first(
    bot: telegram.Bot, copy: telegram.Bot, olena: Person
) -> None:
    await bot.get_updates(offset=-1)
    offset = (await bot.get_updates())[0].update_id + 1
    first = asyncio.create_task(bot.get_updates(offset=offset, timeout=5))
    await asyncio.sleep(0.1)
    second = asyncio.create_task(copy.get_updates(offset=offset, timeout=5))
    with pytest.raises(Conflict) as caught:
        await first
    assert caught.value.message == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    olena.phone.say("news")
    assert texts(await second) == ["news"]


async def test_conflicts_are_answered_slowly(sandbox: Sandbox, raw: Any) -> None:
    sandbox.bot.updates.conflict_pause = 0.3
    began = time.monotonic()
    polls = []
    for _ in range(3):
        polls.append(asyncio.create_task(raw("getUpdates", timeout=1)))
        await asyncio.sleep(0.05)
    assert [(await poll)[0] for poll in polls[:2]] == [409, 409]
    assert time.monotonic() - began >= 0.3
    assert (await polls[2])[0] == 200


async def test_polling_is_refused_while_a_webhook_is_set(bot: telegram.Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/")
    with pytest.raises(Conflict) as caught:
        await bot.get_updates()
    assert caught.value.message == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_updates_live_a_day_and_presses_150_seconds(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    await bot.send_message(olena.id, "x")
    olena.phone.press("data")
    assert len(await bot.get_updates()) == 2
    sandbox.clock.move(timedelta(seconds=151))
    assert texts(await bot.get_updates()) == ["/start"]
    sandbox.clock.move(timedelta(days=1))
    assert await bot.get_updates() == ()


async def test_kinds_that_are_not_asked_for_never_come(bot: telegram.Bot, olena: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    assert olena.phone.say("lost") is None
    assert texts(await bot.get_updates()) == ["/start"], "the choice is kept when it is omitted"
    await bot.get_updates(allowed_updates=[])
    olena.phone.say("heard")
    assert texts(await bot.get_updates()) == ["/start", "heard"]


async def test_pending_updates_can_be_dropped(bot: telegram.Bot, olena: Person) -> None:
    olena.phone.say("x")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_raw_update_of_any_kind_can_come(sandbox: Sandbox, raw: Any) -> None:
    number = sandbox.inject({"business_message": {"message_id": 1}, "future_kind": 1})
    _, answer = await raw("getUpdates")
    sandbox.inject({"update_id": 1 << 40})
    sandbox.inject({"update_id": number + 5})
    ids = [update["update_id"] - number for update in (await raw("getUpdates"))[1]["result"]]
    assert ids == [0, 1, 5], "an id of its own is kept where Telegram could have given it"
    assert answer["result"] == [
        {"business_message": {"message_id": 1}, "future_kind": 1, "update_id": number}
    ]


async def test_several_bots_do_not_hear_each_other(sandbox: Sandbox, olena: Person) -> None:
    other = sandbox.add_bot("other_bot")
    address = {"base_url": f"{sandbox.url}/bot"}
    async with telegram.Bot(other.token, **address) as second:
        assert await second.get_updates() == ()
        sandbox.person("Olena", bot=other).phone.say("to the other")
        assert texts(await second.get_updates()) == ["to the other"]
