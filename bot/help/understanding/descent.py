"""Fits the weights of the second opinion: text after text, in an order that stays.

Only `make train` comes here; the bot reads what came out, as plain numbers, and needs no numpy.
"""

import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int32]
Shares = Callable[[Floats], Floats]

_ROUNDS = 8
_RATE = 0.6
_FADE = 0.35  # how much smaller the steps become with each round
_DECAY = 0.0005


class Fitted:
    """Weights of every feature for every class, and of the text as such."""

    def __init__(self, features: int, classes: int) -> None:
        self.weights: Floats = np.zeros((features, classes), np.float32)
        self.bias: Floats = np.zeros(classes, np.float32)


def text(groups: Sequence[Sequence[int]]) -> tuple[Places, Floats]:
    """Return a text as its features and their values; each group counts the same in all."""
    here = [feature for group in groups for feature in group]
    values = [1 / len(group) ** 0.5 for group in groups for _ in group]
    return np.array(here, np.int32), np.array(values, np.float32)


def logistic(totals: Floats) -> Floats:
    """Return each total as a likelihood of its own."""
    return np.asarray(1 / (1 + np.exp(-np.clip(totals, -30, 30))), np.float32)


def softmax(totals: Floats) -> Floats:
    """Return the totals as shares that make 1."""
    powers = np.exp(totals - totals.max())
    return np.asarray(powers / powers.sum(), np.float32)


def fit(
    texts: Sequence[tuple[Places, Floats]],
    wanted: Floats,
    counts: Floats,
    features: int,
    shares: Shares,
) -> Fitted:
    """Return the weights with which texts (features and their values) get the wanted shares.

    `counts` says how much each text counts for each class.
    """
    found = Fitted(features, wanted.shape[1])
    seen: Any = np.full(found.weights.shape, 1e-3, np.float32)
    order, dice = list(range(len(texts))), random.Random(1)
    for turn in range(_ROUNDS):
        dice.shuffle(order)
        rate = _RATE / (1 + _FADE * turn)
        for at in order:
            here, values = texts[at]
            own = found.weights[here]
            errors = counts[at] * (wanted[at] - shares(values @ own + found.bias))
            steps = np.outer(values, errors) - _DECAY * own
            before = seen[here] + steps * steps
            seen[here] = before
            found.weights[here] = own + rate * steps / np.sqrt(before)
            found.bias += 0.02 * rate * errors
    return found
