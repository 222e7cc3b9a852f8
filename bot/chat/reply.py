"""Answering one update: one message in the chat, edited in place, sent without a sound.

A tap costs two calls side by side, the answer to the query and the edit, so it takes one round
trip. What Telegram says back has its written meaning here and nowhere else:

* «message is not modified», «query is too old»: the person already sees what was asked for;
* the message cannot be edited or is gone: a fresh one is sent;
* 429: wait as told, within the patience of the call, then give up (nothing is stored to retry);
* not sent, no answer in time, a lost connection, 5xx: try again. Edits and deletions may be
  repeated freely; of a send whose outcome is not known two messages are better than none for a
  person in danger, and the older of the two is erased with what stood before.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import CallbackQuery
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.chat.calls import Calls
from bot.chat.screen import Screen, markup
from bot.chat.transport import retry_after_seconds
from bot.logs import get

log = get(__name__)
T = TypeVar("T")

# A handler has 20 seconds: three tries of five and their pauses stay below that.
PATIENCE_SECONDS, ANSWER_SECONDS, PAUSE_SECONDS = 10.0, 5.0, 0.3
TRIES = 3
_LOOK: dict[str, Any] = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
_ALREADY_THERE = "message is not modified"
_QUERY_GONE = ("query is too old", "query id is invalid", "query_id_invalid")


async def patiently(
    call: Callable[[], Awaitable[T]], patience: float = PATIENCE_SECONDS, tries: int = TRIES
) -> T:
    """Return what `call` returns; repeat it while that can help, waiting `patience` s in all."""
    left = patience
    for attempt in range(1, tries + 1):
        try:
            return await call()
        except (BadRequest, Forbidden, InvalidToken):
            raise
        except RetryAfter as error:
            pause = retry_after_seconds(error)
            if attempt == tries or pause > left:
                raise
        except NetworkError:
            pause = PAUSE_SECONDS * attempt
            if attempt == tries:
                raise
        left -= pause
        await asyncio.sleep(pause)
    raise AssertionError("the last try returns or raises")


async def send(call: Calls, chat: int, screen: Screen) -> int:
    """Send the screen as a new silent message; return its id."""
    message = await patiently(
        lambda: call(
            "sendMessage",
            read_timeout=ANSWER_SECONDS,
            chat_id=chat,
            text=screen.text,
            reply_markup=markup(screen),
            disable_notification=True,
            **_LOOK,
        )
    )
    return int(message["message_id"])


async def edit(call: Calls, chat: int, message: int, screen: Screen, tries: int = TRIES) -> bool:
    """Turn a message into the screen; return False where that message cannot be edited."""
    try:
        await patiently(
            lambda: call(
                "editMessageText",
                read_timeout=ANSWER_SECONDS,
                chat_id=chat,
                message_id=message,
                text=screen.text,
                reply_markup=markup(screen),
                **_LOOK,
            ),
            tries=tries,
        )
    except BadRequest as error:
        return _ALREADY_THERE in error.message.lower()
    return True


async def answer(call: Calls, query: CallbackQuery) -> None:
    """Stop the button's waiting mark; an old query is nobody's fault."""
    try:
        await call("answerCallbackQuery", read_timeout=ANSWER_SECONDS, callback_query_id=query.id)
    except BadRequest as error:
        if not any(words in error.message.lower() for words in _QUERY_GONE):
            raise


async def answer_quietly(call: Calls, query: CallbackQuery) -> None:
    """Answer a query whose fate must not matter to what goes on beside it."""
    try:
        await answer(call, query)
    except TelegramError as error:
        _tell(error)


async def show_pressed(call: Calls, query: CallbackQuery, screen: Screen) -> int | None:
    """Show the screen in the message whose button was pressed; return the id of the message."""
    if query.message is None:
        await answer(call, query)
        return None
    chat, message = query.message.chat.id, query.message.message_id
    edited, answered = await asyncio.gather(
        edit(call, chat, message, screen), answer(call, query), return_exceptions=True
    )
    if isinstance(answered, BaseException):
        _tell(answered)
    if isinstance(edited, BaseException):
        raise edited
    return message if edited else await send(call, chat, screen)


def _tell(error: BaseException) -> None:
    if not isinstance(error, TelegramError):
        raise error
    if not isinstance(error, Forbidden):
        log.warning("answer-failed", error=type(error).__name__)
