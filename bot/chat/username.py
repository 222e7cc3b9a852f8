"""What a bot is called on Telegram: its links begin with it."""

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chat.transport import AiohttpRequest
from bot.errors import TokenRefused


async def username_of(token: str, api_url: str) -> str | None:
    """Return the bot's username, None where Telegram cannot be reached; raises TokenRefused."""
    bot = Bot(token, base_url=f"{api_url.rstrip('/')}/bot", request=AiohttpRequest())
    try:
        async with bot:
            return bot.username
    except InvalidToken:
        raise TokenRefused from None
    except TelegramError:
        return None
