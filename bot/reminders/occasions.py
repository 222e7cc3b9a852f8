"""Which occasions fall to a day: rules and dates of data/ against the calendar, nothing else.

An occasion has a nominal day («10 days before the deadline»); where nobody works on it, it waits
for the next working day. The deadline itself has moved to a working day before that (section VII).
Who owes what does not matter here: bot.reminders.rules puts the two together.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.models import AwarenessDate, Calendar, Measure, Rule
from bot.reminders.working_days import WorkingDays

DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
LONGEST_STRETCH = 14  # days off in a row that any calendar has, with room to spare
ALL_YEAR = 12  # months: such a measure has no season


@dataclass(frozen=True, slots=True)
class Occasion:
    """Something that falls to a day: a step of the deadline, a day of awareness …"""

    rule: Rule
    nominal: date  # the day that the rule names; `day` may be later
    day: date  # the working day on which it is told
    year: int  # the reporting year that it concerns
    days: int = 0  # to the deadline or the day of awareness; negative: past
    about: AwarenessDate | None = None
    measures: tuple[str, ...] = ()  # the measures it concerns; empty: all

    @property
    def series(self) -> str:
        """Return what later occasions of the same series make out of date."""
        return f"{self.rule.id}:{self.about.id if self.about else ''}"


@dataclass(frozen=True, slots=True)
class Occasions:
    """The calendar of one community; `due` is the month-day of section VII."""

    calendar: Calendar
    measures: tuple[Measure, ...]
    working: WorkingDays
    due: str

    def on(self, day: date) -> tuple[Occasion, ...]:
        """Return what falls to a day, in the order of the rules; nothing on a day off."""
        if not self.working.works(day):
            return ()
        nominal = [day]
        while not self.working.works(nominal[-1] - DAY):
            nominal.append(nominal[-1] - DAY)
            if len(nominal) > LONGEST_STRETCH:
                raise ValueError(f"no working day in the two weeks before {day}")
        return tuple(
            occasion
            for rule in self.calendar.rules
            for named in reversed(nominal)
            for occasion in self._named(rule, named, day)
        )

    def deadline(self, year: int) -> date:
        """Return the day by which a year's reports are due: a working day."""
        return self.working.on_or_before(_in_year(self.due, year))

    def _named(self, rule: Rule, named: date, day: date) -> Iterator[Occasion]:
        if rule.kind in ("deadline", "board"):
            yield from self._by_deadline(rule, named, day)
        elif rule.kind == "awareness":
            yield from self._by_awareness(rule, named, day)
        elif rule.kind == "season" and named.day == 1:
            yield from self._by_season(rule, named, day)
        elif (
            (rule.kind == "once" and rule.on == f"{named:%m-%d}")
            or (rule.kind == "waiting" and rule.weekday == _weekday(named))
            or (rule.kind == "contacts" and rule.month_day == named.day)
        ):
            yield Occasion(rule, named, day, named.year, measures=self._for_once(rule))
        elif rule.kind == "failures" and named == day:
            yield Occasion(rule, named, day, named.year)

    def _by_deadline(self, rule: Rule, named: date, day: date) -> Iterator[Occasion]:
        for year in (named.year - 1, named.year):  # the last steps may stand in January
            left = (self.deadline(year) - named).days
            if left in rule.before or -left in rule.after:
                yield Occasion(rule, named, day, year, days=left)

    def _by_awareness(self, rule: Rule, named: date, day: date) -> Iterator[Occasion]:
        for each in self.calendar.dates:
            if not each.measures:
                continue  # for information
            for year in (named.year - 1, named.year, named.year + 1):
                starts = _in_year(each.starts, year)
                ends = _in_year(each.ends, year) if each.ends else starts
                ends = ends if ends >= starts else _in_year(each.ends or each.starts, year + 1)
                left, past = (starts - named).days, (named - ends).days
                if left in rule.before or past in rule.after:
                    days = left if left >= 0 else -past
                    yield Occasion(rule, named, day, year, days, each, each.measures)

    def _by_season(self, rule: Rule, named: date, day: date) -> Iterator[Occasion]:
        for each in self.measures:
            months = each.term.months
            opens = named.month in months and (named.month == 1 or named.month - 1 not in months)
            if opens and len(months) < ALL_YEAR:
                yield Occasion(rule, named, day, named.year, measures=(each.id,))

    def _for_once(self, rule: Rule) -> tuple[str, ...]:
        if rule.kind != "once":
            return ()
        return tuple(each.id for each in self.measures if len(each.term.months) == ALL_YEAR)


def _in_year(month_day: str, year: int) -> date:
    """Return a month-day of data/ in a year; 29 February is the 28th where there is none."""
    month, day = map(int, month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def _weekday(day: date) -> str | None:
    return WEEKDAYS[day.weekday()] if day.weekday() < len(WEEKDAYS) else None
