"""A long text in pieces, lest one cry is lost among many words.

Words are looked up once, for the whole text. Which pieces are worth a closer look is told by the
weights of their words alone; only those few are weighed in full, so that time is bounded.
"""

from itertools import groupby

from bot.help.understanding.book import Book
from bot.help.understanding.evidence import Evidence, weigh
from bot.help.understanding.features import by_word
from bot.help.understanding.kinds import Why
from bot.help.understanding.model import ANY, Model
from bot.help.understanding.tokens import Row, index_concepts

Cut = tuple[int, int]  # the first word of a piece, and the first behind it

_WORDS = 14
_STEP = 7
_EACH = 2  # pieces that speak most for each kind of danger
_MOST = 6  # pieces that speak most for danger as such


def passages(row: Row, excused: tuple[Why, ...], book: Book, model: Model) -> list[Evidence]:
    """Return the pieces of a read row that may tell of danger, each as evidence of its own."""
    told = list(by_word(row))
    pieces = {
        (start, end): tuple(dict.fromkeys(name for word in told[start:end] for name in word))
        for start, end in _cuts(row)
    }
    found = []
    for start, end in sorted(_telling(pieces, model)):
        piece = Row(row.tokens[start:end])
        index_concepts(piece)
        found.append(weigh(piece, pieces[start, end], list(excused), book))
    return found


def _cuts(row: Row) -> set[Cut]:
    """Return where pieces begin and end: every sentence, and so many words, overlapping."""
    size = len(row.tokens)
    last = max(0, size - _WORDS)
    cuts = {(start, min(size, start + _WORDS)) for start in (*range(0, last, _STEP), last)}
    for _, words in groupby(range(size), key=lambda at: row.tokens[at].sentence):
        start, *rest = words
        cuts.add((start, min(start + len(rest), start + _WORDS - 1) + 1))
    return cuts


def _telling(pieces: dict[Cut, tuple[str, ...]], model: Model) -> set[Cut]:
    """Return the pieces whose words weigh most, for each kind and for all."""
    weighed = {cut: model.kinds.totals(names) for cut, names in pieces.items()}
    found: set[Cut] = set()
    for number, name in enumerate(model.kinds.classes):
        best = sorted(weighed, key=lambda cut: (-weighed[cut][number], cut))
        found.update(best[: _MOST if name == ANY else _EACH])
    return found
