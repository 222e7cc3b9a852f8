"""When offices work: 09:00-18:00, Monday to Friday, without public holidays in peacetime.

Under martial law there are no public holidays (law 2136-IX, article 6); the `holidays` library
knows that and lists the days of article 73 of the Labour Code as working holidays from 2022 on.
Where the operator has switched martial law off they count again, and one that falls on a weekend
takes the next working day (article 67). A deadline on a day off moves to the working day before.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
from holidays.constants import PUBLIC, WORKDAY

OPENS, CLOSES = time(9), time(18)
SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The community's working days; `martial_law`: public holidays are working days."""

    zone: ZoneInfo
    martial_law: bool = True
    _off: dict[int, frozenset[date]] = field(default_factory=dict, repr=False, compare=False)

    def works(self, day: date) -> bool:
        """Return whether offices work on a day."""
        return day.weekday() < SATURDAY and day not in self._holidays(day.year)

    def on_or_before(self, day: date) -> date:
        """Return the day itself where it is a working day, or the nearest one before it."""
        while not self.works(day):
            day -= DAY
        return day

    def on_or_after(self, day: date) -> date:
        """Return the day itself where it is a working day, or the nearest one after it."""
        while not self.works(day):
            day += DAY
        return day

    def opening(self, day: date) -> datetime:
        """Return the moment, in UTC, at which offices open on a day.

        Nine in the morning exists once on every day: clocks change between three and four.
        """
        return datetime.combine(day, OPENS, self.zone).astimezone(UTC)

    def open_at(self, now: datetime) -> bool:
        """Return whether offices are at work at a moment."""
        local = now.astimezone(self.zone)
        return self.works(local.date()) and OPENS <= local.time() < CLOSES

    def next_opening(self, now: datetime) -> datetime:
        """Return `now` while offices are at work, or the next moment at which they are, in UTC."""
        local = now.astimezone(self.zone)
        if self.open_at(now):
            return now.astimezone(UTC)
        day = local.date() if local.time() < OPENS else local.date() + DAY
        return self.opening(self.on_or_after(day))

    def _holidays(self, year: int) -> frozenset[date]:
        if self.martial_law:
            return frozenset()
        if year not in self._off:
            self._off[year] = _days_off(year)
        return self._off[year]


def _days_off(year: int) -> frozenset[date]:
    """Return the public holidays of a year, each one on a weekend with the day that it takes.

    The turn of the year needs the year before: a holiday of its last weekend takes a day of ours.
    """
    years = (year - 1, year)
    named = holidays.country_holidays(
        "UA", years=years, categories=(PUBLIC, WORKDAY), observed=False
    )
    off: set[date] = set()
    for day in sorted(named):
        taken = day
        while taken.weekday() >= SATURDAY or taken in off:
            taken += DAY
        off |= {day, taken}
    return frozenset(off)
