"""The people who tell what was done, and the days on which the tests of reporting play."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import insert

from bot.content.loader import Content
from bot.people.rules import Person, PersonState, Role
from bot.reporting.answers import Draft
from bot.reporting.service import Reporting
from bot.reporting.term import Term
from bot.storage.database import Database
from bot.storage.tables import people

NOW = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 27)
CAMPAIGN = "1.2.3"  # the 16 days: education and four more, in season in November and December
TEXT = "Провели акцію в бібліотеці, роздали буклети."


@dataclass
class Staff:
    """One of each, as rows."""

    olena: Person  # education
    petro: Person  # education too, on another phone
    ihor: Person  # police
    kateryna: Person  # the coordinator
    oksana: Person  # sees only


async def hired(database: Database) -> Staff:
    """Write the staff into the database."""
    who = {
        "olena": (Role.EXECUTOR, "education"),
        "petro": (Role.EXECUTOR, "education"),
        "ihor": (Role.EXECUTOR, "police"),
        "kateryna": (Role.COORDINATOR, None),
        "oksana": (Role.OVERSEER, None),
    }
    found = {}
    async with database.begin() as work:
        for number, (name, (role, organisation)) in enumerate(who.items(), 1):
            person = Person(0, name, role, organisation, PersonState.ACTIVE, 1000 + number)
            row = {
                "name": name,
                "role": role.value,
                "organisation": organisation,
                "state": "active",
                "account": person.account,
                "created_at": NOW,
            }
            made = await work.execute(insert(people).values(row).returning(people.c.id))
            found[name] = replace(person, id=made.scalar_one())
    return Staff(**found)


def reporting_of(database: Database, content: Content, last: int | None = 2026) -> Reporting:
    """The service as it is after a start of the bot."""
    term = Term.of(content.programme, content.organisations, last)
    return Reporting(database, content, term)


async def answered(
    reporting: Reporting, person: Person, draft: Draft, *values: str, now: datetime = NOW
) -> Draft:
    """Answer one question after another; an empty answer skips the question."""
    today = reporting.term.today(now)
    for value in values:
        if value:
            draft = await reporting.drafts.answer(
                person, draft.id, draft.version, draft.step, value, now=now, today=today
            )
        else:
            draft = await reporting.drafts.skip(person, draft.id, draft.version, now=now)
    return draft
