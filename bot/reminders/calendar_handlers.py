"""The year's dates as a file, for whoever of the staff asks."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press
from bot.people.rules import Action, require
from bot.people.visit import Sent, Shown, StaffTable, Visit
from bot.reminders.calendar_file import calendar_file
from bot.reminders.occasions import Occasions
from bot.reporting.desk_screens import More
from bot.reporting.sheet import Sheet, drawn
from bot.reporting.term import Term


@dataclass(frozen=True, slots=True)
class CalendarFile(Press):
    """«Календар (.ics)»."""

    code: ClassVar[str] = "nf"


@dataclass(frozen=True, slots=True)
class CalendarTalks:
    """Makes the calendar file of the year that is under way."""

    sheet: Sheet
    occasions: Occasions
    term: Term

    def table(self) -> StaffTable:
        """Return the handlers."""
        return StaffTable({CalendarFile: self.file}, {})

    async def more(self, visit: Visit) -> More:
        """Return the door, for everybody's desk."""
        return More(rows=((self.sheet.button(CalendarFile(), "calendar-button"),),))

    async def file(self, visit: Visit, press: CalendarFile) -> Shown:
        """Send the file; what was sent before is changed by it, not doubled."""
        require(visit.person, Action.SEE_CALENDAR)
        year = self.term.year_of(visit.today)
        content = calendar_file(self.sheet.content, self.occasions, year, visit.now)
        screen = drawn([self.sheet.said("calendar-ready")], [[self.sheet.desk()]])
        return Shown(screen, send=(Sent(f"calendar-{year}.ics", content),))
