"""Personal data in what executors write: it does not belong in a report, so it is pointed at.

Only points at places, never refuses: the person removes it, or keeps it and says why. Lines of
help and addresses of institutions are public and stay unmarked.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.reporting import personal_names
from bot.reporting.words import pattern

Kind = Literal["phone", "tax-number", "passport", "e-mail", "name"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text: characters from `start` up to, not with, `end`."""

    start: int
    end: int
    kind: Kind


_GAP = r"[\s\-–.]{0,2}"
_CODES = "39|50|63|66|67|68|73|75|77|89|9[1-9]"  # of Ukraine's mobile networks
_PHONE = re.compile(
    rf"""(?<![\d.,-])(?:
    (?:\+?3{_GAP}8{_GAP}|8{_GAP})?\(?0{_GAP}\(?(?:{_CODES})\)?(?:{_GAP}\d){{7}} # 067 123-45-67
    |\+?3{_GAP}8{_GAP}\(?0\d{{2,4}}\)?(?:{_GAP}\d){{5,7}}                     # +380 4130 5 12 34
    |\(0[3-6]\d{{1,3}}\)(?:{_GAP}\d){{5,7}}                                   # (04130) 5-12-34
    |0\s?[3-6]\d{{2,3}}[\s-]+\d{{1,3}}[\s-]\d{{2}}[\s-]\d{{2}}                # 04130 5-12-34
    )(?!\d)""",
    re.VERBOSE,
)
# A short number only where a word says that it is a phone.
_CALLED = pattern("personal", "phone_called")
_PUBLIC = frozenset({"116123", "116111", "116000"})  # lines of help with six digits
_TAX = re.compile(r"(?<![\d№])\d{10}(?!\d)")
_TAX_CALLED = pattern("personal", "tax_called")
_TAX_WEIGHTS = (-1, 5, 7, 9, 4, 6, 10, 5, 7)
_TAX_LATEST = 47_000  # its first five digits: days from 31.12.1899 to the birth
_CAPITALS = r"\u0410-\u042f\u0406\u0407\u0404\u0490A-Z"  # Ukrainian and Latin
_SERIES = re.compile(rf"(?<![\w-])(?:[IVXІХ]{{1,3}}-)?[{_CAPITALS}]{{2}}\s?(?:№\s?)?\d{{6}}(?!\d)")
_CARD = pattern("personal", "card_called")
_RECORD = re.compile(r"(?<!\d)(?:19|20)\d{6}-\d{5}(?!\d)")  # the number of the register of people
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")
_INSTITUTIONS = (".gov.ua", ".edu.ua")


def findings(text: str) -> tuple[Finding, ...]:
    """Return the personal data of a text, in the order of the text; none lies over another."""
    found: list[Finding] = []
    for kind, search in _SEARCHES:
        for start, end in search(text):
            if all(end <= each.start or start >= each.end for each in found):
                found.append(Finding(start, end, kind))
    return tuple(sorted(found, key=lambda each: each.start))


def _emails(text: str) -> Iterator[tuple[int, int]]:
    for found in _EMAIL.finditer(text):
        if not found[0].lower().endswith(_INSTITUTIONS):
            yield found.span()


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for found in _PHONE.finditer(text):
        yield found.span()
    for found in _CALLED.finditer(text):
        digits = re.sub(r"\D", "", found[1])
        if digits not in _PUBLIC:
            yield found.span(1)


def _tax_numbers(text: str) -> Iterator[tuple[int, int]]:
    for found in _TAX_CALLED.finditer(text):
        yield found.span(1)
    for found in _TAX.finditer(text):
        if _checks(found[0]):
            yield found.span()


def _checks(number: str) -> bool:
    """Return whether ten digits are a taxpayer's number, by its control digit and birthday."""
    digits = [int(each) for each in number]
    control = sum(weight * each for weight, each in zip(_TAX_WEIGHTS, digits, strict=False))
    return control % 11 % 10 == digits[9] and 0 < int(number[:5]) < _TAX_LATEST


def _passports(text: str) -> Iterator[tuple[int, int]]:
    for papers, group in ((_SERIES, 0), (_CARD, 1), (_RECORD, 0)):
        for found in papers.finditer(text):
            yield found.span(group)


_SEARCHES: tuple[tuple[Kind, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    ("e-mail", _emails),
    ("phone", _phones),
    ("tax-number", _tax_numbers),
    ("passport", _passports),
    ("name", personal_names.names),
)
