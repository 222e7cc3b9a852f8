"""The database's commands, as an operator types them."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy import text

from bot import cli
from bot.storage.checking import findings
from bot.storage.database import Database
from tests.databases import at_once
from tests.storage.filled import everything, fill


@pytest.fixture
def filled_url(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The settings' database, filled; `.env` of the machine is out of the way."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.delenv("BOT_TOKEN", raising=False)

    async def made() -> None:
        database = Database(database_url)
        await fill(database)
        await database.close()

    at_once(made())
    return database_url


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(arguments)
    out, err = capsys.readouterr()
    return code, out + "".join(f"{line}\n" for line in err.splitlines() if line[:1] != "{")


def run(url: str, statement: str) -> None:
    async def act() -> None:
        database = Database(url)
        async with database.begin() as work:
            await work.execute(text(statement))
        await database.close()

    at_once(act())


def test_backup_change_restore(
    filled_url: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, told = said(capsys, "backup", "kept")
    assert code == 0
    assert told.startswith("kept: ")
    run(filled_url, "UPDATE people SET name = 'renamed'")
    code, told = said(capsys, "restore", "kept")
    assert (code, "--replace" in told) == (1, True)
    code, told = said(capsys, "restore", "kept", "--replace")
    assert code == 0
    assert "rows restored" in told

    async def names() -> None:
        database = Database(filled_url)
        assert "renamed" not in str(await everything(database))
        await database.close()

    at_once(names())


def test_migrate_says_where_it_stands(filled_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "migrate")[0] == 0


def test_the_audit_is_listed_and_verified(
    filled_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "audit", "--verify") == (0, "audit: whole\n")
    told = said(capsys, "audit")[1]
    assert len(told.splitlines()) == 5
    assert told.startswith("2023-07-01 09:30:15  made  entry:0  school  Їжак")
    told = said(capsys, "audit", "--json", "--since", "2023-07-01")[1]
    assert [json.loads(line)["subject"] for line in told.splitlines()][-1] == "entry:4"
    assert said(capsys, "audit", "--since", "2023-07-02") == (0, "")

    on = "" if filled_url.startswith("sqlite") else " ON audit"
    run(filled_url, f"DROP TRIGGER audit_no_update{on}")
    run(filled_url, "UPDATE audit SET organisation = 'police' WHERE id IN (2, 4)")
    assert said(capsys, "audit", "--verify") == (1, "audit row 2: the row was changed\n")


def test_check_names_what_is_wrong_with_the_database(
    filled_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "database" not in said(capsys, "check")[1].replace("and database: no faults", "")
    on = "" if filled_url.startswith("sqlite") else " ON audit"
    run(filled_url, f"DROP TRIGGER audit_no_update{on}")
    run(filled_url, "UPDATE audit SET act = 'unmade' WHERE id = 3")
    code, told = said(capsys, "check")
    assert code == 1
    assert "audit row 3: the row was changed" in told.splitlines()
    run(filled_url, "UPDATE alembic_version SET version_num = '9999'")
    code, told = said(capsys, "check")
    assert code == 1
    assert "newer than this program" in told


async def test_a_database_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    assert len(await findings("postgresql+asyncpg://bot:hidden@127.0.0.1:9/x")) == 1
    assert len(await findings("sqlite+aiosqlite:///:memory:")) == 1
    (tmp_path / "bot.db").write_bytes(b"not a database" * 1000)
    assert len(await findings(f"sqlite+aiosqlite:///{tmp_path / 'bot.db'}")) == 1


def test_a_database_not_yet_made_is_no_finding_and_is_not_made(tmp_path: Path) -> None:
    assert asyncio.run(findings(f"sqlite+aiosqlite:///{tmp_path / 'var' / 'bot.db'}")) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("backup", "kept"), ("audit",), ("audit", "--verify")])
def test_without_a_database_commands_say_so_and_make_none(
    tmp_path: Path,
    command: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///var/bot.db")
    assert said(capsys, *command) == (1, "there is no database at var/bot.db\n")
    assert list(tmp_path.iterdir()) == []
