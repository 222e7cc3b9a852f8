"""Groups and channels, as far as a bot needs them that is there for private chats only."""

from typing import Any

from bot.sandbox import entities
from bot.sandbox.accounts import Account
from bot.sandbox.chats import Chat
from bot.sandbox.memberships import membership
from bot.sandbox.person import Person
from bot.sandbox.world import World


class Group:
    """A group or channel as its members use it; each act waits until the bot has settled it."""

    def __init__(self, world: World, account: Account, chat: Chat) -> None:
        self.world = world
        self.account = account
        self.chat = chat

    @property
    def id(self) -> int:
        """The chat's id."""
        return self.chat.id

    @property
    def bot_status(self) -> str:
        """What the bot is here: left, member, administrator or kicked."""
        return self.chat.bot_status

    async def add_bot(self, by: Person) -> None:
        """A member adds the bot; a channel has bots only as administrators."""
        new = "administrator" if self.chat.kind == "channel" else "member"
        last = self._change(by, new)
        if self.chat.kind != "channel":
            content = {"new_chat_members": [self.account.body()]}
            message = self.world.post(self.account, self.chat, content, by.phone.user)
            last = self.account.updates.add("message", message.body, self.chat.id) or last
        await self.account.updates.settled(last)

    async def remove_bot(self, by: Person) -> None:
        """A member removes the bot."""
        await self.account.updates.settled(self._change(by, "kicked"))

    async def say(self, by: Person, text: str) -> None:
        """A member writes. Privacy mode is on: the bot gets only commands and its own name."""
        content: dict[str, Any] = {"text": text}
        if found := entities.find(text):
            content["entities"] = found
        channel = self.chat.kind == "channel"
        sender = None if channel else by.phone.user
        message = self.world.post(self.account, self.chat, content, sender)
        present = self.chat.bot_status in ("member", "administrator")
        heard = channel or text.startswith("/") or f"@{self.account.username}" in text
        if present and heard:
            kind = "channel_post" if channel else "message"
            update = self.account.updates.add(kind, message.body, self.chat.id)
            await self.account.updates.settled(update)

    def _change(self, by: Person, new: str) -> int | None:
        old, self.chat.bot_status = self.chat.bot_status, new
        self.world.feed.tell("chat", self.account.id, self.chat.id)
        payload = membership(self.world, self.account, self.chat, by.phone.user.body(), old, new)
        return self.account.updates.add("my_chat_member", payload, self.chat.id)
