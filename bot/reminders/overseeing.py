"""What a coordinator does about reminders: looks, decides what is uncertain, pauses, asks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select

from bot.content.loader import Content
from bot.errors import Gone, Stale
from bot.people import store as people_store
from bot.people.rules import Action, Person, PersonState, Role, require
from bot.reminders import store
from bot.reminders.notices import ASKED, Notice, Slot, State, Told
from bot.reminders.occasions import Occasions
from bot.reminders.rules import OWES
from bot.reminders.saying import Saying, Wording, lines_of
from bot.reminders.world import Gathering, World
from bot.storage import audit
from bot.storage.database import Database, Work
from bot.storage.tables import notices, paused_rules

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody whom no message reaches: they are to be called."""

    organisation: str | None
    why: str  # blocked, invited, waiting; none: the organisation has nobody at all
    person: Person | None = None


@dataclass(frozen=True, slots=True)
class Overseeing:
    """The coordinator's side of notices."""

    database: Database
    content: Content
    occasions: Occasions
    gather: Gathering
    wording: Wording

    async def log(
        self, person: Person, state: State | None = None, *, limit: int = 20, offset: int = 0
    ) -> tuple[tuple[Notice, ...], int]:
        """Return notices, the newest first, and how many there are; raises Denied.

        What is uncertain is decided by the message: of each only its first notice is returned.
        """
        require(person, Action.SEE_NOTICES)
        which = [notices.c.state == state] if state else []
        if state is State.UNCERTAIN:
            which.append(notices.c.head == notices.c.id)
        async with self.database.begin() as work:
            return await store.page(work, which, limit, offset)

    async def sums(self, person: Person) -> dict[State, int]:
        """Return how many notices are in each state; raises Denied."""
        require(person, Action.SEE_NOTICES)
        async with self.database.begin() as work:
            return await store.counts(work)

    async def read(self, person: Person, id_: int) -> Notice:
        """Return one notice; raises Denied, Gone."""
        require(person, Action.SEE_NOTICES)
        async with self.database.begin() as work:
            return await _one(work, id_)

    async def everybody(self, person: Person) -> dict[int, Person]:
        """Return all staff by id, those who have left too; raises Denied."""
        require(person, Action.SEE_NOTICES)
        async with self.database.begin() as work:
            return {each.id: each for each in await people_store.everybody(work)}

    async def settle(self, person: Person, id_: int, came: bool, *, now: datetime) -> Notice:
        """Decide what became of an uncertain notice, with all of its message; return it.

        It came: it counts as sent. It did not: it is sent again. Raises Stale where it is not
        uncertain any more, Denied, Gone.
        """
        require(person, Action.SEE_NOTICES)
        async with self.database.begin() as work:
            notice = await _one(work, id_)
            same = await store.find(
                work, notices.c.head == notice.head, notices.c.receiver == notice.receiver
            )
            to: dict[str, object] = {"state": State.SENT if came else State.PLANNED}
            changed = await store.change(
                work,
                {notice.id, *(each.id for each in same if notice.head is not None)},
                notices.c.state == State.UNCERTAIN,
                **to,
                settled_by=person.id,
                send_after=None,
                changed_at=now,
            )
            if not changed:
                raise Stale
            await _record(work, person, now, "notice-settled", f"notice:{id_}", came=came)
            return await _one(work, id_)

    async def paused(self, person: Person) -> frozenset[str]:
        """Return the ids of the rules that are paused; raises Denied."""
        require(person, Action.SEE_NOTICES)
        async with self.database.begin() as work:
            return frozenset((await work.execute(select(paused_rules.c.rule))).scalars())

    async def pause(self, person: Person, rule: str, *, now: datetime) -> None:
        """Let a rule tell nobody anything until it is resumed; raises Denied, Gone."""
        await self._switch(person, rule, now, on=False)

    async def resume(self, person: Person, rule: str, *, now: datetime) -> None:
        """Let a rule go on with what falls due from now on; raises Denied, Gone."""
        await self._switch(person, rule, now, on=True)

    async def _switch(self, person: Person, rule: str, now: datetime, *, on: bool) -> None:
        require(person, Action.PAUSE_RULE)
        if rule not in [each.id for each in self.content.calendar.rules]:
            raise Gone
        async with self.database.begin() as work:
            removed = await work.execute(delete(paused_rules).where(paused_rules.c.rule == rule))
            if not on:
                row = {"rule": rule, "person": person.id, "at": now}
                await work.execute(paused_rules.insert().values(row))
            if bool(removed.rowcount) is on:  # pressed twice: nothing has changed
                act = "rule-resumed" if on else "rule-paused"
                await _record(work, person, now, act, f"rule:{rule}")

    async def unreached(self, person: Person) -> tuple[Unreached, ...]:
        """Return whom to call, and the organisations that have nobody; raises Denied."""
        require(person, Action.SEE_NOTICES)
        async with self.database.begin() as work:
            staff = await people_store.everybody(work)
        found = [
            Unreached(each.organisation, "blocked", each)
            for each in staff
            if each.state is PersonState.ACTIVE and each.reachable is False
        ]
        found += [
            Unreached(each.organisation, each.state.value, each)
            for each in staff
            if each.state in (PersonState.INVITED, PersonState.WAITING)
        ]
        somebody = {each.organisation for each in staff if each.state is not PersonState.DISMISSED}
        for each in self.content.organisations.organisations:
            if "executor" in each.roles and each.id not in somebody:
                found.append(Unreached(each.id, "none"))
        return tuple(found)

    async def remind_these(
        self, person: Person, organisation: str, year: int, *, now: datetime, sure: bool
    ) -> tuple[Told, ...]:
        """Return what those who owe are told («» is every organisation); plan it where `sure`.

        Each is asked once a day at most; it goes out at once, or when offices open. Raises Denied.
        """
        require(person, Action.REMIND, organisation or None)
        today = now.astimezone(self.occasions.working.zone).date()
        due_at = self.occasions.working.next_opening(now)
        day = due_at.astimezone(self.occasions.working.zone).date()
        async with self.database.begin() as work:
            await store.planned_until(work, lock=True)  # whoever plans, plans alone
            world = await self.gather(work, today)
            there = await store.find(work, notices.c.rule == ASKED, notices.c.day == day)
            asked = {each.person for each in there}
            told = []
            for said in self._asked(world, organisation, year, day, due_at):
                if said.meant.id not in asked:
                    told.append(said)
            if sure and told:
                slots = [_slot(each.notice) for each in told]
                await store.add(work, slots, now)
                await _record(
                    work, person, now, "reminded", f"year:{year}", organisation, count=len(told)
                )
        return tuple(self._told(each, world, day) for each in told)

    def _asked(
        self, world: World, organisation: str, year: int, day: date, due_at: datetime
    ) -> list[Saying]:
        owed = [
            each
            for each in world.duties.get(year, ())
            if each.state in OWES and organisation in ("", each.organisation)
        ]
        found = []
        for each in world.staff:
            duties = [[o.measure, o.organisation, o.year] for o in owed]
            if each.role is Role.OVERSEER or each.organisation is None:
                continue
            about = {"duties": [d for d in duties if d[1] == each.organisation]}
            notice = Notice(0, ASKED, each.id, each.id, day, due_at, State.PLANNED, about=about)
            lines = lines_of(notice, each, world, self.occasions)
            if lines:
                found.append(Saying(notice, each, lines))
        return found

    def _told(self, said: Saying, world: World, day: date) -> Told:
        owed = {owed.measure for line in said.lines for owed in line.owed}
        text = self.wording(said.meant, (said,), world).text
        return Told(said.meant.id, said.meant.name, (ASKED,), day, tuple(sorted(owed)), text)


def _slot(notice: Notice) -> Slot:
    return Slot(
        notice.rule, notice.person, notice.receiver, notice.day, notice.due_at, about=notice.about
    )


async def _one(work: Work, id_: int) -> Notice:
    found = await store.find(work, notices.c.id == id_)
    if not found:
        raise Gone
    return found[0]


async def _record(
    work: Work,
    person: Person,
    now: datetime,
    act: str,
    subject: str,
    organisation: str = "",
    **details: object,
) -> None:
    await audit.record(
        work,
        at=now,
        act=act,
        subject=subject,
        person=person.id,
        organisation=organisation or person.organisation,
        details=details,
    )
