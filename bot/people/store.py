"""The staff and their invitations as rows, and back as the rules' objects."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, select, update

from bot.errors import Gone
from bot.people.desks import person_of
from bot.people.rules import Person, PersonState, Role
from bot.storage.database import Work
from bot.storage.tables import desks, drafts, invites, people

HOLDING = (PersonState.WAITING, PersonState.ACTIVE, PersonState.FROZEN)  # of an account


@dataclass(frozen=True, slots=True)
class Invite:
    """An invitation as it stands; its token is known only to whoever has the link."""

    id: int
    person: int
    created_at: datetime
    created_by: int | None  # None: made on the command line
    expires_at: datetime  # until then it may be opened; once opened, confirmed
    opened_at: datetime | None
    account: int | None
    confirmed_at: datetime | None
    ended_at: datetime | None

    def pending(self, now: datetime) -> bool:
        """Return whether somebody may still open it, or be confirmed by it."""
        return self.confirmed_at is None and self.ended_at is None and now < self.expires_at


async def read(work: Work, id_: int, *, lock: bool = False) -> Person:
    """Return one of the staff; raises Gone for an id that nobody has."""
    found = await _first(work, people.c.id == id_, lock)
    if found is None:
        raise Gone
    return found


async def holder(work: Work, account: int) -> Person | None:
    """Return who has this account now: waiting, active or frozen."""
    return await _first(work, (people.c.account == account) & people.c.state.in_(HOLDING), True)


async def everybody(work: Work) -> tuple[Person, ...]:
    """Return all staff that there ever were, in the order in which they came."""
    rows = await work.execute(select(people).order_by(people.c.id))
    return tuple(person_of(row) for row in rows.mappings())


async def active(work: Work, role: Role | None = None, *, lock: bool = False) -> list[Person]:
    """Return the active staff of a role; `lock` keeps them so until the transaction ends."""
    chosen = select(people).where(people.c.state == PersonState.ACTIVE).order_by(people.c.id)
    if role is not None:
        chosen = chosen.where(people.c.role == role)
    rows = await work.execute(chosen.with_for_update() if lock else chosen)
    return [person_of(row) for row in rows.mappings()]


async def add(
    work: Work,
    *,
    role: Role,
    organisation: str | None,
    name: str,
    now: datetime,
    phone: str | None = None,
    account: int | None = None,
    state: PersonState = PersonState.INVITED,
) -> int:
    """Add one of the staff; return the id."""
    added = await work.execute(
        people.insert().values(
            role=role,
            organisation=organisation,
            name=name,
            phone=phone,
            account=account,
            state=state,
            created_at=now,
        )
    )
    return _key(added.inserted_primary_key)


async def change(
    work: Work, id_: int, only: Iterable[PersonState] = tuple(PersonState), **values: Any
) -> bool:
    """Change columns of a person in one of the states `only`; return whether there was one."""
    changed = await work.execute(
        update(people).where(people.c.id == id_, people.c.state.in_(tuple(only))).values(values)
    )
    return bool(changed.rowcount)


async def add_invite(
    work: Work, person: int, digest: str, *, now: datetime, expires_at: datetime, by: int | None
) -> int:
    """Add an invitation of which only the token's digest is kept; return its id."""
    added = await work.execute(
        invites.insert().values(
            person=person, digest=digest, created_at=now, created_by=by, expires_at=expires_at
        )
    )
    return _key(added.inserted_primary_key)


async def invite_by(work: Work, *, digest: str = "", id_: int = 0) -> Invite | None:
    """Return the invitation of a digest or of an id, whatever has become of it."""
    which = invites.c.digest == digest if digest else invites.c.id == id_
    row = (await work.execute(select(invites).where(which).with_for_update())).mappings().first()
    return _invite(row) if row is not None else None


async def newest_invites(work: Work) -> dict[int, Invite]:
    """Return the newest invitation of each person, whatever has become of it, by person."""
    rows = await work.execute(select(invites).order_by(invites.c.id))
    return {row["person"]: _invite(row) for row in rows.mappings()}


async def change_invite(work: Work, id_: int, *conditions: ColumnElement[bool], **to: Any) -> bool:
    """Change an invitation that is open still; return whether it was."""
    changed = await work.execute(
        update(invites)
        .where(
            invites.c.id == id_,
            invites.c.confirmed_at.is_(None),
            invites.c.ended_at.is_(None),
            *conditions,
        )
        .values(to)
    )
    return bool(changed.rowcount)


async def end_invites(work: Work, person: int, now: datetime) -> bool:
    """End what is open of a person's invitations, forget who opened them; return if any was."""
    ended = await work.execute(
        update(invites)
        .where(
            invites.c.person == person,
            invites.c.confirmed_at.is_(None),
            invites.c.ended_at.is_(None),
        )
        .values(ended_at=now, account=None)
    )
    return bool(ended.rowcount)


async def forget_expired(work: Work, now: datetime) -> None:
    """End the invitations whose time is over, and forget the accounts that had opened them."""
    over = select(invites.c.person).where(
        invites.c.confirmed_at.is_(None),
        invites.c.ended_at.is_(None),
        invites.c.expires_at <= now,
    )
    for person in (await work.execute(over.order_by(invites.c.person))).scalars().all():
        await end_invites(work, person, now)
        await change(
            work, person, only=(PersonState.WAITING,), state=PersonState.INVITED, account=None
        )


async def clear_desk(work: Work, person: int) -> None:
    """Forget where a person's chat stood: another chat, or nobody's any more."""
    await work.execute(
        update(desks)
        .where(desks.c.person == person)
        .values(
            message=None, asks=None, subject=None, version=None, field=None, asked_at=None, seen=0
        )
    )


async def pass_drafts(work: Work, giver: int, taker: int) -> int:
    """Pass a person's open drafts on to a colleague; return how many."""
    passed = await work.execute(
        update(drafts)
        .where(drafts.c.person == giver, drafts.c.ended_at.is_(None))
        .values(person=taker)
    )
    return int(passed.rowcount)


async def forget_deputy(work: Work, deputy: int) -> None:
    """Take somebody who may not act any more from those whom they stood in for."""
    await work.execute(update(people).where(people.c.deputy == deputy).values(deputy=None))


async def _first(work: Work, which: ColumnElement[bool], lock: bool) -> Person | None:
    chosen = select(people).where(which)
    row = (await work.execute(chosen.with_for_update() if lock else chosen)).mappings().first()
    return person_of(row) if row is not None else None


def _invite(row: RowMapping) -> Invite:
    names = ("id", "person", "created_at", "created_by", "expires_at", "opened_at", "account")
    told = {name: row[name] for name in (*names, "confirmed_at", "ended_at")}
    return Invite(**told)


def _key(keys: Any) -> int:
    return int(keys[0])
