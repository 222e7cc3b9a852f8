"""Answering one update: one message in the chat, edited in place, sent without a sound.

A tap costs two calls side by side, the answer to the query and the edit, so it takes one round
trip. What Telegram says back has its written meaning here and nowhere else:

* «message is not modified», «query is too old»: the person already sees what was asked for;
* the message cannot be edited or is gone: a fresh one is sent;
* 429: wait as told, at most ten seconds in all, then give up (nothing is stored to retry later);
* not sent (connection refused, no name): try again; the outcome of a send is not known: once more,
  since for a person in danger two messages are better than none.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import CallbackQuery
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.chat.calls import Calls
from bot.chat.screen import Screen, markup
from bot.chat.transport import NotSent, retry_after_seconds
from bot.logs import get

log = get(__name__)
T = TypeVar("T")

PATIENCE_SECONDS = 10.0
TRIES = 3
_LOOK: dict[str, Any] = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
_ALREADY_THERE = "message is not modified"
_QUERY_GONE = ("query is too old", "query id is invalid", "query_id_invalid")


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Return what `call` returns; repeat it while Telegram has surely not carried it out."""
    left = PATIENCE_SECONDS
    for attempt in range(1, TRIES + 1):
        try:
            return await call()
        except RetryAfter as error:
            pause = retry_after_seconds(error)
            if attempt == TRIES or pause > left:
                raise
        except NotSent:
            pause = 0.3 * attempt
            if attempt == TRIES:
                raise
        except TimedOut:
            pause = 0.0
            if attempt > 1:
                raise
        left -= pause
        await asyncio.sleep(pause)
    raise AssertionError("the last try returns or raises")


async def send(call: Calls, chat: int, screen: Screen) -> int:
    """Send the screen as a new silent message; return its id."""
    message = await patiently(
        lambda: call(
            "sendMessage",
            chat_id=chat,
            text=screen.text,
            reply_markup=markup(screen),
            disable_notification=True,
            **_LOOK,
        )
    )
    return int(message["message_id"])


async def edit(call: Calls, chat: int, message: int, screen: Screen) -> bool:
    """Turn a message into the screen; return False where that message cannot be edited."""
    try:
        await patiently(
            lambda: call(
                "editMessageText",
                chat_id=chat,
                message_id=message,
                text=screen.text,
                reply_markup=markup(screen),
                **_LOOK,
            )
        )
    except BadRequest as error:
        return _ALREADY_THERE in error.message.lower()
    return True


async def answer(call: Calls, query: CallbackQuery) -> None:
    """Stop the button's waiting mark; an old query is nobody's fault."""
    try:
        await call("answerCallbackQuery", callback_query_id=query.id)
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
