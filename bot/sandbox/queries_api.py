"""The answer to a press on an inline button."""

from bot.sandbox.calls import ApiCall
from bot.sandbox.marks import utf16
from bot.sandbox.refusals import bad_request
from bot.sandbox.updates import QUERY_LIFE

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
ANSWER_LIMIT = 200


def answer_callback_query(call: ApiCall) -> bool:
    """Answer answerCallbackQuery: once, and not later than the press lives."""
    number = call.params["callback_query_id"]
    text = call.get("text", "")
    query = call.account.queries.get(number)
    if query is None:
        raise bad_request(TOO_OLD)
    if call.world.clock.timestamp() - query.pressed_at > QUERY_LIFE:
        del call.account.queries[number]
        raise bad_request(TOO_OLD)
    if utf16(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    own = f"https://t.me/{call.account.username}?start="
    if not call.get("url", own).startswith(own):
        raise bad_request("URL_INVALID")
    del call.account.queries[number]
    if text:
        shown = {"text": text, "show_alert": bool(call.get("show_alert"))}
        query.chat.alerts.append(shown)
    told = (call.account.id, query.chat.id, query.message_id)
    call.world.feed.tell("alert", *told, text=text, show_alert=bool(call.get("show_alert")))
    return True
