"""Files from and to the staff's chats; residents' files are never fetched.

The address of a download holds the token: it is made, used and forgotten here.
"""

import asyncio

from telegram import Bot, InputFile
from telegram.error import NetworkError, RetryAfter

from bot.chat.reply import patiently
from bot.errors import WrongInput
from bot.logs import get

log = get(__name__)

# A handler has 20 seconds, and has to look at the file and store it.
FETCHED_WITHIN_SECONDS, SEND_SECONDS = 12.0, 60.0


class Documents:
    """Fetches what somebody of the staff has sent, and sends what was made for them."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, file: str) -> bytes:
        """Return a file's content, asked for anew where that can help.

        Raises WrongInput where it does not come in time, or Telegram has it no more: whoever sent
        it is to send it again.
        """
        try:
            async with asyncio.timeout(FETCHED_WITHIN_SECONDS):
                return await patiently(lambda: self._fetched(file))
        except (NetworkError, RetryAfter, TimeoutError) as error:
            log.warning("file-not-fetched", error=type(error).__name__)
            raise WrongInput("file-not-fetched") from None

    async def _fetched(self, file: str) -> bytes:
        found = await self._bot.get_file(file, read_timeout=FETCHED_WITHIN_SECONDS)
        return bytes(await found.download_as_bytearray(read_timeout=FETCHED_WITHIN_SECONDS))

    async def send(
        self, chat: int, name: str, content: bytes, picture: bool = False, caption: str = ""
    ) -> None:
        """Send a picture to be looked at, or a document to be kept."""
        file = InputFile(content, filename=name)
        if picture:
            await self._bot.send_photo(
                chat, file, caption=caption or None, write_timeout=SEND_SECONDS
            )
        else:
            await self._bot.send_document(
                chat, file, caption=caption or None, write_timeout=SEND_SECONDS
            )
