"""People and the chats that a bot has with them, as plain state."""

from dataclasses import dataclass, field
from typing import Literal

from bot.sandbox.messages import Body, Message

ChatKind = Literal["private", "group", "supergroup", "channel"]


@dataclass(frozen=True, slots=True)
class User:
    """A person with a Telegram account."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language: str = ""

    def body(self) -> Body:
        """Return the Bot API's User."""
        body: Body = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            body["last_name"] = self.last_name
        if self.username:
            body["username"] = self.username
        if self.language:
            body["language_code"] = self.language
        return body


@dataclass(slots=True)
class Chat:
    """One chat of one bot; `messages` holds what is still visible, in order."""

    id: int
    kind: ChatKind
    title: str = ""
    username: str = ""  # of a public channel, without the @
    user: User | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    blocked: bool = False  # the person blocked the bot
    bot_status: str = "member"  # the bot in a group: member, administrator, left, kicked
    keyboard: Body | None = None  # a reply keyboard, if the bot has put one under the chat
    alerts: list[Body] = field(default_factory=list)
    action: str = ""  # the last chat action
    next_id: int = 1  # supergroups and channels count their own messages

    def body(self) -> Body:
        """Return the Bot API's Chat."""
        body: Body
        if self.user is None:
            body = {"id": self.id, "type": self.kind, "title": self.title}
            return body | ({"username": self.username} if self.username else {})
        body = {"id": self.id, "type": "private", "first_name": self.user.first_name}
        if self.user.last_name:
            body["last_name"] = self.user.last_name
        if self.user.username:
            body["username"] = self.user.username
        return body

    @property
    def last(self) -> Message | None:
        """The newest visible message of the bot."""
        for message in reversed(self.messages.values()):
            if message.from_bot:
                return message
        return None


@dataclass(slots=True)
class Query:
    """A press on an inline button that still waits for its answer."""

    id: str
    chat: Chat
    user: User
    message_id: int
    pressed_at: float
