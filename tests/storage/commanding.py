"""The command line over a test's own database, on a day in November of a prolonged programme."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from bot import cli
from bot.settings import Settings
from tests.storage.told import NOW


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database_url: str) -> Iterator[Path]:
    """The folder in which the commands are typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "set_up", lambda *_: None)  # pytest keeps its own handlers
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("PROGRAMME_LAST_YEAR", "2026")
    with time_machine.travel(NOW, tick=True):
        yield tmp_path
