"""The languages hold together: the same keys with the same variables, and no broken line.

A broken Fluent message is skipped without a word by the runtime; here it is a finding.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.content.findings import Finding
from bot.content.models import LANGUAGES, Contact
from bot.content.numbers import WrittenOut, unfillable

STAFF = "uk/staff"  # councils work in Ukrainian, by law; residents' words come in every language
_PLURALS_UK = {"one", "few", "many"}  # CLDR; `other` is for fractions


@dataclass(slots=True)
class Message:
    """One Fluent message: where it stands, what it needs, what it says."""

    file: str
    variables: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    selections: list[set[str]] = field(default_factory=list)


class _Reading(Visitor):
    def __init__(self, message: Message) -> None:
        super().__init__()
        self._message = message

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self._message.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self._message.references.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:
        self._message.references.add(f"-{node.id.name}")

    def visit_TextElement(self, node: ast.TextElement) -> None:
        self._message.words.append(node.value)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:
        keys = {each.key.name for each in node.variants if isinstance(each.key, ast.Identifier)}
        self._message.selections.append(keys)
        self.generic_visit(node)


def wrong_locales(
    folder: Path, contacts: Mapping[str, Contact], broken: set[str]
) -> Iterator[Finding]:
    """Yield every fault of data/locales: syntax, twins, gaps between languages, lost names."""
    read: dict[str, dict[str, Message]] = {}
    for language in LANGUAGES:
        messages: dict[str, Message] = {}
        for path in sorted((folder / language).glob("*.ftl")):
            yield from _file(path, f"locales/{language}/{path.name}", messages)
        read[language] = messages
        yield from _references(messages, contacts, broken)
    yield from _parity(read)
    yield from _plurals(read["uk"])
    staff: dict[str, Message] = {}
    for path in sorted((folder / STAFF).glob("*.ftl")):
        yield from _file(path, f"locales/{STAFF}/{path.name}", staff)
    yield from _references(staff, contacts, broken)
    yield from _plurals(staff)


def _file(path: Path, file: str, messages: dict[str, Message]) -> Iterator[Finding]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        yield Finding(file, "", f"byte {error.start} is not UTF-8: save it as UTF-8")
        return
    for entry in FluentParser().parse(text).body:
        if isinstance(entry, ast.Junk):
            start = entry.span.start if entry.span else 0
            why = entry.annotations[0].message if entry.annotations else "not a message"
            line = text.count("\n", 0, start) + 1
            yield Finding(file, f"line {line}", f"not readable as Fluent: {why}")
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        key = entry.id.name if isinstance(entry, ast.Message) else f"-{entry.id.name}"
        if key in messages:
            yield Finding(file, key, f"stands in {messages[key].file} already")
            continue
        message = Message(file)
        _Reading(message).visit(entry)
        messages[key] = message


def _references(
    messages: dict[str, Message], contacts: Mapping[str, Contact], broken: set[str]
) -> Iterator[Finding]:
    written = WrittenOut(contacts)
    for key, message in messages.items():
        if key in contacts:
            twin = "is a contact's id too: {…} could mean either, give the text another key"
            yield Finding(message.file, key, twin)
        for id_ in sorted(message.references - messages.keys()):
            why = unfillable(contacts, broken, id_)
            if why:
                yield Finding(message.file, key, f"{{{id_}}}: {why}, nor among the texts")
        for told in written.told(" ".join(message.words)):
            yield Finding(message.file, key, told)


def _parity(read: dict[str, dict[str, Message]]) -> Iterator[Finding]:
    first, *others = LANGUAGES
    for other in others:
        for here, there in ((first, other), (other, first)):
            for key in read[here].keys() - read[there].keys():
                yield Finding(read[here][key].file, key, f"is missing in {there}")
        for key in read[first].keys() & read[other].keys():
            ours, theirs = read[first][key], read[other][key]
            if ours.variables != theirs.variables:
                told = f"needs {_listed(theirs.variables)}, in {first} {_listed(ours.variables)}"
                yield Finding(theirs.file, key, told)


def _listed(names: set[str]) -> str:
    return ", ".join(f"${name}" for name in sorted(names)) or "no variable"


def _plurals(messages: dict[str, Message]) -> Iterator[Finding]:
    for key, message in messages.items():
        for keys in message.selections:
            if keys & {*_PLURALS_UK, "other"} and not keys >= _PLURALS_UK:
                told = "Ukrainian plurals need [one], [few] and [many]"
                yield Finding(message.file, key, told)
