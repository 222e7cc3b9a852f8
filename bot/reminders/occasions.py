"""Which occasions fall to a day: rules and dates of data/ against the calendar, nothing else.

An occasion has a nominal day («10 days before the deadline»); where nobody works on it, it waits
for the next working day. The deadline itself has moved to a working day before that (section VII).
Who owes what does not matter here: bot.reminders.rules puts the two together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bot.content.models import AwarenessDate, Calendar, Measure, Rule
from bot.reminders.working_days import WorkingDays

DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
LONGEST_STRETCH = 14  # days off in a row that any calendar has, with room to spare
STANDING = ("waiting", "contacts", "failures")  # told again and again, of whatever there is
USEFUL_DAYS: dict[str, int] = {
    **dict.fromkeys(("deadline", "board", "awareness"), 14),
    **dict.fromkeys(("season", "contacts"), 27),
    "once": 60,
    "waiting": 6,
    "failures": 4,
}
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
    due: date | None = None  # the day by which reports are due, where it is about one
    extended: bool = False  # that day is an extension's, not section VII's

    @property
    def series(self) -> tuple[str, ...]:
        """Return what later occasions of the same series make out of date."""
        kind = self.rule.kind
        if kind in STANDING:
            return (self.rule.id,)
        subject = self.about.id if self.about else ",".join(self.measures)
        return (self.rule.id, str(self.year), subject, str(self.due or ""))

    @property
    def starts(self) -> date:
        """Return the first day of the awareness date that this is about, or the nominal day."""
        return _starts(self.about, self.year) if self.about else self.nominal

    @property
    def ends(self) -> date:
        """Return the last day of the awareness date that this is about, or the nominal day."""
        return _ends(self.about, self.year) if self.about else self.nominal


@dataclass(frozen=True, slots=True)
class Occasions:
    """The calendar of one community; `due` is the month-day of section VII."""

    calendar: Calendar
    measures: tuple[Measure, ...]
    working: WorkingDays
    due: str

    def on(self, day: date, extended: Iterable[tuple[int, date]] = ()) -> tuple[Occasion, ...]:
        """Return what falls to a day, in the order of the rules; nothing on a day off.

        `extended` are the days until which reports of a year were given more time: each has
        steps of its own, for those whom it concerns.
        """
        if not self.working.works(day):
            return ()
        more = tuple(sorted({*extended}))
        nominal = [day]
        while not self.working.works(nominal[-1] - DAY):
            nominal.append(nominal[-1] - DAY)
            if len(nominal) > LONGEST_STRETCH:
                raise ValueError(f"no working day in the two weeks before {day}")
        return tuple(
            occasion
            for rule in self.calendar.rules
            for named in reversed(nominal)
            for occasion in self._named(rule, named, day, more)
        )

    def deadline(self, year: int) -> date:
        """Return the day by which a year's reports are due: a working day."""
        return self.working.on_or_before(_in_year(self.due, year))

    def _named(
        self, rule: Rule, named: date, day: date, extended: Iterable[tuple[int, date]]
    ) -> Iterator[Occasion]:
        if rule.kind in ("deadline", "board"):
            yield from self._by_deadline(rule, named, day)
            if rule.kind == "deadline":
                yield from self._by_extension(rule, named, day, extended)
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
            due = self.deadline(year)
            left = (due - named).days
            if left in rule.before or -left in rule.after:
                yield Occasion(rule, named, day, year, left, due=due)

    def _by_extension(
        self, rule: Rule, named: date, day: date, extended: Iterable[tuple[int, date]]
    ) -> Iterator[Occasion]:
        for year, until in extended:
            due = self.working.on_or_before(until)
            left = (due - named).days
            if due > self.deadline(year) and (left in rule.before or -left in rule.after):
                yield Occasion(rule, named, day, year, left, due=due, extended=True)

    def _by_awareness(self, rule: Rule, named: date, day: date) -> Iterator[Occasion]:
        for each in self.calendar.dates:
            if not each.measures:
                continue  # for information
            for year in (named.year - 1, named.year, named.year + 1):
                left = (_starts(each, year) - named).days
                past = (named - _ends(each, year)).days
                if left in rule.before or past in rule.after:
                    days = left if left in rule.before else -past
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


def newest(occasions: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Return the occasions of which no later one of the same series is among them.

    Two days before, one day before and the day itself may all wait for one Monday: only the
    last of them tells anything.
    """
    all_of_them = tuple(occasions)
    last: dict[tuple[str, ...], date] = {}
    for each in all_of_them:
        last[each.series] = max(each.nominal, last.get(each.series, each.nominal))
    return tuple(each for each in all_of_them if each.nominal == last[each.series])


def useful(occasion: Occasion, today: date) -> bool:
    """Return whether it still helps to be told of an occasion whose day was missed."""
    kind = occasion.rule.kind
    if kind == "awareness" and occasion.days >= 0:
        return today < occasion.starts
    return (today - occasion.nominal).days <= USEFUL_DAYS[kind]


def _starts(each: AwarenessDate, year: int) -> date:
    return _in_year(each.starts, year)


def _ends(each: AwarenessDate, year: int) -> date:
    """Return the last day; one that stands before the first is of the next year."""
    starts = _starts(each, year)
    ends = _in_year(each.ends, year) if each.ends else starts
    return ends if ends >= starts else _in_year(each.ends or each.starts, year + 1)


def _in_year(month_day: str, year: int) -> date:
    """Return a month-day of data/ in a year; 29 February is the 28th where there is none."""
    month, day = map(int, month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def _weekday(day: date) -> str | None:
    return WEEKDAYS[day.weekday()] if day.weekday() < len(WEEKDAYS) else None
