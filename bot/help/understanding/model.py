"""A second opinion beside the rules: weights of words, learnt from data/phrases/.

One line of numbers a word, in data/understanding/model.json, so that anybody can see what counts
for what; pieces of words and meanings that meet are numbers in buckets, packed as text.
`bot.help.understanding.training` writes the file; nothing is learnt while the bot runs.
"""

import json
import math
from base64 import b64decode, b64encode
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from sys import intern

ANY = "danger"  # the class of all kinds together
BIAS = "·"  # what every text has
CLASSES = "classes"  # the line that says for which classes the numbers of the others stand
NONE, SMALLTALK, FOREIGN = "none", "smalltalk", "foreign"  # what asks for no place of ours
UNSEEN = ("?", "??", "???")  # one, two, three words that no phrase holds
STEP = 0.1  # a packed weight of one
ZERO = 128  # the byte that stands for no weight
_DIGITS = [f"{(byte - ZERO) / 10:g}" for byte in range(256)]  # the weight of each byte
_BYTES = {digits: byte for byte, digits in enumerate(_DIGITS)}


class Weights(dict[str, bytes]):
    """The weights of features for every class: a byte a class, tenths above ZERO."""

    def __init__(self, classes: list[str]) -> None:
        super().__init__()
        self.classes = classes

    def totals(self, features: tuple[str, ...]) -> list[float]:
        """Return the sum of the features' weights by class, evened out by how many are known."""
        rows = [row for row in map(self.get, features) if row is not None]
        bias = [STEP * (one - ZERO) for one in self.get(BIAS, bytes([ZERO] * len(self.classes)))]
        if not rows:
            return bias
        scale, nothing = STEP / math.sqrt(len(rows)), ZERO * len(rows)
        return [
            start + scale * (sum(own) - nothing)
            for start, own in zip(bias, zip(*rows, strict=True), strict=True)
        ]

    def of(self, feature: str, name: str) -> float:
        """Return the weight of a feature for a class; 0 where it is not known."""
        row = self.get(feature)
        return STEP * (row[self.classes.index(name)] - ZERO) if row else 0.0


class Lines(dict[str, str]):
    """The lines of one part of model.json; a line becomes numbers when it is asked for.

    A line gives a number to every class, in their order, or names the few that count.
    """

    @cached_property
    def classes(self) -> list[str]:
        """The classes in the order of the numbers."""
        found: list[str] = json.loads(self.get(CLASSES, "[]"))
        return found

    def weights(self, feature: str) -> dict[str, float]:
        """Return the weights of a feature by class; none where it is not known."""
        line = json.loads(self.get(feature, "{}"))
        if isinstance(line, list):
            return dict(zip(self.classes, line, strict=True))
        return dict(line)

    def totals(self, features: tuple[str, ...]) -> dict[str, float]:
        """Return the sums of the features' weights, evened out by how many features there are."""
        totals = self.weights(BIAS)
        scale = 1 / math.sqrt(max(1, len(features)))
        for feature in features:
            for name, weight in self.weights(feature).items():
                totals[name] += scale * weight
        return totals


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of features for each kind of danger, and for each place."""

    kinds: Weights
    places: Lines
    buckets: dict[str, tuple[bytes, ...]]  # for each kind: a byte a bucket, group after group
    learnt_from: str = ""  # fingerprint of the phrases, words and rules

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Return the model of a file; an empty one where there is no file yet."""
        parts = {"kinds": Lines(), "places": Lines(), "buckets": Lines()}
        own, learnt_from = parts["kinds"], ""
        kinds = Weights([])
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    feature, colon, numbers = line.strip().rstrip(",").partition(": ")
                    if feature == '"learnt from"':
                        learnt_from = json.loads(numbers)
                    elif numbers == "{":
                        own = parts[json.loads(feature)]
                    elif colon and own is parts["kinds"] and feature != f'"{CLASSES}"':
                        kinds[intern(json.loads(feature))] = packed(numbers)
                    elif colon:
                        own[intern(json.loads(feature))] = numbers
        buckets = {
            name: tuple(map(b64decode, json.loads(line)))
            for name, line in parts["buckets"].items()
        }
        kinds.classes = parts["kinds"].classes
        return cls(kinds, parts["places"], buckets, learnt_from)

    def write(self, path: Path) -> None:
        """Write the model, one feature a line, in order."""
        kinds = {CLASSES: json.dumps(self.kinds.classes)}
        kinds |= {feature: unpacked(weights) for feature, weights in self.kinds.items()}
        buckets = {
            name: json.dumps([b64encode(one).decode() for one in groups])
            for name, groups in self.buckets.items()
        }
        parts = [f'"learnt from": "{self.learnt_from}"']
        for name, lines in (("kinds", kinds), ("places", self.places), ("buckets", buckets)):
            body = [
                f"  {json.dumps(f, ensure_ascii=False)}: {w}" for f, w in sorted(lines.items())
            ]
            parts.append(f'"{name}": {{\n' + ",\n".join(body) + "\n}")
        path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")

    def danger(
        self, features: tuple[str, ...], hashed: tuple[tuple[int, ...], ...]
    ) -> dict[str, float]:
        """Return how likely each kind is, 0 to 1; of `danger`, that there is any."""
        found = {}
        for name, total in zip(self.kinds.classes, self.kinds.totals(features), strict=True):
            for group, weights in zip(hashed, self.buckets[name], strict=True):
                whole = sum(map(weights.__getitem__, group)) - ZERO * len(group)
                total += STEP * whole / math.sqrt(max(1, len(group)))
            found[name] = _sigmoid(total)
        return found

    def asked(self, features: tuple[str, ...]) -> dict[str, float]:
        """Return how likely each place is; together with `none` they make 1."""
        return softmax(self.places.totals(with_unseen(features, self.places)))

    def telling(self, name: str, features: tuple[str, ...], most: int = 4) -> tuple[str, ...]:
        """Return the features that spoke most for a kind."""
        spoke = [(self.kinds.of(f, name), f) for f in features]
        return tuple(f for weight, f in sorted(spoke, reverse=True)[:most] if weight > 0)


def with_unseen(features: tuple[str, ...], known: Container[str]) -> tuple[str, ...]:
    """Return the known features, and for the words that are not how many those are."""
    unseen = sum(f not in known and is_word(f) for f in features)
    return (*(f for f in features if f in known), *UNSEEN[: min(unseen, len(UNSEEN))])


def is_word(feature: str) -> bool:
    """Return whether a feature is a word: not a pair of words, not a meaning."""
    return " " not in feature.removeprefix("не ") and feature[:2].upper() != feature[:2]


def packed(line: str) -> bytes:
    """Return a line of weights as bytes, a class each."""
    return bytes(map(_BYTES.__getitem__, line.strip("[]").split(",")))


def unpacked(weights: bytes) -> str:
    """Return the line of weights that some bytes stand for."""
    return f"[{','.join(map(_DIGITS.__getitem__, weights))}]"


def softmax(totals: dict[str, float]) -> dict[str, float]:
    """Return totals as shares that make 1."""
    top = max(totals.values(), default=0.0)
    powers = {name: math.exp(total - top) for name, total in totals.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}


def _sigmoid(total: float) -> float:
    """Return a total as a likelihood."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
