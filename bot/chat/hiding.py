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
ERASING_PAUSES = (1.0, 2.0, 0.0)
TURNED_AT_ONCE = 8


async def hide(call: Calls, chat: int, page: Screen, telling: list[int], newest: int) -> None:
    """Leave the neutral `page` in the chat and nothing else that is younger than 48 hours.

    `telling` are the messages that may tell, the one to turn first; `newest` the newest known.
    """
    left = await _neutral(call, chat, page, telling[0] if telling else None)
    below = newest if left is None else left - 1
    above = [] if left is None else range(max(left + 1, newest - IDS_IN_A_CALL + 1), newest + 1)
    others = [each for each in (*above, *telling) if each != left]
    for pause in ERASING_PAUSES:
        if await erase(call, chat, below, ERASED, *others):
            return
        await asyncio.sleep(pause)


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


async def turn_neutral(
    call: Calls, messages: list[tuple[int, int]], pages: list[Screen]
) -> list[int]:
    """Turn each message (chat, id) into its page, a few at a time, each tried once.

    Return the positions that are worth another try. Without patience: by the second try the
    person may have opened another screen in that message.
    """
    few, again = asyncio.Semaphore(TURNED_AT_ONCE), []

    async def turn(position: int) -> None:
        chat, message = messages[position]
        async with few:
            try:
                await reply.edit(call, chat, message, pages[position], tries=1)
            except Forbidden:
                return
            except TelegramError as error:
                log.warning("idle-not-neutral", error=type(error).__name__)
                again.append(position)

    await asyncio.gather(*(turn(position) for position in range(len(messages))))
    return again
