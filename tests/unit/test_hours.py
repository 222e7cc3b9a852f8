"""Who answers this minute: overnight hours, nights of the time change, any minute of a week."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.models import DAYS, Hours, Span
from bot.help.hours import answering

KYIV = ZoneInfo("Europe/Kyiv")
WEEKDAYS = DAYS[:5]


def weekly(opens: str, closes: str, days: tuple[str, ...] = DAYS) -> Hours:
    span = Span(days=days, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
    return Hours(kind="weekly", spans=(span,))


def kyiv(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=KYIV)


@pytest.mark.parametrize(
    ("moment", "state", "until"),
    [
        ("2026-11-23 13:59", "closed", "2026-11-23 14:00"),
        ("2026-11-23 14:00", "open", "2026-11-24 06:00"),
        ("2026-11-24 03:00", "open", "2026-11-24 06:00"),
        ("2026-11-24 05:59", "open", "2026-11-24 06:00"),
        ("2026-11-24 06:00", "closed", "2026-11-24 14:00"),
    ],
)
def test_a_night_line_is_open_past_midnight(moment: str, state: str, until: str) -> None:
    answer = answering(weekly("14:00", "06:00"), kyiv(moment), KYIV)
    assert (answer.state, answer.until) == (state, kyiv(until))


def test_a_weekday_line_opens_on_monday_after_a_weekend() -> None:
    answer = answering(weekly("08:00", "18:00", WEEKDAYS), kyiv("2026-11-21 12:00"), KYIV)
    assert (answer.state, answer.until) == ("closed", kyiv("2026-11-23 08:00"))


@pytest.mark.parametrize(
    ("opens_at", "hours_later"),
    [("2026-10-24 20:00", 13), ("2027-03-27 20:00", 11)],  # a night of 25 hours, one of 23
)
def test_a_night_of_the_time_change_is_as_long_as_it_is(opens_at: str, hours_later: int) -> None:
    hours = weekly("20:00", "08:00")
    start = kyiv(opens_at).astimezone(UTC)
    last = start + timedelta(hours=hours_later) - timedelta(minutes=1)
    assert answering(hours, last, KYIV).state == "open"
    assert answering(hours, last + timedelta(minutes=1), KYIV).state == "closed"


def test_hours_without_a_gap_are_around_the_clock() -> None:
    assert answering(weekly("00:00", "00:00"), kyiv("2026-11-23 00:00"), KYIV).state == "always"


def test_what_nobody_confirmed_is_neither_open_nor_closed() -> None:
    answer = answering(Hours(kind="unknown"), kyiv("2026-11-23 12:00"), KYIV)
    assert (answer.state, answer.certain) == ("unknown", False)


@given(
    opens=st.times().map(lambda each: each.replace(second=0, microsecond=0, tzinfo=None)),
    closes=st.times().map(lambda each: each.replace(second=0, microsecond=0, tzinfo=None)),
    now=st.datetimes(datetime(2021, 1, 1), datetime(2040, 12, 31)),  # noqa: DTZ001  # made aware below
)
def test_until_lies_ahead_and_is_where_the_state_changes(
    opens: time, closes: time, now: datetime
) -> None:
    hours = Hours(kind="weekly", spans=(Span(days=DAYS, opens=opens, closes=closes),))
    moment = now.replace(tzinfo=UTC)
    answer = answering(hours, moment, KYIV)
    if answer.until is None:
        assert answer.state == "always"
        return
    change = answer.until.astimezone(UTC)
    assert change > moment
    assert answering(hours, change - timedelta(seconds=1), KYIV).state == answer.state
    assert answering(hours, change, KYIV).state != answer.state
