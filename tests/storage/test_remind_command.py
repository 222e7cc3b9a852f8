"""`python -m bot remind`: the dry run of a day, as an operator types it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import cli
from bot.people import store
from bot.people.rules import PersonState, Role
from bot.storage.database import Database
from bot.storage.tables import notices
from tests.databases import at_once


@pytest.fixture
def url(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The settings' database, with one executor; `.env` of the machine is out of the way."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.delenv("BOT_TOKEN", raising=False)

    async def seated() -> None:
        database = Database(database_url)
        async with database.begin() as work:
            await store.add(
                work,
                role=Role.EXECUTOR,
                organisation="education",
                name="Відділ освіти",
                account=1,
                state=PersonState.ACTIVE,
                now=datetime.now(UTC),
            )
        await database.close()

    at_once(seated())
    return database_url


def test_the_dry_run_says_who_gets_what_and_writes_nothing(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["remind", "--dry-run", "--on", "2023-12-20", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)
    assert told["name"] == "Відділ освіти"
    assert (told["rules"], told["day"]) == (["deadline"], "2023-12-20")
    assert "1.2.3" in told["measures"]
    assert "Лишилося: 5 днів" in told["text"]
    assert "<b>" not in told["text"]

    written = []

    async def read() -> None:
        database = Database(url)
        async with database.begin() as work:
            written.extend((await work.execute(notices.select())).all())
        await database.close()

    at_once(read())
    assert written == []


def test_as_a_table_and_on_a_day_off(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["remind", "--dry-run", "--on", "2023-12-20"]) == 0
    assert "2023-12-20  Відділ освіти  [deadline]  1.2.1" in capsys.readouterr().out
    assert cli.main(["remind", "--dry-run", "--on", "2023-12-23"]) == 0
    assert "nobody is told anything" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--on", "2023-12-20"], [], ["--dry-run", "--on", "20.12"]])
def test_what_cannot_be_done_is_said(
    url: str, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    try:
        code = cli.main(["remind", *wrong])
    except SystemExit as end:  # argparse
        code = int(str(end.code))
    assert code in (2, 78)
    told = capsys.readouterr().err
    assert "--dry-run" in told or "expected a day" in told
