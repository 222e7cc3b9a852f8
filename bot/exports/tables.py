"""What Word and Excel draw alike: tables of boxes, some of which cover the lines below them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.content.models.exports import Column
from bot.exports.plain import cleaned

Look = Literal["text", "centre", "number", "money", "percent"]
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True, slots=True)
class Box:
    """One cell. Money is in whole hryvnias, shown in thousands; percent is 0 to 100."""

    value: str | int | float | None
    look: Look = "text"
    rows: int = 1  # lines that it covers, its own included
    lead: str = ""  # stands above the value, bold


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a band over the whole width, cells, or a total."""

    kind: Literal["band", "cells", "total"]
    boxes: tuple[Box | None, ...]  # None: covered from above; a band has one box
    of: str = ""  # a total's source of money; "" for the total of totals


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is filed."""

    title: str
    sheet: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    none: str = ""  # said below the heading where there are no lines

    def place(self, key: str) -> int | None:
        """Return where the column `key` stands, or None where the form does not have it."""
        keys = [each.key for each in self.columns]
        return keys.index(key) if key in keys else None


def drawn(columns: Sequence[Column], boxes: Mapping[str, Box | None]) -> tuple[Box | None, ...]:
    """Return the boxes in the order of the form's columns."""
    return tuple(boxes.get(each.key) for each in columns)


def band(text: str) -> Line:
    """Return a line that spans the table."""
    return Line("band", (Box(text),))


def percent(part: int, whole: int) -> float | None:
    """Return a share in percent, or None where there is nothing to be a share of."""
    return 100 * part / whole if whole else None


def thousands(hryvnias: int) -> str:
    """Return whole hryvnias in thousands, as a council writes them: 1234567 → "1 234,567"."""
    whole, rest = divmod(abs(hryvnias), 1000)
    sign = "-" if hryvnias < 0 else ""
    return f"{sign}{whole:,}".replace(",", NO_BREAK_SPACE) + f",{f'{rest:03}'.rstrip('0') or '0'}"


def shown(box: Box, none: str) -> str:
    """Return what a reader sees in a box; `none` where it has nothing to say."""
    if box.value is None or box.value == "":
        return "" if box.lead else none
    if box.look == "money" and isinstance(box.value, int):
        return thousands(box.value)
    if box.look == "percent":
        return f"{box.value:.1f}".replace(".", ",")
    return cleaned(str(box.value)) or ("" if box.lead else none)


def lines_needed(text: str, width: float, per_cm: float) -> int:
    """Return about how many printed lines a text takes in a column of `width` cm."""
    room = max(1, int(width * per_cm))
    return sum(-(-max(1, len(each)) // room) for each in text.split("\n"))
