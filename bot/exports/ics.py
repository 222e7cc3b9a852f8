"""The staff's calendar as a file that phones and desks open (RFC 5545), with its time zone.

An entry keeps its UID from year to year, so that a second file changes what the first one put
there and doubles nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar

PRODUCT = "-//help-bot//staff calendar//UK"
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One entry of the calendar."""

    id: str  # the same for the same thing of the same year: "deadline-2026"
    name: str
    first: date
    last: date  # the same day for a single one
    about: str = ""  # what is to be done, by whom
    at: tuple[time, time] | None = None  # local hours; None: the whole day
    alarms: tuple[timedelta, ...] = ()  # before it begins


def ics(
    title: str, occurrences: Iterable[Occurrence], zone: ZoneInfo, domain: str, made: datetime
) -> bytes:
    """Return the calendar file, UTF-8; `domain` makes the entries' ids unique in the world."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", zone.key)
    for each in occurrences:
        calendar.add_component(_event(each, zone, domain, made))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(each: Occurrence, zone: ZoneInfo, domain: str, made: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{each.id}@{domain}")
    event.add("dtstamp", made)
    event.add("summary", each.name)
    if each.about:
        event.add("description", each.about)
    if each.at is None:
        event.add("dtstart", each.first)
        event.add("dtend", each.last + DAY)  # RFC 5545, 3.6.1: the end is not part of it
        event.add("transp", "TRANSPARENT")
    else:
        begins, ends = each.at
        event.add("dtstart", datetime.combine(each.first, begins, zone))
        event.add("dtend", datetime.combine(each.last, ends, zone))
    for before in each.alarms:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", each.name)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event
