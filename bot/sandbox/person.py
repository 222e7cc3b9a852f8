"""A person in a test: acts, and waits until the bot is done with what it caused."""

from collections.abc import Sequence

from bot.sandbox.chats import Chat
from bot.sandbox.messages import Body, Message
from bot.sandbox.phone import Phone
from bot.sandbox.world import World

VOICE = b"OggS" + bytes(60)
STICKER = b"RIFF\x1a\x00\x00\x00WEBPVP8L" + bytes(20)


class Person:
    """A phone whose owner waits for the bot: settled is confirmed by an offset, or 2xx."""

    def __init__(self, phone: Phone, patience: float = 10.0) -> None:
        self.phone = phone
        self.patience = patience  # seconds until a TimeoutError
        self.note = ""  # what the page says of the person beside the name

    @property
    def id(self) -> int:
        """The Telegram id, which is also the id of the private chat."""
        return self.phone.user.id

    @property
    def name(self) -> str:
        """The first name."""
        return self.phone.user.first_name

    @property
    def chat(self) -> Chat:
        """The chat with the bot, as state."""
        return self.phone.chat

    @property
    def messages(self) -> list[Message]:
        """All messages that are still visible, of both sides, in order."""
        return list(self.phone.chat.messages.values())

    @property
    def last(self) -> Message:
        """The bot's newest visible message; raises AssertionError if there is none."""
        last = self.phone.chat.last
        if last is None:
            raise AssertionError(f"the bot has no visible message in the chat of {self.name}")
        return last

    @property
    def alerts(self) -> list[str]:
        """The words of the answers to presses, in order."""
        return [str(alert["text"]) for alert in self.phone.chat.alerts]

    @property
    def unanswered(self) -> int:
        """How many presses still show Telegram's waiting circle."""
        queries = self.phone.account.queries.values()
        return sum(1 for query in queries if query.user.id == self.id)

    async def say(self, text: str, reply_to: int | None = None) -> None:
        """Send words."""
        await self._settle(self.phone.say(text, reply_to))

    def join(self) -> None:
        """Be somebody who has begun the chat before: the bot may write first."""
        self.phone.world.private_chat(self.phone.account, self.phone.user)

    async def start(self, payload: str = "") -> None:
        """Open the bot by its link; raises Refusal for a payload that Telegram forbids."""
        await self._settle(self.phone.start(payload))

    async def tap(self, label: str) -> None:
        """Tap a button of the last visible message of the bot, by its words or their start."""
        await self._settle(self.phone.tap(label))

    async def press(self, data: str, message_id: int | None = None) -> None:
        """Send raw bytes of a button, forged or old."""
        await self._settle(self.phone.press(data, message_id))

    async def send_photo(self, data: bytes, caption: str = "") -> None:
        """Send a photo; raises Refusal if the bytes are no picture."""
        await self._settle(self.phone.send(self._photo(data, caption)))

    async def send_document(
        self, name: str, data: bytes, caption: str = "", mime: str = ""
    ) -> None:
        """Send a file."""
        await self._settle(self.phone.send(self._document(name, data, caption, mime)))

    async def send_album(
        self, items: Sequence[bytes | tuple[str, bytes]], caption: str = ""
    ) -> None:
        """Send an album: bytes are photos, pairs of name and bytes are documents."""
        contents: list[Body] = []
        for number, item in enumerate(items):
            words = caption if number == 0 else ""
            if isinstance(item, bytes):
                contents.append(self._photo(item, words))
            else:
                contents.append(self._document(*item, words, ""))
        await self._settle(self.phone.send_album(contents))

    async def send_voice(self, seconds: int = 3) -> None:
        """Send a voice message."""
        await self._settle(self.phone.send(voice(self.phone.world, seconds)))

    async def send_sticker(self, emoji: str = "🙂") -> None:
        """Send a sticker."""
        await self._settle(self.phone.send(sticker(self.phone.world, emoji)))

    async def send_location(self, latitude: float = 50.3186, longitude: float = 29.0594) -> None:
        """Send a place on the map."""
        await self._settle(self.phone.send(location(latitude, longitude)))

    async def send_contact(self, phone_number: str = "+380000000000", name: str = "") -> None:
        """Send a contact, one's own by default."""
        own = None if name else self.id
        await self._settle(self.phone.send(contact(phone_number, name or self.name, own)))

    async def edit(self, message_id: int, text: str) -> None:
        """Change one's own words."""
        await self._settle(self.phone.edit(message_id, text))

    async def block(self) -> None:
        """Block the bot."""
        await self._settle(self.phone.block())

    async def unblock(self) -> None:
        """Let the bot write again."""
        await self._settle(self.phone.unblock())

    def _photo(self, data: bytes, caption: str) -> Body:
        return photo(self.phone.world, data, caption)

    def _document(self, name: str, data: bytes, caption: str, mime: str) -> Body:
        return document(self.phone.world, name, data, caption, mime)

    async def _settle(self, update_id: int | None) -> None:
        await self.phone.account.updates.settled(update_id, self.patience)


def photo(world: World, data: bytes, caption: str = "") -> Body:
    """Return the content of a message with a photo; raises Refusal if it is no picture."""
    return _captioned({"photo": world.files.photo(data)}, caption)


def document(world: World, name: str, data: bytes, caption: str = "", mime: str = "") -> Body:
    """Return the content of a message with a file."""
    file = world.files.add("document", data, name, mime)
    content = {"document": {"file_name": name, "mime_type": file.mime, **file.body()}}
    return _captioned(content, caption)


def voice(world: World, seconds: int = 3) -> Body:
    """Return the content of a voice message that holds no sound."""
    file = world.files.add("voice", VOICE, "voice.oga", "audio/ogg")
    return {"voice": {**file.body(), "duration": seconds, "mime_type": "audio/ogg"}}


def sticker(world: World, emoji: str = "🙂") -> Body:
    """Return the content of a message with a sticker."""
    file = world.files.add("sticker", STICKER, "sticker.webp", "image/webp")
    shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": {**file.body(), **shape, "type": "regular", "emoji": emoji}}


def location(latitude: float = 50.3186, longitude: float = 29.0594) -> Body:
    """Return the content of a message with a place on the map."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def contact(phone_number: str, name: str, user_id: int | None = None) -> Body:
    """Return the content of a message with a contact; `user_id` where it is a Telegram user."""
    card: Body = {"phone_number": phone_number, "first_name": name}
    if user_id is not None:
        card["user_id"] = user_id
    return {"contact": card}


def _captioned(content: Body, caption: str) -> Body:
    return {**content, "caption": caption[:1024]} if caption else content
