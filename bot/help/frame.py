"""The frame around every screen of a resident: a neutral beginning, the emergency numbers, the
way home and «Сховати». No screen can be drawn without it, so none can be a dead end."""

import re
from html import escape

from bot.chat.screen import Button, Screen
from bot.content.models import Contact
from bot.help.moment import Moment
from bot.help.presses import Hide, Home, Rescue

SHORT_LABEL = 18  # two labels of this many characters fit side by side on a narrow phone
_PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")

Rows = tuple[tuple[Button, ...], ...]


def framed(
    at: Moment,
    body: str,
    rows: Rows = (),
    *,
    back: Button | None = None,
    home: bool = True,
    rescue: bool = True,
) -> Screen:
    """Return the screen of `body` (Telegram HTML) with `rows` above the fixed buttons.

    `home` and `rescue` are false only on the screens to which these buttons lead.
    """
    texts = at.texts
    parts = [escape(at.content.town.header[at.language]), body, foot(at)]
    way = [Button(texts("button-rescue"), Rescue(at.language))] if rescue else []
    if home:
        way.append(back or Button(texts("button-home"), Home(at.language)))
    last = [Button(texts("button-home"), Home(at.language))] if home and back else []
    last.append(Button(texts("button-hide"), Hide(at.language)))
    return Screen("\n\n".join(part for part in parts if part), (*rows, tuple(way), tuple(last)))


def foot(at: Moment) -> str:
    """Return the emergency numbers that stand under every screen."""
    return escape(
        " · ".join(
            f"{contact.numbers[0].show} {contact.name[at.language]}"
            for contact in (at.content.contacts[id_] for id_ in at.content.town.emergency)
        )
    )


def bold(words: str) -> str:
    """Return the words as a heading in Telegram HTML."""
    return f"<b>{escape(words)}</b>"


def filled(at: Moment, words: str) -> str:
    """Return the words as HTML, with the number of each `{contact-id}` in its place."""
    return escape(
        _PLACEHOLDER.sub(lambda found: number_of(at.content.contacts[found.group(1)]), words)
    )


def number_of(contact: Contact) -> str:
    """Return the number to show first, or the first other way to reach a line without one."""
    if contact.numbers:
        return contact.numbers[0].show
    return contact.channels[0].to if contact.channels else ""


def called(contact: Contact, at: Moment) -> str:
    """Return a line of HTML that names a contact, its number first."""
    number, name = number_of(contact), escape(contact.name[at.language])
    return f"<b>{escape(number)}</b> — {name}" if number else name


def paired(buttons: list[Button]) -> Rows:
    """Return rows of the buttons: neighbours with short labels share a row, others stand alone."""
    rows: list[tuple[Button, ...]] = []
    waiting: Button | None = None
    for button in buttons:
        short = len(button.label) <= SHORT_LABEL
        if waiting is not None and short:
            rows.append((waiting, button))
            waiting = None
            continue
        if waiting is not None:
            rows.append((waiting,))
        waiting = button if short else None
        if not short:
            rows.append((button,))
    if waiting is not None:
        rows.append((waiting,))
    return tuple(rows)


def columns(buttons: list[Button], width: int) -> Rows:
    """Return rows of at most `width` buttons."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
