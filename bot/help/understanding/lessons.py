"""The phrases of data/phrases/ as what the second opinion learns from: features with labels.

Each phrase is learnt as written and misspelled, some also amid everyday words.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from bot.help.understanding.book import Book
from bot.help.understanding.evidence import gather
from bot.help.understanding.model import FOREIGN, SMALLTALK
from bot.help.understanding.noise import misspelled

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LONG = 25  # letters of a phrase that is put beside others
_JOINED = 6  # every so many-eth phrase is told amid others too


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase as its features, with its labels."""

    features: tuple[str, ...]
    hashed: tuple[tuple[int, ...], ...]
    kinds: frozenset[str]
    forbidden: frozenset[str]
    places: tuple[str, ...]
    checked: bool  # a harmless text: it holds no kind at all
    varied: bool = False  # said before, in other letters or alone


def examples(folder: Path, book: Book) -> list[Example]:
    """Return the phrases of a folder, ready to learn from: as written, misspelled, amid others."""
    listed = list(phrases(folder))
    found = [_example(phrase["text"], phrase, name, book) for name, phrase in listed]
    for number, (name, phrase) in enumerate(listed):
        found.append(_varied(misspelled(phrase["text"], number), phrase, name, book))
    return found + _joined(listed, book)


def phrases(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every phrase of a folder with the name of its file."""
    for path in sorted(folder.glob("*.yaml")):
        with path.open(encoding="utf-8") as file:
            for phrase in yaml.load(file, Loader=_LOADER) or ():
                yield path.stem, phrase


def _joined(listed: list[tuple[str, dict[str, Any]]], book: Book) -> list[Example]:
    """Return some phrases told amid everyday words, so that those do not drown them."""
    dice = random.Random(2)
    plain = [p for _, p in listed if not _says_something(p) and len(p["text"]) > _LONG]
    found = []
    for name, phrase in listed[::_JOINED]:
        beside = plain and not (phrase.get("topic") or phrase.get("smalltalk"))
        if beside:
            told = [phrase["text"], *(p["text"] for p in dice.choices(plain, k=2))]
            dice.shuffle(told)
            found.append(_varied(". ".join(told), phrase, name, book))
    return found


def _example(text: str, phrase: dict[str, Any], file: str, book: Book) -> Example:
    """Return one phrase, in one spelling, as an example."""
    kinds = frozenset(phrase.get("kinds") or ())
    evidence = gather(text, book)
    return Example(
        features=evidence.features,
        hashed=evidence.hashed,
        kinds=kinds,
        forbidden=frozenset(phrase.get("not") or ()),
        places=_places(phrase),
        checked=not kinds and "mixed" not in file,
    )


def _varied(text: str, phrase: dict[str, Any], file: str, book: Book) -> Example:
    """Return one phrase, said otherwise, as an example."""
    return replace(_example(text, phrase, file, book), varied=True)


def _says_something(phrase: dict[str, Any]) -> bool:
    """Return whether a phrase has any label, even of what it does not hold."""
    return any(phrase.get(label) for label in ("kinds", "not", "topic", "smalltalk", "foreign"))


def _places(phrase: dict[str, Any]) -> tuple[str, ...]:
    """Return the places of a phrase; small talk and questions that are not ours are places too."""
    topic = phrase.get("topic") or ()
    listed = (topic,) if isinstance(topic, str) else tuple(topic)
    return tuple(place.removesuffix("/start") for place in listed) or tuple(
        name for name in (SMALLTALK, FOREIGN) if phrase.get(name)
    )
