"""The door: encodings, tokens, unknown methods, unknown fields, wrong types."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import telegram
from telegram.error import InvalidToken

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


WORDS = "Що робити? 😀 & + %20"


async def test_parameters_in_every_encoding(
    sandbox: Sandbox, session: aiohttp.ClientSession, olena: Person
) -> None:
    url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    markup = {"inline_keyboard": [[{"text": "Так", "callback_data": "1"}]]}
    fields = {"chat_id": str(olena.id), "text": WORDS, "reply_markup": json.dumps(markup)}
    multipart = aiohttp.FormData(fields, default_to_multipart=True)
    for way in (
        session.get(url, params=fields),
        session.post(url, data=fields),
        session.post(url, json={"chat_id": olena.id, "text": WORDS, "reply_markup": markup}),
        session.post(url, data=multipart),
        session.post(url.replace("sendMessage", "SENDmessage"), data=fields),
    ):
        async with way as answer:
            assert (answer.status, (await answer.json())["ok"]) == (200, True)
        assert (olena.last.text, olena.last.buttons) == (WORDS, ["Так"])
        olena.phone.delete(olena.last.id)


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff\xfe", b"[" * 100_000])
async def test_a_body_that_is_no_json_object(
    sandbox: Sandbox, session: aiohttp.ClientSession, body: bytes
) -> None:
    url = f"{sandbox.url}/bot{sandbox.token}/getMe"
    headers = {"Content-Type": "application/json"}
    async with session.post(url, data=body, headers=headers) as answer:
        assert answer.status == 400
        assert (await answer.json())["error_code"] == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", "\ud83d"), ("text", b"%FF".decode())],
)
async def test_words_must_be_unicode(
    sandbox: Sandbox, session: aiohttp.ClientSession, olena: Person, field: str, value: str
) -> None:
    url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
    kind = "application/x-www-form-urlencoded" if "%" in value else "application/json"
    body = (
        f"chat_id={olena.id}&{field}={value}"
        if "%" in value
        else json.dumps({"chat_id": olena.id, field: value})
    )
    async with session.post(url, data=body, headers={"Content-Type": kind}) as answer:
        assert (await answer.json())["description"] == (
            "Bad Request: strings must be encoded in UTF-8"
        )


@pytest.mark.parametrize("token", ["123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc", "x", "0:a"])
async def test_a_wrong_token_is_unauthorized(
    sandbox: Sandbox, session: aiohttp.ClientSession, token: str
) -> None:
    async with session.get(f"{sandbox.url}/bot{token}/getMe") as answer:
        assert answer.status == 401
        assert (await answer.json())["description"].startswith("Unauthorized")
    stranger = telegram.Bot(token if ":" in token else "1:a", base_url=f"{sandbox.url}/bot")
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_a_method_that_telegram_does_not_have(raw: Any) -> None:
    assert await raw("sendMassage") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )


@pytest.mark.parametrize(
    ("method", "fields", "words"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is empty"),
        ("sendMessage", {"chat_id": 1}, "message text is empty"),
        ("deleteMessage", {"chat_id": 1}, "message identifier is not specified"),
        ("editMessageText", {"chat_id": 1, "text": "x"}, "message identifier is not specified"),
        ("sendPhoto", {"chat_id": 1}, "there is no photo in the request"),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": {"a": 1}},
         "object expected as reply markup"),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": "{"},
         "can't parse reply_markup JSON object"),
        ("setMyCommands", {"commands": [{"command": "a"}]},
         'can\'t parse BotCommand: Can\'t find field "description"'),
    ],
)  # fmt: skip
async def test_what_is_missing_is_named_in_telegrams_words(
    raw: Any, method: str, fields: dict[str, Any], words: str
) -> None:
    status, answer = await raw(method, **fields)
    assert (status, answer["description"]) == (400, f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        ("sendMessage", {"chat_id": 1, "text": "x", "parsemode": "HTML"}),
        ("sendMessage", {"chat_id": 1, "text": "x", "disable_web_page_preview": True}),
        ("sendMessage", {"chat_id": 1, "text": "x", "disable_notification": "maybe"}),
        ("sendMessage", {"chat_id": 1, "text": "x", "parse_mode": "MarkdownV2"}),
        ("sendMessage", {"chat_id": 1, "text": ["x"]}),
        ("sendMessage", {"chat_id": 1, "text": "x",
                         "reply_markup": {"inline_keyboard": [[{"text": "x", "data": "x"}]]}}),
        ("deleteMessage", {"chat_id": 1, "message_id": "first"}),
        ("deleteMessage", {"chat_id": 1, "message_id": "1_000"}),
        ("deleteMessages", {"chat_id": 1, "message_ids": 7}),
        ("getUpdates", {"allowed_updates": ["mesage"]}),
    ],
)  # fmt: skip
async def test_what_telegram_would_not_notice_is_a_finding(
    sandbox: Sandbox, raw: Any, method: str, fields: dict[str, Any]
) -> None:
    assert (await raw(method, **fields))[0] == 400
    assert len(sandbox.violations) == 1
    assert sandbox.violations[0].startswith(f"{method}: ")


async def test_calls_are_written_down_and_the_record_has_an_end(olena: Person) -> None:
    sandbox = Sandbox(calls_kept=3)
    await sandbox.start()
    async with aiohttp.ClientSession() as session:
        for number in range(5):
            url = f"{sandbox.url}/bot{sandbox.token}/getChat"
            async with session.post(url, json={"chat_id": number}):
                pass
    await sandbox.stop()
    assert [(method, params) for _, method, params in sandbox.calls] == [
        ("getChat", {"chat_id": number}) for number in (2, 3, 4)
    ]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "rebound.example"},
        {"Host": "rebound.example:80"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "OWN"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "[::1", "Origin": "OWN"},
        {"Host": "bad host"},
    ],
)
@pytest.mark.parametrize("way", ["bot", "file/bot"])
async def test_no_web_page_reaches_the_bot_api(
    sandbox: Sandbox, session: aiohttp.ClientSession, headers: dict[str, str], way: str
) -> None:
    sent = {name: value.replace("OWN", sandbox.url) for name, value in headers.items()}
    async with session.get(f"{sandbox.url}/{way}{sandbox.token}/getMe", headers=sent) as answer:
        assert answer.status == 403
        body = await answer.json()
    assert (body["ok"], body["error_code"]) == (False, 403)
    assert sandbox.calls == []


@pytest.mark.parametrize(
    "headers",
    [{}, {"Host": "localhost:1"}, {"Host": "[::1]:1"}, {"Sec-Fetch-Site": "none"}],
)
async def test_a_program_and_a_person_reach_the_bot_api(
    sandbox: Sandbox, session: aiohttp.ClientSession, headers: dict[str, str]
) -> None:
    url = f"{sandbox.url}/bot{sandbox.token}/getMe"
    async with session.get(url, headers=headers) as answer:
        assert answer.status == 200


def test_a_token_is_new_at_each_start_unless_a_seed_is_given() -> None:
    assert len({Sandbox().token for _ in range(4)}) == 4
    assert Sandbox(seed=7).token == Sandbox(seed=7).token != Sandbox(seed=8).token


async def test_an_address_for_everybody_is_still_reached_on_this_machine() -> None:
    sandbox = Sandbox()
    await sandbox.start("0.0.0.0")
    try:
        assert sandbox.url.startswith("http://127.0.0.1:")
        async with telegram.Bot(sandbox.token, base_url=f"{sandbox.url}/bot") as bot:
            assert bot.username == "sandbox_bot"
    finally:
        await sandbox.stop()
