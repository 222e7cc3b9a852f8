"""What everything about notices is decided on: the staff and the duties as they are now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from bot.content.coverage import STALE_DAYS
from bot.content.loader import Content
from bot.content.models import Contact
from bot.people import store as people_store
from bot.people.rules import Person
from bot.reminders.notices import UNREACHED
from bot.reminders.occasions import Occasion, Occasions
from bot.reminders.owing import Owing
from bot.reminders.rules import Backlog, Line, Owed, line, receivers
from bot.reporting.answers import ReportState
from bot.storage.database import Work
from bot.storage.tables import notices, paused_rules, reports

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class World:
    """The staff, what is owed and what is paused, read in one transaction."""

    today: date
    staff: tuple[Person, ...]
    duties: Mapping[int, tuple[Owed, ...]]  # by year
    backlog: Backlog
    paused: frozenset[str]
    people: Mapping[int, Person]  # the same staff, by id
    extended: frozenset[tuple[int, date]]  # years, and days until which more time was given
    _told: dict[tuple[object, ...], dict[int, frozenset[int]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def line(self, occasion: Occasion, meant: Person) -> Line | None:
        """Return what somebody is told of an occasion, or None."""
        return line(occasion, meant, self.duties, self.backlog)

    def told(self, occasion: Occasion) -> tuple[tuple[Person, Person], ...]:
        """Return who is told of an occasion today, each with whom it is meant for."""
        return receivers(occasion, self.staff, self.today)

    def told_for(self, occasion: Occasion, meant: Person) -> frozenset[int]:
        """Return the ids of those who are told of an occasion for somebody."""
        key = (occasion.series, occasion.nominal)
        if key not in self._told:
            found: dict[int, frozenset[int]] = {}
            for receiver, whom in self.told(occasion):
                found[whom.id] = found.get(whom.id, frozenset()) | {receiver.id}
            self._told[key] = found
        return self._told[key].get(meant.id, frozenset())

    def owed(self, chosen: Iterable[tuple[str, str, int]]) -> tuple[Owed, ...]:
        """Return the duties of these measures, organisations and years, as they stand."""
        wanted = {*chosen}
        return tuple(
            each
            for owed in self.duties.values()
            for each in owed
            if (each.measure, each.organisation, each.year) in wanted
        )


@dataclass(frozen=True, slots=True)
class Gathering:
    """Reads the world."""

    content: Content
    occasions: Occasions
    owing: Owing

    async def __call__(self, work: Work, today: date) -> World:
        """Return the world of a day; `today` decides which years, and what is old."""
        years = (today.year - 1, today.year, today.year + 1)
        paused = await work.execute(select(paused_rules.c.rule))
        staff = tuple(await people_store.active(work))
        duties = {year: await self.owing(work, year) for year in years}
        return World(
            today,
            staff,
            duties,
            await self._backlog(work, today),
            frozenset(paused.scalars()),
            {each.id: each for each in staff},
            frozenset(
                (year, each.due)
                for year, owed in duties.items()
                for each in owed
                if each.due is not None
            ),
        )

    async def _backlog(self, work: Work, today: date) -> Backlog:
        rule = next((each for each in self.content.calendar.rules if each.kind == "waiting"), None)
        found = Backlog(
            contacts=tuple(
                each.id
                for each in self.content.contacts.values()
                if each.numbers and each.kind != "emergency" and _old(each, today)
            ),
            failures=await self._failures(work, today),
        )
        if rule is None or rule.review_days is None or rule.returned_days is None:
            return found
        return replace(
            found,
            review=await _waiting(
                work, ReportState.SUBMITTED, self._opening(today - rule.review_days * DAY)
            ),
            returned=await _waiting(
                work, ReportState.RETURNED, self._opening(today - rule.returned_days * DAY)
            ),
        )

    async def _failures(self, work: Work, today: date) -> int:
        """Return how many did not reach anybody since the working day before, unsettled."""
        before = self.occasions.working.on_or_before(today - DAY)
        counted = await work.scalar(
            select(func.count())
            .select_from(notices)
            .where(
                notices.c.state.in_(UNREACHED),
                notices.c.changed_at >= self._opening(before),
                notices.c.changed_at < self._opening(today),
            )
        )
        return int(counted or 0)

    def _opening(self, day: date) -> datetime:
        return self.occasions.working.opening(day)


def _old(contact: Contact, today: date) -> bool:
    """Return whether nobody has called a contact's number, or not for long."""
    checked = contact.verified_on
    return checked is None or (today - checked).days > STALE_DAYS


async def _waiting(work: Work, state: ReportState, before: datetime) -> int:
    moment = reports.c.submitted_at if state is ReportState.SUBMITTED else reports.c.decided_at
    counted = await work.scalar(
        select(func.count()).select_from(reports).where(reports.c.state == state, moment < before)
    )
    return int(counted or 0)
