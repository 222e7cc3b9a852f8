"""Which handler an update goes to: what the staff owe an answer to first, then the residents'.

Only private chats are answered. A group or a channel is left politely; edited messages, posts
and business messages never arrive, since they are not asked for (bot.chat.intake).
"""

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from telegram import Bot, CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError

from bot.chat.buttons import Press, code_of
from bot.errors import UnknownPress
from bot.logs import get

log = get(__name__)

PressHandler = Callable[[CallbackQuery, Press], Awaitable[None]]
MessageHandler = Callable[[Message], Awaitable[None]]
Take = Callable[[Message], Awaitable[bool]]  # answers what is its own, and says whether it was
_PRESENT = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Routes:
    """One feature's handlers: its buttons by type, its commands by name, and the rest."""

    presses: Mapping[type[Press], PressHandler]
    commands: Mapping[str, MessageHandler]
    message: MessageHandler  # every other message: text, voice, photo …
    old_press: Callable[[CallbackQuery], Awaitable[None]]  # bytes that are no button of ours
    left: Callable[[int], Awaitable[None]]  # the person has blocked the bot
    trouble: Callable[
        [Update], Awaitable[None]
    ]  # a handler failed: say so, with a number that works


class Router:
    """Takes each update to its handler; raises what that raises, after telling the person."""

    def __init__(self, bot: Bot, routes: Routes, *takes: Take) -> None:
        self._bot = bot
        self._routes = routes
        self._takes = takes
        self._kinds = {kind.code: kind for kind in routes.presses}
        if len(self._kinds) != len(routes.presses):
            raise ValueError("two buttons share a code")

    async def handle(self, update: Update) -> None:
        """Answer one update."""
        chat = update.effective_chat
        if chat is not None and chat.type != ChatType.PRIVATE:
            await self._leave(chat.id, update.my_chat_member)
            return
        try:
            await self._route(update)
        except Exception:
            with suppress(TelegramError):  # what failed first is what is reported
                await self._routes.trouble(update)
            raise

    async def _route(self, update: Update) -> None:
        if update.callback_query is not None:
            await self._pressed(update.callback_query)
        elif update.message is not None:
            await self._said(update.message)
        elif (change := update.my_chat_member) is not None and blocked(change):
            await self._routes.left(change.chat.id)

    async def _pressed(self, query: CallbackQuery) -> None:
        data = query.data or ""
        kind = self._kinds.get(code_of(data))
        try:
            press = kind.parse(data) if kind is not None else None
        except UnknownPress:
            press = None
        if kind is None or press is None:
            await self._routes.old_press(query)
        else:
            await self._routes.presses[kind](query, press)

    async def _said(self, message: Message) -> None:
        for take in self._takes:
            if await take(message):
                return
        command = command_of(message.text or "")
        await self._routes.commands.get(command, self._routes.message)(message)

    async def _leave(self, chat: int, change: ChatMemberUpdated | None) -> None:
        if change is not None and change.new_chat_member.status not in _PRESENT:
            return
        try:
            await self._bot.leave_chat(chat)
        except TelegramError as error:
            log.warning("group-not-left", error=type(error).__name__)


def blocked(change: ChatMemberUpdated) -> bool:
    """Return whether the person has just blocked the bot."""
    return change.new_chat_member.status == ChatMemberStatus.BANNED


def command_of(text: str) -> str:
    """Return the command's name in lower case, or nothing where the text is no command."""
    if not text.startswith("/"):
        return ""
    words = text[1:].split(maxsplit=1)
    return words[0].partition("@")[0].lower() if words else ""


def payload_of(text: str) -> str:
    """Return what follows a command: a deep link's payload after `/start`."""
    _, _, rest = text.partition(" ")
    return rest.strip()
