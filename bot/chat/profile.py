"""What Telegram shows of the bot before and beside the chat, set from data/ at the start.

Telegram limits how often a name may be set, so each thing is asked for first and set only where
it differs. A failure here never keeps the bot from answering.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Bot, BotCommand
from telegram.error import TelegramError

from bot.content.models import Language, Profile
from bot.logs import get

log = get(__name__)

# Telegram shows the words without a language to everybody who has none of their own.
_ASKED: tuple[tuple[str | None, Language], ...] = ((None, "uk"), ("en", "en"))


async def set_profile(bot: Bot, profile: Profile) -> None:
    """Make name, descriptions and commands in both languages what data/ says."""
    for code, language in _ASKED:
        commands = [(each.command, each.text[language]) for each in profile.commands]
        await _quietly("name", _name, bot, code, profile.name[language])
        await _quietly("description", _description, bot, code, profile.description[language])
        await _quietly("short", _short, bot, code, profile.short_description[language])
        await _quietly("commands", _commands, bot, code, commands)


async def _quietly(what: str, act: Callable[..., Awaitable[None]], *values: Any) -> None:
    try:
        await act(*values)
    except TelegramError as error:
        log.warning("profile-not-set", kind=what, error=type(error).__name__)


async def _name(bot: Bot, code: str | None, words: str) -> None:
    if (await bot.get_my_name(language_code=code)).name != words:
        await bot.set_my_name(words, language_code=code)


async def _description(bot: Bot, code: str | None, words: str) -> None:
    if (await bot.get_my_description(language_code=code)).description != words:
        await bot.set_my_description(words, language_code=code)


async def _short(bot: Bot, code: str | None, words: str) -> None:
    if (await bot.get_my_short_description(language_code=code)).short_description != words:
        await bot.set_my_short_description(words, language_code=code)


async def _commands(bot: Bot, code: str | None, words: list[tuple[str, str]]) -> None:
    there = await bot.get_my_commands(language_code=code)
    if [(each.command, each.description) for each in there] != words:
        await bot.set_my_commands([BotCommand(*each) for each in words], language_code=code)
