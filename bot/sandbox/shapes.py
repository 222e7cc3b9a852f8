"""The objects inside parameters: which fields they have, written from the Bot API 10.1's rules.

`!` after a name means required. «Object» is an object whose inside the sandbox does not look at.
"""

Shape = dict[str, str]

_MEDIA: Shape = {
    "type!": "String",
    "media!": "String",
    "caption": "String",
    "parse_mode": "String",
    "caption_entities": "Array of MessageEntity",
}

SHAPES: dict[str, Shape] = {
    "InlineKeyboardMarkup": {"inline_keyboard!": "Array of Array of InlineKeyboardButton"},
    "InlineKeyboardButton": {
        "text!": "String",
        "icon_custom_emoji_id": "String",
        "style": "String",
        "url": "String",
        "callback_data": "String",
        "web_app": "Object",
        "login_url": "Object",
        "switch_inline_query": "String",
        "switch_inline_query_current_chat": "String",
        "switch_inline_query_chosen_chat": "Object",
        "copy_text": "CopyTextButton",
        "callback_game": "Object",
        "pay": "Boolean",
    },
    "CopyTextButton": {"text!": "String"},
    "ReplyKeyboardMarkup": {
        "keyboard!": "Array of Array of KeyboardButton",
        "is_persistent": "Boolean",
        "resize_keyboard": "Boolean",
        "one_time_keyboard": "Boolean",
        "input_field_placeholder": "String",
        "selective": "Boolean",
    },
    "KeyboardButton": {
        "text!": "String",
        "icon_custom_emoji_id": "String",
        "style": "String",
        "request_users": "Object",
        "request_chat": "Object",
        "request_managed_bot": "Object",
        "request_contact": "Boolean",
        "request_location": "Boolean",
        "request_poll": "Object",
        "web_app": "Object",
    },
    "ReplyKeyboardRemove": {"remove_keyboard!": "Boolean", "selective": "Boolean"},
    "ForceReply": {
        "force_reply!": "Boolean",
        "input_field_placeholder": "String",
        "selective": "Boolean",
    },
    "LinkPreviewOptions": {
        "is_disabled": "Boolean",
        "url": "String",
        "prefer_small_media": "Boolean",
        "prefer_large_media": "Boolean",
        "show_above_text": "Boolean",
    },
    "ReplyParameters": {
        "message_id!": "Integer",
        "chat_id": "Integer or String",
        "allow_sending_without_reply": "Boolean",
        "quote": "String",
        "quote_parse_mode": "String",
        "quote_entities": "Array of MessageEntity",
        "quote_position": "Integer",
        "checklist_task_id": "Integer",
        "poll_option_id": "String",
    },
    "MessageEntity": {
        "type!": "String",
        "offset!": "Integer",
        "length!": "Integer",
        "url": "String",
        "user": "Object",
        "language": "String",
        "custom_emoji_id": "String",
        "unix_time": "Integer",
        "date_time_format": "String",
    },
    "InputMediaPhoto": {
        **_MEDIA,
        "show_caption_above_media": "Boolean",
        "has_spoiler": "Boolean",
    },
    "InputMediaDocument": {
        **_MEDIA,
        "thumbnail": "String",
        "disable_content_type_detection": "Boolean",
    },
    "BotCommand": {"command!": "String", "description!": "String"},
    "BotCommandScope": {"type!": "String", "chat_id": "Integer or String", "user_id": "Integer"},
    "MenuButton": {"type!": "String", "text": "String", "web_app": "Object"},
}

# Where one of several objects may stand, these fields say which one it is.
REPLY_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
MEDIA = {"photo": "InputMediaPhoto", "document": "InputMediaDocument"}
