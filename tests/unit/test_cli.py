"""The command line as operators and editors use it."""

import json
import shutil
from pathlib import Path

import pytest

from bot import cli
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


def test_check_is_content_with_the_real_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["check"]) == 0
    assert "no faults" in capsys.readouterr().out


def test_strict_check_fails_while_nobody_has_called_the_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["check", "--strict"]) == 1
    assert "never checked by a call" in capsys.readouterr().out


def test_check_names_three_planted_faults_in_one_go(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    _replace(data / "contacts.yaml", 'dial: "1547"', 'dial: "fifteen"')
    _replace(data / "programme.yaml", "executors: [", "executors: [nobody, ")
    _replace(data / "topics" / "rights.yaml", "{legal-aid}", "{no-such-line}")
    monkeypatch.setenv("DATA_DIR", str(data))
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


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
