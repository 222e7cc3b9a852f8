"""When offices work, in martial law and in peace, and what the nights of the clock do to it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reminders.working_days import WorkingDays

KYIV = ZoneInfo("Europe/Kyiv")
WAR, PEACE = WorkingDays(KYIV), WorkingDays(KYIV, martial_law=False)
days = st.dates(date(2021, 1, 1), date(2040, 12, 31))
laws = st.sampled_from((WAR, PEACE))
moments = st.integers(0, 20 * 366 * 24 * 60).map(
    lambda minutes: datetime(2021, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@settings(deadline=None)
@given(days, laws)
def test_nobody_works_at_weekends_and_a_day_off_has_two_neighbours(
    day: date, working: WorkingDays
) -> None:
    before, after = working.on_or_before(day), working.on_or_after(day)
    assert before <= day <= after
    assert working.works(before)
    assert working.works(after)
    assert (before == day) == (after == day) == working.works(day)
    assert before.weekday() < 5
    assert (after - before).days <= 14


@settings(deadline=None)
@given(days)
def test_holidays_are_working_days_under_martial_law(day: date) -> None:
    assert WAR.works(day) == (day.weekday() < 5)
    if PEACE.works(day):
        assert WAR.works(day)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2023, 12, 25), "Christmas"),
        (date(2027, 12, 27), "Christmas of a Saturday takes the Monday"),
        (date(2024, 1, 1), "New Year"),
        (date(2026, 8, 24), "Independence Day"),
    ],
)
def test_holidays_count_in_peace(day: date, why: str) -> None:
    assert not PEACE.works(day), why
    assert WAR.works(day)


@settings(deadline=None)
@given(moments, laws)
def test_the_next_opening_is_soon_and_within_hours(now: datetime, working: WorkingDays) -> None:
    opening = working.next_opening(now)
    assert opening >= now
    assert working.open_at(opening)
    assert opening - now < timedelta(days=15)
    assert (opening == now) == working.open_at(now)
    local = opening.astimezone(KYIV)
    assert time(9) <= local.time() < time(18)


@settings(deadline=None)
@given(days, laws)
def test_offices_open_once_a_day_whatever_the_clocks_do(day: date, working: WorkingDays) -> None:
    opening = working.opening(day)
    assert opening.astimezone(KYIV).replace(tzinfo=None) == datetime.combine(day, time(9))
    assert opening.tzinfo is UTC
    assert timedelta(hours=23) <= working.opening(day + timedelta(days=1)) - opening
    assert working.opening(day + timedelta(days=1)) - opening <= timedelta(hours=25)


@pytest.mark.parametrize("night", [date(2026, 10, 25), date(2027, 10, 31), date(2027, 3, 28)])
def test_a_night_in_which_the_clock_changes_is_like_any_other(night: date) -> None:
    """Half a minute at a time, two days before to two days after: each opening comes once."""
    now = datetime.combine(night - timedelta(days=2), time(0), KYIV).astimezone(UTC)
    end = now + timedelta(days=5)
    opened: list[datetime] = []
    was_open = WAR.open_at(now)
    while now < end:
        now += timedelta(seconds=30)
        if WAR.open_at(now) and not was_open:
            opened.append(now.astimezone(KYIV))
        was_open = WAR.open_at(now)
    assert [each.time() for each in opened] == [time(9)] * len(opened)
    assert len({each.date() for each in opened}) == len(opened)
    assert all(each.weekday() < 5 for each in opened)
