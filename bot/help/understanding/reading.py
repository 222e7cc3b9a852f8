"""Reads a text: first what in it tells of danger, then what it asks for.

The order of decisions: words and their forms → who does what to whom → excuses (a carpet is
beaten, a match is won) → the rules of danger → what one kind brings along → places and small talk.
"""

from dataclasses import dataclass
from pathlib import Path

from bot.help.understanding.book import Book, Rule
from bot.help.understanding.features import features
from bot.help.understanding.kinds import Kind, Reading, Scored, Why
from bot.help.understanding.model import ANY, Model
from bot.help.understanding.roles import mark_roles
from bot.help.understanding.tokens import Row, read_tokens
from bot.help.understanding.topics import combine, is_clear, rank

_ENOUGH = 1.0
_SURE = 0.5  # the second opinion alone decides from here on
_HALF = 0.25  # and is half a reason from here on
_DOUBT = 0.45  # there is danger, of whatever kind
_MOST_EXCUSES = 100
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
        row = read_tokens(text, self.book.lexicon)
        mark_roles(row)
        seen = features(row)
        why = self._excuse(row)
        kinds, reasons = self._kinds(row, seen)
        topics, spoken = self._topics(row, seen)
        foreign = self._first(self.book.foreign, row) if not kinds else None
        smalltalk = None if kinds or is_clear(topics) else self._smalltalk(row)
        told = [w for w in (foreign, smalltalk) if w is not None]
        return Reading(
            kinds=kinds,
            topics=topics,
            clear=is_clear(topics) and foreign is None,
            smalltalk=smalltalk is not None,
            foreign=foreign is not None and smalltalk is None and not is_clear(topics),
            why=(*why, *reasons, *spoken, *told),
        )

    def _excuse(self, row: Row) -> list[Why]:
        """Set aside the words that only look like danger; return which, and why."""
        told = []
        for rule in self.book.excuses:
            for pattern in rule.patterns:
                for match in pattern.matches(row, most=_MOST_EXCUSES):
                    row.tokens[match[0]].excused = True
                    told.append(_why("excused", rule, match, row, 1.0))
        return told

    def _kinds(self, row: Row, seen: tuple[str, ...]) -> tuple[tuple[Kind, ...], list[Why]]:
        """Return the kinds for which the reasons suffice, life first, and the reasons."""
        weights: dict[Kind, float] = {}
        told = []
        for rule in self.book.rules:
            best = max(
                ((p.weight, m) for p in rule.patterns if (m := p.find(row)) is not None),
                default=None,
            )
            if best is not None:
                kind = Kind(rule.decides)
                weights[kind] = weights.get(kind, 0.0) + best[0]
                told.append(_why(kind.value, rule, best[1], row, best[0]))
        told += self._second_opinion(seen, weights)
        found = {kind for kind, weight in weights.items() if weight >= _ENOUGH - 1e-9}
        for kind in tuple(found):
            found.update(self.book.brings.get(kind, ()))
        return tuple(kind for kind in Kind if kind in found), told

    def _second_opinion(self, seen: tuple[str, ...], weights: dict[Kind, float]) -> list[Why]:
        """Add what the model thinks to the weights of the kinds; return its reasons."""
        likely = self.model.danger(seen) if seen else {}
        told = []
        for kind in Kind:
            share = likely.get(kind.value, 0.0)
            weight = 1.0 if share >= _SURE else 0.5 if share >= _HALF else 0.0
            if weight:
                weights[kind] = weights.get(kind, 0.0) + weight
                told.append(self._opinion(kind, seen, share))
        if likely.get(ANY, 0.0) >= _DOUBT and max(weights.values(), default=0.0) < _ENOUGH:
            kind = max(Kind, key=lambda k: likely.get(k.value, 0.0))
            weights[kind] = _ENOUGH
            told.append(self._opinion(kind, seen, likely[ANY]))
        return told

    def _opinion(self, kind: Kind, seen: tuple[str, ...], share: float) -> Why:
        """Return the model's reason for a kind."""
        return Why(kind.value, "second opinion", self.model.telling(kind.value, seen), share)

    def _topics(self, row: Row, seen: tuple[str, ...]) -> tuple[tuple[Scored, ...], list[Why]]:
        """Return the places that rules and model find, best first, and their reasons."""
        ruled, why = rank(self.book.places, row)
        likely = self.model.asked(seen) if seen else {}
        return combine(ruled, likely), list(why)

    @staticmethod
    def _first(rules: tuple[Rule, ...], row: Row) -> Why | None:
        """Return the first of some rules that matches, as a reason."""
        for rule in rules:
            for pattern in rule.patterns:
                match = pattern.find(row)
                if match is not None:
                    return _why(rule.decides, rule, match, row, pattern.weight)
        return None

    def _smalltalk(self, row: Row) -> Why | None:
        """Return why a text is small talk: it is short, and a greeting or thanks or a nod."""
        if len(row.tokens) > _SMALLTALK_WORDS:
            return None
        return self._first(self.book.smalltalk, row)


def _why(decided: str, rule: Rule, match: tuple[int, ...], row: Row, weight: float) -> Why:
    """Return the reason that a match gives."""
    return Why(decided, rule.name, tuple(row.tokens[i].text for i in match), weight)
