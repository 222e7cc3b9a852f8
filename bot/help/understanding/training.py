"""Learns the second opinion from data/phrases/: `python -m bot.help.understanding.training`.

Plain logistic regression in a fixed order, so that the same phrases always give the same file.
Run it (`make train`) after a change of data/phrases/ or data/understanding/; a test holds the
file to that.
"""

import math
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from bot.help.understanding import forms
from bot.help.understanding.book import Book
from bot.help.understanding.evidence import gather
from bot.help.understanding.kinds import Kind
from bot.help.understanding.model import (
    ANY,
    BIAS,
    FOREIGN,
    NONE,
    SMALLTALK,
    Model,
    Weights,
    softmax,
    with_unseen,
)
from bot.help.understanding.normalise import is_latin, skeleton
from bot.help.understanding.tokens import read_tokens

_ROUNDS = 12
_RATE = 0.5
_DECAY = 0.0006
_LEAST_SEEN = 2
_HARMLESS = 2.0  # weight of a harmless text: there are endless ways to be harmless
_PERHAPS = 0.25  # weight of a danger text that is not labelled with a kind, but may hold it


@dataclass(frozen=True, slots=True)
class Example:
    """A phrase as its features, with its labels."""

    features: tuple[str, ...]
    kinds: frozenset[str]
    forbidden: frozenset[str]
    places: tuple[str, ...]
    checked: bool  # a harmless text: it holds no kind at all


def fingerprint(data: Path) -> str:
    """Return a fingerprint of everything that the model is learnt from."""
    return "-".join(forms.fingerprint(data / part) for part in ("understanding", "phrases"))


def examples(folder: Path, book: Book) -> list[Example]:
    """Return the phrases of a folder, ready to learn from."""
    found = []
    for path in sorted(folder.glob("*.yaml")):
        for phrase in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            found.append(_example(phrase, path.stem, book))
    return found


def learn_words(folder: Path, book: Book) -> None:
    """Teach the lexicon the phrases' own words, so that those are known when misspelled too."""
    book.lexicon.vocabulary = {}
    book.lexicon.close()
    seen: Counter[str] = Counter()
    for path in sorted(folder.glob("*.yaml")):
        for phrase in yaml.safe_load(path.read_text(encoding="utf-8")) or ():
            for token in read_tokens(phrase["text"], book.lexicon).tokens:
                if not token.marks and not token.form and token.text.isalpha():
                    if token.english:
                        seen[token.text] += _LEAST_SEEN
                    elif not is_latin(token.text):
                        seen[skeleton(token.text)] += 1
    known = sorted(word for word, count in seen.items() if count >= _LEAST_SEEN and len(word) > 3)
    book.lexicon.vocabulary = dict.fromkeys(known)
    book.lexicon.close()


def learn(phrases: list[Example]) -> Model:
    """Return the model of some phrases."""
    seen = Counter(f for one in phrases for f in one.features)
    known = {f for f, count in seen.items() if count >= _LEAST_SEEN}
    return Model.of(_learn_kinds(phrases, known), _learn_places(phrases, known))


def _example(phrase: dict[str, Any], file: str, book: Book) -> Example:
    """Return one phrase as an example."""
    kinds = frozenset(phrase.get("kinds") or ())
    return Example(
        features=gather(phrase["text"], book).features,
        kinds=kinds,
        forbidden=frozenset(phrase.get("not") or ()),
        places=_places(phrase),
        checked=not kinds and "mixed" not in file,
    )


def _places(phrase: dict[str, Any]) -> tuple[str, ...]:
    """Return the places of a phrase; small talk and questions that are not ours are places too."""
    topic = phrase.get("topic") or ()
    listed = (topic,) if isinstance(topic, str) else tuple(topic)
    return tuple(place.removesuffix("/start") for place in listed) or tuple(
        name for name in (SMALLTALK, FOREIGN) if phrase.get(name)
    )


def _learn_kinds(phrases: list[Example], known: set[str]) -> Weights:
    """Return the weights of every kind, and of there being any."""
    names = [ANY, *(kind.value for kind in Kind)]
    weights: Weights = {}

    def errors(one: Example, totals: dict[str, float]) -> dict[str, float]:
        found = {}
        for name in names:
            wanted, weight = _wanted(one, name)
            if weight:
                likely = 1 / (1 + math.exp(-max(-30.0, min(30.0, totals.get(name, 0.0)))))
                found[name] = weight * (wanted - likely)
        return found

    _descend(weights, phrases, known, errors)
    return _rounded(weights)


def _wanted(one: Example, name: str) -> tuple[float, float]:
    """Return the label of a phrase for a class, and how much it counts."""
    if name == ANY:
        return float(bool(one.kinds)), 1.0 if one.kinds else _HARMLESS if one.checked else 0.0
    if name in one.kinds:
        return 1.0, 1.0
    return 0.0, _HARMLESS if one.checked or name in one.forbidden else _PERHAPS


def _learn_places(phrases: list[Example], known: set[str]) -> Weights:
    """Return the weights of every place, and of none."""
    asking = [one for one in phrases if one.places or one.checked]
    weights: Weights = {BIAS: {p: 0.0 for one in asking for p in (*one.places, NONE)}}

    def errors(one: Example, totals: dict[str, float]) -> dict[str, float]:
        wanted = one.places or (NONE,)
        shares = softmax(totals)
        found = {name: -share for name, share in shares.items() if share > 0.01}
        for place in wanted:
            found[place] = found.get(place, 0.0) + 1 / len(wanted)
        return found

    _descend(weights, asking, known, errors)
    return _rounded(weights)


def _descend(
    weights: Weights,
    phrases: list[Example],
    known: set[str],
    errors: Callable[[Example, dict[str, float]], dict[str, float]],
) -> None:
    """Fit weights in place by stochastic descent, in an order that is always the same."""
    order, dice = list(range(len(phrases))), random.Random(1)
    for turn in range(_ROUNDS):
        dice.shuffle(order)
        rate = _RATE / (1 + 0.25 * turn)
        for index in order:
            one = phrases[index]
            active = [BIAS, *with_unseen(one.features, known)]
            totals: dict[str, float] = {}
            for feature in active:
                for name, weight in weights.get(feature, {}).items():
                    totals[name] = totals.get(name, 0.0) + weight
            step = rate / math.sqrt(len(active))
            for name, error in errors(one, totals).items():
                if abs(error) > 0.02:
                    for feature in active:
                        own = weights.setdefault(feature, {})
                        own[name] = own.get(name, 0.0) * (1 - _DECAY) + step * error


def _rounded(weights: Weights) -> Weights:
    """Return the weights that count, with two digits."""
    kept = {
        feature: {name: round(w, 2) for name, w in own.items() if abs(w) >= 0.06}
        for feature, own in weights.items()
    }
    return {feature: own for feature, own in kept.items() if own}


def main() -> None:
    """Write data/understanding/forms.tsv, and model.json as learnt from data/phrases/."""
    data = Path("data")
    book = Book.load(data / "understanding")
    learn_words(data / "phrases", book)
    forms.write(book.lexicon, data / "understanding")
    model = learn(examples(data / "phrases", book))
    model = replace(model, learnt_from=fingerprint(data))
    model.write(data / "understanding" / "model.json")


if __name__ == "__main__":
    main()
