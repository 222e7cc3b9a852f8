"""What the second opinion looks at: beginnings of words, pairs of them, meanings and their parts.

Words enter by the first letters of their skeleton, so that endings, both languages and most
misspellings meet; meanings enter with who and whom, so that grammar counts as in the rules.
Pieces of words, and meanings that stand in one text, are too many to name: each falls into one of
a fixed number of buckets, which may be shared.
"""

from collections.abc import Iterator
from itertools import combinations
from zlib import crc32

from bot.help.understanding.normalise import is_latin, skeleton
from bot.help.understanding.tokens import Row, Token
from bot.help.understanding.translit import readings

_BEGINNING = 5
BUCKETS = 1 << 15
_PIECE = (3, 4, 5)
_MOST_PIECES = 1500
_MOST_MEANINGS = 40
_MOST = 400  # features of one text: a long text is judged by what it begins with, and by rules
_GRAMMAR = frozenset(
    {"OF", "PREP", "CARRIES_NOT", "NOT_ONLY", "ASK", "IFFY", "ACT", "UNIT", "NOT"}
)
_PARTS = frozenset({"tome", "tochild", "toother", "toself", "tothing", "byme", "bything"})


def features(row: Row) -> tuple[str, ...]:
    """Return the text's features, each once, in order."""
    found: dict[str, None] = {}
    for told in by_word(row):
        found.update(dict.fromkeys(told))
        if len(found) > _MOST:
            break
    return tuple(found)


def by_word(row: Row) -> Iterator[list[str]]:
    """Yield the features of each word; of «не» none, they are in the word that it denies."""
    before = "^"
    for token in row.tokens:
        if token.has("NOT"):
            yield []
            continue
        word = ("не " if token.negated else "") + _beginning(token)
        found = [word, f"{before} {word}"]
        before = word
        for concept in token.marks:
            if concept.isascii() and concept.isupper() and concept not in _GRAMMAR:
                name = ("~" if token.excused else "-" if token.negated else "") + concept
                found.append(name)
                found.extend(f"{name}+{part}" for part in sorted(token.roles & _PARTS))
        yield found


def pieces(row: Row) -> tuple[int, ...]:
    """Return the buckets of all runs of three to five letters, over the gaps between words too."""
    text = f" {' '.join(map(_even, row.tokens))} "[:_MOST_PIECES]
    runs = {text[at : at + size] for size in _PIECE for at in range(len(text) - size + 1)}
    return _buckets(runs)


def meetings(names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the buckets of all pairs of meanings among some features."""
    meanings = sorted(name for name in names if name.lstrip("-~")[:2].isupper())
    return _buckets({f"{a}&{b}" for a, b in combinations(meanings[:_MOST_MEANINGS], 2)})


def _buckets(names: set[str]) -> tuple[int, ...]:
    """Return the buckets of some names, each once, in order."""
    return tuple(sorted({crc32(name.encode()) % BUCKETS for name in names}))


def _beginning(token: Token) -> str:
    """Return the first letters of the word's skeleton; English words stay whole."""
    even = _even(token)
    return even if token.english else even[:_BEGINNING]


def _even(token: Token) -> str:
    """Return a word's skeleton, of the form that was meant; an English word as it is."""
    if not token.even:
        token.even = token.form or (
            token.text
            if token.english
            else readings(token.text)[0]
            if is_latin(token.text)
            else skeleton(token.text)
        )
    return token.even
