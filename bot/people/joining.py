"""Opening an invitation, and being confirmed by a coordinator.

A link is opened once, within 72 hours, by an account that nobody of the staff has. Whoever opens
it only asks to be let in: a coordinator confirms the person, for a link can be sent on. The one
exception is the first coordinator, whom the operator of the machine vouches for.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy.exc import IntegrityError

from bot.errors import Gone, Stale
from bot.people import store
from bot.people.invitations import LASTS, digest_of
from bot.people.noting import note
from bot.people.rules import Action, Person, PersonState, Role, require
from bot.people.store import Invite
from bot.storage.database import Database, Work
from bot.storage.tables import invites


class Opening(StrEnum):
    """What became of opening a link; where nothing did, the answer is a resident's."""

    WAITING = "waiting"
    JOINED = "joined"
    OTHERS = "others"  # somebody of the staff has opened what is meant for another


@dataclass(frozen=True, slots=True)
class Opened:
    """Who has opened a link, as whom, and who may confirm it."""

    how: Opening
    person: Person
    invite: int = 0
    again: bool = False  # the same account once more: nothing has changed
    coordinators: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Seated:
    """Somebody who has joined; `before` is the account that they had until now."""

    person: Person
    before: int | None


@dataclass(frozen=True, slots=True)
class Joining:
    """Opening, confirming, refusing; each is one transaction."""

    database: Database

    async def open(self, token: str, account: int, *, now: datetime) -> Opened | None:
        """Take the link for an account; None where it opens nothing, whatever the reason."""
        try:
            async with self.database.begin() as work:
                return await self._open(work, token, account, now)
        except IntegrityError:  # two links at once, one account
            return None

    async def forget_expired(self, *, now: datetime) -> None:
        """Forget the accounts of those whom nobody has confirmed in time."""
        async with self.database.begin() as work:
            await store.forget_expired(work, now)

    async def confirm(self, person: Person, invite: int, *, now: datetime) -> Seated:
        """Let in whoever has opened an invitation; raises Stale where that is decided already."""
        require(person, Action.CONFIRM)
        try:
            async with self.database.begin() as work:
                found, who = await self._to_decide(work, invite, now)
                return await _seat(work, found, who, person.id, now)
        except IntegrityError:
            raise Stale("people-account-taken") from None

    async def refuse(self, person: Person, invite: int, *, now: datetime) -> Person:
        """End an invitation that the wrong person has opened, and forget the account."""
        require(person, Action.CONFIRM)
        async with self.database.begin() as work:
            _, who = await self._to_decide(work, invite, now)
            await store.end_invites(work, who.id, now)
            await store.change(
                work, who.id, only=(PersonState.WAITING,), state=PersonState.INVITED, account=None
            )
            await note(work, "invite-refused", person.id, who, now)
            return await store.read(work, who.id)

    async def _open(self, work: Work, token: str, account: int, now: datetime) -> Opened | None:
        invite = await store.invite_by(work, digest=digest_of(token))
        if invite is None:
            return None
        holder = await store.holder(work, account)
        person = await store.read(work, invite.person, lock=True)
        if holder is not None and holder.state is PersonState.ACTIVE:
            how = Opening.JOINED if holder.id == person.id else Opening.OTHERS
            return Opened(how, holder, again=True)
        coordinators = tuple(await store.active(work, Role.COORDINATOR, lock=True))
        if not invite.pending(now) or person.state is PersonState.FROZEN:
            return None
        if invite.opened_at is not None:
            mine = invite.account == account
            again = Opened(Opening.WAITING, person, invite.id, True, coordinators)
            return again if mine else None
        if holder is not None or not await _take(work, invite, account, now):
            return None
        await store.change(
            work,
            person.id,
            only=(PersonState.INVITED,),
            state=PersonState.WAITING,
            account=account,
        )
        await note(work, "invite-opened", None, person, now)
        # Asked after the audit's lock: of two who are vouched for at once, one is the first.
        active = await store.active(work, Role.COORDINATOR)
        others = [each for each in active if each.id != person.id]
        if invite.created_by is None and person.role is Role.COORDINATOR and not others:
            seated = await _seat(work, replace(invite, account=account), person, None, now)
            return Opened(Opening.JOINED, seated.person, invite.id)
        return Opened(Opening.WAITING, person, invite.id, coordinators=coordinators)

    async def _to_decide(self, work: Work, invite: int, now: datetime) -> tuple[Invite, Person]:
        found = await store.invite_by(work, id_=invite)
        if found is None:
            raise Gone
        if not found.pending(now) or found.account is None:
            raise Stale("people-decided")
        return found, await store.read(work, found.person, lock=True)


async def _take(work: Work, invite: Invite, account: int, now: datetime) -> bool:
    return await store.change_invite(
        work,
        invite.id,
        invites.c.opened_at.is_(None),
        opened_at=now,
        account=account,
        expires_at=now + LASTS,
    )


async def _seat(
    work: Work, invite: Invite, person: Person, by: int | None, now: datetime
) -> Seated:
    """Make a person active with the account of the invitation, which is over then."""
    taken = await store.change_invite(
        work, invite.id, confirmed_at=now, confirmed_by=by, account=None
    )
    able = (PersonState.WAITING, PersonState.ACTIVE)
    if not taken or not await store.change(
        work,
        person.id,
        only=able,
        state=PersonState.ACTIVE,
        account=invite.account,
        reachable=True,
    ):
        raise Stale("people-decided")
    before = person.account if person.state is PersonState.ACTIVE else None
    if before != invite.account:
        await store.clear_desk(work, person.id)
    await note(work, "confirmed", by, person, now)
    return Seated(await store.read(work, person.id), before)
