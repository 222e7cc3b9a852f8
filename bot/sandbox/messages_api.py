"""Answers about messages: sending words, typing, deleting."""

from bot.sandbox import keyboards, wording
from bot.sandbox.calls import ApiCall
from bot.sandbox.chats import Chat
from bot.sandbox.messages import Body, Message
from bot.sandbox.refusals import bad_request

DELETE_SECONDS = 48 * 3600
ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice"),
    *("upload_voice", "upload_document", "choose_sticker", "find_location"),
    *("record_video_note", "upload_video_note"),
}


def send_message(call: ApiCall) -> Body:
    """Answer sendMessage."""
    content = wording.text(call) | wording.preview(call)
    return send(call, content).body


def send(call: ApiCall, content: Body) -> Message:
    """Post a message of the bot with all that every sending method shares; raises Refusal."""
    markup = call.get("reply_markup")
    inline = keyboards.inline(markup)
    chat = call.writable_chat()
    refuse_foreign(call)
    reply = replied(call, chat)
    sealed = keyboards.put(chat, markup)
    if reply is not None:
        content["reply_to_message"] = reply
    if inline:
        content["reply_markup"] = inline
    if call.get("protect_content"):
        content["has_protected_content"] = True
    silent = bool(call.get("disable_notification"))
    message = call.world.post(call.account, chat, content, "bot", silent)
    message.sealed = sealed
    chat.action = ""
    return message


def replied(call: ApiCall, chat: Chat) -> Body | None:
    """Return the message that is answered to, without what that one answered to."""
    wanted = call.get("reply_parameters")
    if not wanted:
        return None
    message = chat.messages.get(wanted["message_id"])
    if message is None:
        if wanted.get("allow_sending_without_reply"):
            return None
        raise bad_request("message to be replied not found")
    return {name: value for name, value in message.body.items() if name != "reply_to_message"}


def refuse_foreign(call: ApiCall) -> None:
    """Refuse what asks for parts of Telegram that are not here: their ids cannot exist."""
    if call.get("business_connection_id"):
        raise bad_request("business connection not found")
    if call.get("message_thread_id"):
        raise bad_request("message thread not found")
    if call.get("direct_messages_topic_id"):
        raise bad_request("the chat is not a direct messages chat")
    if call.get("suggested_post_parameters"):
        raise bad_request("suggested posts can be sent only to channel direct messages")
    if call.get("message_effect_id"):
        raise bad_request("EFFECT_ID_INVALID")
    if call.get("allow_paid_broadcast"):
        raise bad_request("FLOODSKIP_NOT_ALLOWED")


def send_chat_action(call: ApiCall) -> bool:
    """Answer sendChatAction."""
    action = call.params["action"]
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.writable_chat()
    refuse_foreign(call)
    chat.action = action
    call.world.feed.tell("action", call.account.id, chat.id, action=action)
    return True


def delete_message(call: ApiCall) -> bool:
    """Answer deleteMessage: younger than 48 hours, in a private chat of either side."""
    chat = call.chat()
    message = call.message(chat, "message to delete not found")
    _refuse_delete(call, chat, message)
    return call.world.delete(call.account, chat, message.id)


def delete_messages(call: ApiCall) -> bool:
    """Answer deleteMessages: unknown ids are skipped; one that is too old refuses them all."""
    chat = call.chat()
    ids = call.params["message_ids"]
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > 100:
        raise bad_request("too many message identifiers specified")
    if any(number <= 0 for number in ids):
        raise bad_request("invalid message identifier specified")
    found = [chat.messages[number] for number in dict.fromkeys(ids) if number in chat.messages]
    for message in found:
        _refuse_delete(call, chat, message)
    for message in found:
        call.world.delete(call.account, chat, message.id)
    return True


def _refuse_delete(call: ApiCall, chat: Chat, message: Message) -> None:
    if chat.kind != "private" and not message.from_bot:
        raise bad_request("message can't be deleted")
    if call.world.clock.timestamp() - message.date >= DELETE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
