"""The people of the tests and the town they live in: the real bot, by the real client, in the
sandbox. Production wiring is what is tested; only the Bot API's address and the clock are ours."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import RowMapping, Table, select

from bot.app import App, Knowledge
from bot.content.loader import Content
from bot.people.rules import Role
from bot.sandbox.clock import MovableClock
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandboxed import build_in, seat
from bot.settings import Settings
from bot.storage.database import Database

pytest_plugins = ["tests.databases"]
DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """The real data/, read once."""
    return Knowledge.load(DATA)


@pytest.fixture(scope="session")
def content(knowledge: Knowledge) -> Content:
    return knowledge.content


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings that no environment and no .env of the machine can change."""
    return Settings(
        _env_file=None,
        data_dir=DATA,
        database_url=f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}",
    )


@dataclass(repr=False)  # asyncio writes out what a fixture returns: here, all of data/
class Town:
    """The sandbox with the bot in it."""

    sandbox: Sandbox
    app: App
    clock: MovableClock

    def calls(self, since: int = 0) -> list[str]:
        """The methods called on people's chats, in order; polling and the profile left out."""
        methods = [call[1] for call in self.sandbox.calls[since:]]
        return [each for each in methods if each != "getUpdates" and "My" not in each]

    def person(self, name: str, language: str = "uk") -> Person:
        return self.sandbox.person(name, language=language)

    @property
    def database(self) -> Database:
        """The bot's own database, for looking into it."""
        return self.app.staff.database

    async def rows(self, table: Table) -> list[RowMapping]:
        """All rows of a table, oldest first."""
        async with self.database.begin() as work:
            found = await work.execute(select(table).order_by(*table.primary_key))
            return list(found.mappings())

    async def seat(self, name: str, role: Role, organisation: str | None = None) -> Person:
        """Somebody of the staff who has joined already, with a phone of their own."""
        person = self.person(name)
        await seat(self.database, person, role, organisation, self.clock)
        return person


@pytest.fixture
def town_url(request: pytest.FixtureRequest) -> str:
    """The town's database: both kinds, one after the other, where a test asks for `town_on`."""
    both = "database_url" in request.fixturenames
    url: str = request.getfixturevalue("database_url" if both else "sqlite_url")
    return url


@pytest.fixture
def reminders_on() -> None:
    """Asked for by tests of reminders: the town's clock of reminders goes."""


@pytest.fixture
async def town(
    settings: Settings, knowledge: Knowledge, town_url: str, request: pytest.FixtureRequest
) -> AsyncIterator[Town]:
    settings = settings.model_copy(update={"database_url": town_url})
    clock = MovableClock()
    sandbox = Sandbox(clock)
    await sandbox.start()
    app = build_in(sandbox, settings, clock, knowledge)
    reminds = "reminders_on" in request.fixturenames  # the day must not matter to other tests
    app.staff.reminding.beat_seconds = 0.05 if reminds else 0
    running = asyncio.create_task(app.run())
    try:
        await asyncio.wait_for(app.staff.opened.wait(), 15)
        yield Town(sandbox, app, clock)
    finally:
        app.stop()
        await asyncio.wait_for(running, 15)
        await sandbox.stop()


@pytest.fixture
async def anna(town: Town) -> Person:
    return town.person("Anna")


@pytest.fixture
async def john(town: Town) -> Person:
    return town.person("John", language="en")


@pytest.fixture
async def town_on(database_url: str, town: Town) -> Town:
    """The town, once on SQLite and once on PostgreSQL; the staff of the test live in it too."""
    return town


@pytest.fixture
async def coordinator(town: Town) -> Person:
    return await town.seat("Координатор програми", Role.COORDINATOR, "uszn")


@pytest.fixture
async def executor(town: Town) -> Person:
    return await town.seat("Відділ освіти", Role.EXECUTOR, "education")


@pytest.fixture
async def police(town: Town) -> Person:
    return await town.seat("Відділ поліції", Role.EXECUTOR, "police")


@pytest.fixture
async def overseer(town: Town) -> Person:
    return await town.seat("Заступник міського голови", Role.OVERSEER)
