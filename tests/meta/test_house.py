"""The house stays as it was designed: sizes, names, arrows that import-linter cannot see."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "bot").rglob("*.py"))
KNOW_TELEGRAM = re.compile(
    r"bot/(app|cli|sandboxed|staffed|announced|reminded)\.py|bot/commands/\w+\.py|bot/chat/\w+\.py|bot/\w+/(\w+_)?handlers\.py"
)
NEVER_TELEGRAM = {"bot/chat/screen.py", "bot/chat/buttons.py"}
BANNED_NAMES = {"utils", "helpers", "common", "manager", "base", "misc"}
LINES_AT_MOST, FUNCTION_LINES_AT_MOST = 250, 40


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", CODE, ids=names)
def test_a_room_holds_one_subject(path: Path) -> None:
    source = path.read_text("utf-8")
    assert source.count("\n") <= LINES_AT_MOST
    assert path.stem not in BANNED_NAMES
    tree = ast.parse(source)
    assert ast.get_docstring(tree) or not source.strip(), "why does this module exist?"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES_AT_MOST, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", CODE, ids=names)
def test_only_handlers_chat_and_app_know_telegram(path: Path) -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    place = names(path)
    allowed = KNOW_TELEGRAM.fullmatch(place) and place not in NEVER_TELEGRAM
    assert "telegram" not in imported or allowed


SPEAKING = [path for path in CODE if path.parent.name != "understanding" or path.stem == "explain"]


@pytest.mark.parametrize("path", SPEAKING, ids=names)  # alphabets are code in understanding
def test_no_words_for_people_stand_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and re.search(r"[а-яіїєґ]{4,}", node.value, re.IGNORECASE)
    ]
    assert found == []


def test_nothing_of_any_machine_or_registry_is_in_the_tree() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"https?://|file:/|--index|--find-links", lock.read_text("utf-8"))
    for path in [*CODE, ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / ".ci" / "run"]:
        assert not re.search(r"/(work|root|home)/", path.read_text("utf-8")), path
