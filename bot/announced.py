"""What comes of the calendar, put together: its file, and announcements for the public."""

from dataclasses import dataclass

from telegram import Bot

from bot.content.loader import Content
from bot.people.rules import Action, permitted
from bot.people.visit import StaffTable, Visit
from bot.reminders.announcement_handlers import AnnouncementDesk, Channel
from bot.reminders.announcement_presses import Announcements
from bot.reminders.announcing import Announcing
from bot.reminders.calendar_handlers import CalendarTalks
from bot.reminders.occasions import Occasions
from bot.reporting.desk_screens import More
from bot.reporting.sheet import Sheet
from bot.reporting.term import Term
from bot.settings import Settings
from bot.storage.database import Database


@dataclass(frozen=True, slots=True)
class CalendarSide:
    """The calendar's handlers, and its doors on the desk."""

    announcements: AnnouncementDesk
    calendar: CalendarTalks

    def tables(self) -> tuple[StaffTable, ...]:
        """Return the handlers."""
        return self.announcements.table(), self.calendar.table()

    async def more(self, visit: Visit) -> More:
        """Return the doors: the file for everybody, announcements for coordinators."""
        rows = (await self.calendar.more(visit)).rows
        if not permitted(visit.person, Action.ANNOUNCE):
            return More(rows=rows)
        door = self.announcements.sheet.button(Announcements(), "announce-title")
        return More(rows=((door,), *rows))


def build_calendar(
    settings: Settings,
    content: Content,
    database: Database,
    bot: Bot,
    occasions: Occasions,
    term: Term,
) -> CalendarSide:
    """Return the calendar's side; the channel is the operator's, or none."""

    def link(code: str) -> str:
        return f"https://t.me/{bot.username}?start={code}"

    sheet = Sheet(content)
    channel = Channel(bot, settings.announce_channel)
    desk = AnnouncementDesk(Announcing(database, content), sheet, channel, link)
    return CalendarSide(desk, CalendarTalks(sheet, occasions, term))
