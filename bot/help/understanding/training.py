"""Learns the second opinion from data/phrases/: `python -m bot.help.understanding.training`.

Plain logistic regression in a fixed order, so that the same phrases always give the same file.
Run it (`make train`) after a change of data/phrases/ or data/understanding/; a test holds the
file to that.
"""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.help.understanding import descent, forms
from bot.help.understanding.book import Book
from bot.help.understanding.features import BUCKETS
from bot.help.understanding.kinds import Kind
from bot.help.understanding.lessons import Example, examples, phrases
from bot.help.understanding.model import (
    ANY,
    BIAS,
    CLASSES,
    NONE,
    STEP,
    UNSEEN,
    ZERO,
    Lines,
    Model,
    Weights,
    with_unseen,
)
from bot.help.understanding.normalise import is_latin, skeleton
from bot.help.understanding.tokens import read_tokens

_LEAST_SEEN = 2
_LEAST_WEIGHT = 0.5
_TELLING = 0.8  # from this weight on a feature counts for a place
_GROUPS = 2  # of buckets: pieces of words, meanings that meet
_HARMLESS = 2.0  # weight of a harmless text: there are endless ways to be harmless
_PERHAPS = 0.25  # weight of a danger text that is not labelled with a kind, but may hold it


def fingerprint(data: Path) -> str:
    """Return a fingerprint of everything that the model is learnt from."""
    return "-".join(forms.fingerprint(data / part) for part in ("understanding", "phrases"))


def learn_words(folder: Path, book: Book) -> None:
    """Teach the lexicon the phrases' own words, so that those are known when misspelled too."""
    book.lexicon.vocabulary = {}
    book.lexicon.close()
    seen: Counter[str] = Counter()
    for _, phrase in phrases(folder):
        for token in read_tokens(phrase["text"], book.lexicon).tokens:
            if not token.marks and not token.form and token.text.isalpha():
                if token.english:
                    seen[token.text] += _LEAST_SEEN
                elif not is_latin(token.text):
                    seen[skeleton(token.text)] += 1
    known = sorted(word for word, count in seen.items() if count >= _LEAST_SEEN and len(word) > 3)
    book.lexicon.vocabulary = dict.fromkeys(known)
    book.lexicon.close()


def learn(lessons: list[Example]) -> Model:
    """Return the model of some phrases."""
    seen = Counter(f for one in lessons if not one.varied for f in one.features)
    known = sorted(f for f, count in seen.items() if count >= _LEAST_SEEN)
    kinds, buckets = _learn_kinds(lessons, known)
    return Model(kinds, _learn_places(lessons, known), buckets)


def _learn_kinds(
    lessons: list[Example], known: list[str]
) -> tuple[Weights, dict[str, tuple[bytes, ...]]]:
    """Return the weights of every kind, and of there being any: of features and of buckets."""
    names = [ANY, *(kind.value for kind in Kind)]
    places = {feature: at for at, feature in enumerate(known)}
    texts, labels = [], []
    for one in lessons:
        groups = [[places[f] for f in one.features if f in places]]
        for number, group in enumerate(one.hashed):
            groups.append([len(known) + number * BUCKETS + at for at in group])
        texts.append(descent.text(groups))
        labels.append([_wanted(one, name) for name in names])
    told = np.array(labels, np.float32)
    size = len(known) + _GROUPS * BUCKETS
    found = descent.fit(texts, told[:, :, 0], told[:, :, 1], size, descent.logistic)
    halves = np.split(_packed(found.weights[len(known) :]), _GROUPS)
    buckets = {
        name: tuple(half[:, at].tobytes() for half in halves) for at, name in enumerate(names)
    }
    return _weights(names, known, found), buckets


def _wanted(one: Example, name: str) -> tuple[float, float]:
    """Return the label of a phrase for a class, and how much it counts."""
    if name == ANY:
        return float(bool(one.kinds)), 1.0 if one.kinds else _HARMLESS if one.checked else 0.0
    if name in one.kinds:
        return 1.0, 1.0
    return 0.0, _HARMLESS if one.checked or name in one.forbidden else _PERHAPS


def _learn_places(lessons: list[Example], known: list[str]) -> Lines:
    """Return the weights of every place, and of none."""
    asking = [one for one in lessons if one.places or one.checked]
    names = sorted({NONE, *(place for one in asking for place in one.places)})
    listed = [*UNSEEN, *known]
    places = {feature: at for at, feature in enumerate(listed)}
    wanted = np.zeros((len(asking), len(names)), np.float32)
    texts = []
    for number, one in enumerate(asking):
        texts.append(descent.text([[places[f] for f in with_unseen(one.features, places)]]))
        for place in one.places or (NONE,):
            wanted[number, names.index(place)] = 1 / max(1, len(one.places))
    found = descent.fit(texts, wanted, np.ones_like(wanted), len(listed), descent.softmax)
    lines = Lines(
        {CLASSES: json.dumps(names), BIAS: json.dumps(_named(names, found.bias, least=0))}
    )
    for feature, weights in zip(listed, found.weights, strict=True):
        if few := _named(names, weights, least=_TELLING):
            lines[feature] = json.dumps(few, separators=(",", ":"))
    return lines


def _named(names: list[str], weights: descent.Floats, *, least: float) -> dict[str, float]:
    """Return the weights that count, by the names of their classes."""
    return {
        name: round(float(weight), 1)
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= least
    }


def _weights(names: list[str], listed: list[str], found: descent.Fitted) -> Weights:
    """Return the weights of the features, those that count."""
    told = Weights(names)
    told[BIAS] = _packed(found.bias).tobytes()
    for feature, weights in zip(listed, found.weights[: len(listed)], strict=True):
        if abs(weights).max() >= _LEAST_WEIGHT:
            told[feature] = _packed(weights).tobytes()
    return told


def _packed(weights: descent.Floats) -> NDArray[np.uint8]:
    """Return weights as bytes: tenths above ZERO."""
    return np.asarray(np.clip(np.round(weights / STEP) + ZERO, 0, 255), np.uint8)


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
