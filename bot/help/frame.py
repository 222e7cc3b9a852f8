"""The frame around every screen of a resident: a neutral beginning, the emergency numbers, the
way home and «Сховати». No screen can be drawn without it, so none can be a dead end."""

import re
from html import escape

from bot.chat.screen import Button, Screen
from bot.content.models import Contact
from bot.help.moment import Moment
from bot.help.presses import Hide, Home, Rescue

# How many characters fit into a button when so many stand side by side on a narrow phone.
FITTING_LABEL = {2: 18, 3: 12, 4: 8, 5: 6}
_PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")

Rows = tuple[tuple[Button, ...], ...]


def framed(
    at: Moment,
    body: str,
    rows: Rows = (),
    *,
    back: Button | None = None,
    rescue: bool = True,
    hide_first: bool = False,
) -> Screen:
    """Return the screen of `body` (Telegram HTML) with `rows` above the fixed buttons.

    `rescue` is false only on the rescue card; `hide_first` is for those who have no second to
    lose.
    """
    hide, home = hide_button(at), Button(at.texts("button-home"), Home(at.language))
    way = [rescue_button(at)] if rescue else []
    way.append(back or home)
    last = [home] if back else []
    if hide_first:
        return composed(at, body, ((hide,), *rows), (tuple(way), tuple(last)))
    return composed(at, body, rows, (tuple(way), (*last, hide)))


def composed(at: Moment, body: str, rows: Rows, fixed: Rows) -> Screen:
    """Return the screen between its neutral first line and the emergency numbers.

    A button that stands twice is shown once.
    """
    parts = [escape(at.content.town.header[at.language]), body, foot(at)]
    return Screen(
        "\n\n".join(part for part in parts if part),
        tuple(row for row in (*_once(rows, fixed), *fixed) if row),
    )


def rescue_button(at: Moment) -> Button:
    """Return the button of the rescue card."""
    return Button(at.texts("button-rescue"), Rescue(at.language))


def hide_button(at: Moment) -> Button:
    """Return the button that hides."""
    return Button(at.texts("button-hide"), Hide(at.language))


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


def called(contact: Contact, at: Moment, *, abroad: bool = False) -> str:
    """Return a line of HTML that names a contact, its number first.

    `abroad` adds the number for calls from other countries, where short ones do not work.
    """
    number, name = contact.reach, escape(contact.name[at.language])
    line = f"<b>{escape(number)}</b> — {name}" if number else name
    if not abroad or contact.abroad is None or contact.abroad.show == number:
        return line
    return f"{line}; {escape(at.texts('line-abroad', number=contact.abroad.show))}"


def packed(buttons: list[Button], most: int = 3) -> Rows:
    """Return rows of at most `most` buttons, as many side by side as a narrow phone can show.

    Telegram cuts a label that does not fit; every row costs a line of the text above it.
    """
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        wider = (*rows[-1], button) if rows else ()
        if rows and len(wider) <= most and _fit(wider):
            rows[-1] = wider
        else:
            rows.append((button,))
    return tuple(rows)


def _fit(row: tuple[Button, ...]) -> bool:
    return all(len(button.label) <= FITTING_LABEL[len(row)] for button in row)
