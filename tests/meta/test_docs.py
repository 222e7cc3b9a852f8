"""What is written for people agrees with what is there: settings, commands, the two READMEs."""

import re
from pathlib import Path

import pytest

from bot.cli import _parser
from bot.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
ENV = (ROOT / ".env.example").read_text("utf-8")


def test_every_setting_has_its_sentence_in_the_example() -> None:
    told = re.findall(r"^# .+\n(?:# .+\n)*([A-Z_]+)=", ENV, re.MULTILINE)
    assert told == [name.upper() for name in Settings.model_fields]


@pytest.mark.parametrize("readme", ["README.md", "README.uk.md"])
def test_readme_names_the_two_commands(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert "make run" in text
    assert "make test" in text


def test_readme_names_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    actions = next(action for action in _parser()._actions if action.choices)
    for command in actions.choices or ():
        assert f"`{command}" in text, f"README says nothing of {command}"


def test_readme_pictures_exist() -> None:
    for readme in ("README.md", "README.uk.md"):
        for link in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", (ROOT / readme).read_text("utf-8")):
            assert (ROOT / link).is_file(), link
