"""Announcements: begun once, changed by one at a time, published once."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import insert

from bot.content.loader import Content
from bot.errors import Denied, Gone, Stale, WrongInput
from bot.people.rules import Person, PersonState, Role
from bot.reminders.announcing import Announcing
from bot.storage.database import Database
from bot.storage.tables import people

NOW = datetime(2023, 11, 13, 9, 0, tzinfo=UTC)


async def somebody(database: Database, role: Role) -> Person:
    async with database.begin() as work:
        row = await work.execute(
            insert(people)
            .values(
                name=str(role),
                role=role,
                organisation="uszn",
                state=PersonState.ACTIVE,
                created_at=NOW,
            )
            .returning(people.c.id)
        )
        return Person(row.scalar_one(), str(role), role, "uszn", PersonState.ACTIVE)


async def test_what_is_offered_is_what_comes_within_a_month(
    database: Database, content: Content
) -> None:
    service, who = Announcing(database, content), await somebody(database, Role.COORDINATOR)
    days = [each.day.id for each in await service.offered(who, date(2023, 11, 13))]
    assert days[0] == "children-day"
    assert {"sixteen-days", "women-day", "rights-day"} <= {*days}
    assert "world-day" not in days
    assert await service.offered(who, date(2023, 5, 10)) == ()
    january = await service.offered(who, date(2024, 1, 2))
    assert {each.starts.year for each in january} == {2023}


async def test_a_draft_has_the_numbers_of_today(database: Database, content: Content) -> None:
    service, who = Announcing(database, content), await somebody(database, Role.COORDINATOR)
    for day in content.announcements:
        drafted = await service.begin(who, day, 2023, now=NOW)
        assert "{" not in drafted.text
        assert content.contacts["gov-1547"].reach in drafted.text or day == "rights-day"


async def test_two_begin_one_announcement(database: Database, content: Content) -> None:
    service, who = Announcing(database, content), await somebody(database, Role.COORDINATOR)
    both = await asyncio.gather(
        *(service.begin(who, "sixteen-days", 2023, now=NOW) for _ in range(2))
    )
    assert both[0].id == both[1].id


async def test_of_twenty_who_publish_one_does(database: Database, content: Content) -> None:
    service, who = Announcing(database, content), await somebody(database, Role.COORDINATOR)
    each = await service.begin(who, "sixteen-days", 2023, now=NOW)
    taken = await asyncio.gather(
        *(service.publishing(who, each.id, each.version, now=NOW) for _ in range(20)),
        return_exceptions=True,
    )
    assert sum(not isinstance(one, BaseException) for one in taken) == 1
    assert all(isinstance(one, Stale) for one in taken if isinstance(one, BaseException))
    state = await service.read(who, each.id)
    assert state.state == "publishing"
    with pytest.raises(Stale):
        await service.change(who, each.id, state.version, "Інший текст оголошення", now=NOW)
    done = await service.published(who, each.id, state.version, message=5, now=NOW)
    assert done.state == "published"
    assert done.published_at == NOW


async def test_what_was_surely_not_taken_is_a_draft_again(
    database: Database, content: Content
) -> None:
    service, who = Announcing(database, content), await somebody(database, Role.COORDINATOR)
    each = await service.begin(who, "sixteen-days", 2023, now=NOW)
    taken = await service.publishing(who, each.id, each.version, now=NOW)
    again = await service.not_published(who, each.id, taken.version, now=NOW)
    changed = await service.change(who, each.id, again.version, "Новий текст оголошення.", now=NOW)
    assert (changed.state, changed.text) == ("draft", "Новий текст оголошення.")


async def test_only_coordinators_and_only_what_fits(database: Database, content: Content) -> None:
    service = Announcing(database, content)
    who, school = (
        await somebody(database, Role.COORDINATOR),
        await somebody(database, Role.EXECUTOR),
    )
    each = await service.begin(who, "sixteen-days", 2023, now=NOW)
    with pytest.raises(Denied):
        await service.change(school, each.id, each.version, "Текст оголошення 12345", now=NOW)
    with pytest.raises(WrongInput):
        await service.change(who, each.id, each.version, "я" * 1025, now=NOW)
    with pytest.raises(WrongInput):
        await service.change(who, each.id, each.version, "", now=NOW)
    with pytest.raises(Gone):
        await service.begin(who, "no-such-day", 2023, now=NOW)
    with pytest.raises(Gone):
        await service.read(who, each.id + 100)
