"""Notices on both databases: planned before they are sent, sent once, each end written down."""

import asyncio
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import update

from bot.chat.outcomes import Outcome
from bot.content.loader import Content
from bot.errors import Denied, Stale
from bot.people.rules import Person, PersonState, Role
from bot.reminders.notices import State
from bot.storage import audit
from bot.storage.database import Database
from bot.storage.tables import facts, notices, people
from tests.reminded import Office, at

SCHOOL = ("1.2.1", "1.2.2", "1.2.3", "1.2.4", "2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.2.1")
DAY = timedelta(days=1)


@pytest.fixture
def office(database: Database, content: Content) -> Office:
    """The morning of 15 December 2023, a Friday, ten days before the deadline."""
    return Office.of(database, content, at(2023, 12, 15))


@pytest.fixture
async def olha(office: Office) -> Person:
    return await office.seat("Ольга", "education")


@pytest.fixture
async def ihor(office: Office) -> Person:
    return await office.seat("Ігор", "police")


@pytest.fixture
async def coordinator(office: Office) -> Person:
    return await office.seat("Координатор", None, Role.COORDINATOR)


async def test_planned_before_it_is_sent_and_sent_once(office: Office, olha: Person) -> None:
    await office.reminders.plan(office.now())
    [row] = await office.rows()
    assert (row["rule"], row["state"], row["day"]) == ("deadline", "planned", date(2023, 12, 15))
    assert office.post.sent == []
    for _ in range(3):
        await office.reminders.tick()
    [text] = office.told(olha)
    assert "1.2.3" in text
    assert "10 днів" in text
    [row] = await office.rows()
    assert (row["state"], row["message"], row["attempts"]) == ("sent", 1, 1)


async def test_nothing_is_planned_before_offices_open_nor_sent_after(
    office: Office, olha: Person
) -> None:
    office.now.moment = at(2023, 12, 15, 8, 59)
    await office.reminders.tick()
    assert await office.rows() == []
    office.now.moment = at(2023, 12, 15, 18)
    await office.reminders.tick()
    assert await office.states() == ["planned"]
    assert office.post.sent == []
    office.now.moment = at(2023, 12, 18)
    await office.reminders.tick()
    assert await office.states() == ["sent"]
    assert "7 днів" in office.told(olha)[0], "as many as there are now"


async def test_a_report_takes_its_line_out_and_the_last_one_takes_the_notice(
    office: Office, olha: Person, ihor: Person
) -> None:
    await office.reminders.plan(office.now())
    await office.submit("education", "1.2.3")
    for measure in ("1.2.1", "1.2.2"):
        await office.submit("police", measure)
    owed = await office.reminders.previewing.preview(date(2023, 12, 15))
    for measure in next(each.measures for each in owed if each.person == ihor.id):
        await office.submit("police", measure)
    await office.reminders.deliver()
    assert "1.2.3" not in office.told(olha)[0]
    assert office.told(ihor) == []
    assert await office.states(person=ihor.id) == ["cancelled"]


async def test_one_message_a_day_however_many_rules(office: Office) -> None:
    both = await office.seat("Координатор", "uszn", Role.COORDINATOR)
    for _ in range(3):
        await office.reminders.tick()
    [text] = office.told(both)
    assert "Лишилося: 10 днів" in text
    assert "Подано 0 з" in text
    rows = await office.rows()
    assert {row["rule"] for row in rows} == {"deadline", "digest"}
    assert len({row["message"] for row in rows}) == len({row["head"] for row in rows}) == 1


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (Outcome("blocked", kind="Forbidden"), State.BLOCKED),
        (Outcome("failed", kind="BadRequest"), State.FAILED),
        (Outcome("uncertain", kind="TimedOut"), State.UNCERTAIN),
    ],
)
async def test_what_ends_for_good_is_never_sent_again(
    office: Office, olha: Person, end: Outcome, state: State
) -> None:
    office.post.ends = [end]
    for _ in range(5):
        await office.reminders.tick()
        office.now.moment += timedelta(hours=1)
    [row] = await office.rows()
    assert (row["state"], row["error"], row["attempts"]) == (state, end.kind, 1)
    assert office.post.sent == []
    async with office.database.begin() as work:
        reachable = await work.scalar(people.select().with_only_columns(people.c.reachable))
    assert reachable is (False if state is State.BLOCKED else None)


async def test_429_waits_exactly_as_long_as_told(office: Office, olha: Person) -> None:
    office.post.ends = [Outcome("wait", seconds=77, kind="RetryAfter")]
    ticked = await office.reminders.tick()
    assert ticked.next_at == office.now() + timedelta(seconds=77)
    office.now.moment += timedelta(seconds=76)
    await office.reminders.tick()
    assert office.post.sent == []
    office.now.moment += timedelta(seconds=1)
    await office.reminders.tick()
    assert len(office.told(olha)) == 1


async def test_what_never_left_the_machine_goes_out_when_it_can(
    office: Office, olha: Person
) -> None:
    office.post.ends = [Outcome("unsent", kind="NotSent")] * 8
    pauses = []
    while not office.post.sent:
        ticked = await office.reminders.tick()
        if ticked.next_at:
            pauses.append((ticked.next_at - office.now()).total_seconds())
            office.now.moment = ticked.next_at
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert await office.states() == ["sent"]


async def test_who_dies_while_sending_leaves_an_uncertain_notice_and_no_second_one(
    office: Office, olha: Person
) -> None:
    await office.reminders.plan(office.now())
    assert await office.reminders.sending.claiming.claim(office.now())
    assert await office.states() == ["sending"]
    other = Office.of(office.database, office.content, office.now())
    await other.reminders.tick()
    assert await office.states() == ["sending"], "it may be alive"
    other.now.moment += timedelta(minutes=2)
    await other.reminders.tick()
    [row] = await office.rows()
    assert (row["state"], row["error"]) == ("uncertain", "died")
    assert other.post.sent == []


async def test_many_at_once_send_each_notice_once(database: Database, content: Content) -> None:
    offices = [Office.of(database, content, at(2023, 12, 15)) for _ in range(3)]
    for number in range(30):
        await offices[0].seat(f"Person {number}", "education")
    await asyncio.gather(*(each.reminders.plan(each.now()) for each in offices))
    await asyncio.gather(*(each.reminders.deliver() for each in offices))
    sent = Counter(chat for each in offices for chat, _, _ in each.post.sent)
    assert len(sent) == 30
    assert set(sent.values()) == {1}
    assert (await offices[0].reminders.sums())[State.SENT] == 30


async def test_after_a_downtime_the_newest_step_goes_out_and_older_ones_are_missed(
    office: Office, olha: Person
) -> None:
    await office.reminders.tick()
    office.now.moment = at(2023, 12, 27, 11)
    await office.reminders.tick()
    rows = {(row["rule"], row["day"].day): row["state"] for row in await office.rows()}
    assert rows == {
        ("deadline", 15): "sent",
        ("deadline", 20): "missed",
        ("deadline", 25): "missed",
        ("deadline", 26): "sent",
    }
    assert len(office.told(olha)) == 2
    assert "був 25.12.2023" in office.told(olha)[1]


async def test_whatever_fell_due_before_a_restored_backup_is_missed(
    office: Office, olha: Person
) -> None:
    await office.reminders.plan(office.now())
    restored = at(2023, 12, 20, 12)
    async with office.database.begin() as work:
        await work.execute(facts.insert().values(name="restored_at", value=restored.isoformat()))
    office.now.moment = at(2023, 12, 20, 13)
    await office.reminders.tick()
    assert await office.states() == ["missed", "missed"]
    assert office.post.sent == []
    office.now.moment = at(2023, 12, 25)
    await office.reminders.tick()
    assert await office.states() == ["missed", "missed", "sent"]


@pytest.mark.parametrize("jump", [timedelta(hours=1), DAY, timedelta(days=400)])
async def test_a_clock_that_jumps_back_and_forth_doubles_nothing(
    office: Office, olha: Person, jump: timedelta
) -> None:
    await office.reminders.tick()
    began = office.now()
    for moment in (began - jump, began, began + jump, began, began - jump, began):
        office.now.moment = moment
        await office.reminders.tick()
    told = [text for text in office.told(olha) if "10 днів" in text]
    assert len(told) == 1
    assert Counter((r["rule"], r["day"]) for r in await office.rows()).most_common(1)[0][1] == 1
    office.now.moment = at(2023, 12, 20)
    await office.reminders.tick()
    assert len([text for text in office.told(olha) if "5 днів" in text]) == 1


async def test_who_is_away_is_told_through_the_deputy(
    office: Office, olha: Person, ihor: Person
) -> None:
    await office.reminders.plan(office.now())
    async with office.database.begin() as work:
        await work.execute(
            update(people)
            .where(people.c.id == olha.id)
            .values(away_until=date(2023, 12, 31), deputy=ihor.id)
        )
    await office.reminders.deliver()
    assert office.told(olha) == []
    [text] = office.told(ihor)
    assert "Ольга" in text
    assert set(await office.states()) == {"sent"}
    assert {row["receiver"] for row in await office.rows()} == {ihor.id}


async def test_a_deputy_who_was_told_already_hears_the_rest_the_next_working_day(
    office: Office, olha: Person, ihor: Person
) -> None:
    office.post.ends = [Outcome("wait", seconds=60, kind="RetryAfter")]
    await office.reminders.tick()
    first = next(row["receiver"] for row in await office.rows(state="postponed"))
    other = ihor.id if first == olha.id else olha.id
    async with office.database.begin() as work:
        await work.execute(
            update(people)
            .where(people.c.id == first)
            .values(away_until=date(2023, 12, 31), deputy=other)
        )
    office.now.moment += timedelta(minutes=5)
    await office.reminders.tick()
    assert len(office.post.sent) == 1
    office.now.moment = at(2023, 12, 18)
    await office.reminders.tick()
    assert len(office.post.sent) == 2
    assert {chat for chat, _, _ in office.post.sent} == {1000 + other}


async def test_who_never_started_or_is_frozen_is_not_written_to(
    office: Office, olha: Person, ihor: Person
) -> None:
    await office.reminders.plan(office.now())
    async with office.database.begin() as work:
        await work.execute(update(people).where(people.c.id == olha.id).values(account=None))
        await work.execute(
            update(people).where(people.c.id == ihor.id).values(state=PersonState.FROZEN)
        )
    await office.reminders.deliver()
    rows = {row["person"]: (row["state"], row["error"]) for row in await office.rows()}
    assert rows == {
        olha.id: ("blocked", "never-started"),
        ihor.id: ("cancelled", "not-active"),
    }


async def test_a_paused_rule_tells_nobody_and_does_not_catch_up(
    office: Office, olha: Person, coordinator: Person
) -> None:
    oversee = office.reminders.overseeing
    await office.reminders.plan(office.now())
    await oversee.pause(coordinator, "deadline", now=office.now())
    await oversee.pause(coordinator, "deadline", now=office.now())
    await office.days(date(2023, 12, 20))
    assert office.told(olha) == []
    await oversee.resume(coordinator, "deadline", now=office.now())
    await office.days(date(2023, 12, 25))
    [text] = office.told(olha)
    assert "Сьогодні останній день" in text
    with pytest.raises(Denied):
        await oversee.pause(olha, "deadline", now=office.now())
    async with office.database.begin() as work:
        assert await audit.verify(work) == []
        acts = (await work.execute(audit.audit.select())).mappings().all()
    assert [each["act"] for each in acts] == ["rule-paused", "rule-resumed"]


async def test_later_is_one_more_notice_on_that_day_with_what_is_open_then(
    office: Office, olha: Person
) -> None:
    await office.reminders.tick()
    [row] = await office.rows()
    for _ in range(2):
        day = await office.reminders.receiving.postpone(
            olha, row["head"], "tomorrow", now=office.now()
        )
    assert day == date(2023, 12, 18), "tomorrow is a Saturday"
    await office.submit("education", "1.2.3")
    await office.days(date(2023, 12, 19))
    first, second = office.told(olha)
    assert "1.2.3" in first
    assert "1.2.3" not in second
    assert "7 днів" in second
    assert [r["rule"] for r in await office.rows()] == ["deadline", "again"]


async def test_a_press_under_an_uncertain_notice_proves_that_it_came(
    office: Office, olha: Person, ihor: Person
) -> None:
    office.post.ends = [Outcome("uncertain", kind="TimedOut")] * 2
    await office.reminders.tick()
    [row] = await office.rows(person=olha.id)
    assert await office.reminders.receiving.received(ihor, row["head"], now=office.now()) == ()
    await office.reminders.receiving.received(olha, row["head"], now=office.now())
    assert await office.states(person=olha.id) == ["sent"]
    assert await office.states(person=ihor.id) == ["uncertain"]


async def test_a_coordinator_decides_what_became_of_an_uncertain_notice(
    office: Office, olha: Person, ihor: Person, coordinator: Person
) -> None:
    office.post.ends = [Outcome("uncertain", kind="TimedOut")] * 3
    await office.reminders.tick()
    oversee = office.reminders.overseeing
    unsure, count = await oversee.log(coordinator, State.UNCERTAIN)
    assert count == 3, "the coordinator's own, too"
    [ones] = [each for each in unsure if each.receiver == olha.id]
    [others] = [each for each in unsure if each.receiver == ihor.id]
    await oversee.settle(coordinator, ones.id, True, now=office.now())
    await oversee.settle(coordinator, others.id, False, now=office.now())
    with pytest.raises(Stale):
        await oversee.settle(coordinator, ones.id, False, now=office.now())
    [own] = [each for each in unsure if each.receiver == coordinator.id]
    await oversee.settle(coordinator, own.id, True, now=office.now())
    await office.reminders.tick()
    assert office.told(olha) == []
    assert len(office.told(ihor)) == 1
    assert set(await office.states()) == {"sent"}


async def test_remind_these_shows_the_text_first_and_asks_once_a_day(
    office: Office, olha: Person, ihor: Person, coordinator: Person
) -> None:
    office.now.moment = at(2023, 12, 13, 14)
    oversee = office.reminders.overseeing
    ask = {"year": 2023, "now": office.now()}
    shown = await oversee.remind_these(coordinator, "education", **ask, sure=False)
    assert await office.rows() == []
    assert [each.person for each in shown] == [olha.id]
    await oversee.remind_these(coordinator, "education", **ask, sure=True)
    assert await oversee.remind_these(coordinator, "education", **ask, sure=True) == ()
    await office.reminders.tick()
    assert office.told(olha) == [shown[0].text]
    assert office.told(ihor) == []
    with pytest.raises(Denied):
        await oversee.remind_these(olha, "education", **ask, sure=True)


async def test_whom_no_message_reaches_is_to_be_called(
    office: Office, olha: Person, coordinator: Person
) -> None:
    await office.seat("Новий", "culture", state=PersonState.INVITED, account=None)
    office.post.ends = [Outcome("blocked", kind="Forbidden")] * 2  # whoever of the two is first
    await office.reminders.tick()
    found = await office.reminders.overseeing.unreached(coordinator)
    told = {(each.why, each.organisation) for each in found}
    assert ("blocked", "education") in told
    assert ("invited", "culture") in told
    assert ("none", "police") in told
    assert ("none", "education") not in told


async def test_the_sums_always_add_up(office: Office) -> None:
    for number in range(20):
        await office.seat(f"Person {number}", "education")
    kinds = ("blocked", "failed", "uncertain", "wait", "unsent")
    office.post.ends = [Outcome(kind, seconds=5, kind="X") for kind in kinds] * 2  # type: ignore[arg-type]
    await office.reminders.tick()
    sums = await office.reminders.sums()
    assert sum(sums.values()) == 20
    assert sums[State.SENT] == 10
    assert sums[State.POSTPONED] == 4
    assert sums[State.UNCERTAIN] == sums[State.BLOCKED] == sums[State.FAILED] == 2
    async with office.database.begin() as work:
        assert await work.scalar(notices.select().with_only_columns(notices.c.id).limit(1))


async def test_the_first_start_begins_with_its_own_day(office: Office, olha: Person) -> None:
    office.now.moment = at(2023, 12, 16, 7)
    await office.reminders.tick()
    office.now.moment = at(2023, 12, 18)
    await office.reminders.tick()
    assert await office.rows() == [], "yesterday's step is nobody's who had no bot yesterday"
