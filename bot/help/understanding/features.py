"""What the second opinion looks at: beginnings of words, pairs of them, meanings and their parts.

Words enter by the first letters of their skeleton, so that endings, both languages and most
misspellings meet; meanings enter with who and whom, so that grammar counts as in the rules.
"""

from bot.help.understanding.normalise import is_latin, skeleton
from bot.help.understanding.tokens import Row, Token
from bot.help.understanding.translit import readings

_BEGINNING = 5
_MOST = 400  # features of one text: a long text is judged by what it begins with, and by rules
_GRAMMAR = frozenset(
    {"OF", "PREP", "CARRIES_NOT", "NOT_ONLY", "ASK", "IFFY", "ACT", "UNIT", "NOT"}
)
_PARTS = frozenset({"tome", "tochild", "toother", "toself", "tothing", "byme", "bything"})


def features(row: Row) -> tuple[str, ...]:
    """Return the text's features, each once, in order."""
    found: dict[str, None] = {}
    before = "^"
    for token in row.tokens:
        if token.has("NOT"):
            continue
        word = ("не " if token.negated else "") + _beginning(token)
        found[word] = found[f"{before} {word}"] = None
        before = word
        for concept in token.marks:
            if concept.isascii() and concept.isupper() and concept not in _GRAMMAR:
                name = ("-" if token.negated else "") + concept
                found[name] = None
                for part in sorted(token.roles & _PARTS):
                    found[f"{name}+{part}"] = None
        if len(found) > _MOST:
            break
    return tuple(found)


def _beginning(token: Token) -> str:
    """Return the first letters of the word's skeleton; English words stay whole."""
    if token.english:
        return token.form or token.text
    if token.form:
        return token.form[:_BEGINNING]
    if is_latin(token.text):
        return readings(token.text)[0][:_BEGINNING]
    return skeleton(token.text)[:_BEGINNING]
