"""The years of the programme, and the two days of each: when reports are due, when they close.

The decision's term ends in 2023. A year outside the term is read only until the setting
PROGRAMME_LAST_YEAR says that the council has prolonged it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from bot.content.models import Organisations, Programme
from bot.errors import Closed

KYIV = ZoneInfo("Europe/Kyiv")


def same_day(day: date) -> date:
    """Return the day as it is: the calendar's shift to a working day is given by the caller."""
    return day


@dataclass(frozen=True, slots=True)
class Term:
    """When the programme runs, and when its reports are due (section VII) and closed."""

    years: tuple[int, ...]  # of the decision
    last: int | None = None  # until when the council has prolonged it
    due_day: str = "12-25"  # month-day of the year itself
    closes_day: str = "01-31"  # month-day of the year after
    zone: tzinfo = KYIV
    working_day_before: Callable[[date], date] = same_day

    @classmethod
    def of(
        cls,
        programme: Programme,
        organisations: Organisations,
        last: int | None = None,
        zone: tzinfo = KYIV,
        working_day_before: Callable[[date], date] = same_day,
    ) -> "Term":
        """Return the term of a community's programme."""
        control = organisations.control
        return cls(programme.years, last, control.due, control.closes, zone, working_day_before)

    @property
    def end(self) -> int:
        """Return the last year that is open for reports."""
        return max(*self.years, self.last or 0)

    def open(self, year: int) -> bool:
        """Return whether a year is of the term, the prolonged years included."""
        return min(self.years) <= year <= self.end

    def require_open(self, year: int) -> None:
        """Raise Closed for a year outside the term: it is read only."""
        if not self.open(year):
            raise Closed("term-over")

    def today(self, now: datetime) -> date:
        """Return the community's date at a moment."""
        return now.astimezone(self.zone).date()

    def year_of(self, today: date) -> int:
        """Return the year that is reported now: this one, or the term's nearest to it."""
        return min(max(today.year, min(self.years)), self.end)

    def years_to_show(self, today: date) -> tuple[int, ...]:
        """Return the years that can be reported today, this one first.

        Until its closing day the year before stays on offer: events of December are told in
        January too. Whether something of it is still owed is for the caller to ask.
        """
        before = today.year - 1
        shown = [self.year_of(today)]
        if self.open(before) and before not in shown and today <= self.closes(before):
            shown.append(before)
        return tuple(shown)

    def due(self, year: int) -> date:
        """Return the day by which reports of a year are due; not after a day off."""
        return self.working_day_before(_day(year, self.due_day))

    def closes(self, year: int) -> date:
        """Return the last day on which a report of a year is taken, late as it is."""
        return _day(year + 1, self.closes_day)


def _day(year: int, month_day: str) -> date:
    month, day = map(int, month_day.split("-"))
    return date(year, month, day)
