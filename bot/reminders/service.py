"""Reminders as one thing: what the clock does, what people do about them, what may be asked."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.chat.outcomes import Send
from bot.content.loader import Content
from bot.errors import ContentFaults
from bot.people.rules import Action, Person, require
from bot.reminders import store
from bot.reminders.claiming import Claiming
from bot.reminders.lane import Lane
from bot.reminders.notices import OWN_RULES, State, Ticked, Told
from bot.reminders.occasions import Occasions
from bot.reminders.overseeing import Overseeing
from bot.reminders.owing import Owing, Owings
from bot.reminders.planning import Planning
from bot.reminders.previewing import Previewing
from bot.reminders.receiving import Receiving
from bot.reminders.saying import Wording
from bot.reminders.sending import Sending
from bot.reminders.wording import NoticeWording
from bot.reminders.working_days import WorkingDays
from bot.reminders.world import Gathering
from bot.reporting.sheet import Sheet
from bot.reporting.term import Term
from bot.storage.database import Database


@dataclass(slots=True)
class Reminders:
    """The rooms of reminders, built once over one database."""

    database: Database
    occasions: Occasions
    planning: Planning
    sending: Sending
    previewing: Previewing
    receiving: Receiving  # what somebody does with a notice
    overseeing: Overseeing  # what a coordinator does about notices
    clock: Callable[[], datetime]
    beats: int = field(default=0)  # ticks that were done: a clock that stands still is seen

    @classmethod
    def of(
        cls,
        database: Database,
        content: Content,
        term: Term,
        occasions: Occasions,
        send: Send,
        clock: Callable[[], datetime],
        *,
        lane: Lane | None = None,
        owing: Owing | None = None,
    ) -> "Reminders":
        """Return reminders of a community; raises ContentFaults for a rule that takes our names.

        `owing` answers who owes what; by default the duties of the programme do.
        """
        for rule in content.calendar.rules:
            if rule.id in OWN_RULES:
                raise ContentFaults((f"calendar.yaml: rules[{rule.id}].id: this id is taken",))
        owing = owing or Owings(content, occasions, term.last)
        gather, wording = Gathering(content, occasions, owing), _wording(content, term)
        claiming = Claiming(database, occasions, gather, wording)
        return cls(
            database,
            occasions,
            Planning(database, occasions, gather),
            Sending(database, claiming, send, lane or Lane(), clock),
            Previewing(database, occasions, gather, wording),
            Receiving(database, occasions),
            Overseeing(database, content, occasions, gather, wording),
            clock,
        )

    async def plan(self, now: datetime) -> tuple[int, int]:
        """Write the notices that have fallen due; return how many, and how many were missed."""
        return await self.planning.plan(now)

    async def deliver(self) -> Ticked:
        """Send what is due now; return how many messages ended how."""
        return await self.sending.deliver()

    async def tick(self) -> Ticked:
        """Plan and deliver; return what was done, and when something is due again."""
        planned, missed = await self.plan(self.clock())
        ticked = await self.deliver()
        self.beats += 1
        return replace(ticked, planned=planned, missed=missed)

    async def preview(self, person: Person, day: date) -> tuple[Told, ...]:
        """Return what each person would be told on a day; raises Denied."""
        require(person, Action.SEE_NOTICES)
        return await self.previewing.preview(day)

    async def sums(self) -> dict[State, int]:
        """Return how many notices are in each state: they add up to all that were planned."""
        async with self.database.begin() as work:
            return await store.counts(work)


def calendar_of(content: Content, working: WorkingDays) -> Occasions:
    """Return the calendar of a community."""
    due = content.organisations.control.due
    return Occasions(content.calendar, content.measures, working, due)


def _wording(content: Content, term: Term) -> Wording:
    waiting = [each for each in content.calendar.rules if each.kind == "waiting"]
    review = next((each.review_days for each in waiting), None) or 0
    returned = next((each.returned_days for each in waiting), None) or 0
    return NoticeWording(Sheet(content), term, review, returned)
