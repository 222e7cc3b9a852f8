"""Buttons: sizes in bytes, addresses, numbers, and what a press becomes."""

from datetime import timedelta
from typing import Any

import pytest
import telegram
from telegram.error import BadRequest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "x", **fields}]]}


@pytest.mark.parametrize("data", ["x", "x" * 64, "є" * 32])
async def test_data_of_1_to_64_bytes(raw: Any, olena: Person, data: str) -> None:
    status, _ = await raw(
        "sendMessage", chat_id=olena.id, text="x", reply_markup=button(callback_data=data)
    )
    assert status == 200


UNALLOWED = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
INVALID = "inline keyboard button URL '{}' is invalid: {}"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"callback_data": "є" * 33}, "BUTTON_DATA_INVALID"),
        ({"callback_data": ""}, UNALLOWED),
        ({}, UNALLOWED),
        ({"url": "not-a-url"}, INVALID.format("not-a-url", "Wrong HTTP URL")),
        ({"url": "tel:+380800500335"}, INVALID.format("tel:+380800500335", "Wrong HTTP URL")),
        ({"url": "http://localhost:1/"}, INVALID.format("http://localhost:1/", "Wrong HTTP URL")),
        ({"url": "ftp://a.ua"}, INVALID.format("ftp://a.ua", "Unsupported URL protocol")),
        ({"copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"pay": True}, "BUTTON_TYPE_INVALID"),
        ({"login_url": {"url": "https://a.ua"}}, "BOT_DOMAIN_INVALID"),
        (
            {"web_app": {"url": "http://a.ua"}},
            "inline keyboard button Web App URL 'http://a.ua' is invalid: "
            "Only HTTPS links are allowed",
        ),
    ],
)
async def test_buttons_that_telegram_refuses(
    raw: Any, olena: Person, fields: dict[str, Any], words: str
) -> None:
    answer = await raw("sendMessage", chat_id=olena.id, text="x", reply_markup=button(**fields))
    assert answer == (
        400,
        {"ok": False, "error_code": 400, "description": f"Bad Request: {words}"},
    )


@pytest.mark.parametrize("url", ["https://korostyshiv.gov.ua", "tg://resolve?domain=a", "a.ua/x"])
async def test_addresses_that_telegram_takes(raw: Any, olena: Person, url: str) -> None:
    status, _ = await raw("sendMessage", chat_id=olena.id, text="x", reply_markup=button(url=url))
    assert status == 200


async def test_a_hundred_buttons_are_the_most(raw: Any, olena: Person) -> None:
    row = [{"text": "x", "callback_data": "x"}]
    fits, over = {"inline_keyboard": [row] * 100}, {"inline_keyboard": [row] * 101}
    assert (await raw("sendMessage", chat_id=olena.id, text="x", reply_markup=fits))[0] == 200
    _, refused = await raw("sendMessage", chat_id=olena.id, text="x", reply_markup=over)
    assert refused["description"] == "Bad Request: reply markup is too long"


async def test_what_telegram_would_only_leave_out_is_a_finding(
    sandbox: Sandbox, raw: Any, olena: Person
) -> None:
    many = {"inline_keyboard": [[{"text": "x", "callback_data": "x"}] * 9]}
    empty = {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}
    both = button(callback_data="x", url="https://a.ua")
    query = button(switch_inline_query="x")
    for markup in (many, empty, both, query, {"keyboard": [[{"text": ""}]]}):
        answer = await raw("sendMessage", chat_id=olena.id, text="x", reply_markup=markup)
        assert answer[0] == 400
    assert len(sandbox.violations) == 5


async def test_a_press_can_be_answered_once(bot: telegram.Bot, olena: Person) -> None:
    await bot.send_message(olena.id, "x")
    olena.phone.press("data")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id, olena.unanswered) == ("data", olena.id, 1)
    await query.answer("Добре", show_alert=True)
    assert (olena.alerts, olena.unanswered) == (["Добре"], 0)
    with pytest.raises(BadRequest) as caught:
        await query.answer()
    assert caught.value.message.lower() == TOO_OLD.lower()


async def test_a_press_cannot_be_answered_after_150_seconds(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    await bot.send_message(olena.id, "x")
    olena.phone.press("data")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    sandbox.clock.move(timedelta(seconds=151))
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer()


async def test_an_answer_has_200_characters(bot: telegram.Bot, olena: Person) -> None:
    await bot.send_message(olena.id, "x")
    olena.phone.press("data")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    with pytest.raises(BadRequest, match=r"(?i)^message_too_long$"):
        await query.answer("x" * 201)
    await query.answer("x" * 200)


async def test_a_press_on_a_message_that_is_gone_tells_only_where_it_was(
    bot: telegram.Bot, raw: Any, olena: Person
) -> None:
    sent = await bot.send_message(olena.id, "x")
    await sent.delete()
    olena.phone.press("data", sent.message_id)
    _, answer = await raw("getUpdates")
    message = answer["result"][-1]["callback_query"]["message"]
    assert (message["message_id"], message["date"]) == (sent.message_id, 0)
    assert set(message) == {"chat", "message_id", "date"}
