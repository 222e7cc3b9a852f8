"""Deleting what a chat holds, without having remembered a single message.

Message ids count per bot over all its private chats, and the server deletes only those ids that
it finds in the chat that it is asked about: so the last ids are named, whoever's they are. One
message older than 48 hours makes the server refuse the whole call that names it; the ids of such
a call are then halved until everything younger is gone. (Bot API: deleteMessages, 1-100 ids.)
"""

import asyncio
from functools import partial

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.chat.calls import Calls
from bot.chat.reply import patiently
from bot.logs import get

log = get(__name__)

IDS_IN_A_CALL = 100
# Whoever presses «Сховати» next waits in the same chat's lane: erasing must not hold it long.
PATIENCE_SECONDS, ANSWER_SECONDS = 2.0, 3.0


def ids_to_erase(newest: int, reach: int, *also: int) -> list[list[int]]:
    """Return the last `reach` ids up to `newest`, newest first, a list for each call.

    `also` are messages that have to go wherever their ids lie.
    """
    ids = list(range(newest, max(0, newest - reach), -1))
    calls = [ids[at : at + IDS_IN_A_CALL] for at in range(0, len(ids), IDS_IN_A_CALL)]
    outside = [each for each in dict.fromkeys(also) if not newest - reach < each <= newest]
    return [*calls, outside] if outside else calls


async def erase(call: Calls, chat: int, newest: int, reach: int, *also: int) -> bool:
    """Delete what this chat holds of those ids; what Telegram will not delete stays.

    Return False where Telegram could not be asked: then it is worth asking again.
    """
    asked = True
    outcomes = await asyncio.gather(
        *(_erase_young(call, chat, ids) for ids in ids_to_erase(newest, reach, *also)),
        return_exceptions=True,
    )
    for outcome in outcomes:
        if isinstance(outcome, TelegramError):
            if not isinstance(outcome, Forbidden):
                asked = False
                log.warning("not-erased", error=type(outcome).__name__)
        elif isinstance(outcome, BaseException):
            raise outcome
    return asked


async def _erase_young(call: Calls, chat: int, ids: list[int]) -> None:
    """Delete the ids, newest first, up to the first that is too old (in about seven calls)."""
    delete = partial(call, "deleteMessages", read_timeout=ANSWER_SECONDS, chat_id=chat)
    gone, end = 0, len(ids)  # ids[:gone] are deleted, ids[end:] are surely too old
    size = end
    while gone < end:
        part = ids[gone : gone + size]
        try:
            await patiently(partial(delete, message_ids=part), PATIENCE_SECONDS)
            gone += size
        except BadRequest:
            end = gone + size - 1
        size = max(1, (end - gone + 1) // 2)
