"""Answers about what the bot shows of itself: name, descriptions, commands, menu button."""

import re
from typing import Any

from bot.sandbox.calls import ApiCall
from bot.sandbox.marks import utf16
from bot.sandbox.messages import Body
from bot.sandbox.refusals import bad_request

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LANGUAGE = re.compile(r"([a-z]{2})?")
SCOPES = {
    *("default", "all_private_chats", "all_group_chats", "all_chat_administrators"),
    *("chat", "chat_administrators", "chat_member"),
}
LIMITS = {"name": 64, "description": 512, "short_description": 120}
TOO_LONG = {
    "name": "BOT_TITLE_INVALID",
    "description": "BOT_DESCRIPTION_INVALID",
    "short_description": "BOT_SHORT_DESCRIPTION_INVALID",
}


def get_me(call: ApiCall) -> Body:
    """Answer getMe."""
    return {
        **call.account.body(),
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
    }


def set_words(call: ApiCall) -> bool:
    """Answer setMyName, setMyDescription and setMyShortDescription; empty takes away."""
    field = _field(call)
    words, language = call.get(field, ""), _language(call)
    if utf16(words) > LIMITS[field]:
        raise bad_request(TOO_LONG[field])
    store = _store(call, field)
    if words:
        store[language] = words
    elif not (field == "name" and not language):  # a bot always has a name
        store.pop(language, None)
    call.world.feed.tell("profile", call.account.id)
    return True


def get_words(call: ApiCall) -> Body:
    """Answer getMyName, getMyDescription and getMyShortDescription."""
    field = _field(call)
    store, language = _store(call, field), _language(call)
    return {field: store.get(language) or store.get("", "")}


def _field(call: ApiCall) -> str:
    names = {"Name": "name", "Description": "description"}
    return names.get(call.method[5:], "short_description")


def _store(call: ApiCall, field: str) -> dict[str, str]:
    profile = call.account.profile
    return {
        "name": profile.names,
        "description": profile.descriptions,
        "short_description": profile.short_descriptions,
    }[field]


def _language(call: ApiCall) -> str:
    language = str(call.get("language_code", ""))
    if not LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def set_commands(call: ApiCall) -> bool:
    """Answer setMyCommands."""
    commands = call.params["commands"]
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name = command["command"] = command["command"].removeprefix("/")
        if not COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= utf16(command["description"].strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.account.profile.commands[_scope(call), _language(call)] = commands
    call.world.feed.tell("profile", call.account.id)
    return True


def get_commands(call: ApiCall) -> list[Body]:
    """Answer getMyCommands."""
    return call.account.profile.commands.get((_scope(call), _language(call)), [])


def delete_commands(call: ApiCall) -> bool:
    """Answer deleteMyCommands."""
    call.account.profile.commands.pop((_scope(call), _language(call)), None)
    call.world.feed.tell("profile", call.account.id)
    return True


def _scope(call: ApiCall) -> str:
    """Return a scope as a key: its type, and the ids that belong to it."""
    scope = call.get("scope") or {"type": "default"}
    kind = scope["type"]
    if kind not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if not kind.startswith("chat"):
        return str(kind)
    if scope.get("chat_id") not in call.account.chats:
        raise bad_request("chat not found")
    if kind == "chat_member":
        return f"{kind}:{scope['chat_id']}:{scope.get('user_id')}"
    return f"{kind}:{scope['chat_id']}"


def set_menu_button(call: ApiCall) -> bool:
    """Answer setChatMenuButton."""
    chat_id = _menu_chat(call)
    button: dict[str, Any] = call.get("menu_button") or {"type": "default"}
    if button["type"] not in ("commands", "default", "web_app"):
        raise bad_request("can't parse menu button: Unsupported type specified")
    if button["type"] == "web_app":
        url = str((button.get("web_app") or {}).get("url", ""))
        if not url.startswith("https://"):
            raise bad_request(
                f"menu button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
            )
    call.account.profile.menu_buttons[chat_id] = button
    call.world.feed.tell("profile", call.account.id)
    return True


def get_menu_button(call: ApiCall) -> Body:
    """Answer getChatMenuButton."""
    buttons = call.account.profile.menu_buttons
    default: Body = buttons.get(0, {"type": "commands"})
    return buttons.get(_menu_chat(call), default)


def _menu_chat(call: ApiCall) -> int:
    chat_id = int(call.get("chat_id", 0))
    if chat_id and chat_id not in call.account.chats:
        raise bad_request("chat not found")
    return chat_id
