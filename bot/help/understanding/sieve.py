"""Rules, sieved: of many hundreds only those are tried whose words stand in the text at all."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Generic, Protocol, TypeVar

from bot.help.understanding.patterns import Choice, Pattern
from bot.help.understanding.tokens import Row

_COMMON = 5  # a concept holds many words, so it stands in more texts than one word does


class HasPatterns(Protocol):
    """A rule, or a place."""

    @property
    def patterns(self) -> tuple[Pattern, ...]:
        """Its lines; any of them is enough."""


Ruled = TypeVar("Ruled", bound=HasPatterns)


class Sieve(Generic[Ruled]):
    """Some rules in their order, and for each concept the lines that cannot do without it."""

    def __init__(self, rules: Iterable[Ruled]) -> None:
        self._rules = tuple(rules)
        self._lines = [(at, one) for at, rule in enumerate(self._rules) for one in rule.patterns]
        self._needing: dict[str, list[int]] = {}
        for number, (_, pattern) in enumerate(self._lines):
            for choice in min(pattern.parts, key=_frequency):
                self._needing.setdefault(choice.concept, []).append(number)

    def __iter__(self) -> Iterator[Ruled]:
        """Yield all rules, in their order."""
        return iter(self._rules)

    def fitting(self, row: Row) -> Iterator[tuple[Ruled, list[Pattern]]]:
        """Yield the rules that may fit a row, each with those of its lines that may."""
        none: list[int] = []
        numbers = sorted({n for concept in row.where for n in self._needing.get(concept, none)})
        for at, group in groupby(numbers, key=lambda number: self._lines[number][0]):
            yield self._rules[at], [self._lines[number][1] for number in group]


def _frequency(part: tuple[Choice, ...]) -> int:
    """Return how common the words of one part of a line are, roughly."""
    return sum(_COMMON if choice.concept.isupper() else 1 for choice in part)
