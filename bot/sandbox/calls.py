"""One Bot API call with all that its answer needs."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.accounts import Account
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Message
from bot.sandbox.refusals import bad_request, forbidden
from bot.sandbox.wire import Params, Upload
from bot.sandbox.world import World


@dataclass(slots=True)
class ApiCall:
    """A checked call: `params` have the types of the table."""

    world: World
    account: Account
    method: str
    params: Params
    uploads: dict[str, Upload]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter, or the default."""
        return self.params.get(name, default)

    def chat(self) -> Chat:
        """Return the chat that chat_id names; raises Refusal for one the bot does not know."""
        named = self.params.get("chat_id", 0)
        chat = self.account.public_chat(named) or self.account.chats.get(named)
        if chat is None:
            raise bad_request("chat not found")
        return chat

    def writable_chat(self) -> Chat:
        """Return the chat if the bot may write there; raises Refusal 403 with the reason."""
        chat = self.chat()
        if chat.kind == "private":
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
        elif chat.bot_status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        elif chat.bot_status == "left":
            raise forbidden(f"bot is not a member of the {chat.kind} chat")
        return chat

    def message(self, chat: Chat, missing: str) -> Message:
        """Return the message that message_id names in this chat; raises Refusal."""
        message = chat.messages.get(self.params["message_id"])
        if message is None:
            raise bad_request(missing)
        return message
