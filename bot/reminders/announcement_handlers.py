"""Announcements in a coordinator's chat, and their way into the council's channel."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.chat.transport import NotSent
from bot.content.models import AwarenessDate
from bot.errors import Closed, WrongInput
from bot.exports.poster import poster
from bot.logs import get
from bot.people.visit import Asked, Sent, Shown, StaffTable, Typed, Visit
from bot.reminders import announcement_screens as screens
from bot.reminders.announcement_presses import (
    AnnouncementPicture,
    Announcements,
    BeginAnnouncement,
    ChangeAnnouncement,
    Publish,
    SettleAnnouncement,
)
from bot.reminders.announcing import Announcing, Drafted
from bot.reporting.sheet import Sheet

log = get(__name__)

ASKS = "announce-text"
SECONDS = 12.0  # a handler has twenty


@dataclass(frozen=True, slots=True)
class Channel:
    """The council's channel; None where the operator has named none."""

    bot: Bot
    name: str | None

    async def publish(self, picture: bytes, text: str) -> int:
        """Post the picture with its text; return the message's id. Raises TelegramError."""
        message = await self.bot.send_photo(
            self.name or "",
            InputFile(picture, filename="announcement.png"),
            caption=text,
            write_timeout=SECONDS,
            read_timeout=SECONDS,
        )
        return message.message_id


@dataclass(frozen=True, slots=True)
class AnnouncementDesk:
    """The handlers of announcements."""

    service: Announcing
    sheet: Sheet
    channel: Channel
    link: Callable[[str], str]  # to the bot, with a topic's code

    def table(self) -> StaffTable:
        """Return the handler table of this feature."""
        return StaffTable(
            presses={
                Announcements: self.all,
                BeginAnnouncement: self.begin,
                AnnouncementPicture: self.picture,
                ChangeAnnouncement: self.change,
                Publish: self.publish,
                SettleAnnouncement: self.settle,
            },
            answers={ASKS: self.typed},
        )

    async def all(self, visit: Visit, press: Announcements) -> Shown:
        """Show the days that have an announcement."""
        days = await self.service.offered(visit.person, visit.today)
        return Shown(screens.offered(self.sheet, days, self.channel.name))

    async def begin(self, visit: Visit, press: BeginAnnouncement) -> Shown:
        """Show one day's announcement."""
        each = await self.service.begin(visit.person, press.date, press.year, now=visit.now)
        return self._drafted(each)

    async def picture(self, visit: Visit, press: AnnouncementPicture) -> Shown:
        """Send the picture, to be looked at before it is published."""
        each = await self.service.read(visit.person, press.announcement)
        content = await self._picture(each)
        shown = self._drafted(each)
        return Shown(shown.screen, send=(Sent(f"{each.date}.png", content, picture=True),))

    async def change(self, visit: Visit, press: ChangeAnnouncement) -> Shown:
        """Ask for another text."""
        return self._ask(await self.service.read(visit.person, press.announcement))

    async def typed(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take the text that was typed."""
        try:
            each = await self.service.change(
                visit.person, asked.subject, asked.version, typed.text, now=visit.now
            )
        except WrongInput as wrong:
            return self._ask(await self.service.read(visit.person, asked.subject), wrong)
        return self._drafted(each, "announce-changed")

    async def publish(self, visit: Visit, press: Publish) -> Shown:
        """Ask once, then publish."""
        if self.channel.name is None:
            raise Closed("announce-no-channel")
        each = await self.service.read(visit.person, press.announcement)
        if not press.sure:
            day = self._day(each)
            return Shown(screens.question(self.sheet, day, each, self.channel.name))
        taken = await self.service.publishing(visit.person, each.id, press.version, now=visit.now)
        return await self._posted(visit, taken)

    async def settle(self, visit: Visit, press: SettleAnnouncement) -> Shown:
        """Take a coordinator's word on an announcement of unknown fate."""
        act = self.service.published if press.there else self.service.not_published
        more: dict[str, None] = {"message": None} if press.there else {}
        each = await act(visit.person, press.announcement, press.version, now=visit.now, **more)
        return self._drafted(each)

    async def _posted(self, visit: Visit, taken: Drafted) -> Shown:
        """Post what was taken; what Telegram says decides what it is from now on."""
        person, now = visit.person, visit.now
        try:
            picture = await self._picture(taken)
            message = await self.channel.publish(picture, taken.text)
        except (BadRequest, Forbidden, RetryAfter, NotSent) as error:  # surely not taken
            log.warning("announcement-refused", error=type(error).__name__)
            each = await self.service.not_published(person, taken.id, taken.version, now=now)
            return self._drafted(each, "announce-refused")
        except TelegramError as error:  # nobody can know
            log.warning("announcement-uncertain", error=type(error).__name__)
            return self._drafted(taken, "announce-uncertain")
        each = await self.service.published(
            person, taken.id, taken.version, message=message, now=now
        )
        return self._drafted(each)

    async def _picture(self, each: Drafted) -> bytes:
        topic = self.sheet.content.topics[self.sheet.content.announcements[each.date].topic]
        told = screens.poster_of(self.sheet, self._day(each), each.year, self.link(topic.code))
        return await asyncio.to_thread(poster, told)

    def _drafted(self, each: Drafted, note: str = "") -> Shown:
        line = self.sheet.said(note) if note else ""
        day = self._day(each)
        return Shown(screens.draft(self.sheet, day, each, self.channel.name, line))

    def _ask(self, each: Drafted, wrong: WrongInput | None = None) -> Shown:
        screen = screens.typing(self.sheet, self._day(each), each, wrong)
        return Shown(screen, asks=Asked(ASKS, each.id, each.version))

    def _day(self, each: Drafted) -> AwarenessDate:
        for day in self.sheet.content.calendar.dates:
            if day.id == each.date and day.id in self.sheet.content.announcements:
                return day
        raise Closed("announce-gone")
