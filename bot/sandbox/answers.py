"""Which function answers which method."""

from collections.abc import Callable
from typing import Any

from bot.sandbox import (
    chats_api,
    edits_api,
    files_api,
    messages_api,
    profile_api,
    queries_api,
    updates_api,
)
from bot.sandbox.calls import ApiCall

ANSWERS: dict[str, Callable[[ApiCall], Any]] = {
    "getMe": profile_api.get_me,
    "getUpdates": updates_api.get_updates,
    "setWebhook": updates_api.set_webhook,
    "deleteWebhook": updates_api.delete_webhook,
    "getWebhookInfo": updates_api.get_webhook_info,
    "sendMessage": messages_api.send_message,
    "sendPhoto": files_api.send_photo,
    "sendDocument": files_api.send_document,
    "sendMediaGroup": files_api.send_media_group,
    "sendChatAction": messages_api.send_chat_action,
    "editMessageText": edits_api.edit_text,
    "editMessageCaption": edits_api.edit_caption,
    "editMessageReplyMarkup": edits_api.edit_markup,
    "deleteMessage": messages_api.delete_message,
    "deleteMessages": messages_api.delete_messages,
    "answerCallbackQuery": queries_api.answer_callback_query,
    "getFile": files_api.get_file,
    "setMyCommands": profile_api.set_commands,
    "getMyCommands": profile_api.get_commands,
    "deleteMyCommands": profile_api.delete_commands,
    "setMyName": profile_api.set_words,
    "getMyName": profile_api.get_words,
    "setMyDescription": profile_api.set_words,
    "getMyDescription": profile_api.get_words,
    "setMyShortDescription": profile_api.set_words,
    "getMyShortDescription": profile_api.get_words,
    "setChatMenuButton": profile_api.set_menu_button,
    "getChatMenuButton": profile_api.get_menu_button,
    "getChat": chats_api.get_chat,
    "getChatMember": chats_api.get_chat_member,
    "leaveChat": chats_api.leave_chat,
}
