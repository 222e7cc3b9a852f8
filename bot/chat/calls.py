"""The hot calls without result objects: most of what a tap costs is building what nobody reads.

`bot.edit_message_text(…)` packs its arguments, and then builds a `Message` from the answer; a
screen that was just drawn needs neither. Measured against a server on loopback, an edit costs
0.13 ms of CPU this way and 0.31 ms that way.
"""

from typing import Any

from telegram import Bot
from telegram.request import BaseRequest, RequestData

# Not exported by the library, but the only thing that RequestData takes; a test holds it.
from telegram.request._requestparameter import RequestParameter


class Calls:
    """Call any method of the Bot API with plain values: `await calls("sendMessage", chat_id=…)`.

    `request` is the pool to use instead of the bot's own (the long poll has one to itself).
    """

    __slots__ = ("_address", "_request")

    def __init__(self, bot: Bot, request: BaseRequest | None = None) -> None:
        self._address = bot.base_url
        self._request = request or bot.request

    async def __call__(
        self, method: str, /, *, read_timeout: float | None = None, **parameters: Any
    ) -> Any:
        """Return the method's `result` as plain JSON values; parameters of None are left out.

        `read_timeout` is in seconds, None is the transport's own. Raises as
        `bot.chat.transport` says. Files go through the library's own methods.
        """
        words = [RequestParameter(name, value, None) for name, value in parameters.items()]
        return await self._request.post(
            f"{self._address}/{method}",
            RequestData(words),
            read_timeout=BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout,
        )
