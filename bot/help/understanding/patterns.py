"""The small language in which data/ says which words, near each other, mean what.

`HIT+tome|CHOKE` one word that is either; `(HIT|CHOKE)+tome` with one part for both;
`-let` the same, denied; `?let` denied or not;
`A B` both, in any order, near; `A > B` one after the other; `~C` not where C is in the sentence;
`[4]` how near (6 words unless said); `= 0.5` half a reason only. Capitals name a concept of
data/understanding/words*.yaml, small letters a word with all its forms, `=так` one form only.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from bot.help.understanding.tokens import Row, Token

_WINDOW = 6
_MAX_TRIES = 300
_WEIGHT = re.compile(r"(?:^|\s)=\s*([\d.]+)\s*$")
_GROUP = re.compile(r"\(([^)]*)\)((?:\+\w+)+)")
_REACH = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way in which a word can fit: a concept, features, and whether it is denied."""

    concept: str
    features: frozenset[str]
    negated: bool | None

    def fits(self, token: Token) -> bool:
        """Return whether a word that has the concept fits."""
        if self.negated is not None and token.negated is not self.negated:
            return False
        if token.excused:
            return False
        return not self.features or token.has(self.concept, self.features)


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of a rule."""

    parts: tuple[tuple[Choice, ...], ...]
    forbidden: tuple[Choice, ...]
    ordered: bool
    window: int
    weight: float

    def find(self, row: Row) -> tuple[int, ...] | None:
        """Return the indices of the words of the first match, or None."""
        return next(iter(self.matches(row, most=1)), None)

    def matches(self, row: Row, *, most: int) -> list[tuple[int, ...]]:
        """Return up to `most` matches, one for each word that fits the first part."""
        places: list[list[int]] = []
        for part in self.parts:
            places.append(_places(part, row))
            if not places[-1]:
                return []
        found: list[tuple[int, ...]] = []
        for first in places[0][:_MAX_TRIES]:
            match = self._from(first, places, row)
            if match is not None and not self._is_forbidden(match, row):
                found.append(match)
                if len(found) >= most:
                    break
        return found

    def _from(self, first: int, places: list[list[int]], row: Row) -> tuple[int, ...] | None:
        """Return the match that begins with one word, or None."""
        match, tokens = [first], row.tokens
        for options in places[1:]:
            at = match[-1] if self.ordered else first
            origin = tokens[at].place
            start = bisect_left(options, at + 1 if self.ordered else at - self.window)
            end = bisect_left(options, at + self.window + 1)  # a word is one place at least
            near = [
                i
                for i in options[start:end]
                if i not in match and abs(tokens[i].place - origin) <= self.window
            ]
            if not near:
                return None
            match.append(min(near, key=lambda i: abs(tokens[i].place - origin)))
        return tuple(match)

    def _is_forbidden(self, match: tuple[int, ...], row: Row) -> bool:
        """Return whether a word that must not be there is in the match's sentence."""
        if not self.forbidden:
            return False
        sentences = {row.tokens[i].sentence for i in match}
        return any(
            row.tokens[i].sentence in sentences and i not in match
            for choice in self.forbidden
            for i in row.where.get(choice.concept, ())
            if choice.fits(row.tokens[i])
        )


def parse(line: str) -> Pattern:
    """Return the pattern that a line of data/ writes down; raises ValueError for a bad line."""
    text, weight, window = line, 1.0, _WINDOW
    if match := _WEIGHT.search(text):
        weight, text = float(match[1]), text[: match.start()]
    if match := _REACH.search(text):
        window, text = int(match[1]), text.replace(match[0], " ")
    text = _GROUP.sub(lambda m: "|".join(one + m[2] for one in m[1].split("|")), text)
    ordered = " > " in f" {text} "
    parts: list[tuple[Choice, ...]] = []
    forbidden: list[Choice] = []
    for piece in text.split():
        if piece == ">":
            continue
        choices = tuple(_choice(one) for one in piece.removeprefix("~").split("|"))
        if piece.startswith("~"):
            forbidden.extend(choices)
        else:
            parts.append(choices)
    if not parts:
        raise ValueError(f"no word in the pattern {line!r}")
    return Pattern(tuple(parts), tuple(forbidden), ordered, window, weight)


@cache
def _choice(text: str) -> Choice:
    """Return one alternative: `-word+feature`."""
    negated: bool | None = False
    if text[:1] in "-?":
        negated = True if text[0] == "-" else None
        text = text[1:]
    concept, *features = text.split("+")
    if not concept:
        raise ValueError(f"no word in {text!r}")
    return Choice(concept, frozenset(features), negated)


def _places(part: tuple[Choice, ...], row: Row) -> list[int]:
    """Return the indices of the words that fit one part, in order."""
    return sorted({i for c in part for i in row.where.get(c.concept, ()) if c.fits(row.tokens[i])})
