"""Canaries: whatever is logged by whomever, no token, no id and no word of a person comes out."""

import asyncio
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

import httpx
import pytest
from aiohttp import ClientSession, web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import logs
from bot.chat.transport import AiohttpRequest

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
PERSON = 5_423_001_177
WORDS = "він мене б'є"
CANARIES = (TOKEN, "AAEhBOweik6", str(PERSON), WORDS, "Олена", "мене")


class Out(io.StringIO):
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def clean(self) -> "Out":
        """Check that lines came, each one JSON object, and none holds a canary."""
        text = self.getvalue()
        assert text
        assert self.lines()
        for canary in CANARIES:
            assert canary not in text
            assert json.dumps(canary)[1:-1] not in text
        return self


@pytest.fixture
def out() -> Iterator[Out]:
    """Logs at DEBUG, even of those that are capped; afterwards everything as it was."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning
    root = logging.root
    handlers, level = root.handlers[:], root.level
    stream = Out()
    logs.set_up("DEBUG", stream)
    for name in logs.CAPPED:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream
    sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks
    root.handlers[:], root.level = handlers, level
    for name in logs.CAPPED:
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_ours_is_a_name_and_known_fields(out: Out) -> None:
    class Mode(StrEnum):
        POLLING = "polling"

    logs.get("bot.app").info("started", mode=Mode.POLLING, seconds=1.25, count=3)
    (line,) = out.lines()
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "logger": "bot.app",
        "event": "started",
        "mode": "polling",
        "seconds": 1.25,
        "count": 3,
    }


def test_what_is_no_known_field_is_named_and_withheld(out: Out) -> None:
    log = logs.get("bot.app")
    log.info("update-failed", text=WORDS, kind=WORDS, count=PERSON, user="Олена")
    log.info(f"said {WORDS}")
    log.info("said %s", WORDS)
    log.info("update-failed", extra={"words": WORDS}, stack_info=True)
    first, second, *_ = out.clean().lines()
    assert sorted(first["withheld"]) == ["count", "kind", "text", "user"]
    assert second["event"] == "unnamed"


@pytest.mark.parametrize("name", [*logs.CAPPED, "asyncio", "anybody", "telegram.ext", "root"])
def test_foreign_words_never_pass(out: Out, name: str) -> None:
    logger = logging.getLogger(name)
    for level in (logging.DEBUG, logging.INFO, logging.ERROR, logging.CRITICAL):
        logger.log(level, f"{TOKEN} {WORDS} {PERSON}")
        logger.log(level, "%s wrote %r", "Олена", WORDS, extra={"person": PERSON})
        logger.log(level, {"event": WORDS, "text": TOKEN})
        logger.log(level, "broken %d", WORDS)
        logger.log(level, ValueError(WORDS), stack_info=True)
    lines = out.clean().lines()
    assert len(lines) == 20
    assert {line["event"] for line in lines} == {"foreign"}
    assert all(line["at"].startswith("tests/unit/test_logs.py:") for line in lines)


def test_of_an_exception_only_types_and_frames_pass(out: Out) -> None:
    def inner() -> None:
        raise KeyError(TOKEN, WORDS)

    for log in (logging.getLogger("telegram.Bot"), logs.get("bot.x")):
        try:
            try:
                inner()
            except KeyError as error:
                raise ExceptionGroup(WORDS, [ValueError(PERSON)]) from error
        except ExceptionGroup:
            log.exception("update-failed")
    for line in out.clean().lines():
        assert line["error"] == "ExceptionGroup"
        assert line["causes"] == ["ValueError", "KeyError"]
        assert line["frames"][-1].startswith("tests/unit/test_logs.py:")
        assert line["frames"][-1].endswith(" test_of_an_exception_only_types_and_frames_pass")


def test_names_of_loggers_tell_nothing(out: Out) -> None:
    for name in (f"chat.{PERSON}", WORDS, TOKEN):
        logging.getLogger(name).error("x")
    assert {line["logger"] for line in out.clean().lines()} == {"foreign"}


def test_handlers_of_others_are_gone(out: Out) -> None:
    theirs = io.StringIO()
    logger = logging.getLogger("somebody")
    logger.addHandler(logging.StreamHandler(theirs))
    logger.propagate = False
    stream = Out()
    logs.set_up("INFO", stream)
    logger.info(WORDS)
    assert theirs.getvalue() == ""
    stream.clean()


def test_noisy_libraries_are_capped_in_code(out: Out) -> None:
    logs.set_up("DEBUG", out)
    for name in logs.CAPPED:
        logging.getLogger(name).info("x")
        logging.getLogger(f"{name}.child").debug("x")
    assert out.getvalue() == ""


def test_a_stream_that_fails_prints_nothing_elsewhere(
    out: Out, capsys: pytest.CaptureFixture[str]
) -> None:
    out.close()
    logging.getLogger("telegram").error("%s", WORDS)
    logs.get("bot.x").error("update-failed")
    assert capsys.readouterr().err == ""


def test_warnings_and_uncaught_faults_come_the_same_way(
    out: Out, capsys: pytest.CaptureFixture[str]
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = logs._warned
        warnings.warn(f"{TOKEN} {WORDS}", UserWarning, stacklevel=1)
    try:
        raise InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
    except InvalidToken as error:
        sys.excepthook(type(error), error, error.__traceback__)

    def fails() -> None:
        raise ValueError(WORDS)

    thread = threading.Thread(target=fails)
    thread.start()
    thread.join()
    assert [line["error"] for line in out.clean().lines()] == [
        "UserWarning",
        "InvalidToken",
        "ValueError",
    ]
    assert capsys.readouterr().err == ""


async def test_loop_faults_are_types_and_frames(out: Out) -> None:
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    logs.watch(loop)

    def fails() -> None:
        raise ValueError(WORDS)

    async def fails_too(words: str) -> None:
        raise KeyError(words)

    loop.call_soon(fails)
    task = asyncio.create_task(fails_too(TOKEN), name=WORDS)
    await asyncio.sleep(0.01)
    del task
    loop.call_exception_handler({"message": WORDS})
    faults = [line for line in out.clean().lines() if line["event"] == "loop-fault"]
    assert [line.get("error") for line in faults] == ["ValueError", "KeyError", None]


async def test_real_libraries_at_debug_tell_nothing(out: Out) -> None:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        if "fail" in request.path:
            raise ValueError(WORDS)
        return web.Response(text='{"ok":true,"result":{"text":"' + WORDS)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)  # with its access log
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    request = AiohttpRequest()
    await request.initialize()
    bot = Bot(TOKEN, base_url=f"{url}/bot", request=request, get_updates_request=request)
    try:
        for method in (bot.send_message(PERSON, WORDS), bot.get_chat(PERSON)):
            with pytest.raises(TelegramError):
                await method
        async with httpx.AsyncClient() as client:
            await client.post(f"{url}/bot{TOKEN}/fail", json={"text": WORDS})
        async with ClientSession() as session, session.get(f"{url}/bot{TOKEN}/fail") as answered:
            assert answered.status == 500
    finally:
        await request.shutdown()
        await runner.cleanup()
    loggers = {line["logger"].partition(".")[0] for line in out.clean().lines()}
    assert {"telegram", "httpx", "httpcore", "aiohttp"} <= loggers
