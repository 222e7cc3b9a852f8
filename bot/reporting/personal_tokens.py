"""The words of a text, with what kind of a name each can be, by the Ukrainian dictionary."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import pymorphy3

from bot.reporting.words import pattern, words

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*|[.!?;:,()«»\"“”„—–\n]|\d+")
CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct", "voct"})
_PATRONYMIC = pattern("personal", "patronymic")
_SURNAME_ENDS = pattern("personal", "surname")
ADJECTIVE = pattern("personal", "adjective")
_NEVER = frozenset(words("personal")["never"])
_NAMES_TOO = frozenset(words("personal")["names_too"])


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark."""

    text: str
    start: int
    end: int
    name: frozenset[str] = frozenset()  # the cases in which it is a given name
    surname: frozenset[str] = frozenset()
    patronymic: bool = False
    initial: bool = False

    @property
    def light(self) -> str:
        """Return the word in small letters, with one kind of apostrophe."""
        return self.text.lower().replace("’", "'").replace("ʼ", "'")


def tokens_of(text: str) -> list[Token]:
    """Return the words, numbers and marks of a text; only capitalised words can be names."""
    found = []
    for each in _WORD.finditer(text):
        word, span = each[0], each.span()
        if len(word) == 1 and word.isupper():
            dotted = text[span[1] : span[1] + 1] == "."
            found.append(Token(word, *span, initial=dotted))
        elif word[0].isupper() and (word[1:].islower() or not word.isupper() or len(word) > 4):
            found.append(_named(word, *span))
        else:
            found.append(Token(word, *span))
    return found


def _named(word: str, start: int, end: int) -> Token:
    """Return a capitalised word with what kind of a name it can be."""
    light = word.lower().replace("’", "'").replace("ʼ", "'")
    if light in _NEVER:
        return Token(word, start, end)
    name: set[str] = set()
    surname: set[str] = set()
    parses = dictionary().parse(light)
    known = bool(dictionary().word_is_known(light))
    for parse in parses:
        grammemes = parse.tag.grammemes
        if known and ("Name" in grammemes or parse.normal_form in _NAMES_TOO):
            name |= grammemes & CASES
        if known and "Surn" in grammemes:
            surname |= CASES if "Fixd" in grammemes else grammemes & CASES
    patronymic = bool(_PATRONYMIC.search(light)) and (
        not known or any("Patr" in each.tag.grammemes for each in parses)
    )
    if not surname and _surname_like(light, known, parses):
        surname = set(CASES)
    return Token(word, start, end, frozenset(name), frozenset(surname), patronymic)


def _surname_like(light: str, known: bool, parses: list[Any]) -> bool:
    """Return whether a word that is no surname of the dictionary's may well be one."""
    if "-" in light:
        return all(_named(part.capitalize(), 0, 0).surname for part in light.split("-") if part)
    if len(light) < 4:
        return False
    if ADJECTIVE.search(light):
        return True
    return not known and bool(_SURNAME_ENDS.search(light) or len(light) > 4)


@cache
def dictionary() -> Any:
    """Load the Ukrainian dictionary once, when first asked for."""
    return pymorphy3.MorphAnalyzer(lang="uk")
