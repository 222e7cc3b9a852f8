"""What each fault of the network means to the caller, one by one, against sockets that have it."""

import asyncio
import contextlib
import json
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat import transport
from bot.chat.calls import Calls
from bot.chat.transport import AiohttpRequest, NotSent, retry_after_seconds

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
WORDS = "він мене б'є, Олена"
YES = b'{"ok":true,"result":true}'
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def http(status: int, body: bytes, length: int | None = None, extra: str = "") -> bytes:
    length = len(body) if length is None else length
    return f"HTTP/1.1 {status} X\r\nContent-Length: {length}\r\n{extra}\r\n".encode() + body


async def asked(reader: asyncio.StreamReader) -> tuple[str, bytes]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = next(
        (
            int(v)
            for k, _, v in (line.partition(":") for line in head.splitlines())
            if k.lower() == "content-length"
        ),
        0,
    )
    return head, await reader.readexactly(length)


@contextlib.asynccontextmanager
async def serving(answer: Answer, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """A server on loopback whose every connection is `answer`'s; yields host:port."""
    open_ones: list[asyncio.StreamWriter] = []

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        open_ones.append(writer)
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            await answer(reader, writer)

    server = await asyncio.start_server(connected, "127.0.0.1", 0, ssl=tls)
    host, port = server.sockets[0].getsockname()
    try:
        yield f"{host}:{port}"
    finally:
        server.close()
        for writer in open_ones:
            writer.transport.abort()
        await asyncio.sleep(0.01)


def always(reply: bytes) -> Answer:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await asked(reader)
            writer.write(reply)

    return answer


async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asked(reader)
    await asyncio.sleep(5)


@contextlib.asynccontextmanager
async def bot_at(place: str, scheme: str = "http", limit: int = 4) -> AsyncIterator[Bot]:
    request = AiohttpRequest(limit=limit)
    await request.initialize()
    try:
        yield Bot(
            TOKEN,
            base_url=f"{scheme}://{place}/bot",
            base_file_url=f"{scheme}://{place}/file/bot",
            request=request,
            get_updates_request=request,
        )
    finally:
        await request.shutdown()


async def fault(bot: Bot, **timeouts: float) -> TelegramError:
    """Send words that must not come back in any text of the error; return the error."""
    with pytest.raises(TelegramError) as caught:
        await bot.send_message(1, WORDS, **timeouts)
    error: BaseException | None = caught.value
    while error is not None:
        told = f"{error} {error!r} {error.args}"
        assert TOKEN not in told
        assert "AAEhBOweik6" not in told
        assert "Олена" not in told
        error = error.__cause__ or error.__context__
    return caught.value


async def test_refused_connection_was_not_sent() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with bot_at(f"127.0.0.1:{port}") as bot:
        assert type(await fault(bot)) is NotSent


async def test_unknown_host_was_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    async with bot_at("api.nowhere.invalid") as bot:
        assert type(await fault(bot)) is NotSent


async def test_connection_that_does_not_come_was_not_sent() -> None:
    with socket.socket() as full, contextlib.ExitStack() as others:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(2):  # the queue of connections is full now: further ones get no answer
            other = others.enter_context(socket.socket())
            other.setblocking(False)
            other.connect_ex(full.getsockname())
        async with bot_at(f"127.0.0.1:{full.getsockname()[1]}") as bot:
            assert type(await fault(bot, connect_timeout=0.1)) is NotSent


async def test_no_free_connection_was_not_sent() -> None:
    async with serving(silent) as place, bot_at(place, limit=1) as bot:
        first = asyncio.create_task(bot.get_me(read_timeout=0.6))
        await asyncio.sleep(0.1)
        assert type(await fault(bot, pool_timeout=0.1, connect_timeout=0.1)) is NotSent
        with pytest.raises(TimedOut):
            await first


async def test_no_answer_in_time_is_of_unknown_outcome() -> None:
    async with serving(silent) as place, bot_at(place) as bot:
        assert type(await fault(bot, read_timeout=0.1)) is TimedOut


async def test_body_that_nobody_takes_is_of_unknown_outcome() -> None:
    async def deaf(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    async with serving(deaf) as place, bot_at(place) as bot:
        spans = {"pool_timeout": 0.1, "connect_timeout": 0.1, "read_timeout": 0.1}
        with pytest.raises(TelegramError) as caught:
            await bot.send_document(1, b"x" * (30 << 20), write_timeout=0.1, **spans)
        assert type(caught.value) is TimedOut


async def test_reset_after_sending_is_of_unknown_outcome() -> None:
    async def reset(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        linger = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        writer.close()

    async with serving(reset) as place, bot_at(place) as bot:
        assert type(await fault(bot)) is NetworkError


async def test_cut_body_is_of_unknown_outcome() -> None:
    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked(reader)
        writer.write(http(200, b'{"ok":true,"result":{"text":"' + WORDS.encode(), length=999))
        await writer.drain()
        writer.close()

    async with serving(cut) as place, bot_at(place) as bot:
        assert type(await fault(bot)) is NetworkError


@pytest.mark.parametrize(
    "body",
    [
        '{"ok":true,"result":{"text":"' + WORDS,
        f'["{WORDS}"]',
        f'{{"ok":true,"text":"{WORDS}"}}',
        "",
        f"<html>{WORDS}{TOKEN}</html>",
    ],
)
async def test_answer_that_is_not_the_apis_is_told_without_its_words(
    body: str, caplog: pytest.LogCaptureFixture
) -> None:
    for status in (200, 502):
        async with serving(always(http(status, body.encode()))) as place, bot_at(place) as bot:
            assert isinstance(await fault(bot), NetworkError)
    assert "Олена" not in caplog.text


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, BadRequest),
        (401, InvalidToken),
        (403, Forbidden),
        (404, InvalidToken),
        (409, Conflict),
        (500, NetworkError),
        (502, NetworkError),
    ],
)
async def test_refusals_are_told_apart_and_quote_nothing(
    status: int, kind: type[TelegramError]
) -> None:
    told = {
        "ok": False,
        "error_code": status,
        "description": f'Bad Request: can\'t parse entities: unsupported tag "{WORDS}"',
        "parameters": {"unknown": WORDS},
    }
    async with (
        serving(always(http(status, json.dumps(told).encode()))) as place,
        bot_at(place) as bot,
    ):
        error = await fault(bot)
        assert type(error) is kind
        assert "Can't parse entities" in error.message


@pytest.mark.parametrize(
    "words",
    ["Bad Request: message is not modified: specified new message content", "Forbidden: x"],
)
async def test_the_reason_that_decides_is_kept(words: str) -> None:
    told = json.dumps({"ok": False, "description": words}).encode()
    async with serving(always(http(400, told))) as place, bot_at(place) as bot:
        assert words.removeprefix("Bad Request: ").lower() in (await fault(bot)).message.lower()


async def test_too_many_requests_says_how_long() -> None:
    told = {"ok": False, "description": "Too Many Requests", "parameters": {"retry_after": 7}}
    async with (
        serving(always(http(429, json.dumps(told).encode()))) as place,
        bot_at(place) as bot,
    ):
        error = await fault(bot)
        assert isinstance(error, RetryAfter)
        assert retry_after_seconds(error) == 7.0


@pytest.mark.parametrize("wait", [7, timedelta(seconds=7)])
def test_retry_after_is_seconds_whatever_the_library_gives(
    wait: int | timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert retry_after_seconds(RetryAfter(wait)) == 7.0
    monkeypatch.delenv("PTB_TIMEDELTA")
    with pytest.warns(match="retry_after"):  # the library's old way, not used but understood
        assert retry_after_seconds(RetryAfter(wait)) == 7.0


async def test_redirects_are_not_followed() -> None:
    seen = []

    async def away(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            seen.append((await asked(reader))[0].split()[1])
            writer.write(http(302, b"", extra=f"Location: /elsewhere/{TOKEN}\r\n"))

    async with serving(away) as place, bot_at(place) as bot:
        assert type(await fault(bot)) is NetworkError
    assert seen == [f"/bot{TOKEN}/sendMessage"]


async def test_certificate_that_nobody_signed_is_not_trusted() -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(Path(__file__).with_name("untrusted.pem"))
    async with serving(silent, tls) as place, bot_at(place, "https") as bot:
        assert type(await fault(bot)) is NotSent


async def test_proxies_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    async with serving(always(http(200, YES))) as place, bot_at(place) as bot:
        assert await bot.leave_chat(1)


async def test_words_go_as_one_json_object_over_a_kept_connection() -> None:
    seen: list[tuple[str, bytes]] = []
    connections = 0

    async def keep(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        while True:
            seen.append(await asked(reader))
            writer.write(http(200, b'{"ok":true,"result":true}'))

    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Далі", callback_data="h:1")]])
    async with serving(keep) as place, bot_at(place) as bot:
        for _ in range(3):
            await bot.edit_message_reply_markup(1, 2, reply_markup=keyboard)
        await Calls(bot)("sendMessage", chat_id=1, text="Їжак \ud800", reply_markup=None)
    assert connections == 1
    head, body = seen[0]
    assert "application/json" in head
    assert json.loads(body) == {
        "chat_id": 1,
        "message_id": 2,
        "reply_markup": {"inline_keyboard": [[{"text": "Далі", "callback_data": "h:1"}]]},
    }
    assert json.loads(seen[3][1]) == {"chat_id": 1, "text": "Їжак ?"}


async def test_files_go_up_and_come_down_whole() -> None:
    got = {}

    async def up(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["document"]
        assert isinstance(file, web.FileField)
        got.update(name=file.filename, content=file.file.read(), caption=form["caption"])
        got["markup"] = form["reply_markup"]
        chat = {"id": 1, "type": "private"}
        return web.json_response(
            {"ok": True, "result": {"message_id": 5, "date": 1, "chat": chat}}
        )

    async def down(_: web.Request) -> web.Response:
        return web.Response(body=b"\x00\xff" * 500_000)

    app = web.Application(client_max_size=8 << 20)
    app.router.add_post(f"/bot{TOKEN}/sendDocument", up)
    app.router.add_get(f"/file/bot{TOKEN}/documents/1", down)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0]
    try:
        async with bot_at(f"{host}:{port}") as bot:
            keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ще", callback_data="x")]])
            await bot.send_document(
                1,
                b"\x00" * 1_000_000,
                filename="Звіт «23».docx",
                caption="Ось",
                reply_markup=keyboard,
            )
            file = await bot.request.retrieve(f"http://{host}:{port}/file/bot{TOKEN}/documents/1")
    finally:
        await runner.cleanup()
    assert got["name"] == "Звіт «23».docx"
    assert got["content"] == b"\x00" * 1_000_000
    assert got["caption"] == "Ось"
    assert json.loads(got["markup"])["inline_keyboard"][0][0]["text"] == "Ще"
    assert file == b"\x00\xff" * 500_000


async def test_a_call_may_wait_longer_than_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await asked(reader)
            await asyncio.sleep(0.3)
            writer.write(http(200, b'{"ok":true,"result":[]}'))

    monkeypatch.setattr(transport, "READ", 0.1)
    async with serving(slow) as place, bot_at(place) as bot:
        with pytest.raises(TimedOut):
            await Calls(bot)("getUpdates", timeout=1)
        assert await Calls(bot)("getUpdates", timeout=1, read_timeout=1.0) == []
        assert await bot.get_updates(timeout=1) == ()  # the library adds its timeout by itself


async def test_the_pool_opens_once_and_closes_for_good() -> None:
    async with serving(always(http(200, YES))) as place, bot_at(place) as bot:
        await bot.request.initialize()
        assert await bot.leave_chat(1)
        await bot.request.shutdown()
        await bot.request.shutdown()
        with pytest.raises(NetworkError):
            await bot.leave_chat(1)
        await bot.request.initialize()
        assert await bot.leave_chat(1)
