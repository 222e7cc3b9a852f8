"""What a tap costs: two calls side by side, one round trip; and what Telegram's moods do to it."""

import time

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


async def test_a_connection_that_was_never_made_is_made_again(town: Town, anna: Person) -> None:
    await anna.start()
    town.sandbox.faults.next("sendMessage", Fault.drop_after_accept())
    await anna.say("доброго дня")
    assert "102" in anna.last.text


async def test_an_answer_to_an_old_query_hurts_nobody(town: Town, anna: Person) -> None:
    await anna.start()
    words = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    town.sandbox.faults.next("answerCallbackQuery", Fault.refuse(400, words))
    await anna.tap("Мої права")
    assert "право" in anna.last.text


async def test_a_failing_handler_still_shows_a_number_that_works(town: Town, anna: Person) -> None:
    await anna.start()
    for _ in range(3):
        town.sandbox.faults.next("editMessageText", Fault.server_error(502))
    await anna.tap("Мої права")
    assert "102" in anna.last.text
