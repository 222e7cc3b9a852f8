"""Who is on the staff: the board of people, a person's card, and taking rights away at once.

Rights are read at each tap, so freezing and dismissing act from the next one on; what was begun
stays with the organisation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.errors import Closed, Stale
from bot.people import store
from bot.people.inputs import name_of, phone_of
from bot.people.noting import note
from bot.people.progress import Listed, listed
from bot.people.rules import Action, Person, PersonState, Role, require
from bot.storage.database import Database, Work


@dataclass(frozen=True, slots=True)
class Roster:
    """Seeing and changing the staff; each is one transaction."""

    database: Database

    async def board(self, person: Person, *, now: datetime) -> tuple[Listed, ...]:
        """Return everybody with how far they have come, in the order in which they were added."""
        require(person, Action.SEE_PEOPLE)
        async with self.database.begin() as work:
            await store.forget_expired(work, now)
            known = await store.newest_invites(work)
            everybody = await store.everybody(work)
        return tuple(listed(each, known.get(each.id), now) for each in everybody)

    async def card(self, person: Person, id_: int, *, now: datetime) -> Listed:
        """Return one person; raises Gone for an id that nobody has."""
        require(person, Action.SEE_PEOPLE)
        async with self.database.begin() as work:
            await store.forget_expired(work, now)
            known = await store.newest_invites(work)
            found = await store.read(work, id_)
        return listed(found, known.get(id_), now)

    async def rename(
        self, person: Person, id_: int, text: str, *, now: datetime, first: bool = False
    ) -> None:
        """Give the post another holder's name; raises WrongInput.

        `first`: it has none yet; raises Stale where another coordinator has just given one.
        """
        name = name_of(text)
        await self._correct(person, id_, "person-renamed", now, unnamed=first, name=name)

    async def set_phone(self, person: Person, id_: int, text: str, *, now: datetime) -> None:
        """Keep the number for «зателефонуйте»; an empty text takes it away; raises WrongInput."""
        phone = phone_of(text) if text else None
        await self._correct(person, id_, "person-phone-changed", now, phone=phone)

    async def freeze(self, person: Person, id_: int, *, now: datetime) -> Person:
        """Let an active person do nothing until further notice; return them as they were.

        Raises Closed for the last coordinator, Stale where the person is not active.
        """
        require(person, Action.FREEZE)
        async with self.database.begin() as work:
            whom = await self._removable(work, id_, (PersonState.ACTIVE,))
            await store.change(work, id_, state=PersonState.FROZEN)
            await store.end_invites(work, id_, now)
            await store.clear_desk(work, id_)
            await note(work, "frozen", person.id, whom, now)
            return whom

    async def unfreeze(self, person: Person, id_: int, *, now: datetime) -> Person:
        """Give a frozen person their rights back; raises Stale where nobody is frozen."""
        require(person, Action.FREEZE)
        async with self.database.begin() as work:
            only = (PersonState.FROZEN,)
            if not await store.change(work, id_, only=only, state=PersonState.ACTIVE):
                raise Stale("people-changed")
            whom = await store.read(work, id_)
            await note(work, "unfrozen", person.id, whom, now)
            return whom

    async def dismiss(self, person: Person, id_: int, *, now: datetime) -> Person:
        """End a person's work here for good; return them as they were.

        The account is forgotten; open drafts pass to a colleague, and without one stay where
        all of the organisation see them. Raises Closed for the last coordinator.
        """
        require(person, Action.DISMISS)
        async with self.database.begin() as work:
            able = [each for each in PersonState if each is not PersonState.DISMISSED]
            whom = await self._removable(work, id_, able)
            colleague = await _colleague(work, whom)
            await store.change(
                work,
                id_,
                state=PersonState.DISMISSED,
                account=None,
                away_until=None,
                deputy=None,
            )
            await store.end_invites(work, id_, now)
            await store.forget_deputy(work, id_)
            await store.clear_desk(work, id_)
            passed = await store.pass_drafts(work, id_, colleague.id) if colleague else 0
            await note(work, "dismissed", person.id, whom, now, drafts=passed)
            return whom

    async def _correct(
        self,
        person: Person,
        id_: int,
        act: str,
        now: datetime,
        *,
        unnamed: bool = False,
        **values: str | None,
    ) -> None:
        require(person, Action.INVITE)
        async with self.database.begin() as work:
            whom = await store.read(work, id_, lock=True)
            if unnamed and whom.name:
                raise Stale("people-changed")
            await store.change(work, id_, tuple(PersonState), **values)
            await note(work, act, person.id, whom, now)

    async def _removable(self, work: Work, id_: int, only: Iterable[PersonState]) -> Person:
        """Return a person in one of these states, unless nobody would be left to coordinate."""
        coordinators = await store.active(work, Role.COORDINATOR, lock=True)
        if [each.id for each in coordinators] == [id_]:
            raise Closed("people-last-coordinator")
        whom = await store.read(work, id_, lock=True)
        if whom.state not in tuple(only):
            raise Stale("people-changed")
        return whom


async def _colleague(work: Work, whom: Person) -> Person | None:
    """Return who goes on with what somebody had begun: the deputy, or another of the same post."""
    others = [
        each
        for each in await store.active(work, whom.role)
        if each.id != whom.id
        and (whom.role is not Role.EXECUTOR or each.organisation == whom.organisation)
    ]
    return next((each for each in others if each.id == whom.deputy), others[0] if others else None)
