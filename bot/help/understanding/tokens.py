"""A text as a row of words, each with what it may mean: what the rules look at."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.help.understanding.lemmas import is_word
from bot.help.understanding.lexicon import Lexicon, Meaning
from bot.help.understanding.normalise import clean, is_latin, skeleton, uneven, words
from bot.help.understanding.translit import plain, readings

MAX_TOKENS = 1200
_MAX_GUESSES = 60  # misspelled words looked up in one text: keeps nonsense from costing time
_ENDS = frozenset(".!?\n…")
_CHILD_AGE = range(4, 18)
_NEGATION_REACH = 3


@dataclass(slots=True)
class Token:
    """One word: its place, its meanings with their features, its part in what happens."""

    text: str
    place: int  # grows faster over commas and full stops
    sentence: int
    marks: dict[str, frozenset[str]] = field(default_factory=dict)
    roles: set[str] = field(default_factory=set)
    negated: bool = False
    excused: bool = False
    english: bool = False
    form: str = ""  # the dictionary's form, where the word was misspelled
    even: str = ""  # as the second opinion looks at it, once it has been worked out

    def has(self, concept: str, features: frozenset[str] = frozenset()) -> bool:
        """Return whether the word means this, in a form or a part that has these features."""
        mark = self.marks.get(concept)
        return mark is not None and (not features or features <= mark | self.roles)


@dataclass(slots=True)
class Row:
    """The words of a text, and where each meaning stands."""

    tokens: list[Token]
    where: dict[str, list[int]] = field(default_factory=dict)

    def nearest(self, index: int, concept: str, reach: int, *, before: bool) -> int | None:
        """Return the index of the nearest word of a concept within one sentence, or None."""
        places = self.where.get(concept, [])
        at = bisect_left(places, index) - 1 if before else bisect_left(places, index + 1)
        if not 0 <= at < len(places):
            return None
        one, other = self.tokens[index], self.tokens[places[at]]
        near = abs(one.place - other.place) <= reach and one.sentence == other.sentence
        return places[at] if near else None


def read_tokens(text: str, lexicon: Lexicon) -> Row:
    """Return the text's words with their meanings, ages and negations marked."""
    tokens, place, sentence = [], 0, 0
    guesses = _MAX_GUESSES
    found = words(clean(text))
    english = _is_english([w for w in found if is_latin(w)], lexicon)
    for word in found[: 2 * MAX_TOKENS]:
        if not word[0].isalnum():
            ends = bool(_ENDS & set(word))
            sentence, place = sentence + ends, place + (4 if ends else 1)
            continue
        for form, meanings in _meanings(word, lexicon, english=english, guess=guesses > 0):
            token = Token(word, place, sentence, english=english and is_latin(word))
            _mark(token, meanings, lexicon)
            token.form = form
            tokens.append(token)
            place += 1
            guesses -= not meanings
    row = Row(tokens[:MAX_TOKENS])
    _mark_ages(row.tokens)
    _mark_negations(row.tokens)
    index_concepts(row)
    return row


def index_concepts(row: Row) -> None:
    """Note anew where each meaning stands."""
    row.where.clear()
    for index, token in enumerate(row.tokens):
        for concept in token.marks:
            row.where.setdefault(concept, []).append(index)


Guess = tuple[str, list[Meaning]]  # the form that was meant, if it was misspelled; what it means


def _meanings(word: str, lexicon: Lexicon, *, english: bool, guess: bool) -> list[Guess]:
    """Return what a word means; two entries where it is two words written as one."""
    if is_latin(word):
        return [_latin(word, lexicon, english=english, guess=guess)]
    found = lexicon.exact(word)
    if found or not guess or word[0].isdigit() or is_word(word.replace("’", "'")):
        return [("", found)]
    key = skeleton(word)
    if key in lexicon.vocabulary:
        return [("", [])]
    for typed in dict.fromkeys((uneven(word), key)):
        form, meanings = lexicon.near(typed)
        if form:
            return [(form, meanings)]
    return [("", part) for part in lexicon.glued(key)] or [("", [])]


def _latin(word: str, lexicon: Lexicon, *, english: bool, guess: bool) -> Guess:
    """Return what a word in Latin letters means: English, or one of ours so spelled."""
    bare = plain(word).replace("'", "").replace("’", "")
    own = lexicon.english(bare)
    if english and (own or not guess or bare in lexicon.vocabulary):
        return "", own
    for key in readings(word):
        if ours := lexicon.latin(key):
            return key, ours
    if english:
        return lexicon.near(bare)
    if own or not guess:
        return "", own
    known = [key for key in readings(word) if key in lexicon.vocabulary]
    if known:
        return known[0], []
    for key in readings(word)[:3]:
        form, meanings = lexicon.near(key)
        if form:
            return form, meanings
    return "", []


def _is_english(latin: list[str], lexicon: Lexicon) -> bool:
    """Return whether the Latin words are English rather than ours in Latin letters."""
    score = 0
    for word in latin[:60]:
        ours = any(lexicon.latin(key) for key in readings(word))
        theirs = bool(lexicon.english(plain(word).replace("'", "").replace("’", "")))
        score += theirs - ours
    return score > 0 or (score == 0 and bool(latin) and bool(lexicon.english(latin[0])))


def _mark(token: Token, meanings: Iterable[Meaning], lexicon: Lexicon) -> None:
    """Give a word its meanings, with the features of all its readings."""
    for meaning in meanings:
        for concept in lexicon.concepts(meaning.concept):
            known = token.marks.get(concept, frozenset())
            token.marks[concept] = known | meaning.features


def _mark_ages(tokens: list[Token]) -> None:
    """Mark numbers that can be a child's age: not hours, not money."""
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.text.isdigit() and len(token.text) < 3 and int(token.text) in _CHILD_AGE:
            if following is None or not following.has("UNIT"):
                token.marks["AGE"] = frozenset()
        elif token.has("AGE") and following is not None and following.has("UNIT"):
            del token.marks["AGE"]


def _mark_negations(tokens: list[Token]) -> None:
    """Mark the word that each «не» denies; «не раз», «не тільки» deny nothing."""
    for index, token in enumerate(tokens):
        if not token.has("NOT"):
            continue
        for after in tokens[index + 1 : index + 1 + _NEGATION_REACH]:
            if after.sentence != token.sentence or after.has("NOT_ONLY"):
                break
            after.negated = True
            if not after.has("CARRIES_NOT"):
                break
