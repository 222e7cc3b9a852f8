"""The people of the tests and the town they live in: the real bot, by the real client, in the
sandbox. Production wiring is what is tested; only the Bot API's address and the clock are ours."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import App, Knowledge
from bot.content.loader import Content
from bot.sandbox.clock import MovableClock
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandboxed import build_in
from bot.settings import Settings

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


@dataclass
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


@pytest.fixture
async def town(settings: Settings, knowledge: Knowledge) -> AsyncIterator[Town]:
    clock = MovableClock()
    sandbox = Sandbox(clock)
    await sandbox.start()
    app = build_in(sandbox, settings, clock, knowledge)
    running = asyncio.create_task(app.run())
    try:
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
