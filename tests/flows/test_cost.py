"""What a tap costs: two calls side by side, one round trip; and what Telegram's moods do to it."""

import time
from datetime import timedelta

import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from tests.conftest import Town


async def test_a_tap_costs_two_calls(town: Town, anna: Person) -> None:
    await anna.start()
    before = len(town.sandbox.calls)
    await anna.tap("Мої права")
    assert sorted(town.calls(before)) == ["answerCallbackQuery", "editMessageText"]


async def test_the_two_calls_leave_side_by_side(town: Town, anna: Person) -> None:
    await anna.start()
    town.sandbox.faults.latency = 0.1
    before = len(town.sandbox.calls)
    await anna.tap("Мої права")
    two = ("editMessageText", "answerCallbackQuery")
    at = [call[0] for call in town.sandbox.calls[before:] if call[1] in two]
    assert len(at) == 2
    assert max(at) - min(at) < 0.05  # the second does not wait for the first's answer


async def test_a_text_costs_one_send_and_one_deletion(town: Town, anna: Person) -> None:
    await anna.start()
    before = len(town.sandbox.calls)
    await anna.say("мене б'є чоловік")
    assert town.calls(before) == ["sendMessage", "deleteMessages"]


async def test_a_short_429_is_waited_out(town: Town, anna: Person) -> None:
    await anna.start()
    town.sandbox.faults.next("editMessageText", Fault.too_many(retry_after=1))
    started = time.monotonic()
    await anna.tap("Мої права")
    assert "право" in anna.last.text
    assert time.monotonic() - started >= 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault.drop_before_accept(),
        Fault.drop_after_accept(),
        Fault.server_error(502),
        Fault.cut_json(),
        Fault.too_many(retry_after=1),
    ],
    ids=lambda each: each.kind,
)
async def test_a_cry_is_answered_through_one_bad_moment(
    town: Town, anna: Person, fault: Fault
) -> None:
    await anna.start()
    town.sandbox.faults.next("sendMessage", fault)
    await anna.say("мене б'є чоловік")
    assert "немає вашої вини" in anna.last.text
    assert len(anna.messages) == 1


async def test_an_answer_to_an_old_query_hurts_nobody(town: Town, anna: Person) -> None:
    await anna.start()
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    town.sandbox.faults.next("answerCallbackQuery", Fault.refuse(400, words))
    await anna.tap("Мої права")
    assert "право" in anna.last.text


async def test_a_failing_tap_brings_a_screen_that_says_so(town: Town, anna: Person) -> None:
    await anna.start()
    town.sandbox.faults.next("editMessageText", Fault.server_error(502), times=3)
    await anna.tap("Мої права")
    assert "Щось не спрацювало" in anna.last.text
    assert len(anna.messages) == 1
    town.clock.move(timedelta(minutes=10))
    await town.app.residents.neutralise_idle()
    assert "Щось" not in anna.last.text


async def test_a_failing_answer_ends_in_the_rescue_card(town: Town, anna: Person) -> None:
    await anna.start()
    town.sandbox.faults.next("sendMessage", Fault.server_error(502), times=3)
    await anna.say("як отримати безоплатного адвоката")
    assert "103" in anna.last.text
    assert len(anna.messages) == 1
