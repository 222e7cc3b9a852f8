"""Which pages answer a question: every place with how well it fits, the best first."""

from dataclasses import dataclass

from bot.help.understanding.kinds import Scored, Why
from bot.help.understanding.model import FOREIGN, NONE, SMALLTALK
from bot.help.understanding.patterns import Pattern
from bot.help.understanding.sieve import Sieve
from bot.help.understanding.tokens import Row

_LEAST = 0.05
_TRUST = 0.95  # how much a second opinion counts beside the rules
_TRUST_RULES = 0.7
_CLEAR = 0.6
_LEAD = 0.2
MOST = 6
NO_PLACE = (NONE, SMALLTALK, FOREIGN)


@dataclass(frozen=True, slots=True)
class Place:
    """A place and the patterns that speak for it."""

    place: str
    patterns: tuple[Pattern, ...]


def rank(places: Sieve[Place], row: Row) -> tuple[tuple[Scored, ...], tuple[Why, ...]]:
    """Return the places that fit, best first, and which words spoke for each.

    Reasons add up as chances do: two half reasons make three quarters. Places that fit equally
    well stand in the order of data/understanding/topics.yaml.
    """
    scored, why = [], []
    for place, patterns in places.fitting(row):
        doubt = 1.0
        told: list[str] = []
        for pattern in patterns:
            match = pattern.find(row)
            if match is not None:
                doubt *= 1 - pattern.weight
                told.extend(row.tokens[i].text for i in match)
        if told:
            scored.append(Scored(place.place, round(1 - doubt, 4)))
            why.append(
                Why(f"topic {place.place}", "topics", tuple(dict.fromkeys(told)), 1 - doubt)
            )
    scored.sort(key=lambda one: -one.score)
    return tuple(scored), tuple(why)


def combine(ruled: tuple[Scored, ...], likely: dict[str, float]) -> tuple[Scored, ...]:
    """Return the places of rules and second opinion together, best first, those that count."""
    scores = {one.place: one.score * _TRUST_RULES for one in ruled}
    asked = 1 - 0.9 * sum(likely.get(name, 0.0) for name in NO_PLACE)
    for place, share in likely.items():
        if place not in NO_PLACE:
            scores[place] = 1 - (1 - scores.get(place, 0.0)) * (1 - _TRUST * share / asked)
    best = sorted(scores.items(), key=lambda one: -one[1])
    return tuple(Scored(place, round(score, 4)) for place, score in best[:MOST] if score >= _LEAST)


def is_clear(scored: tuple[Scored, ...]) -> bool:
    """Return whether the first place fits well and stands well above the second."""
    if not scored or scored[0].score < _CLEAR:
        return False
    return len(scored) == 1 or scored[0].score - scored[1].score >= _LEAD
