"""What was typed or tapped, made into a plain value for the draft's row, or refused in one line.

Each step of a draft has its own reading; nothing here knows where the text came from.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.errors import WrongInput
from bot.reporting import amounts, days
from bot.reporting.answers import Source, Status

SHORTEST, LONGEST = 3, 3500  # of a text, in characters
LONGEST_REASON = 500
DONE = "done"  # the value of the button that ends the files

# Marks that turn the direction of what follows, and those that cannot be seen.
_UNSEEN = frozenset("\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c")
_KEPT = frozenset("\n\u200d")  # line breaks, and the joiner of emoji


@dataclass(frozen=True, slots=True)
class Asking:
    """What a reading needs to know beside the text."""

    today: date
    years: tuple[int, ...]  # in which an event may have been, the likeliest first
    measures: tuple[str, ...] = ()  # that the organisation has duties of


def cleaned(text: str) -> str:
    """Return the text without control, direction and unseen characters, in normal form."""
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    seen = (" " if each == "\t" else each for each in normal if _seen(each))
    lines = (" ".join(line.split()) for line in "".join(seen).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _seen(character: str) -> bool:
    if character in _KEPT or character == "\t":
        return True
    return character not in _UNSEEN and unicodedata.category(character) not in ("Cc", "Cf", "Cs")


def prose(text: str, longest: int = LONGEST, short: str = "wrong-text-short") -> str:
    """Return a cleaned text of 3 to `longest` characters; raises WrongInput."""
    clean = cleaned(text)
    if len(clean) < SHORTEST or not any(each.isalnum() for each in clean):
        raise WrongInput(short)
    if len(clean) > longest:
        raise WrongInput("wrong-text-long", length=len(clean), limit=longest)
    return clean


def reason(text: str, short: str = "wrong-reason-short") -> str:
    """Return why something is so, in at most 500 characters; raises WrongInput (`short`)."""
    return prose(text, LONGEST_REASON, short)


def read(step: str, text: str, asking: Asking) -> object:
    """Return the plain value of an answer to a step of an event or of a yearly report.

    Raises WrongInput with the line that says what is expected.
    """
    return _READINGS[step](cleaned(text), asking)


def read_rows(text: str, rows: Sequence[Sequence[object]], source: Source) -> list[list[object]]:
    """Return the report's money with one more source in it; an empty list: none was needed.

    Rows are [source, planned, spent] in whole hryvnias; a source that is there is replaced.
    """
    if amounts.none_needed(cleaned(text)):
        return []
    new = amounts.planned_and_spent(cleaned(text), source)
    kept = {str(row[0]): list(row) for row in rows}
    kept[new.source] = [new.source.value, new.planned, new.spent]
    return [kept[each] for each in Source if each in kept]


def _measure(text: str, asking: Asking) -> object:
    if text not in asking.measures:
        raise WrongInput("wrong-measure")
    return text


def _status(text: str, _: Asking) -> object:
    if text not in [each.value for each in Status]:
        raise WrongInput("wrong-status")
    return text


def _files(text: str, _: Asking) -> object:
    if text != DONE:
        raise WrongInput("wrong-files")
    return True


_READINGS: dict[str, Callable[[str, Asking], object]] = {
    "measure": _measure,
    "date": lambda text, asking: days.past_day(text, asking.today, asking.years).isoformat(),
    "text": lambda text, _: prose(text),
    "people": lambda text, _: amounts.number_of_people(text),
    "events": lambda text, _: amounts.number_of_events(text),
    "money": lambda text, _: amounts.hryvnias(text),
    "status": _status,
    "reason": lambda text, _: prose(text, LONGEST, "wrong-reason-short"),
    "until": lambda text, asking: days.coming_day(text, asking.today).isoformat(),
    "files": _files,
}
