"""Personal data in what executors write: it does not belong in a report, so it is pointed at.

Only points at places, never refuses: the person removes it, or keeps it and says why.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["phone", "tax-number", "passport", "e-mail", "name"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a text: characters from `start` up to, not with, `end`."""

    start: int
    end: int
    kind: Kind


_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def findings(text: str) -> tuple[Finding, ...]:
    """Return the personal data of a text, in the order of the text, nothing twice."""
    return tuple(_emails(text))


def _emails(text: str) -> Iterator[Finding]:
    for found in _EMAIL.finditer(text):
        yield Finding(found.start(), found.end(), "e-mail")
