"""What a person can do with a phone in a bot's chat; nothing here waits for the bot."""

import re
from typing import Any

from bot.sandbox import entities
from bot.sandbox.accounts import Account
from bot.sandbox.chats import Chat, Query, User
from bot.sandbox.memberships import membership
from bot.sandbox.messages import Body, Message
from bot.sandbox.refusals import bad_request
from bot.sandbox.updates import QUERY_LIFE
from bot.sandbox.world import World

START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


class Phone:
    """One person's chat with one bot; each act returns the id of the update it caused.

    None instead of an id means that the bot has not asked for such updates.
    """

    def __init__(self, world: World, account: Account, user: User) -> None:
        self.world = world
        self.account = account
        self.user = user
        self.clipboard = ""
        self.opened: list[str] = []  # addresses of link buttons that were tapped
        self._presses = 0
        self._albums = 0

    @property
    def chat(self) -> Chat:
        """The chat; it exists for the bot from the person's first message on."""
        return self.account.chats.get(self.user.id) or Chat(
            self.user.id, "private", user=self.user
        )

    def say(self, text: str, reply_to: int | None = None) -> int | None:
        """Send words; Telegram cuts them at 4,096 and refuses nothing but emptiness."""
        text = text.strip()
        if not text:
            raise ValueError("a person cannot send an empty message")
        content: Body = {"text": text[:4096]}
        if found := entities.find(content["text"]):
            content["entities"] = found
        if reply_to is not None and reply_to in self.chat.messages:
            content["reply_to_message"] = self.chat.messages[reply_to].body
        return self.send(content)

    def start(self, payload: str = "") -> int | None:
        """Open the bot by its link; raises Refusal for a payload that Telegram would not carry."""
        if not START_PAYLOAD.fullmatch(payload):
            raise bad_request("START_PARAM_INVALID")
        return self.say(f"/start {payload}")

    def send(self, content: Body) -> int | None:
        """Send a message with any content of the Bot API's Message."""
        chat = self._open_chat()
        message = self.world.post(self.account, chat, content, self.user)
        return self.account.updates.add("message", message.body, chat.id)

    def send_album(self, contents: list[Body]) -> int | None:
        """Send two to ten photos or documents as one album; the last update's id."""
        if not 2 <= len(contents) <= 10:
            raise ValueError("an album has 2 to 10 items")
        self._albums += 1
        group = {"media_group_id": str(self.user.id * 1000 + self._albums)}
        return [self.send({**content, **group}) for content in contents][-1]

    def edit(self, message_id: int, text: str) -> int | None:
        """Change the person's own words; raises KeyError for a message that is not there."""
        message = self.chat.messages[message_id]
        if message.from_bot:
            raise ValueError("a person cannot edit the bot's message")
        key = "text" if "text" in message.body else "caption"
        message.body = {**message.body, key: text, "edit_date": self._now()}
        message.body.pop("entities" if key == "text" else "caption_entities", None)
        message.edited = True
        self.world.feed.tell("edited", self.account.id, self.chat.id, message_id)
        return self.account.updates.add("edited_message", message.body, self.chat.id)

    def press(self, data: str, message_id: int | None = None) -> int | None:
        """Send the bytes of a callback button, real or forged, of a message old or gone."""
        chat = self._open_chat()
        if message_id is None:
            last = chat.last
            message_id = last.id if last else 0
        message = chat.messages.get(message_id)
        if message is not None:
            body = message.body
        else:  # the Bot API's InaccessibleMessage
            body = {"chat": chat.body(), "message_id": message_id, "date": 0}
        self._forget_old_presses()
        self._presses += 1
        number = str((self.user.id << 32) + self._presses)
        query = Query(number, chat, self.user, message_id, self.world.clock.timestamp())
        self.account.queries[number] = query
        payload: dict[str, Any] = {
            "id": number,
            "from": self.user.body(),
            "message": body,
            "chat_instance": str(chat.id * 31 + 7),
            "data": data,
        }
        return self.account.updates.add("callback_query", payload, chat.id, QUERY_LIFE)

    def tap(self, label: str) -> int | None:
        """Tap a button of the last message of the bot by its words, or the start of them.

        Raises AssertionError naming the labels that are there. A link button only notes its
        address in `opened`; a copy button fills the clipboard.
        """
        return self.use(self.find_button(label))

    def find_button(self, label: str) -> Body:
        """Return the button of the last message of the bot (or of its keyboard below)."""
        last = self.chat.last
        choices = [button for row in (last.rows if last else []) for button in row]
        if self.chat.keyboard:
            choices += [
                {**button, "say": button["text"]}
                for row in self.chat.keyboard["keyboard"]
                for button in row
            ]
        exact = [button for button in choices if button["text"] == label]
        found = exact or [button for button in choices if button["text"].startswith(label)]
        if len(found) != 1:
            problem = "no button" if not found else "more than one button"
            raise AssertionError(
                f"{problem} {label!r} on the last message; there are: "
                f"{[button['text'] for button in choices]}"
            )
        return found[0]

    def use(self, button: Body) -> int | None:
        """Do what a button does."""
        if "callback_data" in button:
            last = self.chat.last
            return self.press(button["callback_data"], last.id if last else None)
        if "copy_text" in button:
            self.clipboard = button["copy_text"]["text"]
        if "url" in button:
            self.opened.append(button["url"])
        if "say" in button:
            return self.say(button["say"])
        return None

    def delete(self, message_id: int) -> None:
        """Delete a message for both sides; bots are not told."""
        self.world.delete(self.account, self.chat, message_id)

    def block(self) -> int | None:
        """Block the bot: it may not write any more."""
        return self._membership(blocked=True)

    def unblock(self) -> int | None:
        """Let the bot write again."""
        return self._membership(blocked=False)

    def message(self, message_id: int) -> Message | None:
        """Return a message that is still in the chat, or None."""
        return self.chat.messages.get(message_id)

    def _forget_old_presses(self) -> None:
        """Presses that nobody answered are in order of time: the oldest are too old first."""
        queries, end = self.account.queries, self.world.clock.timestamp() - QUERY_LIFE
        while queries and next(iter(queries.values())).pressed_at < end:
            del queries[next(iter(queries))]

    def _open_chat(self) -> Chat:
        chat = self.world.private_chat(self.account, self.user)
        if chat.blocked:
            raise AssertionError(f"{self.user.first_name} has blocked the bot: unblock first")
        return chat

    def _membership(self, *, blocked: bool) -> int | None:
        chat = self.world.private_chat(self.account, self.user)
        if chat.blocked == blocked:
            return None
        chat.blocked = blocked
        self.world.feed.tell("chat", self.account.id, chat.id)
        payload = membership(self.world, self.account, chat, self.user.body(), *_states(blocked))
        return self.account.updates.add("my_chat_member", payload, chat.id)

    def _now(self) -> int:
        return int(self.world.clock.timestamp())


def _states(blocked: bool) -> tuple[str, str]:
    return ("member", "kicked") if blocked else ("kicked", "member")
