"""The staff's words and the code that says them fit: no key is missing, none is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
CODE = [
    *(
        path
        for room in ("people", "reporting", "reminders")
        for path in (ROOT / "bot" / room).rglob("*.py")
    ),
    *(ROOT / "bot" / f"{name}.py" for name in ("staffed", "reported", "reminded", "announced")),
    *(ROOT / "bot" / "commands").glob("*.py"),
    ROOT / "bot" / "chat" / "documents.py",
]
SAYS = {"said", "bold", "button", "words", "staff", "WrongInput", "Closed", "Stale"}
DRAFTS = "(event|report|mend|loose)(-[a-z]+)?"


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.found.add(node.id.name)


def messages() -> dict[str, set[str]]:
    """Every key with the variables that it needs."""
    found = {}
    for path in sorted((ROOT / "data" / "locales" / "uk" / "staff").glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                variables = _Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.found
    return found


MESSAGES = messages()
TREES = [(path, ast.parse(path.read_text("utf-8"))) for path in sorted(CODE)]


def _choices(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.IfExp):
        yield from _choices(node.body)
        yield from _choices(node.orelse)
    else:
        yield node


def _pattern(node: ast.JoinedStr) -> str:
    """What an f-string may become, as a regular expression; the kind of a draft may begin it."""
    parts = [
        re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9-]+"
        for part in node.values
    ]
    return "".join([DRAFTS if parts[0] == "[a-z0-9-]+" else parts[0], *parts[1:]])


def _spoken() -> Iterator[tuple[str, str, ast.Call]]:
    """Each key or pattern of keys that is said, where, and by which call."""
    for path, tree in TREES:
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            for node in (each for one in call.args for each in _choices(one)):
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                if name not in SAYS:
                    continue
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
                    yield re.escape(node.value), place, call
                elif isinstance(node, ast.JoinedStr):
                    yield _pattern(node), place, call


SPOKEN = [each for each in _spoken() if "-" in each[0] or each[0] in MESSAGES]


@pytest.mark.parametrize("room", sorted({place.split("/")[1] for _, place, _ in SPOKEN}))
def test_what_is_said_has_its_words(room: str) -> None:
    for key, place, call in SPOKEN:
        if place.split("/")[1] != room:
            continue
        fitting = [each for each in MESSAGES if re.fullmatch(key, each)]
        assert fitting, f"{place}: {key}"
        told = {each.arg for each in call.keywords}
        raised = getattr(call.func, "id", "") in ("WrongInput", "Closed", "Stale")
        if len(fitting) == 1 and not raised and None not in told:  # **values: nobody can tell
            assert MESSAGES[fitting[0]] <= told, f"{place}: {fitting[0]}"


def test_no_words_are_left_over() -> None:
    exact: set[str] = set()
    patterns: set[str] = set()
    for _, tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                exact.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                patterns.add(_pattern(node))
    left = [
        key
        for key in MESSAGES
        if key not in exact and not any(re.fullmatch(each, key) for each in patterns)
    ]
    assert left == []
