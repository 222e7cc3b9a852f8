"""The book of words and rules: data/understanding/*.yaml, checked and ready to match.

`words*.yaml` hold concepts; `rules*.yaml` what tells of which kind; `excuses.yaml` what only looks
like it; `topics.yaml` the places; `talk.yaml` small talk and questions that are not ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.help.understanding import forms
from bot.help.understanding.kinds import Kind
from bot.help.understanding.lexicon import Lexicon, is_concept
from bot.help.understanding.patterns import Pattern, parse
from bot.help.understanding.sieve import Sieve
from bot.help.understanding.topics import Place


@dataclass(frozen=True, slots=True)
class Rule:
    """Patterns under one name that decide one thing; any of them is enough."""

    name: str
    decides: str
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """Everything that data/understanding says."""

    lexicon: Lexicon
    rules: Sieve[Rule]
    excuses: Sieve[Rule]
    places: Sieve[Place]
    smalltalk: Sieve[Rule]
    foreign: Sieve[Rule]
    brings: dict[Kind, tuple[Kind, ...]]

    @classmethod
    def load(cls, folder: Path) -> "Book":
        """Return the book of a folder; raises ValueError naming a bad file and line."""
        lexicon = Lexicon()
        words = {"AGE": [], **_concepts(folder)}
        rules: list[Rule] = []
        for path in sorted(folder.glob("rules*.yaml")):
            for kind, named in _read(path).items():
                rules.extend(_rules(path, Kind(kind).value, named))
        excuses = _rules(folder / "excuses.yaml", "excused", _read(folder / "excuses.yaml"))
        talk = _read(folder / "talk.yaml")
        smalltalk = _rules(folder / "talk.yaml", "smalltalk", talk["smalltalk"])
        foreign = _rules(folder / "talk.yaml", "foreign", talk["foreign"])
        topics = _rules(folder / "topics.yaml", "topic", _read(folder / "topics.yaml"))
        everything = [*rules, *excuses, *smalltalk, *foreign, *topics]
        own = _own_words(words, everything)
        if not forms.read(lexicon, folder):
            for concept, listed in (*words.items(), *((word, [word]) for word in own)):
                lexicon.add(concept, listed)
        for concept, listed in words.items():
            lexicon.include(concept, listed)
        lexicon.close()
        return cls(
            lexicon=lexicon,
            rules=Sieve(rules),
            excuses=Sieve(excuses),
            places=Sieve(Place(rule.name, rule.patterns) for rule in topics),
            smalltalk=Sieve(smalltalk),
            foreign=Sieve(foreign),
            brings={Kind(k): tuple(map(Kind, v)) for k, v in talk["brings"].items()},
        )


def _read(path: Path) -> dict[str, Any]:
    """Return a file's mapping; raises ValueError where it holds none."""
    with path.open(encoding="utf-8") as file:
        found = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if not isinstance(found, dict):
        raise ValueError(f"{path.name}: a mapping was expected")
    return found


def _split(words: str | list[str]) -> list[str]:
    """Return the words of a list, which may be written as one text with spaces."""
    text = " ".join(words) if isinstance(words, list) else words
    return text.replace(",", " ").split()


def _rules(path: Path, decides: str, named: Mapping[str, str | list[str]]) -> list[Rule]:
    """Return the rules of one section, with each of their lines parsed."""
    found = []
    for name, lines in named.items():
        try:
            patterns = tuple(
                parse(line) for line in ([lines] if isinstance(lines, str) else lines)
            )
        except (ValueError, TypeError, AttributeError) as error:
            raise ValueError(f"{path.name}: {name}: {error}") from error
        found.append(Rule(name, decides, patterns))
    return found


def _concepts(folder: Path) -> dict[str, list[str]]:
    """Return the words of every concept."""
    return {
        concept: _split(words)
        for path in sorted(folder.glob("words*.yaml"))
        for concept, words in _read(path).items()
    }


def _own_words(words: Mapping[str, list[str]], rules: list[Rule]) -> list[str]:
    """Return the words that rules name themselves; raises ValueError for an unknown concept."""
    found: dict[str, None] = {}
    for rule in rules:
        for pattern in rule.patterns:
            for choice in (c for part in (*pattern.parts, pattern.forbidden) for c in part):
                if choice.concept in words:
                    continue
                if is_concept(choice.concept):
                    raise ValueError(f"{rule.name}: no concept {choice.concept}")
                found[choice.concept] = None
    return list(found)
