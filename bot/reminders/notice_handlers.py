"""The receiver's buttons: whatever is pressed under a notice, it has come."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from bot.chat.buttons import Press
from bot.errors import Gone, WrongInput
from bot.people.presses import BeAway, Desk
from bot.people.visit import Asked, Shown, StaffTable, Typed, Visit
from bot.reminders import notice_screens as screens
from bot.reminders import presses
from bot.reminders.rules import OWES, Owed
from bot.reminders.service import Reminders
from bot.reporting.answers import Status
from bot.reporting.presses import Continue, YearReport
from bot.reporting.presses import OpenDuty as DutyOfReporting
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet

ASKS = "notice-excuse"
SEPARATOR = " "
Follow = Callable[[Visit, Press], Awaitable[Shown]]  # what another feature's button shows


@dataclass(frozen=True, slots=True)
class NoticeTalks:
    """Takes the buttons of notices to where they lead."""

    reminders: Reminders
    reporting: Reporting
    sheet: Sheet
    follow: Follow

    def table(self) -> StaffTable:
        """Return the handlers."""
        return StaffTable(
            {
                presses.OpenDuty: self.open_duty,
                presses.OpenYear: self.open_year,
                presses.TellEvent: self.tell_event,
                presses.Later: self.later,
                presses.Nothing: self.nothing,
                presses.Away: self.away,
                presses.ToDesk: self.to_desk,
            },
            {ASKS: self.excuse},
        )

    async def open_duty(self, visit: Visit, press: presses.OpenDuty) -> Shown:
        """Show the duty's report."""
        await self._came(visit, press.notice)
        return await self.follow(
            visit, DutyOfReporting(press.organisation, press.year, press.measure)
        )

    async def open_year(self, visit: Visit, press: presses.OpenYear) -> Shown:
        """Show all reports of a year."""
        await self._came(visit, press.notice)
        return await self.follow(visit, YearReport(press.organisation, press.year, "", 0))

    async def tell_event(self, visit: Visit, press: presses.TellEvent) -> Shown:
        """Begin the event with its measure and day filled in; a day that is not over is today."""
        await self._came(visit, press.notice)
        try:
            held_on = min(date.fromisoformat(press.day), visit.today)
        except ValueError:
            raise Gone from None
        draft = await self.reporting.drafts.start_event(
            visit.person,
            now=visit.now,
            today=visit.today,
            organisation=press.organisation,
            measure=press.measure,
            held_on=held_on,
        )
        return await self.follow(visit, Continue(draft.id))

    async def later(self, visit: Visit, press: presses.Later) -> Shown:
        """Plan the same for another day."""
        day = await self.reminders.receiving.postpone(
            visit.person, press.notice, press.when, now=visit.now
        )
        return Shown(screens.later(self.sheet, day))

    async def nothing(self, visit: Visit, press: presses.Nothing) -> Shown:
        """Ask of which measure, then why, then for the words."""
        await self._came(visit, press.notice)
        if not press.measure:
            owed = await self._owed(visit, press)
            return Shown(screens.choose_nothing(self.sheet, press.notice, owed))
        if press.status not in screens.EXCUSES:
            return Shown(screens.why_nothing(self.sheet, press))
        field = SEPARATOR.join((press.organisation, press.measure, press.status))
        asks = Asked(ASKS, press.year, 0, field)
        return Shown(screens.reason(self.sheet, press.measure), asks=asks)

    async def excuse(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Submit the excuse with its reason."""
        organisation, measure, status = asked.field.split(SEPARATOR)
        try:
            await self.reporting.reports.excuse(
                visit.person,
                organisation,
                asked.subject,
                measure,
                Status(status),
                typed.text,
                now=visit.now,
            )
        except WrongInput as error:
            line = self.sheet.said(error.key, **error.values)
            return Shown(screens.reason(self.sheet, measure, line), asks=asked)
        return Shown(screens.nothing_noted(self.sheet))

    async def away(self, visit: Visit, press: presses.Away) -> Shown:
        """Ask until when."""
        await self._came(visit, press.notice)
        return await self.follow(visit, BeAway())

    async def to_desk(self, visit: Visit, press: presses.ToDesk) -> Shown:
        """Show the desk."""
        await self._came(visit, press.notice)
        return await self.follow(visit, Desk())

    async def _came(self, visit: Visit, head: int) -> None:
        await self.reminders.receiving.received(visit.person, head, now=visit.now)

    async def _owed(self, visit: Visit, press: presses.Nothing) -> tuple[Owed, ...]:
        standing = await self.reporting.reports.standing(
            visit.person, press.organisation, press.year, today=visit.today
        )
        return tuple(
            Owed(each.duty.measure, each.duty.organisation, each.duty.year, each.state)
            for each in standing
            if each.state in OWES
        )
