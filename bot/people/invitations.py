"""Invitations: a link with 128 random bits, of which we keep only the digest.

Links are made by coordinators in the chat, and on the command line. Making a new one ends the
older ones; what opening one brings about stands in `bot.people.joining`.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.content.models import Organisations
from bot.errors import Closed, Gone, Stale
from bot.people import store
from bot.people.noting import note
from bot.people.rules import Action, Person, PersonState, Role, require
from bot.storage.database import Database, Work

TOKEN_BYTES = 16
LASTS = timedelta(hours=72)  # until it is opened; then as long again until it is confirmed


@dataclass(frozen=True, slots=True)
class Invitation:
    """A new link: the only moment at which its token is known."""

    token: str = field(repr=False)
    person: Person
    expires_at: datetime


def digest_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Invitations:
    """Making links; each is one transaction."""

    database: Database
    organisations: Organisations

    async def begin(
        self, person: Person, role: Role, organisation: str | None, *, now: datetime
    ) -> Person:
        """Return a new person without a name and a link yet; one that was left so is reused."""
        require(person, Action.INVITE)
        organisation = self.organisation_for(role, organisation)
        async with self.database.begin() as work:
            known = await store.newest_invites(work)
            for each in await store.everybody(work):
                left = each.state is PersonState.INVITED and not each.name
                same = (each.role, each.organisation) == (role, organisation)
                if left and same and each.id not in known:
                    return each
            id_ = await store.add(work, role=role, organisation=organisation, name="", now=now)
            await note(work, "person-added", person.id, await store.read(work, id_), now)
            return await store.read(work, id_)

    async def renew(self, person: Person, id_: int, *, now: datetime) -> Invitation:
        """Return a new link for a person, also for a new phone; older links end.

        Raises Closed for the frozen, Stale where the name is still to be told.
        """
        require(person, Action.INVITE)
        async with self.database.begin() as work:
            return await self._issue(work, id_, person.id, now)

    async def by_operator(
        self, role: Role, organisation: str | None, name: str, phone: str | None, *, now: datetime
    ) -> Invitation:
        """Return a link made on the command line; the same post and name are the same person."""
        organisation = self.organisation_for(role, organisation)
        async with self.database.begin() as work:
            for each in await store.everybody(work):
                same = (each.role, each.organisation, each.name) == (role, organisation, name)
                if same and each.state is not PersonState.DISMISSED:
                    return await self._issue(work, each.id, None, now)
            id_ = await store.add(
                work, role=role, organisation=organisation, name=name, phone=phone, now=now
            )
            return await self._issue(work, id_, None, now)

    def organisation_for(self, role: Role, organisation: str | None) -> str | None:
        """Return the organisation that such a person has; raises Gone for an unknown one."""
        if role is Role.OVERSEER:
            return None
        if role is Role.COORDINATOR:
            organisation = organisation or self.organisations.control.collects
        if organisation not in [each.id for each in self.organisations.organisations]:
            raise Gone
        return organisation

    async def _issue(self, work: Work, id_: int, by: int | None, now: datetime) -> Invitation:
        person = await store.read(work, id_, lock=True)
        if not person.name:
            raise Stale("people-name-first")
        if person.state is PersonState.FROZEN:
            raise Closed("people-frozen-first")
        await store.end_invites(work, id_, now)
        if person.state is not PersonState.ACTIVE:
            await store.change(work, id_, state=PersonState.INVITED, account=None)
        token = secrets.token_urlsafe(TOKEN_BYTES)
        until = now + LASTS
        await store.add_invite(work, id_, digest_of(token), now=now, expires_at=until, by=by)
        await note(work, "invited", by, person, now)
        return Invitation(token, await store.read(work, id_), until)
