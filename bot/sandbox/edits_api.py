"""Answers about changing a message that is there already."""

from bot.sandbox import keyboards, wording
from bot.sandbox.calls import ApiCall
from bot.sandbox.checking import Violation
from bot.sandbox.messages import Body, Message
from bot.sandbox.refusals import bad_request

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
WORDS = ("text", "entities", "caption", "caption_entities", "link_preview_options")


def edit_text(call: ApiCall) -> Body:
    """Answer editMessageText; a keyboard that is not given again is taken away."""
    if call.get("rich_message"):
        raise Violation("the sandbox has no rich messages")
    content = wording.text(call) | wording.preview(call)
    markup = keyboards.inline(call.get("reply_markup"))
    message = _editable(call)
    if "text" not in message.body:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, content, markup)


def edit_caption(call: ApiCall) -> Body:
    """Answer editMessageCaption."""
    content = wording.caption(call.params)
    markup = keyboards.inline(call.get("reply_markup"))
    message = _editable(call)
    if "text" in message.body:
        raise bad_request("there is no caption in the message to edit")
    return _change(call, message, content, markup)


def edit_markup(call: ApiCall) -> Body:
    """Answer editMessageReplyMarkup."""
    markup = keyboards.inline(call.get("reply_markup"))
    message = _editable(call)
    content = {name: message.body[name] for name in WORDS if name in message.body}
    return _change(call, message, content, markup)


def _editable(call: ApiCall) -> Message:
    if call.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in call.params:
        raise bad_request("chat_id is empty")
    if "message_id" not in call.params:
        raise bad_request("message identifier is not specified")
    if call.get("business_connection_id"):
        raise bad_request("business connection not found")
    message = call.message(call.writable_chat(), "message to edit not found")
    if not message.from_bot or message.sealed:
        raise bad_request("message can't be edited")
    return message


def _change(call: ApiCall, message: Message, content: Body, markup: Body | None) -> Body:
    body = message.body
    same = all(body.get(name) == content.get(name) for name in WORDS[:4])
    if same and body.get("reply_markup") == markup:
        raise bad_request(NOT_MODIFIED)
    changed = {name: value for name, value in body.items() if name not in WORDS}
    changed.pop("reply_markup", None)
    changed["edit_date"] = int(call.world.clock.timestamp())
    changed.update(content)
    if markup:
        changed["reply_markup"] = markup
    message.body = changed
    message.edited = True
    if call.world.feed:
        call.world.feed.tell("edited", call.account.id, message.chat_id, message.id)
    return changed
