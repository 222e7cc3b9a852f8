"""Whenever the process runs and however long it does not: nobody is told twice, at night, or late
without its being written down."""

import random
from collections import Counter
from datetime import date, time, timedelta

import pytest

from bot.chat.outcomes import Outcome
from bot.content.loader import Content
from bot.people.rules import Role
from bot.reminders.notices import State
from bot.storage.database import Database
from tests.reminded import KYIV, Office, at

ENDS = ("sent", "sent", "sent", "sent", "wait", "unsent", "uncertain", "blocked")


@pytest.fixture
async def database(sqlite_url: str) -> Database:
    return Database(sqlite_url)


@pytest.mark.parametrize("seed", range(268, 274))
async def test_any_start_any_downtime_any_order(
    database: Database, content: Content, seed: int
) -> None:
    dice = random.Random(seed)
    office = Office.of(database, content, at(2023, 11, 1))
    staff = [
        await office.seat("школа", "education"),
        await office.seat("поліція", "police"),
        await office.seat("координатор", "uszn", Role.COORDINATOR),
    ]
    owed = [("education", "1.2.1"), ("education", "1.2.3"), ("police", "1.2.3")]
    dice.shuffle(owed)
    while office.now() < at(2024, 1, 12):
        slept = dice.choice((1, 7, 20, 26, 26, 26, 80, 300))  # hours
        office.now.moment += timedelta(hours=slept, minutes=dice.randint(0, 59))
        if owed and dice.random() < 0.1:
            await office.submit(*owed.pop())
        office.post.ends = [
            Outcome(end, seconds=600, kind="X")  # type: ignore[arg-type]
            for end in dice.choices(ENDS, k=2)
        ]
        if dice.random() < 0.3:  # another process, which knows nothing of this one
            office = Office.of(database, content, office.now())
        await office.reminders.tick()
    await assert_told_right(office, {each.account for each in staff})
    await database.close()


async def assert_told_right(office: Office, accounts: set[int | None]) -> None:
    for chat, moment, _ in office.post.sent:
        local = moment.astimezone(KYIV)
        assert chat in accounts
        assert time(9) <= local.time() < time(18)
        assert local.weekday() < 5
    days = Counter((chat, at_.astimezone(KYIV).date()) for chat, at_, _ in office.post.sent)
    assert set(days.values()) <= {1}, "one message per person per day"
    rows = await office.rows()
    assert max(Counter((r["rule"], r["person"], r["day"]) for r in rows).values()) == 1
    assert sum((await office.reminders.sums()).values()) == len(rows)
    planned = {row["day"] for row in rows if row["rule"] == "deadline"}
    assert planned >= {date(2023, 11, 27), date(2023, 12, 15), date(2023, 12, 25)}
    waiting = [row for row in rows if row["state"] in (State.PLANNED, State.POSTPONED)]
    assert all((office.now().date() - row["day"]).days <= 27 for row in waiting), "forgotten"
    assert not [row for row in rows if row["state"] == State.SENDING]
