"""The people who tell what was done, and the days on which the tests of reporting play."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import Table, func, insert, select, update

from bot.content.loader import Content
from bot.people.rules import Person, PersonState, Role
from bot.reporting import files_store
from bot.reporting.answers import Draft, Entry, Report
from bot.reporting.service import Reporting
from bot.reporting.term import Term
from bot.storage import audit
from bot.storage.database import Database
from bot.storage.tables import audit as audits
from bot.storage.tables import extensions, people, remarks, reports

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


async def event(
    reporting: Reporting, person: Person, *values: str, measure: str = CAMPAIGN
) -> Entry:
    """Save an event; `values` are the answers after measure, day and text."""
    draft = await reporting.drafts.start_event(
        person, now=NOW, today=TODAY, measure=measure, held_on=TODAY, text=TEXT
    )
    draft = await answered(reporting, person, draft, *(values or ("120", "12,5", "done")))
    return await reporting.drafts.save(person, draft.id, draft.version, now=NOW)


async def complete(
    reporting: Reporting, person: Person, measure: str = CAMPAIGN, organisation: str = "education"
) -> Draft:
    """Return a report's draft at its check."""
    draft = await reporting.drafts.start_report(person, organisation, 2026, measure, now=NOW)
    said = {"status": "done", "text": TEXT, "people": "120", "events": "1", "money": "10/8,5"}
    while draft.step != "check":
        draft = await answered(reporting, person, draft, {**said, "files": "done"}[draft.step])
    return draft


async def submitted(
    reporting: Reporting, person: Person, measure: str = CAMPAIGN, organisation: str = "education"
) -> Report:
    """Return a report that was submitted on the day of the tests."""
    draft = await complete(reporting, person, measure, organisation)
    return await reporting.drafts.submit(person, draft.id, draft.version, now=NOW)


async def decided(
    database: Database, report: Report, state: str, by: Person, **marked: str
) -> None:
    """Decide on a report as the review does: its state, and a remark for each marked answer."""
    async with database.begin() as work:
        await work.execute(
            update(reports)
            .where(reports.c.id == report.id)
            .values(state=state, decided_at=NOW, decided_by=by.id)
        )
        for field, reason in marked.items():
            row = {"report": report.id, "version": report.version, "field": field}
            await work.execute(insert(remarks).values(reason=reason, person=by.id, at=NOW, **row))


async def extended(
    database: Database, by: Person, until: date, measure: str | None = None
) -> None:
    """Give the education department more time."""
    row = {"organisation": "education", "year": 2026, "measure": measure, "until": until}
    async with database.begin() as work:
        await work.execute(
            insert(extensions).values(
                name="Карантин", reason="Школа зачинена", person=by.id, at=NOW, **row
            )
        )


async def attached(database: Database, draft: Draft, by: Person, source: str = "photo") -> None:
    """Store a photo with a draft, as rows only."""
    async with database.begin() as work:
        await files_store.add(
            work,
            {
                "digest": "0" * 64,
                "name": "photo.jpg",
                "kind": "image/jpeg",
                "size": 3,
                "content": b"jpg",
                "draft": draft.id,
                "source": source,
                "person": by.id,
                "at": NOW,
            },
        )


async def acts(database: Database) -> list[str]:
    """Return the acts of the audit, in order; the audit must be whole."""
    async with database.begin() as work:
        assert await audit.verify(work) == []
        return list(await work.scalars(select(audits.c.act).order_by(audits.c.id)))


async def counted(database: Database, table: Table) -> int:
    """Return how many rows a table has."""
    async with database.begin() as work:
        return int(await work.scalar(select(func.count()).select_from(table)) or 0)
