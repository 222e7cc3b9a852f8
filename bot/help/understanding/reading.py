"""Reads a text: first what in it tells of danger, then what it asks for.

The order of decisions: words and their forms → who does what to whom → excuses (a carpet is
beaten, a match is won) → the rules of danger, weighed by the second opinion → what one kind brings
along → places and small talk.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.help.understanding.book import Book, Rule
from bot.help.understanding.evidence import Evidence, gather, reason
from bot.help.understanding.kinds import Kind, Reading, Why
from bot.help.understanding.model import ANY, FOREIGN, NONE, SMALLTALK, Model
from bot.help.understanding.tokens import Row
from bot.help.understanding.topics import combine, is_clear, rank

_ENOUGH = 1.0
_SURE = 0.5  # so likely, and the second opinion needs no rule
_LOW = 0.2  # less likely than this, and a rule is not believed
_DOUBT = 0.5  # there is danger, of whatever kind
_BESIDE = 0.12  # where there is danger, another kind is named from here on: more help, no alarm
_OTHER = 0.75  # so likely not ours, and it is told so
_RATHER = 0.4  # the same where a rule says so too
_OUTRIGHT = (Kind.VIOLENCE, Kind.WEAPON, Kind.SEXUAL, Kind.CONFINEMENT)
_SMALLTALK_WORDS = 5


@dataclass(frozen=True, slots=True)
class Understanding:
    """The rules of data/, ready to read texts."""

    book: Book
    model: Model

    @classmethod
    def load(cls, folder: Path) -> "Understanding":
        """Return the understanding that data/ describes; raises ValueError for a bad rule."""
        own = folder / "understanding"
        return cls(Book.load(own), Model.load(own / "model.json"))

    def read(self, text: str) -> Reading:
        """Return what the text tells of and asks for. Time grows with its length alone."""
        evidence = gather(text, self.book)
        kinds, opinions = self._kinds(evidence)
        likely = self.model.asked(evidence.features) if evidence.features else {}
        ruled, spoken = rank(self.book.places, evidence.row)
        topics = combine(ruled, likely)
        clear = is_clear(topics)
        other = None if kinds else self._other(evidence.row, likely, clear=clear)
        return Reading(
            kinds=kinds,
            topics=topics,
            clear=clear and other is None,
            smalltalk=other is not None and other.decided == SMALLTALK,
            foreign=other is not None and other.decided == FOREIGN,
            why=(*evidence.why, *opinions, *spoken, *((other,) if other else ())),
        )

    def _kinds(self, evidence: Evidence) -> tuple[tuple[Kind, ...], list[Why]]:
        """Return the kinds for which the reasons suffice, life first, and the model's reasons."""
        likely = self.model.danger(evidence.features) if evidence.features else {}
        found: set[Kind] = set()
        told = []
        for kind in Kind:
            share = likely.get(kind.value, 0.0)
            ruled = evidence.weights.get(kind, 0.0) >= _ENOUGH
            if share >= _SURE or (ruled and (share >= _LOW or not likely)):
                found.add(kind)
            if share >= _SURE:
                told.append(self._opinion(kind, evidence, share))
        if not found and likely.get(ANY, 0.0) >= _DOUBT:
            kind = max(Kind, key=lambda k: likely.get(k.value, 0.0))
            found.add(kind)
            told.append(self._opinion(kind, evidence, likely[ANY]))
        if found:
            found.update(k for k in Kind if likely.get(k.value, 0.0) >= _beside(k, evidence.row))
        for kind in tuple(found):
            found.update(self.book.brings.get(kind, ()))
        return tuple(kind for kind in Kind if kind in found), told

    def _opinion(self, kind: Kind, evidence: Evidence, share: float) -> Why:
        """Return the model's reason for a kind."""
        telling = self.model.telling(kind.value, evidence.features)
        return Why(kind.value, "second opinion", telling, share)

    def _other(self, row: Row, likely: dict[str, float], *, clear: bool) -> Why | None:
        """Return why a text is small talk, or not ours to answer; None if it is neither."""
        small, foreign = likely.get(SMALLTALK, 0.0), likely.get(FOREIGN, 0.0)
        if len(row.tokens) <= _SMALLTALK_WORDS and (not clear or small >= _SURE):
            ruled = first(self.book.smalltalk, row)
            if ruled is not None or small >= _SURE:
                return ruled or Why(SMALLTALK, "second opinion", (), small)
        if not clear or foreign >= _SURE:
            ruled = first(self.book.foreign, row)
            if foreign + likely.get(NONE, 0.0) >= (_RATHER if ruled else _OTHER):
                return ruled or Why(FOREIGN, "second opinion", (), foreign)
        return None


def _beside(kind: Kind, row: Row) -> float:
    """Return from which likelihood on a kind is named beside another."""
    acts = [token for token in row.tokens if token.has("ACT")]
    if kind is Kind.PERPETRATOR:
        roles = {role for token in acts for role in token.roles}
        return _SURE if "tome" in roles and "byme" not in roles else _BESIDE
    if kind in _OUTRIGHT and any(token.negated for token in acts):
        return _SURE  # a denial: «не б'є, але…»
    return 2 * _BESIDE if kind in (Kind.SUICIDE, Kind.WEAPON) else _BESIDE


def first(rules: tuple[Rule, ...], row: Row) -> Why | None:
    """Return the first of some rules that matches, as a reason."""
    for rule in rules:
        for pattern in rule.patterns:
            match = pattern.find(row)
            if match is not None:
                return reason(rule.decides, rule, match, row, pattern.weight)
    return None
