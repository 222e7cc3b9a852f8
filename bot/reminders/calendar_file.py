"""The year of the staff as entries of a calendar file: the deadline, and the days of awareness."""

from datetime import datetime, timedelta

from bot.content.loader import Content
from bot.exports.ics import Occurrence, ics
from bot.reminders.announcing import span
from bot.reminders.occasions import Occasions
from bot.reminders.working_days import CLOSES, OPENS

BEFORE_DEADLINE = (timedelta(days=10), timedelta(days=1))
BEFORE_A_DAY = (timedelta(days=3),)
DOMAIN = "korostyshiv.bot"  # only makes ids unlike those of other calendars


def calendar_file(content: Content, occasions: Occasions, year: int, made: datetime) -> bytes:
    """Return the .ics file of a year: UTF-8, the community's time zone, alarms."""
    words = content.staff
    title = words("calendar-title", year=year)
    entries = [_deadline(content, occasions, year), *_days(content, year)]
    entries.sort(key=lambda each: each.first)
    return ics(title, entries, occasions.working.zone, DOMAIN, made)


def _deadline(content: Content, occasions: Occasions, year: int) -> Occurrence:
    due = occasions.deadline(year)
    return Occurrence(
        id=f"deadline-{year}",
        name=content.staff("calendar-deadline", year=year),
        first=due,
        last=due,
        about=content.staff("calendar-deadline-about"),
        at=(OPENS, CLOSES),
        alarms=BEFORE_DEADLINE,
    )


def _days(content: Content, year: int) -> list[Occurrence]:
    short = {each.id: each.short.uk for each in content.organisations.organisations}
    entries = []
    for day in content.calendar.dates:
        first, last = span(day, year)
        measures = [content.measure(id_) for id_ in day.measures]
        about = [
            content.staff(
                "calendar-measure",
                measure=each.id,
                name=each.short.uk,
                who=", ".join(short.get(id_, id_) for id_ in each.executors),
            )
            for each in measures
        ]
        entries.append(
            Occurrence(
                id=f"{day.id}-{year}",
                name=day.name.uk,
                first=first,
                last=last,
                about="\n".join(about) or content.staff("calendar-information"),
                alarms=BEFORE_A_DAY if measures else (),
            )
        )
    return entries
