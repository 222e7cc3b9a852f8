"""The staff's calendar of a year, as a phone reads it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest

from bot.content.loader import Content
from bot.reminders.calendar_file import calendar_file
from bot.reminders.occasions import Occasions
from bot.reminders.working_days import WorkingDays

KYIV = ZoneInfo("Europe/Kyiv")
MADE = datetime(2026, 1, 5, tzinfo=UTC)


def events(content: Content, year: int) -> dict[str, icalendar.Event]:
    working = WorkingDays(KYIV)
    occasions = Occasions(
        content.calendar, content.measures, working, content.organisations.control.due
    )
    read = icalendar.Calendar.from_ical(calendar_file(content, occasions, year, MADE))
    return {str(each["uid"]).partition("@")[0]: each for each in read.walk("VEVENT")}


@pytest.mark.parametrize(("year", "due"), [(2026, date(2026, 12, 25)), (2027, date(2027, 12, 24))])
def test_the_deadline_stands_on_its_working_day(content: Content, year: int, due: date) -> None:
    entry = events(content, year)[f"deadline-{year}"]
    assert entry.decoded("dtstart") == datetime(due.year, due.month, due.day, 9, tzinfo=KYIV)
    assert [each.decoded("trigger").days for each in entry.walk("VALARM")] == [-10, -1]


def test_every_day_of_awareness_is_there_with_its_measures(content: Content) -> None:
    entries = events(content, 2026)
    assert len(entries) == len(content.calendar.dates) + 1
    sixteen = entries["sixteen-days-2026"]
    assert (sixteen.decoded("dtstart"), sixteen.decoded("dtend")) == (
        date(2026, 11, 25),
        date(2026, 12, 11),
    )
    assert "1.2.3" in sixteen["description"]
    assert sixteen.walk("VALARM")
    assert not entries["rights-day-2026"].walk("VALARM")
