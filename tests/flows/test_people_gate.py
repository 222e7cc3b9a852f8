"""The gate: staff are staff at every tap, everybody else meets the bot as a resident."""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from bot.app import Knowledge
from bot.people import gate_handlers
from bot.people.desks import BOT
from bot.people.invitations import LASTS
from bot.people.presses import Desk
from bot.people.rules import PersonState, Role
from bot.sandbox.clock import MovableClock
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandboxed import build_in, seat_staff
from bot.settings import Settings
from bot.storage.tables import desks, facts, invites, metadata, people
from tests.conftest import Town


async def test_staff_opens_the_desk_and_a_resident_does_not(
    town_on: Town, executor: Person, anna: Person
) -> None:
    await executor.say("/staff")
    assert "Робочий стіл" in executor.last.text
    await anna.say("/staff")
    assert "Робочий стіл" not in anna.last.text
    assert "Мені потрібна допомога" in anna.last.buttons


async def test_the_right_is_read_at_every_tap(town: Town, executor: Person) -> None:
    await executor.say("/staff")
    async with town.database.begin() as work:
        await work.execute(update(people).values(state=PersonState.FROZEN))
    await executor.press(Desk().pack())
    assert "Робочий стіл" not in executor.last.text
    assert "102" in executor.last.text


async def test_residents_leave_no_row_anywhere(town_on: Town, anna: Person, john: Person) -> None:
    before = {table.name: await town_on.rows(table) for table in metadata.sorted_tables}
    for person in (anna, john):
        await person.start()
        await person.start("i3")
        await person.start("A" * 22)
        for text in ("/staff", "мене б'є чоловік", "так", "/sos", "дякую", "/hide", "привіт"):
            await person.say(text)
        for data in (Desk().pack(), "pb:0", "py:1", "nonsense"):
            await person.press(data)
        await person.send_voice()
        await person.block()
        await person.unblock()
    for table in metadata.sorted_tables:
        assert await town_on.rows(table) == before[table.name], table.name
    assert sum(map(len, before.values())) <= 3, "which bot it is, where audit and notices begin"


async def test_who_blocks_the_bot_is_known_to_be_out_of_reach(
    town: Town, executor: Person
) -> None:
    await executor.say("/staff")
    assert (await town.rows(people))[0]["reachable"] is True
    await executor.block()
    assert (await town.rows(people))[0]["reachable"] is False
    await executor.unblock()
    await executor.say("/staff")
    assert (await town.rows(people))[0]["reachable"] is True


@pytest.fixture
async def broken(settings: Settings, knowledge: Knowledge, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose database is no file that anything could be kept in."""
    (tmp_path / "bot.db").mkdir()
    clock = MovableClock()
    sandbox = Sandbox(clock)
    await sandbox.start()
    app = build_in(sandbox, settings, clock, knowledge)
    app.staff.first_pause = app.staff.patience = 0.05
    running = asyncio.create_task(app.run())
    try:
        yield Town(sandbox, app, clock)
    finally:
        app.stop()
        await asyncio.wait_for(running, 15)
        await sandbox.stop()


async def test_without_a_database_help_goes_on(broken: Town, tmp_path: Path) -> None:
    anna = broken.person("Анна")
    await anna.start()
    await anna.tap("Мені потрібна допомога")
    assert "102" in anna.last.text
    for act in (anna.say("/staff"), anna.press(Desk().pack()), anna.say("мене б'є чоловік")):
        await act
        assert "102" in anna.last.text
    (tmp_path / "bot.db").rmdir()  # mended: it is opened with nobody starting anything anew
    await asyncio.wait_for(broken.app.staff.opened.wait(), 15)
    staff = await broken.seat("Відділ освіти", Role.EXECUTOR, "education")
    await staff.say("/staff")
    assert "Робочий стіл" in staff.last.text


async def test_a_database_that_is_lost_is_opened_anew(town: Town, executor: Person) -> None:
    await executor.say("/staff")
    town.app.staff.first_pause = 0.05
    await town.database.engine.dispose()
    path = Path(town.database.url.partition("///")[2])
    for name in (path, path.with_name("bot.db-wal"), path.with_name("bot.db-shm")):
        name.unlink(missing_ok=True)
    path.mkdir()  # noqa: ASYNC240  # as above, a moment of the test's own
    await executor.press(Desk().pack())
    assert "102" in executor.last.text, "the staff is met like a resident"
    await executor.say("мене б'є чоловік")
    assert "102" in executor.last.text
    assert not town.app.staff.opened.is_set()


async def test_the_sandbox_has_staff_of_every_role(town: Town) -> None:
    await seat_staff(town.sandbox, town.app)
    notes = [person.note for person in town.sandbox.people]
    assert notes == ["координатор", *["виконавець"] * 6, "контроль"]
    for person in town.sandbox.people:
        await person.say("/staff")
        assert "Робочий стіл" in person.last.text


async def test_a_busy_database_keeps_no_resident_waiting(
    town: Town, executor: Person, anna: Person
) -> None:
    town.app.staff.gate.patience = 0.05
    await executor.say("/staff")
    async with town.database.begin():
        await anna.say("мене б'є чоловік")
        assert "102" in anna.last.text
        waiting = asyncio.create_task(executor.say("/staff"))
        await anna.press(Desk().pack())
        assert "102" in anna.last.text
        assert not waiting.done()
    await waiting
    assert "стіл" in executor.last.text, "the staff was waited for"


async def test_a_stranger_whom_nobody_let_in_is_forgotten_with_nobody_looking(
    town: Town, coordinator: Person, anna: Person
) -> None:
    town.app.staff.forgets_every = 0.05
    town.app.staff.failed.set()  # it is opened anew, and looks more often from now on
    invited = town.app.staff.people.invitations.by_operator
    link = await invited(Role.EXECUTOR, "police", "Олена", None, now=town.clock.now())
    await asyncio.wait_for(town.app.staff.opened.wait(), 15)
    await anna.start(link.token)
    assert [each["account"] for each in await town.rows(invites)] == [anna.id]
    town.clock.move(LASTS)
    async with asyncio.timeout(10):
        while anna.id in [each["account"] for each in await town.rows(people)]:
            pass  # asking gives way to who forgets
    assert [each["account"] for each in await town.rows(invites)] == [None]


async def test_a_database_that_another_program_holds_keeps_no_resident_waiting(
    town: Town, anna: Person
) -> None:
    assert town.database.path is not None
    path = town.database.path
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        await asyncio.to_thread(other.execute, "BEGIN EXCLUSIVE")
        for act in (anna.say("мене б'є чоловік"), anna.press(Desk().pack())):
            began = time.monotonic()
            await act
            assert "102" in anna.last.text
            assert time.monotonic() - began < 2
        other.execute("COMMIT")


async def test_a_link_keeps_nobody_waiting_while_the_database_is_held(
    town: Town, anna: Person
) -> None:
    async with town.database.begin():
        began = time.monotonic()
        await anna.start("A" * 22)
        assert "Мені потрібна допомога" in anna.last.buttons
        assert time.monotonic() - began < 2


async def test_another_bot_over_the_same_database_hears_its_staff(
    town_on: Town, executor: Person
) -> None:
    """A restored backup of a bot whose chats had come to higher numbers of messages."""
    await executor.say("/staff")
    async with town_on.database.begin() as work:
        await work.execute(update(desks).values(seen=10**6, message=10**6))
        await work.execute(update(facts).where(facts.c.name == BOT).values(value="1"))
    town_on.app.staff.opened.clear()
    town_on.app.staff.failed.set()
    await asyncio.wait_for(town_on.app.staff.opened.wait(), 15)
    await executor.say("/staff")
    assert "Робочий стіл" in executor.last.text
    (desk,) = await town_on.rows(desks)
    assert 0 < desk["seen"] < 10**6


async def test_what_staff_have_typed_stays_while_the_database_cannot_be_asked(
    town: Town, executor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate_handlers, "STAFF_WAIT_SECONDS", 0.2)
    await executor.say("/staff")
    async with town.database.begin():
        for text in ("Провели бесіду в ліцеї, роздали пам'ятки", "мене б'є чоловік"):
            await executor.say(text)
            assert "102" in executor.last.text
            assert any(each.text == text for each in executor.messages if not each.from_bot)
        await executor.say("сховати")
        assert "102" not in executor.last.text, "who wants it hidden has it hidden"
