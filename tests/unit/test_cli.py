"""The command line as operators and editors use it."""

import json
import re
import shutil
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import cli
from bot.content.loader import load
from bot.settings import Settings
from tests.conftest import DATA


@pytest.fixture(autouse=True)
def nothing_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(cli, "set_up", lambda *_: None)  # pytest keeps its own handlers
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def test_duties_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["duties", "--year", "2021", "--json"]) == 0
    duties = json.loads(capsys.readouterr().out)
    assert len(duties) == 84
    assert {
        "measure": "1.2.3",
        "organisation": "education",
        "months": [11, 12],
        "due": "2021-12-25",
        "needs_money": True,
    } in duties


def test_duties_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["duties", "--year", "2022", "--organisation", "culture"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "7 duties in 2022"
    assert lines[0].startswith("1.2.1  culture")


def test_duties_of_nobody_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["duties", "--year", "2021", "--organisation", "fire"]) != 0
    (line,) = capsys.readouterr().err.splitlines()
    assert "fire" in line
    assert "uszn" in line


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of data/ where nobody has checked a number yet, whatever the editors have done."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    contacts = copy / "contacts.yaml"
    unchecked = re.sub(r"(?m)^ +verified_on:.*\n", "", contacts.read_text("utf-8"))
    contacts.write_text(unchecked, "utf-8")
    monkeypatch.setenv("DATA_DIR", str(copy))
    return copy


def checked(data: Path, days: int) -> None:
    """Let the first contact be checked so many days ago."""
    day = datetime.now(ZoneInfo("Europe/Kyiv")).date() - timedelta(days=days)
    _replace(data / "contacts.yaml", "kind: emergency", f"kind: emergency\n    verified_on: {day}")


def test_check_is_content_with_the_real_data(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check"]) == 0
    assert "no faults" in capsys.readouterr().out


def test_strict_check_fails_while_nobody_has_called_the_numbers(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", "--strict"]) == 1
    assert "never checked by a call" in capsys.readouterr().out


def test_k4_a_check_of_three_months_ago_is_a_warning(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(data, 100)
    assert cli.main(["check"]) == 0
    assert "warning: contacts.yaml: contacts[police].verified_on: checked 100 days ago" in (
        capsys.readouterr().out
    )


def test_k4_a_check_of_half_a_year_ago_is_a_fault_and_the_bot_still_starts(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(data, 190)
    assert cli.main(["check"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert "contacts.yaml: contacts[police].verified_on: checked 190 days ago; call again" in out
    assert "no faults" not in out
    assert load(data).contacts["police"].verified_on is not None


def test_check_names_three_planted_faults_in_one_go(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _replace(data / "contacts.yaml", 'dial: "1547"', 'dial: "fifteen"')
    _replace(data / "programme.yaml", "executors: [", "executors: [nobody, ")
    _replace(data / "topics" / "rights.yaml", "{legal-aid}", "{no-such-line}")
    assert cli.main(["check"]) == 1
    found = capsys.readouterr().out
    for place, word in (
        ("contacts.yaml: contacts[gov-1547].numbers", "string should match"),
        ("programme.yaml", "nobody"),
        ("topics/rights.yaml", "no-such-line"),
    ):
        assert any(place in line and word in line.lower() for line in found.splitlines()), place


def test_ask_tells_kinds_places_and_the_words_that_decided(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["ask", "мене б'є чоловік"]) == 0
    told = capsys.readouterr().out
    assert "violence" in told
    assert "б'є" in told


def test_a_bad_setting_is_one_line_and_exit_78(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LISTEN", "nowhere")
    assert cli.main(["run"]) == cli.EXIT_SETTINGS
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("LISTEN: ")


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program holds."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("command", ["run", "sandbox"])
def test_a_taken_port_of_the_sandbox_is_one_line_and_exit_75(
    taken: int, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([command, "--port", str(taken)]) == cli.EXIT_BUSY
    (line,) = capsys.readouterr().err.splitlines()
    assert f"Port {taken} of 127.0.0.1 cannot be used" in line


@pytest.mark.parametrize("token", ["", "123456789:AAExampleExampleExampleExampleExample"])
def test_a_taken_port_to_listen_on_is_one_line_and_exit_75(
    monkeypatch: pytest.MonkeyPatch, taken: int, token: str, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LISTEN", f"127.0.0.1:{taken}")
    monkeypatch.setenv("BOT_TOKEN", token)
    assert cli.main(["run", "--port", "0"]) == cli.EXIT_BUSY
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"LISTEN: 127.0.0.1:{taken} cannot be used")


def test_an_impossible_port_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["sandbox", "--port", "70000"])
    assert "expected 0-65535" in capsys.readouterr().err


def test_the_log_is_set_up_before_anything_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(cli, "set_up", lambda level, _: done.append(level))
    monkeypatch.setattr(cli.settings_room, "read", lambda: done.append("read") or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        cli.main(["check"])
    assert done == ["INFO", "read"]


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_years_dates_as_a_calendar_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "dates.ics"
    assert cli.main(["export", "--calendar", "--year", "2027", "--out", str(out)]) == 0
    assert b"deadline-2027@" in out.read_bytes()
    capsys.readouterr()
    assert cli.main(["export", "--calendar", "--year", "2027", "--out", "dates.pdf"]) == 78
    assert "expected FILE.ics" in capsys.readouterr().err
