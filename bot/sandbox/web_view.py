"""The world as the page sees it: plain JSON, only what a person would see on a phone.

Words travel as text with entities; the page builds its nodes from them and never parses markup.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from bot.sandbox.accounts import Account
from bot.sandbox.messages import Body, Message
from bot.sandbox.person import Person

KYIV = ZoneInfo("Europe/Kyiv")
MOST_MESSAGES = 80  # in one snapshot; older ones are asked for
ENTITY_KEYS = ("type", "offset", "length", "url", "language")
FILE_KINDS = ("document", "voice", "audio", "video", "video_note", "animation")


def iso(seconds: float) -> str:
    """Return a moment in seconds since 1970 as the page reads it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def message_view(message: Message) -> dict[str, Any]:
    """Return a message as the page draws it."""
    return {
        "id": message.id,
        "mine": not message.from_bot,
        "at": iso(message.date),
        "edited": message.edited,
        "silent": message.silent and message.from_bot,
        "text": message.text,
        "entities": [
            {key: entity[key] for key in ENTITY_KEYS if key in entity}
            for entity in message.entities
        ],
        "buttons": [[_button(button) for button in row] for row in message.rows],
        "media": _media(message.body),
        "album": message.body.get("media_group_id"),
        "forwarded": _forwarded(message.body),
    }


def _button(button: Body) -> dict[str, str]:
    view = {"text": str(button["text"])}
    if "callback_data" in button:
        view["data"] = str(button["callback_data"])
    if "url" in button:
        view["url"] = str(button["url"])
    if "copy_text" in button:
        view["copy"] = str(button["copy_text"]["text"])
    return view


def _media(body: Body) -> dict[str, Any] | None:
    if "photo" in body:
        largest = body["photo"][-1]
        shape = {"width": largest["width"], "height": largest["height"]}
        return {"kind": "photo", "url": file_url(largest["file_id"]), **shape}
    if "sticker" in body:
        return {"kind": "sticker", "detail": body["sticker"].get("emoji", "")}
    if "location" in body:
        place = body["location"]
        return {
            "kind": "location",
            "detail": f"{place['latitude']:.4f}, {place['longitude']:.4f}",
        }
    if "contact" in body:
        contact = body["contact"]
        return {
            "kind": "contact",
            "name": contact["first_name"],
            "detail": contact["phone_number"],
        }
    for kind in FILE_KINDS:
        if kind in body:
            return _file(kind, body[kind])
    return None


def _file(kind: str, file: Body) -> dict[str, Any]:
    view = {"kind": kind, "name": file.get("file_name", ""), "size": file.get("file_size", 0)}
    if "duration" in file:
        minutes, seconds = divmod(int(file["duration"]), 60)
        view["detail"] = f"{minutes}:{seconds:02}"
    if kind != "voice":  # the sandbox's voice messages hold no sound
        view["url"] = file_url(file["file_id"])
    return view


def _forwarded(body: Body) -> str:
    origin = body.get("forward_origin") or {}
    user = origin.get("sender_user") or {}
    chat = origin.get("sender_chat") or origin.get("chat") or {}
    name = user.get("first_name") or origin.get("sender_user_name") or chat.get("title")
    return str(name or "")


def file_url(file_id: str) -> str:
    """Return where the page gets a file."""
    return f"/page/files/{file_id}"


def bot_view(account: Account, person: Person) -> dict[str, Any]:
    """Return how the bot presents itself to a person with this language."""
    profile, language = account.profile, person.phone.user.language
    return {
        "name": _in(profile.names, language) or account.username,
        "description": _in(profile.descriptions, language),
        "about": _in(profile.short_descriptions, language),
        "commands": account.commands_for(person.chat, language),
    }


def _in(words: dict[str, str], language: str) -> str:
    return words.get(language) or words.get("", "")


def person_view(person: Person) -> dict[str, Any]:
    """Return a person with the newest messages of the chat, oldest first."""
    user, chat = person.phone.user, person.chat
    newest = list(islice(reversed(chat.messages.values()), MOST_MESSAGES))
    return {
        "id": user.id,
        "name": f"{user.first_name} {user.last_name}".strip(),
        "language": user.language,
        "note": person.note,
        "started": user.id in person.phone.account.chats,
        "blocked": chat.blocked,
        "bot": bot_view(person.phone.account, person),
        "messages": [message_view(message) for message in reversed(newest)],
        "more": len(chat.messages) > len(newest),
        "first": next(iter(chat.messages), 0),
        "keyboard": _keyboard(chat.keyboard),
    }


def _keyboard(keyboard: Body | None) -> list[list[str]]:
    rows = (keyboard or {}).get("keyboard") or []
    return [[str(button["text"]) for button in row] for row in rows]


def earlier_view(messages: Iterable[Message], before: int) -> dict[str, Any]:
    """Return the newest messages that are older than `before`, oldest first."""
    older = [message for message in messages if message.id < before]
    shown = [message_view(message) for message in older[-MOST_MESSAGES:]]
    return {"messages": shown, "more": len(older) > len(shown)}
