"""Reads a text: first what in it tells of danger, then what it asks for.

The order of decisions: words and their forms → who does what to whom → excuses (a carpet is
beaten, a match is won) → the rules of danger, weighed by the second opinion → what one kind brings
along → places and small talk.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.help.understanding.book import Book, Rule
from bot.help.understanding.evidence import Evidence, gather, reason
from bot.help.understanding.kinds import Kind, Reading, Scored, Why
from bot.help.understanding.model import ANY, Model
from bot.help.understanding.tokens import Row
from bot.help.understanding.topics import combine, is_clear, rank

_ENOUGH = 1.0
_SURE = 0.5  # so likely, and the second opinion needs no rule
_LOW = 0.08  # less likely than this, and a rule is not believed
_DOUBT = 0.5  # there is danger, of whatever kind
_BESIDE = 0.12  # where there is danger, another kind is named from here on: more help, no alarm
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
        topics, spoken = self._topics(evidence)
        clear = is_clear(topics)
        foreign = None if kinds or clear else first(self.book.foreign, evidence.row)
        smalltalk = None if kinds or clear else self._smalltalk(evidence.row)
        told = [w for w in (foreign, smalltalk) if w is not None]
        return Reading(
            kinds=kinds,
            topics=topics,
            clear=clear,
            smalltalk=smalltalk is not None,
            foreign=foreign is not None and smalltalk is None,
            why=(*evidence.why, *opinions, *spoken, *told),
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
            found.update(k for k in Kind if likely.get(k.value, 0.0) >= _BESIDE)
        for kind in tuple(found):
            found.update(self.book.brings.get(kind, ()))
        return tuple(kind for kind in Kind if kind in found), told

    def _opinion(self, kind: Kind, evidence: Evidence, share: float) -> Why:
        """Return the model's reason for a kind."""
        telling = self.model.telling(kind.value, evidence.features)
        return Why(kind.value, "second opinion", telling, share)

    def _topics(self, evidence: Evidence) -> tuple[tuple[Scored, ...], tuple[Why, ...]]:
        """Return the places that rules and model find, best first, and their reasons."""
        ruled, why = rank(self.book.places, evidence.row)
        likely = self.model.asked(evidence.features) if evidence.features else {}
        return combine(ruled, likely), why

    def _smalltalk(self, row: Row) -> Why | None:
        """Return why a text is small talk: it is short, and a greeting or thanks or a nod."""
        return first(self.book.smalltalk, row) if len(row.tokens) <= _SMALLTALK_WORDS else None


def first(rules: tuple[Rule, ...], row: Row) -> Why | None:
    """Return the first of some rules that matches, as a reason."""
    for rule in rules:
        for pattern in rule.patterns:
            match = pattern.find(row)
            if match is not None:
                return reason(rule.decides, rule, match, row, pattern.weight)
    return None
