"""People on both databases: one link, one account, one decision, whoever is quicker."""

import asyncio
import secrets
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import RowMapping, Table, func, select

from bot.content.loader import Content
from bot.errors import Closed, Denied, Gone, Stale, WrongInput
from bot.people import store
from bot.people.desks import keep, mark_reachable
from bot.people.invitations import LASTS, TOKEN_BYTES, digest_of
from bot.people.joining import Opening
from bot.people.progress import Progress
from bot.people.rules import Person, PersonState, Role
from bot.people.service import People
from bot.people.visit import Asked
from bot.storage import audit as chain
from bot.storage.database import Database
from bot.storage.tables import audit, desks, invites, people

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture
def service(database: Database, content: Content) -> People:
    return People(database, content.organisations)


async def seat(
    service: People,
    role: Role = Role.COORDINATOR,
    organisation: str | None = "uszn",
    account: int = 1,
    name: str = "Координатор",
) -> Person:
    async with service.database.begin() as work:
        id_ = await store.add(
            work,
            role=role,
            organisation=organisation,
            name=name,
            now=NOW,
            account=account,
            state=PersonState.ACTIVE,
        )
        return await store.read(work, id_)


async def rows(service: People, table: Table) -> list[RowMapping]:
    async with service.database.begin() as work:
        return list((await work.execute(select(table).order_by(*table.primary_key))).mappings())


async def invited(service: People, by: Person, name: str = "Олена Коваль") -> tuple[int, str]:
    person = await service.invitations.begin(by, Role.EXECUTOR, "education", now=NOW)
    await service.roster.rename(by, person.id, name, now=NOW, first=True)
    made = await service.invitations.renew(by, person.id, now=NOW)
    return person.id, made.token


async def test_two_open_one_link_at_once_and_one_wins(service: People) -> None:
    coordinator = await seat(service)
    _, token = await invited(service, coordinator)
    accounts = range(100, 110)
    opened = await asyncio.gather(
        *(service.joining.open(token, account, now=NOW) for account in accounts)
    )
    (won,) = [each for each in opened if each is not None]
    assert won.how is Opening.WAITING
    taken = [row["account"] for row in await rows(service, people) if row["account"] != 1]
    assert [row["account"] for row in await rows(service, invites)] == taken
    assert taken == [accounts[opened.index(won)]]


async def test_one_account_opens_two_links_at_once_and_has_one_post(service: People) -> None:
    coordinator = await seat(service)
    tokens = [(await invited(service, coordinator, name))[1] for name in ("Олена", "Ірина")]
    opened = await asyncio.gather(*(service.joining.open(token, 100, now=NOW) for token in tokens))
    assert sum(each is not None for each in opened) == 1
    assert [row["account"] for row in await rows(service, people)].count(100) == 1


async def test_two_coordinators_confirm_at_once_and_one_does(service: People) -> None:
    first, second = await seat(service), await seat(service, account=2)
    _, token = await invited(service, first)
    opened = await service.joining.open(token, 100, now=NOW)
    assert opened is not None
    done = await asyncio.gather(
        service.joining.confirm(first, opened.invite, now=NOW),
        service.joining.confirm(second, opened.invite, now=NOW),
        service.joining.refuse(second, opened.invite, now=NOW),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Stale) for each in done) == 2
    acts = [row["act"] for row in await rows(service, audit)]
    assert acts.count("confirmed") + acts.count("invite-refused") == 1


async def test_the_last_two_coordinators_cannot_freeze_each_other(service: People) -> None:
    first, second = await seat(service), await seat(service, account=2)
    done = await asyncio.gather(
        service.roster.freeze(first, second.id, now=NOW),
        service.roster.dismiss(second, first.id, now=NOW),
        return_exceptions=True,
    )
    assert sum(isinstance(each, Closed) for each in done) == 1
    states = [row["state"] for row in await rows(service, people)]
    assert states.count(PersonState.ACTIVE) == 1


async def test_a_hundred_thousand_guesses_open_nothing(service: People) -> None:
    coordinator = await seat(service)
    for number in range(20):
        await invited(service, coordinator, f"Особа {number}" + "ю" * number)
    hits = 0
    async with service.database.begin() as work:
        for _ in range(50):
            some = [digest_of(secrets.token_urlsafe(TOKEN_BYTES)) for _ in range(2000)]
            found = select(func.count()).where(invites.c.digest.in_(some))
            hits += (await work.execute(found)).scalar_one()
    assert hits == 0
    kept = [row["digest"] for row in await rows(service, invites)]
    assert len({*kept}) == 20
    assert {len(each) for each in kept} == {64}


async def test_a_new_link_ends_the_older_one(service: People) -> None:
    coordinator = await seat(service)
    id_, old = await invited(service, coordinator)
    new = (await service.invitations.renew(coordinator, id_, now=NOW)).token
    assert await service.joining.open(old, 100, now=NOW) is None
    assert await service.joining.open(new, 100, now=NOW) is not None
    third = (await service.invitations.renew(coordinator, id_, now=NOW)).token
    one = await service.roster.card(coordinator, id_, now=NOW)
    assert (one.progress, one.person.account) == (Progress.SENT, None)
    assert await service.joining.open(third, 101, now=NOW) is not None


async def test_a_link_lives_72_hours_and_so_does_the_wait(service: People) -> None:
    coordinator = await seat(service)
    id_, token = await invited(service, coordinator)
    late = NOW + LASTS
    assert await service.joining.open(token, 100, now=late) is None
    almost = late - timedelta(seconds=1)
    opened = await service.joining.open(token, 100, now=almost)
    assert opened is not None
    again = await service.joining.open(token, 100, now=almost)
    assert again is not None
    assert again.again, "a second tap of the same person is told the same"
    with pytest.raises(Stale):
        await service.joining.confirm(coordinator, opened.invite, now=almost + LASTS)
    one = await service.roster.card(coordinator, id_, now=almost + LASTS)
    assert (one.progress, one.person.account) == (Progress.EXPIRED, None)


async def test_the_board_tells_how_far_everybody_is(service: People) -> None:
    coordinator = await seat(service)

    async def progress(id_: int) -> Progress:
        return (await service.roster.card(coordinator, id_, now=NOW)).progress

    person = await service.invitations.begin(coordinator, Role.EXECUTOR, "police", now=NOW)
    assert await progress(person.id) is Progress.UNSENT
    again = await service.invitations.begin(coordinator, Role.EXECUTOR, "police", now=NOW)
    assert again.id == person.id, "an unfinished one is not doubled"
    with pytest.raises(Stale):
        await service.invitations.renew(coordinator, person.id, now=NOW)
    await service.roster.rename(coordinator, person.id, "Іван", now=NOW, first=True)
    with pytest.raises(Stale):
        await service.roster.rename(coordinator, person.id, "Петро", now=NOW, first=True)
    made = await service.invitations.renew(coordinator, person.id, now=NOW)
    assert await progress(person.id) is Progress.SENT
    opened = await service.joining.open(made.token, 100, now=NOW)
    assert opened is not None
    assert await progress(person.id) is Progress.OPENED
    await service.joining.confirm(coordinator, opened.invite, now=NOW)
    assert await progress(person.id) is Progress.CONFIRMED
    made = await service.invitations.renew(coordinator, person.id, now=NOW)
    assert await progress(person.id) is Progress.MOVING
    await service.joining.open(made.token, 101, now=NOW)
    assert await progress(person.id) is Progress.MOVED
    await service.roster.freeze(coordinator, person.id, now=NOW)
    assert await progress(person.id) is Progress.FROZEN
    with pytest.raises(Closed):
        await service.invitations.renew(coordinator, person.id, now=NOW)
    with pytest.raises(Stale):
        await service.roster.freeze(coordinator, person.id, now=NOW)
    await service.roster.dismiss(coordinator, person.id, now=NOW)
    assert await progress(person.id) is Progress.DISMISSED
    made = await service.invitations.renew(coordinator, person.id, now=NOW)
    assert await progress(person.id) is Progress.SENT, "who comes back is the same person"
    board = await service.roster.board(coordinator, now=NOW)
    assert [each.person.id for each in board] == [coordinator.id, person.id]


async def test_freezing_ends_the_link_on_its_way(service: People) -> None:
    coordinator = await seat(service)
    executor = await seat(service, Role.EXECUTOR, "education", 2, "Освіта")
    made = await service.invitations.renew(coordinator, executor.id, now=NOW)
    await service.roster.freeze(coordinator, executor.id, now=NOW)
    assert await service.joining.open(made.token, 100, now=NOW) is None
    await service.roster.unfreeze(coordinator, executor.id, now=NOW)
    assert await service.joining.open(made.token, 100, now=NOW) is None


async def test_another_phone_begins_with_an_empty_desk(service: People) -> None:
    coordinator = await seat(service)
    executor = await seat(service, Role.EXECUTOR, "education", 2, "Освіта")
    async with service.database.begin() as work:
        stood = {"message": 7, "asks": "draft", "subject": 1, "version": 1, "field": "text"}
        await work.execute(desks.insert().values(person=executor.id, seen=900, **stood))
    made = await service.invitations.renew(coordinator, executor.id, now=NOW)
    opened = await service.joining.open(made.token, 100, now=NOW)
    assert opened is not None
    seated = await service.joining.confirm(coordinator, opened.invite, now=NOW)
    assert (seated.before, seated.person.account) == (2, 100)
    (desk,) = await rows(service, desks)
    assert (desk["message"], desk["asks"], desk["seen"]) == (None, None, 0)


async def test_the_operator_brings_back_the_only_coordinator(service: People) -> None:
    make = service.invitations.by_operator
    first = await make(Role.COORDINATOR, None, "Олена", None, now=NOW)
    opened = await service.joining.open(first.token, 100, now=NOW)
    assert opened is not None
    assert opened.how is Opening.JOINED
    assert opened.person.organisation == "uszn"
    again = await make(Role.COORDINATOR, None, "Олена", None, now=NOW)
    assert again.person.id == first.person.id
    moved = await service.joining.open(again.token, 101, now=NOW)
    assert moved is not None
    assert (moved.how, moved.person.account) == (Opening.JOINED, 101)
    other = await make(Role.COORDINATOR, None, "Ірина", None, now=NOW)
    waits = await service.joining.open(other.token, 102, now=NOW)
    assert waits is not None
    assert waits.how is Opening.WAITING
    executor = await make(Role.EXECUTOR, "police", "Іван", "+380501234567", now=NOW)
    waits = await service.joining.open(executor.token, 103, now=NOW)
    assert waits is not None
    assert waits.how is Opening.WAITING, "only a coordinator is vouched for"
    with pytest.raises(Gone):
        await make(Role.EXECUTOR, "fire", "Іван", None, now=NOW)


async def test_away_only_with_somebody_who_may_stand_in(service: People) -> None:
    coordinator = await seat(service)
    one = await seat(service, Role.EXECUTOR, "education", 2, "Одна")
    other = await seat(service, Role.EXECUTOR, "education", 3, "Друга")
    police = await seat(service, Role.EXECUTOR, "police", 4, "Поліція")
    absences, until = service.absences, date(2026, 3, 20)
    with pytest.raises(Stale):
        await absences.deputise(one, one.id, other.id, TODAY, now=NOW)
    await absences.leave(one, one.id, until, now=NOW)
    able = await absences.deputies(one, one.id, TODAY)
    assert [each.id for each in able] == [other.id, coordinator.id]
    for wrong in (police.id, one.id):
        with pytest.raises(Stale):
            await absences.deputise(one, one.id, wrong, TODAY, now=NOW)
    away = await absences.deputise(one, one.id, other.id, TODAY, now=NOW)
    assert (away.away_until, away.deputy) == (until, other.id)
    with pytest.raises(Denied):
        await absences.leave(police, one.id, until, now=NOW)
    with pytest.raises(Denied):
        await absences.read(police, one.id)
    await service.roster.dismiss(coordinator, other.id, now=NOW)
    assert (await absences.read(one, one.id)).deputy is None
    back = await absences.come_back(coordinator, one.id, now=NOW)
    assert (back.away_until, back.deputy) == (None, None)


async def test_what_was_done_is_told_without_a_word_of_anybody(service: People) -> None:
    coordinator = await seat(service)
    id_, token = await invited(service, coordinator, "Олена Таємна")
    await service.roster.set_phone(coordinator, id_, "050 123 45 67", now=NOW)
    with pytest.raises(WrongInput):
        await service.roster.set_phone(coordinator, id_, "немає", now=NOW)
    opened = await service.joining.open(token, 987654321, now=NOW)
    assert opened is not None
    await service.joining.confirm(coordinator, opened.invite, now=NOW)
    await service.roster.dismiss(coordinator, id_, now=NOW)
    told = await rows(service, audit)
    assert [row["act"] for row in told] == [
        "person-added",
        "person-renamed",
        "invited",
        "person-phone-changed",
        "invite-opened",
        "confirmed",
        "dismissed",
    ]
    everything = str([dict(row) for row in told])
    for secret in ("Таємна", "501234567", "987654321", token):
        assert secret not in everything
    assert {row["subject"] for row in told} == {f"person:{id_}"}
    async with service.database.begin() as work:
        assert await chain.verify(work) == []


async def test_a_tap_on_the_old_phone_writes_nothing_on_the_new_ones_desk(
    service: People,
) -> None:
    coordinator = await seat(service)
    executor = await seat(service, Role.EXECUTOR, "education", 2, "Освіта")
    made = await service.invitations.renew(coordinator, executor.id, now=NOW)
    opened = await service.joining.open(made.token, 100, now=NOW)
    assert opened is not None
    async with service.database.begin() as work:  # what was read before the tap was answered
        old = await store.read(work, executor.id)
    seated = await service.joining.confirm(coordinator, opened.invite, now=NOW)
    async with service.database.begin() as work:
        await keep(work, old, 7, Asked("draft", 1), NOW, seen=9000)
    assert await rows(service, desks) == [], "its messages would be taken for seen ones"
    async with service.database.begin() as work:
        await keep(work, seated.person, 1, None, NOW, seen=3)
    (desk,) = await rows(service, desks)
    assert (desk["message"], desk["seen"]) == (1, 3)
    await service.roster.freeze(coordinator, executor.id, now=NOW)
    async with service.database.begin() as work:
        await keep(work, seated.person, 8, Asked("draft", 1), NOW, seen=4)
    (desk,) = await rows(service, desks)
    assert (desk["message"], desk["asks"]) == (None, None)


async def test_an_answer_and_a_dismissal_at_once_both_come_to_their_end(service: People) -> None:
    coordinator = await seat(service)
    for number in range(2, 8):
        one = await seat(service, Role.EXECUTOR, "education", number, "Освіта")

        async def answered(one: Person = one) -> None:
            async with service.database.begin() as work:
                await keep(work, one, 1, None, NOW, seen=1)
                await asyncio.sleep(0)
                await mark_reachable(work, one.account or 0, True)

        await answered()
        await asyncio.gather(
            answered(), service.roster.dismiss(coordinator, one.id, now=NOW), answered()
        )


async def test_of_two_first_coordinators_at_once_one_is_confirmed_by_the_other(
    service: People,
) -> None:
    make = service.invitations.by_operator
    names = ("Олена", "Ірина", "Марія")
    links = [await make(Role.COORDINATOR, None, name, None, now=NOW) for name in names]
    opened = await asyncio.gather(
        *(service.joining.open(each.token, 100 + at, now=NOW) for at, each in enumerate(links))
    )
    assert sorted(each.how for each in opened if each) == ["joined", "waiting", "waiting"]
