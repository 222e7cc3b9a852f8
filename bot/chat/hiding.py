"""«Сховати»: first the screen that tells turns neutral, in one call; then everything else goes.

If Telegram does not let it be turned, a neutral page is sent and the telling one is deleted with
the rest; if nothing is let through, it is tried again for as long as a handler may last.
"""

import asyncio

from telegram.error import Forbidden, TelegramError

from bot.chat import reply
from bot.chat.calls import Calls
from bot.chat.erasing import IDS_IN_A_CALL, erase
from bot.chat.screen import Screen
from bot.logs import get

log = get(__name__)

ERASED = 1_000  # ids in the ten calls of one hiding
PAUSES = (0.5, 1.0, 2.0)  # seconds between tries; with the tries themselves under a handler's 20


async def hide(call: Calls, chat: int, page: Screen, telling: int | None, newest: int) -> None:
    """Leave the neutral `page` in the chat and nothing else that is younger than 48 hours.

    `telling` is the message to turn, where it is known; `newest` the newest message known.
    """
    left = await _neutral(call, chat, page, telling)
    if left is None:
        await erase(call, chat, newest, ERASED)
        return
    above = [*range(max(left + 1, newest - IDS_IN_A_CALL + 1), newest + 1)]
    if telling is not None and telling != left:
        above.append(telling)
    await erase(call, chat, left - 1, ERASED, *above)


async def _neutral(call: Calls, chat: int, page: Screen, telling: int | None) -> int | None:
    for pause in (*PAUSES, None):
        try:
            if telling is not None and await reply.edit(call, chat, telling, page):
                return telling
            return await reply.send(call, chat, page)
        except Forbidden:
            return None
        except TelegramError as error:
            log.warning("not-neutral-yet", error=type(error).__name__)
        if pause is not None:
            await asyncio.sleep(pause)
    return None
