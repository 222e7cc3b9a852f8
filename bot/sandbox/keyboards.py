"""Keyboards under messages: what Telegram refuses about them."""

from typing import Any

from bot.sandbox.chats import Chat
from bot.sandbox.checking import Violation
from bot.sandbox.html import checked_link
from bot.sandbox.messages import Body
from bot.sandbox.refusals import bad_request

MOST_BUTTONS = 100
MOST_IN_ROW = 8  # clients show no more in one row
DATA_BYTES = 64
COPY_CHARACTERS = 256
SCHEMES = ("http://", "https://", "tg://", "ton://", "tonsite://")


def inline(markup: Body | None) -> Body | None:
    """Return an inline keyboard as Telegram would keep it; raises Refusal."""
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        if len(row) > MOST_IN_ROW:
            raise Violation(f"a row of {len(row)} buttons: people see {MOST_IN_ROW}")
        for button in row:
            _check(button)
    return {"inline_keyboard": rows} if rows else None


def _check(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise Violation("an inline keyboard button without words: Telegram leaves it out")
    actions = [name for name in button if name not in ("text", "style", "icon_custom_emoji_id")]
    if len(actions) > 1:
        raise Violation(f"an inline keyboard button with {actions}: Telegram takes one of them")
    if not actions or button.get("callback_data") == "" or button.get("url") == "":
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if "callback_data" in button and len(button["callback_data"].encode()) > DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button:
        _check_url(button["url"])
    if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= COPY_CHARACTERS:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if "pay" in button or "callback_game" in button:
        raise bad_request("BUTTON_TYPE_INVALID")
    if "login_url" in button:
        raise bad_request("BOT_DOMAIN_INVALID")
    if any(name.startswith("switch_inline") for name in button):
        raise Violation("an inline query button: the sandbox's bots have no inline mode")
    if "web_app" in button:
        url = str(button["web_app"].get("url", ""))
        if not url.startswith("https://"):
            raise bad_request(
                f"inline keyboard button Web App URL '{url}' is invalid: "
                "Only HTTPS links are allowed"
            )


def _check_url(url: str) -> None:
    if checked_link(url) is None:
        foreign = "://" in url and not url.lower().startswith(SCHEMES)
        reason = "Unsupported URL protocol" if foreign else "Wrong HTTP URL"
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def put(chat: Chat, markup: Body | None) -> bool:
    """Put a reply keyboard under the chat or take it away; True if the markup was such a one."""
    if not markup:
        return False
    if "keyboard" in markup:
        if not any(markup["keyboard"]):
            raise bad_request("keyboard must be non-empty")
        if not all(button["text"].strip() for row in markup["keyboard"] for button in row):
            raise Violation("a keyboard button without words: Telegram leaves it out")
        chat.keyboard = markup
    elif "remove_keyboard" in markup:
        chat.keyboard = None
    return "inline_keyboard" not in markup
