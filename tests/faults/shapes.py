"""Updates as Telegram sends them, and what could be wrong with them: drawn by seeded dice."""

import copy
import random
from collections.abc import Callable
from typing import Any

Json = Any


def shapes(chat: int, number: int) -> list[dict[str, Json]]:
    """Return one update of each kind that people, groups and Telegram itself cause.

    `number` is the id that the chat's next message has.
    """
    user = {"id": chat, "is_bot": False, "first_name": "Olha", "language_code": "uk"}
    private = {"id": chat, "type": "private", "first_name": "Olha"}
    group = {"id": -1001234567890, "type": "supergroup", "title": "Сусіди"}
    me = {"id": 700000001, "is_bot": True, "first_name": "Довідка", "username": "sandbox_bot"}
    own = {"message_id": number, "date": 1_700_000_000, "chat": private, "from": user}
    file = {"file_id": "AgAD", "file_unique_id": "x1", "file_size": 9}
    command = {"type": "bot_command", "offset": 0, "length": 6}
    keyboard = {"inline_keyboard": [[{"text": "Меню", "callback_data": "h:uk"}]]}
    screen = {**own, "from": me, "text": "Довідка", "reply_markup": keyboard}
    photo = [{**file, "width": 90, "height": 90}, {**file, "width": 800, "height": 800}]
    query = {"id": "77", "from": user, "chat_instance": "9", "message": screen, "data": "l:uk:all"}
    return [
        {"message": {**own, "text": "мене б'є чоловік"}},
        {"message": {**own, "text": "/start i3", "entities": [command]}},
        {"callback_query": query},
        {"message": {**own, "photo": photo, "caption": "ось", "media_group_id": "3"}},
        {"message": {**own, "voice": {**file, "duration": 3}, "reply_to_message": screen}},
        {"message": {**own, "contact": {"phone_number": "+380", "first_name": "О"}}},
        {"edited_message": {**own, "text": "виправлено", "edit_date": 1_700_000_001}},
        {"message": {**own, "chat": group, "text": "/start"}},
        {
            "my_chat_member": {
                "chat": private,
                "from": user,
                "date": 1_700_000_000,
                "old_chat_member": {"user": me, "status": "member"},
                "new_chat_member": {"user": me, "status": "kicked", "until_date": 0},
            }
        },
    ]


def nested(dice: random.Random) -> Json:
    """Return lists and objects inside each other, deeper than anybody writes."""
    value: Json = "x"
    for _ in range(dice.choice((3, 30, 300))):
        value = [value] if dice.random() < 0.5 else {"message": value}
    return value


def huge(dice: random.Random) -> Json:
    """Return a number or a text that is far too long."""
    numbers = (2**31, 2**63, -(2**63), 10**30, 1e300, -1, 0)
    texts = ("ї" * 4097, "\u202e<b>&" * 900, "я" * 60_000)
    return dice.choice((*numbers, *texts[: 3 if dice.random() < 0.05 else 2]))


WRONG: tuple[Callable[[random.Random], Json], ...] = (
    lambda dice: None,
    nested,
    huge,
    lambda dice: dice.choice(("", " ", "\x00", "\ud800", "/", "/@", "h:uk:", "::::", "-0", "NaN")),
    lambda dice: dice.choice((True, [], {}, [[]], [None], {"": 1}, 1.5, "private", "message")),
)


def mutate(update: dict[str, Json], dice: random.Random) -> dict[str, Json]:
    """Return the update with one to three of its fields dropped, replaced or put elsewhere."""
    changed = copy.deepcopy(update)
    for _ in range(dice.randint(1, 3)):
        places = list(_places(changed))
        if not places:
            break
        holder, key = dice.choice(places)
        act = dice.random()
        if act < 0.25:
            del holder[key]
        elif act < 0.35:
            other, name = dice.choice(places)
            holder[key] = copy.deepcopy(other[name])
        else:
            holder[key] = dice.choice(WRONG)(dice)
    return changed


def _places(value: Json, depth: int = 0) -> "list[tuple[Json, Json]]":
    """Return every field of an update, as what holds it and its name there."""
    if depth > 6 or not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    for key in keys:
        found += _places(value[key], depth + 1)
    return found
