"""The staff's own menu of commands, set for their chats only; its words are neutral."""

from dataclasses import dataclass
from typing import Any

from telegram.error import TelegramError

from bot.chat.calls import Calls
from bot.content.loader import Content
from bot.logs import get
from bot.people import store
from bot.storage.database import Database

log = get(__name__)


@dataclass(frozen=True, slots=True)
class Menus:
    """Gives and takes away the menu; a failure is logged and keeps nobody from anything."""

    call: Calls
    content: Content

    async def give(self, account: int) -> None:
        """Put `/staff` above the commands that everybody has."""
        staff = {"command": "staff", "description": self.content.staff("people-menu-staff")}
        residents = [
            {"command": each.command, "description": each.text.uk}
            for each in self.content.town.profile.commands
        ]
        await self._quietly("setMyCommands", account, commands=[staff, *residents])

    async def take_away(self, account: int) -> None:
        """Let the chat have the menu that everybody has."""
        await self._quietly("deleteMyCommands", account)

    async def give_all(self, database: Database) -> None:
        """Give it to all active staff: one that could not be given before is made up for."""
        async with database.begin() as work:
            staff = await store.active(work)
        for each in staff:
            if each.account is not None:
                await self.give(each.account)

    async def _quietly(self, method: str, account: int, **parameters: Any) -> None:
        try:
            await self.call(method, scope={"type": "chat", "chat_id": account}, **parameters)
        except TelegramError as error:
            log.warning("menu-not-set", method=method, error=type(error).__name__)
