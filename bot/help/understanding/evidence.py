"""What the rules of data/ say of a text: which of them fit, and because of which words."""

from dataclasses import dataclass

from bot.help.understanding.book import Book, Rule
from bot.help.understanding.features import features, meetings, pieces
from bot.help.understanding.kinds import Kind, Why
from bot.help.understanding.roles import mark_roles
from bot.help.understanding.tokens import Row, read_tokens

EXCUSED = "excused"
_MOST_EXCUSES = 100


@dataclass(frozen=True, slots=True)
class Evidence:
    """A text as its words, what the rules found in it, and all of it as features."""

    row: Row
    weights: dict[Kind, float]
    why: tuple[Why, ...]
    features: tuple[str, ...]
    hashed: tuple[tuple[int, ...], ...]  # buckets: pieces of words, meanings that meet


def gather(text: str, book: Book) -> Evidence:
    """Return the evidence of a text: excuses first, then the rules of danger."""
    row = read_tokens(text, book.lexicon)
    mark_roles(row)
    excused = _excuse(book, row)
    return weigh(row, features(row), excused, book)


def weigh(row: Row, seen: tuple[str, ...], excused: list[Why], book: Book) -> Evidence:
    """Return the evidence of words of which roles, features and excuses are known."""
    told = list(excused)
    weights: dict[Kind, float] = {}
    names: dict[str, None] = {}
    for rule, patterns in book.rules.fitting(row):
        best = max(
            ((p.weight, m) for p in patterns if (m := p.find(row)) is not None),
            default=None,
        )
        if best is not None:
            kind = Kind(rule.decides)
            weights[kind] = weights.get(kind, 0.0) + best[0]
            names[f"rule {kind.value}"] = names[f"rule {kind.value} {rule.name}"] = None
            told.append(reason(kind.value, rule, best[1], row, best[0]))
    if any(one.decided == EXCUSED for one in told):
        names["excused"] = None
    found = (*seen, *names)
    return Evidence(row, weights, tuple(told), found, (pieces(row), meetings(seen)))


def reason(decided: str, rule: Rule, match: tuple[int, ...], row: Row, weight: float) -> Why:
    """Return the reason that a match gives."""
    return Why(decided, rule.name, tuple(row.tokens[i].text for i in match), weight)


def _excuse(book: Book, row: Row) -> list[Why]:
    """Set aside the words that only look like danger; return which, and why."""
    told = []
    for rule, patterns in book.excuses.fitting(row):
        for pattern in patterns:
            for match in pattern.matches(row, most=_MOST_EXCUSES):
                row.tokens[match[0]].excused = True
                told.append(reason(EXCUSED, rule, match, row, 1.0))
    return told
