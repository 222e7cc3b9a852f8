"""What we are measured against: the barest aiogram bot that answers a tap, then edits the screen.

Its screens are ours, drawn beforehand and looked up by the button: it only has to show them.
It runs in an environment of its own (aiogram.lock) and imports nothing of ours.
"""

import asyncio
import json
import os
from pathlib import Path

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
)

SCREENS = {
    data: (
        screen["text"],
        InlineKeyboardMarkup(
            inline_keyboard=[
                [InlineKeyboardButton(text=text, callback_data=press) for text, press in row]
                for row in screen["rows"]
            ]
        ),
    )
    for data, screen in json.loads(Path(os.environ["SCREENS"]).read_text("utf-8")).items()
}
dispatcher = Dispatcher()


@dispatcher.message()
async def start(message: Message) -> None:
    text, markup = SCREENS["h:uk"]
    await message.answer(text, reply_markup=markup, disable_notification=True)


@dispatcher.callback_query()
async def press(query: CallbackQuery) -> None:
    text, markup = SCREENS[query.data or ""]
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(text, reply_markup=markup)


async def main() -> None:
    server = TelegramAPIServer.from_base(os.environ["BOT_API_URL"])
    look = DefaultBotProperties(
        parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
    )
    bot = Bot(os.environ["BOT_TOKEN"], session=AiohttpSession(api=server), default=look)
    await dispatcher.start_polling(bot, handle_signals=True)


if __name__ == "__main__":
    asyncio.run(main())
