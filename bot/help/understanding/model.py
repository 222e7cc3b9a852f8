"""A second opinion beside the rules: weights of words, learnt from data/phrases/.

One line of numbers a word, in data/understanding/model.json, so that anybody can see what counts
for what. `bot.help.understanding.training` writes the file; nothing is learnt while the bot runs.
"""

import json
import math
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

Weights = dict[str, dict[str, float]]
BIAS = "·"  # the feature that every text has
ANY = "danger"  # the class of all kinds together
NONE, SMALLTALK, FOREIGN = "none", "smalltalk", "foreign"  # what asks for no place of ours
UNSEEN = ("?", "??", "???")  # one, two, three words that no phrase holds


class Lines(dict[str, str]):
    """The lines of one part of model.json; a line becomes numbers when it is asked for."""

    def weights(self, feature: str) -> dict[str, float]:
        """Return the weights of a feature; none where it is not known."""
        line = self.get(feature)
        return json.loads(line) if line else {}


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of features for each kind of danger, and for each place."""

    kinds: Lines
    places: Lines
    learnt_from: str = ""  # fingerprint of the phrases, words and rules

    @classmethod
    def load(cls, path: Path) -> "Model":
        """Return the model of a file; an empty one where there is no file yet."""
        parts = {"kinds": Lines(), "places": Lines()}
        own, learnt_from = parts["kinds"], ""
        if path.exists():
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    feature, colon, numbers = line.strip().rstrip(",").partition(": ")
                    if feature == '"learnt from"':
                        learnt_from = json.loads(numbers)
                    elif numbers == "{":
                        own = parts[json.loads(feature)]
                    elif colon:
                        own[json.loads(feature)] = numbers
        return cls(parts["kinds"], parts["places"], learnt_from)

    @classmethod
    def of(cls, kinds: Weights, places: Weights) -> "Model":
        """Return the model of some weights."""
        return cls(_lines(kinds), _lines(places))

    def write(self, path: Path) -> None:
        """Write the model, one feature a line, in order."""
        parts = [f'"learnt from": "{self.learnt_from}"']
        for name, lines in (("kinds", self.kinds), ("places", self.places)):
            body = [
                f"  {json.dumps(f, ensure_ascii=False)}: {w}" for f, w in sorted(lines.items())
            ]
            parts.append(f'"{name}": {{\n' + ",\n".join(body) + "\n}")
        path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")

    def danger(self, features: tuple[str, ...]) -> dict[str, float]:
        """Return how likely each kind is, 0 to 1; of `danger`, that there is any."""
        return {name: _sigmoid(total) for name, total in _totals(self.kinds, features).items()}

    def asked(self, features: tuple[str, ...]) -> dict[str, float]:
        """Return how likely each place is; together with `none` they make 1."""
        return softmax(_totals(self.places, features))

    def telling(self, name: str, features: tuple[str, ...], most: int = 4) -> tuple[str, ...]:
        """Return the features that spoke most for a kind."""
        spoke = [(self.kinds.weights(f).get(name, 0.0), f) for f in features]
        return tuple(f for weight, f in sorted(spoke, reverse=True)[:most] if weight > 0)


def with_unseen(features: tuple[str, ...], known: Container[str]) -> tuple[str, ...]:
    """Return the known features, and for the words that are not how many those are."""
    unseen = sum(f not in known and is_word(f) for f in features)
    return (*(f for f in features if f in known), *UNSEEN[: min(unseen, len(UNSEEN))])


def is_word(feature: str) -> bool:
    """Return whether a feature is a word: not a pair of words, not a meaning."""
    return " " not in feature.removeprefix("не ") and feature[:2].upper() != feature[:2]


def softmax(totals: dict[str, float]) -> dict[str, float]:
    """Return totals as shares that make 1."""
    top = max(totals.values(), default=0.0)
    powers = {name: math.exp(total - top) for name, total in totals.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}


def _lines(weights: Weights) -> Lines:
    """Return weights as the lines of a file."""
    return Lines((feature, json.dumps(dict(sorted(w.items())))) for feature, w in weights.items())


def _totals(lines: Lines, features: tuple[str, ...]) -> dict[str, float]:
    """Return the sum of the features' weights for each class."""
    totals = lines.weights(BIAS)
    for feature in with_unseen(features, lines):
        for name, weight in lines.weights(feature).items():
            totals[name] = totals.get(name, 0.0) + weight
    return totals


def _sigmoid(total: float) -> float:
    """Return a total as a likelihood."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
