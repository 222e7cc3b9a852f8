"""Taking what is due for one person: theirs alone, in one message, told from fresh rows.

A message is claimed before it is sent, in a transaction of its own: whoever dies after that
leaves a notice of which nobody knows whether it was accepted, and never a second one. On
PostgreSQL the receiver's row is the lock that two processes cannot both have; on SQLite there is
one writer at a time anyway.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from time import monotonic

from sqlalchemy import ColumnElement, and_, func, or_, select

from bot.chat.screen import Screen
from bot.people.desks import person_of
from bot.people.rules import Person, PersonState
from bot.reminders import store
from bot.reminders.notices import OPEN, OWN_RULES, Notice, State
from bot.reminders.occasions import Occasions
from bot.reminders.saying import Saying, Wording, lines_of, receivers_of
from bot.reminders.world import Gathering, World
from bot.storage.database import Database, Work
from bot.storage.tables import notices, people

LEASE_SECONDS = 90.0  # longer than any call may take (bot.chat.outcomes, bot.chat.transport)
FRESH_SECONDS = 1.0  # what was read longer ago is read again; a whole town in between is not
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """A message that is ours to send, and nobody else's."""

    receiver: Person
    ids: tuple[int, ...]
    attempts: int
    screen: Screen
    claimed_until: datetime


@dataclass(frozen=True, slots=True)
class Look:
    """What there is to do."""

    due: bool
    died: int = 0  # claims whose process has gone
    next_at: datetime | None = None  # when something postponed falls due


@dataclass(slots=True)
class Claiming:
    """Finds who is to be told something now, and takes it."""

    database: Database
    occasions: Occasions
    gather: Gathering
    wording: Wording
    _world: World | None = None
    _waiting: deque[int] = field(default_factory=deque)  # people, of this run
    _passed: set[int] = field(default_factory=set)
    _read_at: float = field(default=0.0)

    async def look(self, now: datetime) -> Look:
        """Return whether anything may go out now, and call uncertain what the dead left behind.

        Whoever is still sending when the lease has ended is dead. Nothing goes out outside
        working hours.
        """
        self._world = None  # of the run before
        self._waiting.clear()
        self._passed.clear()
        async with self.database.begin() as work:
            left = await store.find(
                work, notices.c.state == State.SENDING, notices.c.claimed_until < now, lock=True
            )
            ids = [each.id for each in left]
            uncertain = {"state": State.UNCERTAIN, "error": "died", "changed_at": now}
            died = await store.change(work, ids, **uncertain)
            due = None
            if self.occasions.working.open_at(now):
                due = await work.scalar(select(notices.c.id).where(*_due(now)).limit(1))
            if due is not None:
                await self._pass_on(work, now)
            return Look(due is not None, died, await store.next_due(work, now))

    async def _pass_on(self, work: Work, now: datetime) -> None:
        """Give the notices of those away to whoever is told for them, before anybody is told.

        Otherwise a deputy could have had today's message already when the rest arrives.
        """
        world = await self._fresh(work, now)
        away = [each.id for each in world.staff if each.away_until or each.deputy]
        if not away:
            return
        for each in await store.find(work, notices.c.person.in_(away), *_due(now), lock=True):
            await self._said(work, each, world, now)

    async def claim(self, now: datetime) -> Claim | None:
        """Return the next message, marked as being sent; None when there is nothing more."""
        if not self.occasions.working.open_at(now):
            return None
        async with self.database.begin() as work:
            while True:
                if not self._waiting:
                    self._waiting.extend(await self._receivers(work, now))
                if not self._waiting:
                    return None
                claim = await self._claim(work, self._waiting.popleft(), now)
                if claim is not None:
                    return claim

    async def _receivers(self, work: Work, now: datetime) -> list[int]:
        """Return people who wait for something, of whom nobody was looked at in this run.

        Who is held by another process is left to it, or to the next run.
        """
        found = await work.execute(
            select(notices.c.receiver)
            .where(*_due(now))
            .group_by(notices.c.receiver)
            .order_by(func.min(notices.c.due_at), notices.c.receiver)
        )
        new = [each for each in found.scalars() if each not in self._passed]
        self._passed.update(new)
        return new

    async def _claim(self, work: Work, receiver: int, now: datetime) -> Claim | None:
        person = await _locked(work, receiver)
        if person is None:
            return None
        world = await self._fresh(work, now)
        waits = or_(and_(*_due(now)), and_(*self._told_on(world.today)))
        found = await store.find(work, notices.c.receiver == receiver, waits, lock=True)
        mine = [each for each in found if each.state in OPEN]
        said = [each for each in [await self._said(work, one, world, now) for one in mine] if each]
        if len(mine) < len(found):
            said = await self._of_today(work, said, world, now)
        if not said:
            return None
        ids = tuple(each.notice.id for each in said)
        if person.state is not PersonState.ACTIVE or person.account is None:
            error = "never-started" if person.account is None else "not-active"
            await store.change(work, ids, state=State.BLOCKED, error=error, changed_at=now)
            return None
        attempts = max(each.notice.attempts for each in said) + 1
        until = now + timedelta(seconds=LEASE_SECONDS)
        await store.change(
            work,
            ids,
            state=State.SENDING,
            attempts=attempts,
            head=min(ids),
            claimed_until=until,
            settled_by=None,
            changed_at=now,
        )
        heads = tuple(replace(each, notice=replace(each.notice, head=min(ids))) for each in said)
        return Claim(person, ids, attempts, self.wording(person, heads, world), until)

    async def _fresh(self, work: Work, now: datetime) -> World:
        today = now.astimezone(self.occasions.working.zone).date()
        world = self._world
        old = monotonic() - self._read_at > FRESH_SECONDS
        if world is None or world.today != today or old:
            world = self._world = await self.gather(work, today)
            self._read_at = monotonic()
        return world

    async def _said(
        self, work: Work, notice: Notice, world: World, now: datetime
    ) -> Saying | None:
        """Return what a notice says now; what says nothing, or goes to another, is noted so."""
        meant = world.people.get(notice.person)
        error = "paused" if notice.rule in world.paused else "nothing"
        if meant is None:
            error = "not-active"
        elif error != "paused":
            lines = lines_of(notice, meant, world, self.occasions)
            told = receivers_of(lines, meant, world)
            if told and notice.receiver not in told:
                await store.change(work, [notice.id], receiver=min(told), changed_at=now)
                return None
            if told:
                return Saying(notice, meant, lines)
        await store.change(work, [notice.id], state=State.CANCELLED, error=error, changed_at=now)
        return None

    async def _of_today(
        self, work: Work, said: Iterable[Saying], world: World, now: datetime
    ) -> list[Saying]:
        """Return what may go today to somebody told already, who hears the rest another day.

        A person's own wish, a coordinator's, and what a coordinator sends again are told at once.
        """
        all_said = [*said]
        others = [
            each.notice.id
            for each in all_said
            if each.notice.rule not in OWN_RULES and each.notice.settled_by is None
        ]
        tomorrow = self.occasions.working.on_or_after(world.today + DAY)
        await store.change(
            work,
            others,
            state=State.POSTPONED,
            error="told-today",
            send_after=self.occasions.working.opening(tomorrow),
            changed_at=now,
        )
        return [each for each in all_said if each.notice.id not in others]

    def _told_on(self, day: date) -> tuple[ColumnElement[bool], ...]:
        midnight = datetime.combine(day, time(0), self.occasions.working.zone)
        return (
            notices.c.state.in_((State.SENDING, State.SENT, State.UNCERTAIN)),
            notices.c.rule.not_in(OWN_RULES),
            notices.c.changed_at >= midnight,
        )


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    waits_no_more = or_(notices.c.send_after.is_(None), notices.c.send_after <= now)
    return notices.c.state.in_(OPEN), notices.c.due_at <= now, waits_no_more


async def _locked(work: Work, person: int) -> Person | None:
    """Return the receiver, held by us; None where another process holds them."""
    chosen = select(people).where(people.c.id == person)
    found = await work.execute(chosen.with_for_update(skip_locked=True, key_share=True))
    row = found.mappings().first()
    return person_of(row) if row is not None else None
