"""The dry run: what would go out on a day, to whom, as things stand now. Nothing is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from bot.people.rules import Person
from bot.reminders import store
from bot.reminders.notices import OPEN, OWN_RULES, Notice, State, Told
from bot.reminders.occasions import Occasions, newest
from bot.reminders.saying import Saying, Wording, lines_of
from bot.reminders.world import Gathering, World
from bot.storage.database import Database, Work
from bot.storage.tables import notices


@dataclass(frozen=True, slots=True)
class Previewing:
    """Says what would go out."""

    database: Database
    occasions: Occasions
    gather: Gathering
    wording: Wording

    async def preview(self, day: date) -> tuple[Told, ...]:
        """Return what each person would be told on a day, in the order of their joining."""
        async with self.database.begin() as work:
            world = await self.gather(work, day)
            said = [*self._by_rules(world, day)]
            said += await self._by_wish(work, world, day)
        found: dict[int, list[Saying]] = {}
        for each in said:
            found.setdefault(each.notice.receiver, []).append(each)
        people = world.people
        return tuple(
            self._told(people[receiver], tuple(told), world, day)
            for receiver, told in sorted(found.items())
        )

    def _by_rules(self, world: World, day: date) -> Iterator[Saying]:
        fallen = newest(self.occasions.on(day, world.extended))
        due_at = self.occasions.working.opening(day)
        for rule in dict.fromkeys(each.rule.id for each in fallen):
            if rule in world.paused:
                continue
            pairs: dict[tuple[int, int], tuple[Person, Person]] = {}
            for each in fallen:
                if each.rule.id == rule:
                    pairs |= {(r.id, m.id): (r, m) for r, m in world.told(each)}
            for receiver, meant in pairs.values():
                notice = _unwritten(rule, receiver.id, meant.id, day, due_at)
                lines = lines_of(notice, meant, world, self.occasions)
                if lines:
                    yield Saying(notice, meant, lines)

    async def _by_wish(self, work: Work, world: World, day: date) -> list[Saying]:
        """Return what people or coordinators have asked to be told on that day."""
        found = await store.find(
            work,
            notices.c.rule.in_(OWN_RULES),
            notices.c.day == day,
            notices.c.state.in_(OPEN),
        )
        said = []
        for notice in found:
            meant = world.people.get(notice.person)
            lines = lines_of(notice, meant, world, self.occasions) if meant else ()
            if meant and lines and notice.receiver in world.people:
                said.append(Saying(notice, meant, lines))
        return said

    def _told(self, receiver: Person, said: tuple[Saying, ...], world: World, day: date) -> Told:
        owed = (owed for each in said for line in each.lines for owed in line.owed)
        return Told(
            receiver.id,
            receiver.name,
            tuple(dict.fromkeys(each.notice.rule for each in said)),
            day,
            tuple(sorted({each.measure for each in owed})),
            self.wording(receiver, said, world).text,
        )


def _unwritten(rule: str, receiver: int, meant: int, day: date, due_at: datetime) -> Notice:
    return Notice(0, rule, meant, receiver, day, due_at, State.PLANNED)
