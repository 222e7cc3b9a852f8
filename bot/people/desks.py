"""What a staff member's chat stands at, read once per tap or message: one query by account."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, select, update

from bot.people.rules import Person, PersonState, Role
from bot.people.visit import Asked
from bot.storage.database import Work
from bot.storage.tables import desks, facts, people

BOT = "bot"  # the fact that names the bot with which the chats stand


@dataclass(frozen=True, slots=True)
class Standing:
    """Who somebody is, and where their chat stands."""

    person: Person
    message: int | None = None  # of the desk, in the chat
    asked: Asked | None = None
    asked_at: datetime | None = None
    seen: int = 0  # the last message that was answered


async def standing(work: Work, account: int) -> Standing | None:
    """Return the active staff member of an account, or None: a resident, like anybody else."""
    found = await work.execute(
        select(people, desks)
        .outerjoin(desks, desks.c.person == people.c.id)
        .where(people.c.account == account, people.c.state == PersonState.ACTIVE)
    )
    row = found.mappings().first()
    if row is None:
        return None
    asked = None
    if row[desks.c.asks] is not None:
        asked = Asked(
            row[desks.c.asks],
            row[desks.c.subject] or 0,
            row[desks.c.version] or 0,
            row[desks.c.field] or "",
        )
    return Standing(
        person_of(row), row[desks.c.message], asked, row[desks.c.asked_at], row[desks.c.seen] or 0
    )


async def belong_to(work: Work, bot: str) -> None:
    """Let all chats begin anew where they stood with another bot: its messages had other numbers.

    So nobody's message is taken for one that was seen, whichever token a restored backup gets.
    """
    known = await work.scalar(select(facts.c.value).where(facts.c.name == BOT).with_for_update())
    if known == bot:
        return
    if known is None:
        await work.execute(facts.insert().values(name=BOT, value=bot))
        return
    await work.execute(update(facts).where(facts.c.name == BOT).values(value=bot))
    await work.execute(update(desks).values(message=None, asks=None, asked_at=None, seen=0))


async def as_now(work: Work, person: Person) -> Person:
    """Return somebody as their row says now: what takes seconds may outlast their rights."""
    found = await work.execute(select(people).where(people.c.id == person.id))
    return person_of(found.mappings().one())


async def mark_reachable(work: Work, account: int, reachable: bool) -> None:
    """Note whether somebody of the staff can be written to; a resident's account is none."""
    await work.execute(
        update(people)
        .where(people.c.account == account, people.c.state != PersonState.DISMISSED)
        .values(reachable=reachable)
    )


def person_of(row: RowMapping) -> Person:
    """Return the person of a row of `people`, however much was joined to it."""
    return Person(
        id=row[people.c.id],
        name=row[people.c.name],
        role=Role(row[people.c.role]),
        organisation=row[people.c.organisation],
        state=PersonState(row[people.c.state]),
        account=row[people.c.account],
        phone=row[people.c.phone],
        away_until=row[people.c.away_until],
        deputy=row[people.c.deputy],
        reachable=row[people.c.reachable],
    )


async def keep(
    work: Work,
    person: Person,
    message: int | None,
    asks: Asked | None,
    now: datetime,
    seen: int | None = None,
) -> None:
    """Write where a chat stands now: the desk's message and the question that it asks.

    Nothing is written of a chat that is not this person's any more: another phone's numbers of
    messages are others. Their row is locked first, as wherever people are changed.
    """
    here = select(people.c.id).where(
        people.c.id == person.id,
        people.c.account == person.account,
        people.c.state == PersonState.ACTIVE,
    )
    if await work.scalar(here.with_for_update()) is None:
        return
    values: dict[str, object] = {
        "message": message,
        "asks": asks.kind if asks else None,
        "subject": asks.subject if asks else None,
        "version": asks.version if asks else None,
        "field": asks.field if asks else None,
        "asked_at": now if asks else None,
    }
    if seen is not None:
        values["seen"] = seen
    changed = await work.execute(update(desks).where(desks.c.person == person.id).values(values))
    if not changed.rowcount:
        await work.execute(desks.insert().values(person=person.id, **values))
