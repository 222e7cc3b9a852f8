"""Away until a day, with somebody who stands in: reminders go to the deputy meanwhile."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.errors import Gone, Stale
from bot.people import store
from bot.people.noting import note
from bot.people.rules import Action, Person, PersonState, Role, require
from bot.storage.database import Database, Work


def is_away(person: Person, today: date) -> bool:
    """Return whether a person is away today; `away_until` is the last day of it."""
    return person.away_until is not None and today <= person.away_until


def may_stand_in(candidate: Person, person: Person, today: date) -> bool:
    """Return whether somebody may be a person's deputy: a colleague or a coordinator, present."""
    colleague = person.organisation is not None and candidate.organisation == person.organisation
    return (
        candidate.id != person.id
        and candidate.state is PersonState.ACTIVE
        and (colleague or candidate.role is Role.COORDINATOR)
        and not is_away(candidate, today)
    )


@dataclass(frozen=True, slots=True)
class Absences:
    """One's own absence, or that of somebody else; each is one transaction."""

    database: Database

    async def read(self, person: Person, id_: int) -> Person:
        """Return the person whose absence it is; raises Denied for a stranger's, Gone."""
        _require(person, id_)
        async with self.database.begin() as work:
            return await _active(work, id_)

    async def leave(self, person: Person, id_: int, until: date, *, now: datetime) -> Person:
        """Be away up to and with a day, without a deputy yet."""
        return await self._set(person, id_, "away", now, away_until=until, deputy=None)

    async def come_back(self, person: Person, id_: int, *, now: datetime) -> Person:
        """Be there again, early or not."""
        return await self._set(person, id_, "back", now, away_until=None, deputy=None)

    async def deputies(self, person: Person, id_: int, today: date) -> tuple[Person, ...]:
        """Return who could stand in, colleagues first."""
        _require(person, id_)
        async with self.database.begin() as work:
            whom = await _active(work, id_)
            able = [each for each in await store.active(work) if may_stand_in(each, whom, today)]
        return tuple(sorted(able, key=lambda each: each.organisation != whom.organisation))

    async def deputise(
        self, person: Person, id_: int, deputy: int, today: date, *, now: datetime
    ) -> Person:
        """Have somebody stand in (0: nobody); raises Stale where that one may not (any more)."""
        _require(person, id_)
        async with self.database.begin() as work:
            whom = await _active(work, id_)
            if not is_away(whom, today):
                raise Stale("people-not-away")
            if deputy:
                found = await store.read(work, deputy, lock=True)
                if not may_stand_in(found, whom, today):
                    raise Stale("people-no-such-deputy")
            await store.change(work, id_, deputy=deputy or None)
            await note(work, "deputy-set", person.id, whom, now)
            return await store.read(work, id_)

    async def _set(
        self, person: Person, id_: int, act: str, now: datetime, **values: date | None
    ) -> Person:
        _require(person, id_)
        async with self.database.begin() as work:
            whom = await _active(work, id_)
            await store.change(work, id_, tuple(PersonState), **values)
            await note(work, act, person.id, whom, now)
            return await store.read(work, id_)


def _require(person: Person, id_: int) -> None:
    require(person, Action.BE_AWAY if person.id == id_ else Action.SET_AWAY)


async def _active(work: Work, id_: int) -> Person:
    whom = await store.read(work, id_, lock=True)
    if whom.state is not PersonState.ACTIVE:
        raise Gone
    return whom
