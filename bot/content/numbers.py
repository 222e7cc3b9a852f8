"""Every number stands in contacts.yaml and nowhere else (rule K1 of the research on help bots).

Texts write `{la-strada}`. A number written out would stay behind when the line's number changes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from pydantic import BaseModel

from bot.content.draft import Draft, parts
from bot.content.findings import Finding
from bot.content.models import LANGUAGES, Contact, Number, Words

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_GAP = r"[ \u00a0\u202f()\-\u2010-\u2015]*"  # what people write between digits
_PHONE_LIKE = re.compile(rf"(?<!\d)\+?\d(?:{_GAP}\d){{8,}}(?!\d)")
_NEVER_FILLED = re.compile(r"(^|\.)(name|title|short|operator|header|neutral|profile)(\.|$|\[)")
_SHORT = 3  # a number of so few digits is written without gaps


def words_in(model: BaseModel, at: str = "") -> Iterator[tuple[str, Words]]:
    """Yield all words in every language inside a checked object, with their keys."""
    if isinstance(model, Words):
        yield at, model
        return
    for name in type(model).model_fields:
        value = getattr(model, name)
        key = f"{at}.{name}" if at else name
        if isinstance(value, BaseModel):
            yield from words_in(value, key)
        elif isinstance(value, tuple):
            for place, each in enumerate(value):
                if isinstance(each, BaseModel):
                    yield from words_in(each, f"{key}[{getattr(each, 'id', place)}]")


def wrong_numbers(draft: Draft) -> Iterator[Finding]:
    """Yield numbers written out in texts, and `{…}` that stands for no number."""
    written = WrittenOut(draft.contacts)
    for file, at, model in parts(draft):
        for key, words in words_in(model, at):
            for language in LANGUAGES:
                text = words[language]
                place = f"{key}.{language}"
                for told in (*written.told(text), *_placeholders(draft, key, text)):
                    yield Finding(file, place, told)


def shown_otherwise(draft: Draft) -> Iterator[Finding]:
    """Yield numbers that are shown with other digits than those that are dialled."""
    for contact in draft.contacts.values():
        for key, number in _numbers(contact):
            if re.sub(r"\D", "", number.show) != number.dial.lstrip("+"):
                at = f"contacts[{contact.id}].{key}.show"
                told = f"{number.show!r} has other digits than dial, {number.dial!r}"
                yield Finding("contacts.yaml", at, told)


def _numbers(contact: Contact) -> Iterator[tuple[str, Number]]:
    for place, number in enumerate(contact.numbers):
        yield f"numbers[{place}]", number
    if contact.abroad is not None:
        yield "abroad", contact.abroad


def _placeholders(draft: Draft, key: str, text: str) -> Iterator[str]:
    found = PLACEHOLDER.findall(text)
    if found and _NEVER_FILLED.search(key):
        yield f"{{{found[0]}}}: no number is filled in here, put it into the text"
        return
    for id_ in found:
        told = unfillable(draft.contacts, draft.broken, id_)
        if told:
            yield f"{{{id_}}}: {told}"
    if "{" in PLACEHOLDER.sub("", text) or "}" in PLACEHOLDER.sub("", text):
        yield "a brace without its other half; expected {contact-id}"


def unfillable(contacts: Mapping[str, Contact], broken: Iterable[str], id_: str) -> str | None:
    """Return why `{id_}` cannot become a number, or None if it can."""
    if not contacts or id_ in broken:
        return None  # contacts.yaml has the fault, and says so itself
    if id_ not in contacts:
        return "is not in contacts.yaml"
    if not contacts[id_].numbers:
        return "this contact has no number"
    return None


class WrittenOut:
    """Finds numbers that are written out: those of contacts.yaml, and whatever looks like one."""

    def __init__(self, contacts: Mapping[str, Contact]) -> None:
        self._known = {
            id_: re.compile("|".join(_pattern(dial) for dial in sorted(_dialled(contact))))
            for id_, contact in contacts.items()
            if _dialled(contact)
        }
        addresses = {channel.to for contact in contacts.values() for channel in contact.channels}
        named = sorted((each for each in addresses if not each.isdigit()), key=len, reverse=True)
        self._addresses = re.compile("|".join(map(re.escape, named)) or r"(?!)")

    def told(self, text: str) -> Iterator[str]:
        """Yield what is wrong with the numbers in a text."""
        bare = PLACEHOLDER.sub("", self._addresses.sub("", text))
        for id_, pattern in self._known.items():
            found = pattern.search(bare)
            if found:
                yield f"the number {found.group()!r} is written out; expected {{{id_}}}"
                bare = pattern.sub("", bare)
        found = _PHONE_LIKE.search(bare)
        if found:
            yield f"{found.group()!r} looks like a number; expected {{contact-id}}"


def _dialled(contact: Contact) -> set[str]:
    return {number.dial for _, number in _numbers(contact)}


def _pattern(dial: str) -> str:
    digits = dial.lstrip("+")
    plus = r"\+?" if dial.startswith("+") else ""
    between = "" if len(digits) <= _SHORT else _GAP
    return rf"(?<![\d.,:]){plus}{between.join(digits)}(?!\d|[.,:]\d)"
