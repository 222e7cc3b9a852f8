"""What all screens of reporting are made of: the staff's words, names from data/, cut texts.

Words and names become HTML here and nowhere else, so nothing that somebody typed can be markup.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TypeVar

from bot.chat.buttons import Press
from bot.chat.screen import Button, Screen
from bot.content.loader import Content
from bot.content.texts import shown
from bot.errors import WrongInput
from bot.people.presses import Desk

Rows = tuple[tuple[Button, ...], ...]
T = TypeVar("T")

TEXT_UNITS = 4096  # Bot API: a message, in UTF-16 units
LABEL = 34  # characters that a narrow phone shows on a button as wide as the screen
HALF_LABEL = 18  # … on each of two side by side
PAGE = 8  # choices on one screen
MORE = "…"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Draws words, names, dates and sums the same way on every screen."""

    content: Content

    def said(self, key: str, **values: str | int | date) -> str:
        """Return the words under `key` as HTML."""
        return escape(self.content.staff(key, **values), quote=False)

    def bold(self, key: str, **values: str | int | date) -> str:
        """Return the words under `key` as a heading in HTML."""
        return f"<b>{self.said(key, **values)}</b>"

    def wrong(self, error: WrongInput) -> str:
        """Return the line that says what was expected, as HTML."""
        return f"⚠️ {self.said(error.key, **error.values)}"

    def button(self, press: Press, key: str, **values: str | int | date) -> Button:
        """Return a button with the words under `key`, cut to what a phone shows."""
        return Button(cut(self.content.staff(key, **values), LABEL), press)

    def desk(self) -> Button:
        """Return the way to the desk, which every screen has."""
        return self.button(Desk(), "desk-button")

    def measure(self, id_: str | None) -> str:
        """Return a measure's short name; its number where data/ no longer has it."""
        known = {each.id: each.short.uk for each in self.content.measures}
        return known.get(id_ or "", id_ or "")

    def plain(self, text: str) -> str:
        """Return words of data/ as HTML."""
        return escape(text, quote=False)

    def said_name(self, id_: str | None) -> str:
        """Return a measure's number and short name as HTML."""
        return escape(self.numbered(id_), quote=False)

    def numbered(self, id_: str | None) -> str:
        """Return a measure's number and short name."""
        name = self.measure(id_)
        return f"{id_} {name}" if id_ and name != id_ else name

    def organisation(self, id_: str) -> str:
        """Return an organisation's short name; its id where data/ no longer has it."""
        known = {each.id: each.short.uk for each in self.content.organisations.organisations}
        return known.get(id_, id_)


def quoted(text: str, most: int) -> str:
    """Return what somebody wrote as HTML, cut to `most` characters."""
    return escape(cut(text.strip(), most), quote=False)


def cut(text: str, most: int) -> str:
    """Return a text of at most `most` characters as Telegram counts them, cut with an ellipsis."""
    if units(text) <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - len(MORE))].decode("utf-16-le", "ignore")
    return kept.rstrip(" ,.;:—–-") + MORE


def thousands(hryvnias: int) -> str:
    """Return a sum as people write it, in thousands with a comma: 12500 is «12,5»."""
    whole, rest = divmod(abs(hryvnias), 1000)
    sign = "-" if hryvnias < 0 else ""
    return f"{sign}{whole},{rest:03}".rstrip("0").rstrip(",") if rest else f"{sign}{whole}"


def day(moment: date) -> str:
    """Return a day as ДД.ММ.РРРР."""
    return shown(moment)


def units(text: str) -> int:
    """Return a text's length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def drawn(parts: Iterable[str], rows: Iterable[Sequence[Button]]) -> Screen:
    """Return the screen of paragraphs (HTML, empty ones left out) and rows of buttons."""
    return Screen(
        "\n\n".join(part for part in parts if part),
        tuple(tuple(row) for row in rows if row),
    )


def beside(buttons: Sequence[Button]) -> Rows:
    """Return rows of one button, or of two where both are short enough."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        room = rows and len(rows[-1]) == 1 and len(rows[-1][0].label) <= HALF_LABEL
        if room and len(button.label) <= HALF_LABEL:
            rows[-1] = (rows[-1][0], button)
        else:
            rows.append((button,))
    return tuple(rows)


def paged(items: Sequence[T], page: int, most: int = PAGE) -> tuple[tuple[T, ...], int, int]:
    """Return one page of the items, its number within bounds and how many pages there are."""
    pages = max(1, -(-len(items) // most))
    page = min(max(page, 0), pages - 1)
    return tuple(items[page * most : (page + 1) * most]), page, pages
