"""Which occasions fall to a day: any year, both settings of martial law, every step once."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.draft import read
from bot.reminders.occasions import Occasion, Occasions, newest, useful
from bot.reminders.working_days import WorkingDays

DATA = Path(__file__).parents[2] / "data"
KYIV = ZoneInfo("Europe/Kyiv")
DAY = timedelta(days=1)
years = st.integers(2021, 2040)
laws = st.booleans()


@pytest.fixture(scope="module")
def calendars() -> dict[bool, Occasions]:
    data = read(DATA)
    assert data.calendar
    assert data.programme
    assert data.organisations
    return {
        law: Occasions(
            data.calendar,
            data.programme.measures,
            WorkingDays(KYIV, martial_law=law),
            data.organisations.control.due,
        )
        for law in (True, False)
    }


def year_of(calendar: Occasions, year: int) -> Iterator[Occasion]:
    """All that falls to the days around the deadline of a year, and to the year itself."""
    day = date(year, 1, 1)
    while day < date(year + 1, 2, 1):
        yield from calendar.on(day)
        day += DAY


def test_25_december_2027_is_a_saturday_so_reports_are_due_on_friday(
    calendars: dict[bool, Occasions],
) -> None:
    assert calendars[True].deadline(2027) == date(2027, 12, 24)
    assert date(2027, 12, 24).strftime("%A") == "Friday"
    last = [each for each in calendars[True].on(date(2027, 12, 24)) if each.rule.id == "deadline"]
    assert [each.days for each in last] == [0]


@settings(deadline=None)
@given(years, laws)
def test_the_deadline_is_a_working_day_not_after_25_december(
    calendars: dict[bool, Occasions], year: int, law: bool
) -> None:
    due = calendars[law].deadline(year)
    assert calendars[law].working.works(due)
    assert date(year, 12, 18) < due <= date(year, 12, 25)


@settings(max_examples=20, deadline=None)
@given(years, laws)
def test_every_step_comes_once_on_a_working_day_and_never_early(
    calendars: dict[bool, Occasions], year: int, law: bool
) -> None:
    calendar = calendars[law]
    told = list(year_of(calendar, year))
    for each in told:
        assert calendar.working.works(each.day)
        assert each.nominal <= each.day == calendar.working.on_or_after(each.nominal)
    assert max(Counter((each.series, each.nominal) for each in told).values()) == 1
    steps = Counter(each.days for each in told if each.rule.id == "deadline" and each.year == year)
    assert steps == dict.fromkeys((30, 10, 5, 2, 1, 0, -1, -3, -7), 1)
    soon = {each.about.id for each in told if each.rule.id == "soon" and each.about}
    assert soon == {"world-day", "european-day", "sixteen-days"} | {
        "law-week-violence",
        "law-week-slavery",
    }


@settings(max_examples=20, deadline=None)
@given(years, laws)
def test_of_a_series_only_the_newest_step_of_a_day_counts(
    calendars: dict[bool, Occasions], year: int, law: bool
) -> None:
    for day in {each.day for each in year_of(calendars[law], year)}:
        fallen = calendars[law].on(day)
        told = newest(fallen)
        assert max(Counter(each.series for each in told).values()) == 1
        assert {each.series for each in told} == {each.series for each in fallen}
        for each in fallen:
            assert any(o.series == each.series and o.nominal >= each.nominal for o in told)


def test_three_steps_that_wait_for_one_monday_are_one(calendars: dict[bool, Occasions]) -> None:
    monday = date(2028, 12, 25)
    fallen = [each for each in calendars[True].on(monday) if each.rule.id == "deadline"]
    assert [each.days for each in fallen] == [2, 1, 0]
    assert [each.days for each in newest(fallen)] == [0]


@settings(deadline=None)
@given(st.dates(date(2021, 1, 1), date(2040, 12, 31)), laws)
def test_nothing_falls_to_a_day_off(
    calendars: dict[bool, Occasions], day: date, law: bool
) -> None:
    calendar = calendars[law]
    if not calendar.working.works(day):
        assert calendar.on(day) == ()
    elif day.month not in (1, 7, 8, 10, 11, 12):  # 31 July may wait until August
        assert {each.rule.kind for each in calendar.on(day)} <= {"waiting", "contacts", "failures"}


@settings(max_examples=30, deadline=None)
@given(years, st.integers(1, 90), laws)
def test_an_extension_has_the_same_steps_before_its_own_day(
    calendars: dict[bool, Occasions], year: int, more: int, law: bool
) -> None:
    calendar = calendars[law]
    until = date(year, 12, 25) + more * DAY
    due = calendar.working.on_or_before(until)
    steps: Counter[int] = Counter()
    day = due - 45 * DAY
    while day <= due + 20 * DAY:
        for each in calendar.on(day, ((year, until),)):
            if each.extended:
                assert each.due == due
                steps[each.days] += 1
        day += DAY
    if due > calendar.deadline(year):
        assert steps == dict.fromkeys((30, 10, 5, 2, 1, 0, -1, -3, -7), 1)
    else:
        assert not steps


def test_what_was_missed_helps_only_while_it_still_says_something(
    calendars: dict[bool, Occasions],
) -> None:
    calendar = calendars[True]
    [prepare] = [each for each in calendar.on(date(2026, 11, 11)) if each.rule.id == "prepare"]
    assert prepare.about is not None
    assert prepare.about.id == "sixteen-days"
    assert useful(prepare, date(2026, 11, 24))
    assert not useful(prepare, date(2026, 11, 25))
    [step] = [each for each in calendar.on(date(2026, 12, 15)) if each.rule.id == "deadline"]
    assert useful(step, date(2026, 12, 20))
    assert not useful(step, date(2026, 12, 31))
