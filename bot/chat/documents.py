"""Files from and to the staff's chats; residents' files are never fetched.

The address of a download holds the token: it is made, used and forgotten here.
"""

from telegram import Bot, InputFile
from telegram.error import BadRequest

from bot.errors import Gone

FETCH_SECONDS, SEND_SECONDS = 15.0, 60.0


class Documents:
    """Fetches what somebody of the staff has sent, and sends what was made for them."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, file: str) -> bytes:
        """Return a file's content; raises Gone where Telegram no longer has it."""
        try:
            found = await self._bot.get_file(file, read_timeout=FETCH_SECONDS)
            return bytes(await found.download_as_bytearray(read_timeout=FETCH_SECONDS))
        except BadRequest:
            raise Gone from None

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
