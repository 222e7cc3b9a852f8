"""The coordinator's «Нагадування»: looking ahead, looking back, and what only a person decides."""

from dataclasses import dataclass
from datetime import date

from bot.errors import Gone, WrongInput
from bot.people.rules import Action, permitted
from bot.people.visit import Asked, Shown, StaffTable, Typed, Visit
from bot.reminders import overseer_lists as lists
from bot.reminders import presses
from bot.reminders.notices import State
from bot.reminders.overseer_screens import LOGGED, OverseerScreens, Overview
from bot.reminders.service import Reminders
from bot.reporting import days
from bot.reporting.desk_screens import More
from bot.reporting.sheet import Rows
from bot.reporting.term import Term

ASKS = "notice-day"


@dataclass(frozen=True, slots=True)
class OverseerTalks:
    """Takes the coordinator's buttons."""

    reminders: Reminders
    screens: OverseerScreens
    term: Term

    def table(self) -> StaffTable:
        """Return the handlers."""
        return StaffTable(
            {
                presses.Reminders: self.home,
                presses.Preview: self.preview,
                presses.AskDay: self.ask_day,
                presses.Log: self.log,
                presses.OpenNotice: self.one,
                presses.Settle: self.settle,
                presses.Calls: self.calls,
                presses.Rules: self.rules,
                presses.Pause: self.pause,
                presses.RemindThese: self.these,
            },
            {ASKS: self.typed_day},
        )

    async def more(self, visit: Visit) -> More:
        """Return the door to reminders, for a coordinator's desk."""
        if not permitted(visit.person, Action.SEE_NOTICES):
            return More()
        sheet = self.screens.sheet
        return More(rows=((sheet.button(presses.Reminders(), "reminders-door"),),))

    def remind_row(self, visit: Visit, organisation: str, year: int) -> Rows:
        """Return the button that reminds those who owe for a year, where the visitor may."""
        if not permitted(visit.person, Action.REMIND):
            return ()
        press = presses.RemindThese(organisation, year, 0)
        return ((self.screens.sheet.button(press, "these-door"),),)

    async def home(self, visit: Visit, press: presses.Reminders) -> Shown:
        """Show the numbers and the doors."""
        return await self._home(visit)

    async def preview(self, visit: Visit, press: presses.Preview) -> Shown:
        """Show what goes out on a day."""
        try:
            day = date.fromisoformat(press.day) if press.day else visit.today
        except ValueError:
            raise Gone from None
        return await self._preview(visit, day, press.page)

    async def ask_day(self, visit: Visit, press: presses.AskDay) -> Shown:
        """Ask for a day."""
        return Shown(self.screens.ask_day(visit.today), asks=Asked(ASKS))

    async def typed_day(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Show what goes out on the day that was typed."""
        try:
            day = days.any_day(typed.text, visit.today)
        except WrongInput:
            example = f"{visit.today:%d.%m.%Y}"
            line = self.screens.sheet.said("preview-wrong-day", example=example)
            return Shown(self.screens.ask_day(visit.today, line), asks=asked)
        return await self._preview(visit, day, 0)

    async def log(self, visit: Visit, press: presses.Log) -> Shown:
        """Show a page of the log."""
        state = State(press.state) if press.state in {each.value for each in State} else None
        page = max(press.page, 0)
        oversee = self.reminders.overseeing
        found, count = await oversee.log(visit.person, state, limit=LOGGED, offset=page * LOGGED)
        staff = await oversee.everybody(visit.person)
        return Shown(self.screens.log(state, found, count, page, staff))

    async def one(self, visit: Visit, press: presses.OpenNotice) -> Shown:
        """Show one notice."""
        oversee = self.reminders.overseeing
        notice = await oversee.read(visit.person, press.notice)
        return Shown(self.screens.one(notice, await oversee.everybody(visit.person)))

    async def settle(self, visit: Visit, press: presses.Settle) -> Shown:
        """Decide what became of an uncertain notice."""
        oversee = self.reminders.overseeing
        came = press.came == 1
        notice = await oversee.settle(visit.person, press.notice, came, now=visit.now)
        line = self.screens.sheet.bold("one-settled-came" if came else "one-settled-again")
        return Shown(self.screens.one(notice, await oversee.everybody(visit.person), line))

    async def calls(self, visit: Visit, press: presses.Calls) -> Shown:
        """Show whom to call."""
        found = await self.reminders.overseeing.unreached(visit.person)
        return Shown(lists.calls(self.screens.sheet, found))

    async def rules(self, visit: Visit, press: presses.Rules) -> Shown:
        """Show the rules."""
        return await self._rules(visit)

    async def pause(self, visit: Visit, press: presses.Pause) -> Shown:
        """Pause a rule, or let it go on."""
        oversee = self.reminders.overseeing
        act = oversee.pause if press.on else oversee.resume
        await act(visit.person, press.rule, now=visit.now)
        return await self._rules(visit)

    async def these(self, visit: Visit, press: presses.RemindThese) -> Shown:
        """Show what would be sent; send it."""
        year = press.year or self.term.year_of(visit.today)
        told = await self.reminders.overseeing.remind_these(
            visit.person, press.organisation, year, now=visit.now, sure=press.sure == 1
        )
        if press.sure == 1 and told:
            return Shown(lists.these_sent(self.screens.sheet, len(told)))
        return Shown(lists.these(self.screens.sheet, told, press))

    async def _home(self, visit: Visit) -> Shown:
        oversee = self.reminders.overseeing
        sums = await oversee.sums(visit.person)
        _, unsure = await oversee.log(visit.person, State.UNCERTAIN, limit=0)
        calls = await oversee.unreached(visit.person)
        return Shown(self.screens.home(Overview(sums, unsure, len(calls))))

    async def _preview(self, visit: Visit, day: date, page: int) -> Shown:
        told = await self.reminders.preview(visit.person, day)
        works = self.reminders.occasions.working.works(day)
        return Shown(self.screens.preview(day, told, page, works=works))

    async def _rules(self, visit: Visit) -> Shown:
        oversee = self.reminders.overseeing
        paused = await oversee.paused(visit.person)
        rules = self.reminders.occasions.calendar.rules
        return Shown(lists.rules(self.screens.sheet, rules, paused))
