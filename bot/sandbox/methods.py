"""The methods that the sandbox answers, with their fields: written from the Bot API 10.1's rules.

Types are named as the Bot API names them; «ReplyMarkup» and «InputMedia» stand for its unions.
A test compares this table with the machine-readable specification where that is at hand.
"""

from dataclasses import dataclass

BOT_API_VERSION = "10.1"


@dataclass(frozen=True, slots=True)
class Field:
    """One parameter: its type, and its limits (characters, bytes, items or the number itself)."""

    type: str
    required: bool = False
    least: int | None = None
    most: int | None = None


Method = dict[str, Field]


def need(type_name: str, least: int | None = None, most: int | None = None) -> Field:
    """Return a required field."""
    return Field(type_name, True, least, most)


def may(type_name: str, least: int | None = None, most: int | None = None) -> Field:
    """Return an optional field."""
    return Field(type_name, False, least, most)


_CHAT = need("Integer or String")
_FLAG = may("Boolean")
_TEXT = may("String")
_NUMBER = may("Integer")
_ENTITIES = may("Array of MessageEntity")
_CAPTION = may("String", 0, 1024)
_INLINE = may("InlineKeyboardMarkup")

_SENDING: Method = {
    "business_connection_id": _TEXT,
    "chat_id": _CHAT,
    "message_thread_id": _NUMBER,
    "direct_messages_topic_id": _NUMBER,
    "disable_notification": _FLAG,
    "protect_content": _FLAG,
    "allow_paid_broadcast": _FLAG,
    "message_effect_id": _TEXT,
    "reply_parameters": may("ReplyParameters"),
}
_SENDING_ONE: Method = {
    **_SENDING,
    "suggested_post_parameters": may("SuggestedPostParameters"),
    "reply_markup": may("ReplyMarkup"),
}
_CAPTIONED: Method = {
    "caption": _CAPTION,
    "parse_mode": _TEXT,
    "caption_entities": _ENTITIES,
}
_EDITED: Method = {
    "business_connection_id": _TEXT,
    "chat_id": may("Integer or String"),
    "message_id": _NUMBER,
    "inline_message_id": _TEXT,
    "reply_markup": _INLINE,
}
_LANGUAGE: Method = {"language_code": _TEXT}
_SCOPED: Method = {"scope": may("BotCommandScope"), **_LANGUAGE}

METHODS: dict[str, Method] = {
    "getMe": {},
    "getUpdates": {
        "offset": _NUMBER,
        "limit": may("Integer", 1, 100),
        "timeout": _NUMBER,
        "allowed_updates": may("Array of String"),
    },
    "setWebhook": {
        "url": need("String"),
        "certificate": may("InputFile"),
        "ip_address": _TEXT,
        "max_connections": may("Integer", 1, 100),
        "allowed_updates": may("Array of String"),
        "drop_pending_updates": _FLAG,
        "secret_token": may("String", 1, 256),
    },
    "deleteWebhook": {"drop_pending_updates": _FLAG},
    "getWebhookInfo": {},
    "sendMessage": {
        **_SENDING_ONE,
        "text": need("String", 1, 4096),
        "parse_mode": _TEXT,
        "entities": _ENTITIES,
        "link_preview_options": may("LinkPreviewOptions"),
    },
    "sendPhoto": {
        **_SENDING_ONE,
        **_CAPTIONED,
        "photo": need("InputFile or String"),
        "show_caption_above_media": _FLAG,
        "has_spoiler": _FLAG,
    },
    "sendDocument": {
        **_SENDING_ONE,
        **_CAPTIONED,
        "document": need("InputFile or String"),
        "thumbnail": may("InputFile or String"),
        "disable_content_type_detection": _FLAG,
    },
    "sendMediaGroup": {**_SENDING, "media": need("Array of InputMedia", 2, 10)},
    "sendChatAction": {
        "business_connection_id": _TEXT,
        "chat_id": _CHAT,
        "message_thread_id": _NUMBER,
        "action": need("String"),
    },
    "editMessageText": {
        **_EDITED,
        "text": may("String", 1, 4096),
        "parse_mode": _TEXT,
        "entities": _ENTITIES,
        "link_preview_options": may("LinkPreviewOptions"),
        "rich_message": may("InputRichMessage"),
    },
    "editMessageCaption": {**_EDITED, **_CAPTIONED, "show_caption_above_media": _FLAG},
    "editMessageReplyMarkup": _EDITED,
    "deleteMessage": {"chat_id": _CHAT, "message_id": need("Integer")},
    "deleteMessages": {"chat_id": _CHAT, "message_ids": need("Array of Integer", 1, 100)},
    "answerCallbackQuery": {
        "callback_query_id": need("String"),
        "text": may("String", 0, 200),
        "show_alert": _FLAG,
        "url": _TEXT,
        "cache_time": _NUMBER,
    },
    "getFile": {"file_id": need("String")},
    "setMyCommands": {"commands": need("Array of BotCommand", 0, 100), **_SCOPED},
    "getMyCommands": _SCOPED,
    "deleteMyCommands": _SCOPED,
    "setMyName": {"name": may("String", 0, 64), **_LANGUAGE},
    "getMyName": _LANGUAGE,
    "setMyDescription": {"description": may("String", 0, 512), **_LANGUAGE},
    "getMyDescription": _LANGUAGE,
    "setMyShortDescription": {"short_description": may("String", 0, 120), **_LANGUAGE},
    "getMyShortDescription": _LANGUAGE,
    "setChatMenuButton": {"chat_id": _NUMBER, "menu_button": may("MenuButton")},
    "getChatMenuButton": {"chat_id": _NUMBER},
    "getChat": {"chat_id": _CHAT},
    "getChatMember": {"chat_id": _CHAT, "user_id": need("Integer")},
    "leaveChat": {"chat_id": _CHAT},
}
