"""`python -m bot invite`, as an operator types it."""

import asyncio
import re
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import cli
from bot.content.loader import Content
from bot.people.joining import Opening
from bot.people.service import People
from bot.settings import Settings
from bot.storage.database import Database

TOKEN = re.compile(r"t\.me/YOUR_BOT\?start=([\w-]{22})$")


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "set_up", lambda *_: None)  # pytest keeps its own handlers
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def opened(token: str, account: int, content: Content) -> Opening | None:
    async def act() -> Opening | None:
        database = Database("sqlite+aiosqlite:///var/bot.db")
        try:
            now = datetime.now(UTC)
            found = await People(database, content.organisations).joining.open(
                token, account, now=now
            )
            return found.how if found is not None else None
        finally:
            await database.close()

    return asyncio.run(act())


def test_the_first_coordinator_joins_with_the_link(
    capsys: pytest.CaptureFixture[str], content: Content
) -> None:
    assert cli.main(["invite", "--role", "coordinator", "--name", "Олена Коваль"]) == 0
    link, lasts, how = capsys.readouterr().out.splitlines()
    token = TOKEN.search(link)
    assert token
    assert "once, until" in lasts
    assert "at once" in how
    assert opened(token[1], 100, content) is Opening.JOINED
    assert cli.main(["invite", "--role", "coordinator", "--name", "Ірина"]) == 0
    link, _, how = capsys.readouterr().out.splitlines()
    assert "confirmed" in how
    token = TOKEN.search(link)
    assert token
    assert opened(token[1], 101, content) is Opening.WAITING


def test_only_the_digest_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["invite", "--role", "executor", "--organisation", "police", "--name", "Іван"]
    assert cli.main([*arguments, "--phone", "050 123 45 67"]) == 0
    token = TOKEN.search(capsys.readouterr().out.splitlines()[0])
    assert token
    with sqlite3.connect("var/bot.db") as kept:
        everything = "\n".join(kept.iterdump())
    kept.close()
    assert "+380501234567" in everything
    assert token[1] not in everything


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--role", "boss", "--name", "Іван"), "executor, coordinator, overseer"),
        (("--role", "executor", "--name", "Іван"), "expected uszn, centre"),
        (("--role", "executor", "--organisation", "fire", "--name", "Іван"), "uszn, centre"),
        (("--role", "overseer", "--organisation", "uszn", "--name", "Іван"), "leave it out"),
        (("--role", "overseer", "--name", "7"), "a name in words"),
        (("--role", "overseer", "--name", "Іван", "--phone", "x"), "+380501234567"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str
) -> None:
    assert cli.main(["invite", *arguments]) == cli.EXIT_SETTINGS
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert not Path("var").exists(), "nothing was made"
