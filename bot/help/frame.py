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
    hide_first: bool = False,
) -> Screen:
    """Return the screen of `body` (Telegram HTML) with `rows` above the fixed buttons.

    `home` and `rescue` are false only on the screens to which these buttons lead; `hide_first`
    is for those who have no second to lose. A button that stands twice is shown once.
    """
    texts = at.texts
    hide = Button(texts("button-hide"), Hide(at.language))
    to_home = Button(texts("button-home"), Home(at.language))
    way = [Button(texts("button-rescue"), Rescue(at.language))] if rescue else []
    way += ([back or to_home]) if home else []
    last = [to_home] if home and back else []
    last += [] if hide_first else [hide]
    first = ((hide,),) if hide_first else ()
    fixed = (tuple(way), tuple(last))
    parts = [escape(at.content.town.header[at.language]), body, foot(at)]
    return Screen(
        "\n\n".join(part for part in parts if part),
        tuple(row for row in (*first, *_once(rows, fixed), *fixed) if row),
    )


def _once(rows: Rows, fixed: Rows) -> Rows:
    """Return the rows without the buttons that stand in them before, or among the fixed ones."""
    seen = {button.press for row in fixed for button in row}
    kept = []
    for row in rows:
        fresh = tuple(button for button in row if button.press not in seen)
        seen |= {button.press for button in fresh}
        if fresh:
            kept.append(fresh)
    return tuple(kept)


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
    return escape(_PLACEHOLDER.sub(lambda found: at.content.contacts[found.group(1)].reach, words))


def called(contact: Contact, at: Moment) -> str:
    """Return a line of HTML that names a contact, its number first."""
    number, name = contact.reach, escape(contact.name[at.language])
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
