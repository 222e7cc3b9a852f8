"""What can be done from a notice: open what is owed, tell of an event, be reminded later …"""

from collections.abc import Iterator

from bot.chat.buttons import Press
from bot.chat.screen import Button
from bot.people.rules import Person, Role
from bot.reminders import presses
from bot.reminders.announcement_presses import BeginAnnouncement
from bot.reminders.rules import Line, Owed
from bot.reminders.saying import Saying
from bot.reporting.sheet import Rows, Sheet, beside

OPENED = 5  # measures with a button of their own; the others are behind «усі звіти»


def buttons(sheet: Sheet, receiver: Person, said: tuple[Saying, ...]) -> Rows:
    """Return the rows of buttons under a notice."""
    head = said[0].notice.head or said[0].notice.id
    lines = [line for each in said for line in each.lines]
    rows: list[tuple[Button, ...]] = [(each,) for each in _events(sheet, head, lines)]
    rows += [(each,) for each in _announcements(sheet, lines)]
    owed = _owed(lines)
    for each in owed[:OPENED]:
        press: Press = presses.OpenDuty(head, each.organisation, each.year, each.measure)
        rows.append((sheet.button(press, "notice-open", measure=sheet.numbered(each.measure)),))
    for organisation, year in dict.fromkeys((each.organisation, each.year) for each in owed):
        if len(owed) > OPENED:
            press = presses.OpenYear(head, organisation, year)
            rows.append((sheet.button(press, "notice-all", year=year),))
    if any(line.occasion.rule.kind == "failures" for line in lines):
        rows.append((sheet.button(presses.Log("", 0), "notice-log"),))
    later = [
        sheet.button(presses.Later(head, when), f"notice-later-{when}")
        for when in ("tomorrow", "monday")
    ]
    rows += beside(later)
    if owed:
        one = owed[0] if len(owed) == 1 else Owed("", owed[0].organisation, owed[0].year, "")
        press = presses.Nothing(head, one.organisation, one.year, one.measure, "")
        rows.append((sheet.button(press, "notice-nothing"),))
    if receiver.role is not Role.OVERSEER:
        rows.append((sheet.button(presses.Away(head), "notice-away"),))
    rows.append((sheet.button(presses.ToDesk(head), "notice-desk"),))
    return tuple(rows)


def _events(sheet: Sheet, head: int, lines: list[Line]) -> Iterator[Button]:
    seen: set[tuple[str, str]] = set()
    for line in lines:
        occasion = line.occasion
        if occasion.rule.kind != "awareness" or occasion.days >= 0:
            continue
        for each in line.owed:
            if (each.measure, each.organisation) in seen:
                continue
            seen.add((each.measure, each.organisation))
            press = presses.TellEvent(
                head, each.organisation, each.measure, occasion.ends.isoformat()
            )
            yield sheet.button(press, "notice-event", measure=sheet.numbered(each.measure))


def _announcements(sheet: Sheet, lines: list[Line]) -> Iterator[Button]:
    """Yield the way to what may be published on a day that coordinators get ready for."""
    for occasion in dict.fromkeys(line.occasion for line in lines):
        day = occasion.about
        if occasion.rule.to == "coordinator" and day and day.id in sheet.content.announcements:
            press = BeginAnnouncement(day.id, occasion.year)
            yield sheet.button(press, "notice-announcement", day=day.name.uk)


def _owed(lines: list[Line]) -> tuple[Owed, ...]:
    """Return the duties of which a report is waited for, each once."""
    return tuple(
        dict.fromkeys(
            each for line in lines if line.occasion.rule.kind == "deadline" for each in line.owed
        )
    )
