"""What a person sees, as plain values: a screen can be drawn and tested without Telegram."""

from dataclasses import dataclass

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class Button:
    """Words on a button and what pressing it asks for."""

    label: str
    press: Press


@dataclass(frozen=True, slots=True)
class Screen:
    """One message: Telegram HTML of at most 4,096 UTF-16 units, and rows of buttons."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()


def markup(screen: Screen) -> dict[str, list[list[dict[str, str]]]]:
    """Return the screen's buttons as the Bot API's InlineKeyboardMarkup."""
    return {
        "inline_keyboard": [
            [{"text": button.label, "callback_data": button.press.pack()} for button in row]
            for row in screen.rows
        ]
    }
