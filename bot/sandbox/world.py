"""The state of the sandbox: people, bots, chats, files, and the record of what happened."""

import random
import time
from collections import deque
from typing import Any, Literal, NamedTuple

from bot.sandbox.accounts import Account, Profile
from bot.sandbox.chats import Chat, ChatKind, User
from bot.sandbox.clock import MovableClock
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.files import FileStore
from bot.sandbox.messages import Body, Message
from bot.sandbox.updates import Updates

TOKEN_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


class Call(NamedTuple):
    """A Bot API call as the server took it."""

    at: float  # time.monotonic()
    method: str
    params: dict[str, Any]


class World:
    """Everything that is so; only the Bot API, phones and groups change it."""

    def __init__(
        self, clock: MovableClock, calls_kept: int = 10_000, seed: int | None = None
    ) -> None:
        self.clock = clock
        self.feed = Feed()
        self.faults = Faults()
        self.files = FileStore()
        self.users: dict[int, User] = {}
        self.bots: dict[str, Account] = {}  # by token
        self.calls: deque[Call] = deque(maxlen=calls_kept)
        self.violations: list[str] = []
        self.webhook_pause = 1.0  # seconds before a webhook is tried again; doubles each time
        self._random = random.Random(268 if seed is None else seed)
        # A token of an earlier start, or of another machine, opens nothing here.
        self._secret = random.SystemRandom() if seed is None else self._random
        clock.listen(lambda: self.feed.tell("clock"))

    def add_bot(self, username: str = "", name: str = "") -> Account:
        """Register another bot with a token of its own."""
        number = len(self.bots) + 1
        username = username or ("sandbox_bot" if number == 1 else f"sandbox{number}_bot")
        bot_id = 700_000_000 + self._random.randrange(90_000_000)
        secret = "".join(self._secret.choice(TOKEN_LETTERS) for _ in range(33))
        token = f"{bot_id}:AA{secret}"
        updates = Updates(self.clock, seed=bot_id)
        profile = Profile(names={"": name or username})
        account = Account(bot_id, token, username, updates, profile)
        account.next_message_id = self._random.randrange(10, 90)
        self.bots[token] = account
        return account

    def add_user(
        self, first_name: str, language: str = "", username: str = "", last_name: str = ""
    ) -> User:
        """Let a person join Telegram; nobody is in a chat with a bot yet."""
        user_id = 0
        while not user_id or user_id in self.users:
            user_id = self._random.randrange(200_000_000, 7_900_000_000)
        user = User(user_id, first_name, last_name, username, language)
        self.users[user_id] = user
        self.feed.tell("person", chat=user_id)
        return user

    def private_chat(self, account: Account, user: User) -> Chat:
        """Return the chat of a person with a bot; begins it if it is new."""
        chat = account.chats.get(user.id)
        if chat is None:
            chat = account.chats[user.id] = Chat(user.id, "private", user=user)
            self.feed.tell("chat", account.id, user.id)
        return chat

    def add_group(self, account: Account, title: str, kind: ChatKind, username: str = "") -> Chat:
        """Return a new group or channel that the bot is not in yet."""
        number = self._random.randrange(1_000_000_000, 2_000_000_000)
        chat_id = -number if kind == "group" else -1_000_000_000_000 - number
        chat = account.chats[chat_id] = Chat(chat_id, kind, title, username, bot_status="left")
        return chat

    def post(
        self,
        account: Account,
        chat: Chat,
        content: Body,
        sender: User | Literal["bot"] | None = "bot",
        silent: bool = False,
    ) -> Message:
        """Put a message into a chat and return it; None as sender is a channel itself."""
        number = account.new_message_id(chat)
        date = int(self.clock.timestamp())
        body: Body = {"message_id": number}
        if sender == "bot":
            if chat.kind != "channel":
                body["from"] = account.body()
        elif sender is not None:
            body["from"] = sender.body()
        if chat.kind == "channel":
            body["sender_chat"] = chat.body()
        body["chat"] = chat.body()
        body["date"] = date
        body.update(content)
        message = Message(number, chat.id, sender == "bot", date, body, silent)
        chat.messages[number] = message
        if self.feed:
            self.feed.tell("message", account.id, chat.id, number)
        return message

    def delete(self, account: Account, chat: Chat, message_id: int) -> bool:
        """Take a message out of a chat for both sides; False if it is not there."""
        message = chat.messages.pop(message_id, None)
        if message is None:
            return False
        message.deleted = True
        self.feed.tell("deleted", account.id, chat.id, message_id)
        return True

    def log(self, method: str, params: dict[str, Any]) -> None:
        """Write a call down."""
        self.calls.append(Call(time.monotonic(), method, params))
