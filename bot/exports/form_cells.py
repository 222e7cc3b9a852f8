"""One cell of a filled form: what it says, or that it cannot be taken. Nothing is guessed."""

import math
import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from bot.content.models import Form
from bot.exports.plain import cleaned, unguarded

_DAY = re.compile(r"(\d{1,2})[.\-/](\d{1,2})[.\-/](\d{4})(?: ?р\.?)?|(\d{4})-(\d{2})-(\d{2})")
_MEASURE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}")
_MOST = 10**9  # people, events; hryvnias a thousand times as many


class WrongCell(Exception):
    """A cell cannot be taken; `key` names the line of the form that says what was expected."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def same(text: str) -> str:
    """Return text as headings and choices are compared: letters and figures, small."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ʼ", "'").replace("’", "'")
    return re.sub(r"[\s.,;:*]+", " ", plain).strip()


def text_of(value: object) -> str:
    """Return a cell's text whole; an apostrophe that guarded a formula is taken off again."""
    if value is None:
        return ""
    if isinstance(value, bool | date):
        raise WrongCell("text")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    plain = cleaned(str(value).replace("_x000D_\n", "\n")).strip()
    return unguarded(plain).strip()


def whole_number(value: object) -> int | None:
    """Return a whole number from 0, None for an empty cell; raises WrongCell for all else."""
    number = _number(value, "number")
    if number is None:
        return None
    if number != number.to_integral_value() or not 0 <= number < _MOST:
        raise WrongCell("number")
    return int(number)


def hryvnias(value: object) -> int | None:
    """Return thousands as whole hryvnias, None for an empty cell; raises WrongCell for all else.

    What is finer than a hryvnia is refused rather than rounded: it may be a slip of the point.
    """
    number = _number(value, "money")
    if number is None:
        return None
    exact = number * 1000
    if isinstance(value, float):
        # 0.1 in a spreadsheet is not exactly a tenth: only that much is forgiven.
        near = exact.to_integral_value()
        exact = (
            near if abs(exact - near) < Decimal("0.000001") * max(Decimal(1), abs(near)) else exact
        )
    if exact != exact.to_integral_value() or not 0 <= exact < _MOST * 1000:
        raise WrongCell("money")
    return int(exact)


def _number(value: object, key: str) -> Decimal | None:
    if isinstance(value, bool | date):
        raise WrongCell(key)
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise WrongCell(key)
        return Decimal(repr(value))
    plain = re.sub(r"[\s\u00a0\u202f']", "", text_of(value)).replace(",", ".")
    if not plain or plain in ("-", "–", "—"):
        return None
    if not re.fullmatch(r"\d{1,15}(\.\d{1,6})?", plain, re.ASCII):
        raise WrongCell(key)
    try:
        return Decimal(plain)
    except InvalidOperation as error:
        raise WrongCell(key) from error


def day_of(value: object) -> date | None:
    """Return a date, None for an empty cell; raises WrongCell for all else."""
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        if value is not None and not isinstance(value, str):
            raise WrongCell("date")
        plain = text_of(value)
        if not plain:
            return None
        match = _DAY.fullmatch(plain)
        if match is None:
            raise WrongCell("date")
        day, month, year, *iso = match.groups()
        parts = (year, month, day) if year else tuple(iso)
        try:
            value = date(*(int(each) for each in parts))
        except ValueError as error:
            raise WrongCell("date") from error
    if not 2000 <= value.year <= 2100:
        raise WrongCell("date")
    return value


def status_of(value: object, form: Form) -> str | None:
    """Return a status's id, None for an empty cell; raises WrongCell for an unknown word."""
    if isinstance(value, bool | date):
        raise WrongCell("status")
    plain = same(text_of(value))
    if not plain:
        return None
    for each in form.statuses:
        if plain in {same(name) for name in (each.title, *each.synonyms)}:
            return each.id
    raise WrongCell("status")


def yes_of(value: object, form: Form) -> bool:
    """Return whether a cell says yes; an empty one says no."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        raise WrongCell("yes")
    plain = same(text_of(value))
    if not plain or plain in {same(each) for each in form.form.no_synonyms}:
        return False
    if plain in {same(each) for each in (form.form.yes, *form.form.yes_synonyms)}:
        return True
    raise WrongCell("yes")


def measure_of(value: object) -> str:
    """Return a measure's number, "" for an empty cell; a date (Excel's 1.2.2003) is refused."""
    if isinstance(value, bool | date):
        raise WrongCell("measure")
    plain = text_of(value).rstrip(".")
    if plain and not _MEASURE.fullmatch(plain):
        raise WrongCell("measure")
    return plain
