"""A database with something of everything in it, and what is in it as plain values."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import func, insert, select

from bot.storage import audit
from bot.storage.database import Database
from bot.storage.tables import desks, drafts, entries, facts, files, metadata, people, reports

SUMMER = datetime(2023, 7, 1, 9, 30, 15, 1, timezone(timedelta(hours=3)))
WINTER = datetime(2023, 12, 25, 23, 59, 59, 999_999, UTC)
PHOTO = bytes(range(256)) * 40
WORDS = "Їжак ґанку, 'лапки' \"й\"\n\t🕊️ \\ й́"


async def fill(database: Database, photos: int = 2) -> None:
    async with database.begin() as work:
        for number in range(1, 4):
            person: dict[str, Any] = {
                "name": f"{WORDS} {number}",
                "role": "executor",
                "organisation": "school",
                "state": "active",
                "account": 5_000_000_000 + number,
                "away_until": date(2023, 7, 1) if number == 2 else None,
                "deputy": None,
                "reachable": [None, True, False][number - 1],
                "created_at": SUMMER,
            }
            await work.execute(insert(people).values(person))
        await work.execute(people.update().where(people.c.id == 1).values(deputy=3))
        common = {"organisation": "school", "year": 2023, "measure": "1.1"}
        entry = common | {"version": 1, "held_on": date(2023, 7, 1), "text": WORDS, "author": 1}
        entry |= {"on_behalf": False, "created_at": SUMMER, "changed_at": WINTER}
        await work.execute(insert(entries).values(entry | {"money": 4_000_000_000, "people": 0}))
        await work.execute(insert(entries).values(entry))
        report = common | {"version": 2, "state": "submitted", "answers": {"б": [1, None, WORDS]}}
        report |= {"first_submitted_at": SUMMER, "submitted_at": WINTER, "submitted_by": 2}
        await work.execute(insert(reports).values(report | {"on_behalf": True}))
        draft = common | {"version": 1, "kind": "mend", "person": 2, "step": "text", "report": 1}
        draft |= {"answers": {}, "created_at": SUMMER, "changed_at": SUMMER}
        await work.execute(insert(drafts).values(draft))
        for number in range(photos):
            photo = {"digest": "0" * 64, "name": WORDS, "kind": "image/jpeg", "size": len(PHOTO)}
            photo |= {"content": PHOTO, "entry": 1, "source": f"s{number}", "person": 1}
            await work.execute(insert(files).values(photo | {"at": WINTER}))
        await work.execute(insert(desks).values(person=1, message=2**40))
        await work.execute(insert(facts).values(name="a", value=WORDS))
        for number in range(5):
            await audit.record(
                work,
                at=SUMMER,
                act="made",
                subject=f"entry:{number}",
                person=1,
                organisation="school",
                details={"я": number, "a": [0.1, None]},
            )


async def everything(database: Database) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table; left out is what a restore adds."""
    told = {}
    async with database.begin() as work:
        for table in metadata.sorted_tables:
            found = await work.execute(select(table).order_by(*table.primary_key.columns))
            told[table.name] = [dict(row._mapping) for row in found]
    told["facts"] = [each for each in told["facts"] if each["name"] in ("a",)]
    told["audit"] = [each for each in told["audit"] if each["act"] != "restored"]
    return told


async def count(database: Database) -> int:
    async with database.begin() as work:
        return int(await work.scalar(select(func.count()).select_from(people)) or 0)
