"""Erasing without memory: what is young goes, what is old or foreign stays, in few calls."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot

from bot.chat.calls import Calls
from bot.chat.erasing import IDS_IN_A_CALL, erase, ids_to_erase
from bot.chat.transport import AiohttpRequest
from tests.conftest import Town


@given(
    newest=st.integers(1, 10**9),
    reach=st.integers(1, 1500),
    also=st.lists(st.integers(1, 10**9), max_size=2),
)
def test_each_id_is_named_once_newest_first(newest: int, reach: int, also: list[int]) -> None:
    calls = ids_to_erase(newest, reach, *also)
    ids = [id_ for call in calls for id_ in call]
    wanted = set(range(max(1, newest - reach + 1), newest + 1)) | set(also)
    assert set(ids) == wanted
    assert len(ids) == len(wanted)
    assert all(1 <= len(call) <= IDS_IN_A_CALL for call in calls)
    assert calls[0] == sorted(calls[0], reverse=True)


@pytest.mark.parametrize("old", [0, 1, 2, 5, 30, 60])
@pytest.mark.parametrize("young", [0, 1, 2, 7, 31])
async def test_old_messages_do_not_keep_the_young_ones(town: Town, old: int, young: int) -> None:
    deaf = town.sandbox.add_bot()  # nobody answers: what people write stays in their chats
    olha, taras = (town.sandbox.person(name, bot=deaf) for name in ("Olha", "Taras"))
    for number in range(old):
        olha.phone.say(f"old {number}")
        taras.phone.say("between")
    town.clock.move(timedelta(hours=49))
    for number in range(young):
        olha.phone.say(f"young {number}")
        taras.phone.say("between")
    before, others = len(town.sandbox.calls), len(taras.messages)
    newest = max([message.id for message in (*olha.messages, *taras.messages)], default=1)
    address = f"{town.sandbox.url}/bot"
    async with Bot(deaf.token, base_url=address, request=AiohttpRequest()) as bot:
        await erase(Calls(bot), olha.id, newest, 300)
    assert [message.text for message in olha.messages] == [f"old {n}" for n in range(old)]
    assert len(taras.messages) == others
    assert town.calls(before).count("deleteMessages") <= 24
