"""What somebody does with a notice: its buttons prove that it came; it may come again later."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.errors import Gone
from bot.people.rules import Action, Person, require
from bot.reminders import store
from bot.reminders.notices import AGAIN, OPEN, OWN_RULES, Notice, Slot, State
from bot.reminders.occasions import Occasions
from bot.storage import audit
from bot.storage.database import Database, Work
from bot.storage.tables import notices

DAY = timedelta(days=1)
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Receiving:
    """The receiver's side of notices."""

    database: Database
    occasions: Occasions

    async def received(self, person: Person, head: int, *, now: datetime) -> tuple[Notice, ...]:
        """Return the notices of a message whose button was pressed: it has come, then.

        What was uncertain is settled as sent. Nothing for a message that is not this person's.
        """
        require(person, Action.SEE_DESK)
        async with self.database.begin() as work:
            return await self._received(work, person, head, now)

    async def postpone(self, person: Person, head: int, to: str, *, now: datetime) -> date:
        """Plan the same for tomorrow, or for Monday: the next working day; return that day.

        Pressed twice it stays planned once. Raises Gone for a message that is not this person's.
        """
        require(person, Action.SEE_DESK)
        today = now.astimezone(self.occasions.working.zone).date()
        day = self._day(today, to)
        async with self.database.begin() as work:
            found = await self._received(work, person, head, now)
            if not found:
                raise Gone
            for meant in sorted({each.person for each in found}):
                mine = [each for each in found if each.person == meant]
                await self._again(work, person, meant, mine, day, now)
            await audit.record(
                work,
                at=now,
                act="notice-again",
                subject=f"notice:{head}",
                person=person.id,
                organisation=person.organisation,
                details={"day": day.isoformat()},
            )
        return day

    async def _received(
        self, work: Work, person: Person, head: int, now: datetime
    ) -> tuple[Notice, ...]:
        mine = (notices.c.head == head, notices.c.receiver == person.id)
        found = await store.find(work, *mine, lock=True)
        unsure = [each.id for each in found if each.state in (State.UNCERTAIN, State.SENDING)]
        await store.change(
            work, unsure, state=State.SENT, error=None, settled_by=person.id, changed_at=now
        )
        return found

    def _day(self, today: date, to: str) -> date:
        wanted = today + DAY
        while to == "monday" and wanted.weekday() != MONDAY:
            wanted += DAY
        return self.occasions.working.on_or_after(wanted)

    async def _again(
        self, work: Work, person: Person, meant: int, told: list[Notice], day: date, now: datetime
    ) -> None:
        named = {
            (rule, on)
            for each in told
            for rule, on in (
                (each.about or {}).get("notices", ())
                if each.rule == AGAIN
                else [(each.rule, each.day.isoformat())]
            )
        }
        duties = {tuple(duty) for each in told for duty in (each.about or {}).get("duties", ())}
        key = (notices.c.rule == AGAIN, notices.c.person == meant, notices.c.day == day)
        there = await store.find(work, *key, lock=True)
        for each in there:
            about = each.about or {}
            named |= {(rule, on) for rule, on in about.get("notices", ())}
            duties |= {tuple(duty) for duty in about.get("duties", ())}
        about = {
            "notices": sorted([list(e) for e in named if e[0] not in OWN_RULES]),
            "duties": sorted(list(e) for e in duties),
        }
        if not there:
            due_at = self.occasions.working.opening(day)
            slot = Slot(AGAIN, meant, person.id, day, due_at, about=about)
            await store.add(work, [slot], now)
            return
        await store.change(
            work,
            [each.id for each in there],
            notices.c.state.in_((*OPEN, State.MISSED, State.CANCELLED)),
            state=State.PLANNED,
            about=about,
            changed_at=now,
        )
