"""One attempt to send a message that nobody asked for, and what its end means.

An answer to a tap may be repeated (bot.chat.reply); a reminder may not: Telegram knows no key by
which a second one would be recognised. So each end has one written meaning:

| what came back | accepted? | means |
|---|---|---|
| the message | yes | `sent` |
| 429 | no | `wait`, exactly as long as told |
| 403 | no | `blocked` |
| 400 that cannot parse the markup | no | sent once more, as plain text |
| any other 400 | no | `failed` |
| 401, 404 | no | `refused`: the token is not valid (any more) |
| it never left this machine | no | `unsent` |
| no answer in time, a reset, 5xx, a body that cannot be read | nobody knows | `uncertain` |
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from html import unescape
from typing import Literal

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.chat.calls import Calls
from bot.chat.screen import Screen, markup
from bot.chat.transport import NotSent, retry_after_seconds
from bot.logs import get

log = get(__name__)

ANSWER_SECONDS = 20.0  # Telegram usually takes a tenth of one; a lease has to outlast this
_TAG = re.compile(r"<[^>]*>")
_CANNOT_PARSE = "can't parse entities"

End = Literal["sent", "wait", "blocked", "failed", "refused", "unsent", "uncertain"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt ended; `message` is Telegram's id of what was sent."""

    end: End
    message: int | None = None
    seconds: float = 0.0  # to wait, as Telegram says
    kind: str = ""  # the type of the error, no text of it


Send = Callable[[int, Screen], Awaitable[Outcome]]


def sender(call: Calls) -> Send:
    """Return what sends a screen to a chat, once, with a sound; it raises nothing but cancels."""

    async def send(chat: int, screen: Screen) -> Outcome:
        outcome = await _attempt(call, chat, screen, "HTML")
        if outcome.kind != _CANNOT_PARSE:
            return outcome
        log.error("notice-not-parsed")
        plain = replace(screen, text=unescape(_TAG.sub("", screen.text)))
        return await _attempt(call, chat, plain, None)

    return send


async def _attempt(call: Calls, chat: int, screen: Screen, parse_mode: str | None) -> Outcome:
    try:
        message = await call(
            "sendMessage",
            read_timeout=ANSWER_SECONDS,
            chat_id=chat,
            text=screen.text,
            reply_markup=markup(screen),
            parse_mode=parse_mode,
            link_preview_options={"is_disabled": True},
        )
        return Outcome("sent", message=int(message["message_id"]))
    except TelegramError as error:
        return _told(error, parse_mode)
    except Exception as error:  # an answer of another shape: it may have been accepted
        return Outcome("uncertain", kind=type(error).__name__)


def _told(error: TelegramError, parse_mode: str | None) -> Outcome:
    kind = type(error).__name__
    if isinstance(error, RetryAfter):
        return Outcome("wait", seconds=retry_after_seconds(error), kind=kind)
    if isinstance(error, Forbidden):
        return Outcome("blocked", kind=kind)
    if isinstance(error, InvalidToken):
        return Outcome("refused", kind=kind)
    if isinstance(error, NotSent):
        return Outcome("unsent", kind=kind)
    if isinstance(error, BadRequest):
        unparsed = parse_mode is not None and "parse entities" in error.message.lower()
        return Outcome("failed", kind=_CANNOT_PARSE if unparsed else kind)
    return Outcome("uncertain", kind=kind)
