"""Reminders under `kill -9` on Telegram's bad days: none comes twice, none is lost in silence."""

import asyncio
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from bot.content.loader import Content
from bot.people.rules import Role
from bot.reminders.notices import State
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandboxed import seat
from bot.storage.database import Database
from tests.faults.reminding import Forks, alive
from tests.faults.running import until
from tests.reminded import Office, at

KILLS, PEOPLE = 20, 500
RUNS = max(1, int(os.environ.get("FAULT_SEEDS", "2")) // 5)  # ten, 200 kills, in `make faults`
MORNING = at(2023, 12, 15)
LEASE = timedelta(minutes=3)


class BadDay(Faults):
    """10 % 429, 5 % 502, 3 % accepted and then dropped, 2 % 403, of all messages."""

    def take(self, method: str) -> Fault | None:
        if method.lower() != "sendmessage":
            return None
        dice = self._random.random()
        if dice < 0.10:
            return Fault.too_many(1)
        if dice < 0.15:
            return Fault.server_error(502)
        if dice < 0.18:
            return Fault.drop_after_accept()
        if dice < 0.20:
            return Fault.refuse(403, "Forbidden: bot was blocked by the user")
        return None


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(calls_kept=100_000)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


async def crowd(sandbox: Sandbox, database: Database, count: int) -> dict[int, Person]:
    """So many executors who all owe the same, by the ids of their rows."""
    found = {}
    for number in range(count):
        person = sandbox.person(f"Person {number}")
        id_ = await seat(database, person, Role.EXECUTOR, "education", sandbox.clock)
        found[id_] = person
    return found


def accepted(sandbox: Sandbox) -> int:
    return sum(1 for call in sandbox.calls if call[1] == "sendMessage")


async def ends(pid: int) -> None:
    await until(lambda: not alive(pid), 60)


async def assert_all_accounted_for(office: Office, staff: dict[int, Person]) -> Counter[str]:
    """What Telegram really has, against what the notices say."""
    rows = await office.rows()
    assert len(rows) == len(staff), "each notice is a row, once"
    for row in rows:
        person = staff[row["person"]]
        came = [each for each in person.messages if each.from_bot]
        assert len(came) <= 1, f"{person.name} was told twice"
        if row["state"] == State.SENT:
            assert [each.id for each in came] == [row["message"]], person.name
        elif row["state"] != State.UNCERTAIN:
            assert row["state"] in (State.BLOCKED, State.FAILED), row["state"]
            assert came == []
    sums = await office.reminders.sums()
    assert sum(sums.values()) == len(staff)
    assert sums[State.SENDING] == sums[State.PLANNED] == sums[State.POSTPONED] == 0
    coordinator = await office.seat("Координатор", None, Role.COORDINATOR)
    unsure, count = await office.reminders.overseeing.log(
        coordinator, State.UNCERTAIN, limit=PEOPLE
    )
    assert {each.person for each in unsure} == {
        row["person"] for row in rows if row["state"] == State.UNCERTAIN
    }
    assert count == sums[State.UNCERTAIN]
    return Counter({state.value: number for state, number in sums.items()})


@pytest.mark.parametrize("seed", range(268, 268 + RUNS))
@pytest.mark.slow
async def test_twenty_kills_while_five_hundred_notices_go_out(
    sandbox: Sandbox, sqlite_url: str, content: Content, seed: int
) -> None:
    dice = random.Random(seed)
    database = Database(sqlite_url)
    office = Office.of(database, content, MORNING)
    staff = await crowd(sandbox, database, PEOPLE)
    sandbox.world.faults = BadDay(seed)
    sandbox.world.faults.latency = 0.01
    moment: datetime = MORNING
    async with Forks(sandbox.url, sandbox.token, sqlite_url) as forks:
        for _ in range(KILLS):
            pid = await forks.run(moment)
            fatal = accepted(sandbox) + dice.randint(1, 25)
            await until(lambda fatal=fatal, pid=pid: accepted(sandbox) >= fatal or not alive(pid))
            assert alive(pid), "it died too late to have left anything"
            await asyncio.sleep(dice.random() * 0.01)
            os.kill(pid, signal.SIGKILL)
            await ends(pid)
            moment += timedelta(seconds=3)
        await ends(await forks.run(moment + LEASE))
    sums = await assert_all_accounted_for(office, staff)
    assert sums["sent"] >= PEOPLE * 0.6
    assert sums["uncertain"] <= PEOPLE * 0.15 + KILLS * 8
    await database.close()


@pytest.mark.postgres
@pytest.mark.slow
async def test_two_processes_on_one_postgresql_and_either_may_die(
    sandbox: Sandbox, postgres_url: str, content: Content
) -> None:
    database = Database(postgres_url)
    office = Office.of(database, content, MORNING)
    staff = await crowd(sandbox, database, 200)
    sandbox.world.faults.latency = 0.01
    async with Forks(sandbox.url, sandbox.token, postgres_url) as forks:
        first, second = await forks.run(MORNING), await forks.run(MORNING)
        await until(lambda: accepted(sandbox) >= 60)
        os.kill(first, signal.SIGKILL)
        await ends(first)
        third = await forks.run(MORNING)
        await until(lambda: accepted(sandbox) >= 120)
        os.kill(second, signal.SIGKILL)
        await ends(second)
        await until(lambda: accepted(sandbox) >= 180)
        os.kill(third, signal.SIGKILL)
        await ends(third)
        await ends(await forks.run(MORNING + LEASE))
    sums = await assert_all_accounted_for(office, staff)
    assert sums["sent"] >= 170
    assert sums["sent"] + sums["uncertain"] == 200
    await database.close()
