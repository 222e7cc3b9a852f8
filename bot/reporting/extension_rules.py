"""Two dates of a duty: when it is due, and when the year closes. An extension moves both, later.

An extension is of one duty or of all duties of an organisation in a year; it has a name and a
reason, and somebody who gave it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import WrongInput

LAST_DAY = (3, 31)  # of the next year: later the council has its report


@dataclass(frozen=True, slots=True)
class Extension:
    """More time, for one organisation."""

    id: int
    organisation: str
    year: int
    measure: str | None  # None: all of the organisation's
    until: date
    name: str
    reason: str
    person: int
    at: datetime
    ended_at: datetime | None = None


def last_day(year: int) -> date:
    """Return the last day that a year's reports can be extended to: 31 March of the next one."""
    return date(year + 1, *LAST_DAY)


def not_until(year: int) -> WrongInput:
    """Return what is raised for anything that is no day to extend a year's reports to."""
    return WrongInput("extension-wrong-until", last=f"{last_day(year):%d.%m.%Y}")


def require_until(until: date, year: int, today: date) -> None:
    """Raise WrongInput unless an extension may end on that day."""
    if not today < until <= last_day(year):
        raise not_until(year)
