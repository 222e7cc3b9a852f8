"""A full year, to measure with: every duty of it, 2,000 events, 500 photos, written as rows."""

import hashlib
import random
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from bot.content.loader import Content
from bot.reporting.answers import Answers, Money, Source, Status
from bot.reporting.plain import to_plain
from bot.reporting.rules import Duty, duties
from bot.storage.database import Database, Work
from bot.storage.tables import (
    drafts,
    entries,
    extensions,
    files,
    people,
    remarks,
    report_versions,
    reports,
)

EVENTS, PHOTOS, PHOTO_BYTES = 2000, 500, 40_000
TOLD = "Провели зустріч у школі, говорили про те, куди звернутися по допомогу. "


async def fill(database: Database, content: Content, year: int = 2023, seed: int = 7) -> None:
    """Write a believable year: most reports accepted, others in every state there is."""
    chance = random.Random(seed)
    owed = duties(content.programme, content.organisations, year)
    async with database.begin() as work:
        authors = {
            each.id: await _person(work, each.id, year)
            for each in content.organisations.organisations
        }
        await _reports(work, owed, authors, chance)
        events = await _events(work, owed, authors, chance)
        await _photos(work, events, chance)


async def _person(work: Work, organisation: str, year: int) -> int:
    row = {
        "name": f"Виконавець {organisation}",
        "role": "executor",
        "organisation": organisation,
        "state": "active",
        "created_at": datetime(year, 1, 10, tzinfo=UTC),
    }
    return int(
        (await work.execute(insert(people).values(row).returning(people.c.id))).scalar_one()
    )


async def _reports(
    work: Work, owed: tuple[Duty, ...], authors: dict[str, int], chance: random.Random
) -> None:
    for number, duty in enumerate(owed):
        person = authors[duty.organisation]
        state = ("accepted",) * 6 + ("submitted", "returned", "draft", "empty")
        now = datetime(duty.year, 12, 20 + number % 9, 9, number % 60, tzinfo=UTC)
        standing = state[number % len(state)]
        if standing == "draft":
            await _draft(work, duty, person, now)
        elif standing != "empty":
            await _report(work, duty, person, now, standing, chance)
    for organisation in ("police", "culture"):
        row = {"organisation": organisation, "year": owed[0].year, "until": date(2024, 1, 20)}
        row |= {"name": "Подовження", "reason": "Відпустка", "person": authors[organisation]}
        row["at"] = datetime(2023, 12, 1, tzinfo=UTC)
        await work.execute(insert(extensions).values(row))


async def _draft(work: Work, duty: Duty, person: int, now: datetime) -> None:
    row = {"version": 1, "kind": "report", "person": person, "organisation": duty.organisation}
    row |= {"year": duty.year, "measure": duty.measure, "step": "text", "created_at": now}
    answers = {"status": "done"}
    await work.execute(insert(drafts).values(answers=answers, changed_at=now, **row))


async def _report(
    work: Work, duty: Duty, person: int, now: datetime, state: str, chance: random.Random
) -> None:
    status = chance.choice([Status.DONE] * 4 + [Status.PARTLY, Status.NOT_YET])
    unfinished = status is Status.PARTLY
    answers = to_plain(
        Answers(
            status,
            TOLD * chance.randint(2, 12),
            people=chance.randint(10, 900),
            events=chance.randint(1, 30),
            money=(Money(Source.LOCAL, 12_000, 11_500), Money(Source.OTHER, 3_000, 2_000)),
            reason="Захід перенесено на січень." if status is not Status.DONE else "",
            until=date(duty.year + 1, 1, 31) if unfinished else None,
        )
    )
    row = {
        "version": 1,
        "measure": duty.measure,
        "organisation": duty.organisation,
        "year": duty.year,
        "state": state,
        "answers": answers,
        "first_submitted_at": now,
        "submitted_at": now,
        "submitted_by": person,
        "on_behalf": False,
    }
    made = await work.execute(insert(reports).values(row).returning(reports.c.id))
    report = made.scalar_one()
    said = {"report": report, "version": 1, "person": person, "at": now}
    await work.execute(insert(report_versions).values(answers=answers, on_behalf=False, **said))
    if state == "returned":
        await work.execute(insert(remarks).values(field="people", reason="Скільки?", **said))


async def _events(
    work: Work, owed: tuple[Duty, ...], authors: dict[str, int], chance: random.Random
) -> list[int]:
    rows = []
    for number in range(EVENTS):
        duty = owed[number % len(owed)]
        held_on = date(duty.year, 1, 1) + timedelta(days=number * 350 // EVENTS)
        now = datetime.combine(held_on, datetime.min.time(), UTC)
        rows.append(
            {
                "version": 1,
                "measure": duty.measure,
                "organisation": duty.organisation,
                "year": duty.year,
                "held_on": held_on,
                "text": TOLD * chance.randint(1, 3),
                "people": chance.randint(5, 200),
                "money": chance.choice([0, 500, 2000]),
                "author": authors[duty.organisation],
                "on_behalf": False,
                "created_at": now,
                "changed_at": now,
            }
        )
    made = await work.execute(insert(entries).returning(entries.c.id), rows)
    return list(made.scalars())


async def _photos(work: Work, events: list[int], chance: random.Random) -> None:
    rows = []
    for number in range(PHOTOS):
        content = b"\xff\xd8\xff" + chance.randbytes(PHOTO_BYTES)
        rows.append(
            {
                "digest": hashlib.sha256(content).hexdigest(),
                "name": f"photo-{number}.jpg",
                "kind": "image/jpeg",
                "size": len(content),
                "content": content,
                "entry": events[number * len(events) // PHOTOS],
                "source": f"photo{number}",
                "person": 1,
                "at": datetime(2023, 12, 1, tzinfo=UTC),
            }
        )
    await work.execute(insert(files), rows)
