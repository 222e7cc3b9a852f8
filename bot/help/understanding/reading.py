"""Reads a text: first what in it tells of danger, then what it asks for.

The order of decisions: words and their forms → who does what to whom → excuses (a carpet is
beaten, a match is won) → the rules of danger, weighed by the second opinion → what one kind brings
along → places and small talk.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.help.understanding.book import Book, Rule
from bot.help.understanding.evidence import EXCUSED, Evidence, gather, reason
from bot.help.understanding.kinds import Kind, Reading, Why
from bot.help.understanding.model import ANY, FOREIGN, NONE, SMALLTALK, Model
from bot.help.understanding.passages import passages
from bot.help.understanding.sieve import Sieve
from bot.help.understanding.tokens import Row
from bot.help.understanding.topics import combine, is_clear, rank

_ENOUGH = 1.0
_SURE = 0.5
_DOUBT = 0.5  # from here on the second opinion needs no rule
_LOW = 0.4  # so likely, and a rule is believed
_NOT_AT_ALL = 0.05  # less likely than this, and a rule does not name its kind
_BESIDE = 0.08  # where there is danger, another kind is named from here on: more help, no alarm
_OTHER = 0.5  # so likely not ours, and it is told so
_RATHER = 0.3  # the same where a rule says so too
_LONG = 900  # characters; a longer text is read in passages too
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
        if len(text) > _LONG:
            excused = tuple(why for why in evidence.why if why.decided == EXCUSED)
            for part in passages(evidence.row, excused, self.book, self.model):
                more, told = self._kinds(part)
                kinds = tuple(kind for kind in Kind if kind in {*kinds, *more})
                opinions += told
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
        likely = self.model.danger(evidence.features, evidence.hashed)
        ruled = {k for k, weight in evidence.weights.items() if weight >= _ENOUGH}
        top = max(Kind, key=lambda kind: likely.get(kind, 0.0))
        danger = (likely.get(ANY, 0.0) + likely.get(top, 0.0)) / 2
        found: set[Kind] = set()
        told: list[Why] = []
        if not likely:
            found = ruled
        elif danger >= (_LOW if ruled else _DOUBT):
            found = {kind for kind in ruled if likely[kind] >= _NOT_AT_ALL}
            least = _beside(evidence.row)
            found.update(kind for kind in Kind if likely[kind] >= least[kind])
            found = found or {top}
            spoke = (kind for kind in Kind if kind in found and likely[kind] >= _SURE)
            told = [self._opinion(kind, evidence, likely[kind]) for kind in spoke]
            told = told or [self._opinion(top, evidence, danger)]
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


def _beside(row: Row) -> dict[Kind, float]:
    """Return from which likelihood on each kind is named beside another."""
    least = dict.fromkeys(Kind, _BESIDE)
    least |= {Kind.SUICIDE: 3 * _BESIDE, Kind.WEAPON: 3 * _BESIDE}
    acts = [row.tokens[index] for index in row.where.get("ACT", ())]
    roles = {role for token in acts for role in token.roles}
    struck = "tome" in roles and "byme" not in roles
    least[Kind.PERPETRATOR] = _SURE if struck else 3 * _BESIDE
    if any(token.negated for token in acts):  # a denial: «не б'є, але…»
        least |= dict.fromkeys(_OUTRIGHT, _SURE)
    return least


def first(rules: Sieve[Rule], row: Row) -> Why | None:
    """Return the first of some rules that matches, as a reason."""
    for rule, patterns in rules.fitting(row):
        for pattern in patterns:
            match = pattern.find(row)
            if match is not None:
                return reason(rule.decides, rule, match, row, pattern.weight)
    return None
