"""A bot's account: its token, its chats, its queue, its public words."""

from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.chats import Chat, Query
from bot.sandbox.messages import Body
from bot.sandbox.updates import Updates
from bot.sandbox.webhooks import Webhook


@dataclass(slots=True)
class Profile:
    """What the bot shows of itself; keys are language codes, "" for everybody else."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    # (scope as JSON, language) -> commands
    commands: dict[tuple[str, str], list[Body]] = field(default_factory=dict)
    # chat id, 0 for the default -> MenuButton
    menu_buttons: dict[int, Body] = field(default_factory=dict)


@dataclass(slots=True)
class Account:
    """One bot as Telegram knows it."""

    id: int
    token: str
    username: str
    updates: Updates
    profile: Profile = field(default_factory=Profile)
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: dict[str, Query] = field(default_factory=dict)
    webhook: Webhook | None = None
    next_message_id: int = 1

    def body(self) -> Body:
        """Return the Bot API's User of the bot, as inside messages."""
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.profile.names.get("", self.username),
            "username": self.username,
        }

    def public_chat(self, name: object) -> Chat | None:
        """Return the public channel that `@name` names, in any case of its letters."""
        told = str(name).lower()
        return next(
            (each for each in self.chats.values() if f"@{each.username}".lower() == told), None
        )

    def new_message_id(self, chat: Chat) -> int:
        """Return the next id: private chats and basic groups share one counter per bot."""
        if chat.kind in ("private", "group"):
            number = self.next_message_id
            self.next_message_id += 1
        else:
            number = chat.next_id
            chat.next_id += 1
        return number

    def commands_for(self, chat: Chat, language: str) -> list[Body]:
        """Return the commands that a person in this chat sees, as Telegram chooses them."""
        group = ["all_group_chats", "default"]
        kinds = ["all_private_chats", "default"] if chat.kind == "private" else group
        scopes: list[Any] = [f"chat:{chat.id}", *kinds]
        for scope in scopes:
            for code in (language, ""):
                found = self.profile.commands.get((scope, code))
                if found:
                    return found
        return []
