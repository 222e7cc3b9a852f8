"""Full names in a text: a given name beside a surname or a patronymic, a surname with initials.

A given name or a surname alone is nobody's. Names behind a post, in a street's or a school's
title, and of those whom the whole country knows are let be.
"""

from collections.abc import Iterator

from bot.reporting.personal_tokens import ADJECTIVE, CASES, Token, dictionary, tokens_of
from bot.reporting.words import words

_WORDS = words("personal")
_POSTS, _CALLED_AFTER = tuple(_WORDS["posts"]), tuple(_WORDS["called_after"])
_CALLED_SHORT, _WORDS_TOO = frozenset(_WORDS["called_short"]), frozenset(_WORDS["words_too"])
_KNOWN = frozenset(tuple(each.split(" ", 1)) for each in _WORDS["known"])

_SENTENCE_ENDS = frozenset(".!?;\n")
_NEAR = 8  # words between a post and the name that it explains


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that are full names of people, in order."""
    tokens = tokens_of(text)
    place = 0
    while place < len(tokens):
        length = _length(tokens, place)
        if length and not _public(tokens, place, length):
            yield tokens[place].start, tokens[place + length - 1].end
        place += length or 1


def _length(tokens: list[Token], place: int) -> int:
    """Return how many tokens from a place on are a full name; 0 where none begins."""
    window = tokens[place : place + 6]
    first = window[0]
    if first.initial:
        return _initials_first(window)
    if first.surname and len(window) > 1 and window[1].initial and not first.name:
        return _initials_last(window)
    three = window[:3]
    if len(three) == 3 and three[2].patronymic and three[1].name and first.surname:
        return 3  # Іваненко Марія Петрівна
    if first.name and len(window) > 1 and window[1].patronymic:
        return 3 if len(three) == 3 and three[2].surname and not three[2].patronymic else 2
    return 2 if len(window) > 1 and _pair(first, window[1]) else 0


def _pair(first: Token, second: Token) -> bool:
    """Return whether two words are a given name and a surname, either way round."""
    for name, surname in ((first, second), (second, first)):
        if not (name.name and surname.surname & name.name):
            continue
        if name.light in _WORDS_TOO and not _sure(surname):
            continue
        if surname is first and ADJECTIVE.search(surname.light) and not _sure(surname):
            continue  # «Житомирська Олена» is no name, «Олена Житомирська» may be
        return True
    return False


def _sure(token: Token) -> bool:
    """Return whether a word can hardly be anything but a surname."""
    parses = dictionary().parse(token.light)
    return bool(parses) and all(
        {"Surn", "Name"} & each.tag.grammemes for each in parses if each.score > 0.05
    )


def _initials_first(window: list[Token]) -> int:
    """Return the length of «О. П. Іваненко» or «О. Іваненко»."""
    place = 0
    while place < 4 and place + 2 < len(window) and window[place].initial:
        if window[place + 1].text != ".":
            return 0
        place += 2
    if 0 < place < len(window) and window[place].surname and not window[place].initial:
        return place + 1
    return 0


def _initials_last(window: list[Token]) -> int:
    """Return the length of «Іваненко О. П.» or «Іваненко О.»."""
    place = 1
    while place < 5 and place + 1 < len(window) and window[place].initial:
        place += 2
    return place if place > 1 else 0


def _public(tokens: list[Token], place: int, length: int) -> bool:
    """Return whether a name is a post-holder's, a title's, or known to the whole country."""
    name = tokens[place : place + length]
    return (
        _known(name)
        or _quoted(tokens, place, length)
        or _behind_post(tokens, place)
        or _explained(tokens, place + length)
        or _called_after(tokens, place)
    )


def _known(name: list[Token]) -> bool:
    words = [each for each in name if each.text != "."]
    ends = [(each, _lemmas(each)) for each in (words[0], words[-1])]
    for (first, firsts), (_, lasts) in (ends, ends[::-1]):
        for given, surname in _KNOWN:
            given_fits = first.light == given[0] if first.initial else given in firsts
            if given_fits and surname in lasts:
                return True
    return False


def _quoted(tokens: list[Token], place: int, length: int) -> bool:
    """Return whether the name is all that stands in quotation marks: a title."""
    after = place + length
    return (
        place > 0
        and after < len(tokens)
        and tokens[place - 1].text in '«"“„'
        and tokens[after].text in '»"”“'
    )


def _behind_post(tokens: list[Token], place: int) -> bool:
    """Return whether a post stands before the name, with nothing between that acts."""
    for back in range(1, min(_NEAR, place) + 1):
        token = tokens[place - back]
        if token.light.startswith(_POSTS):
            return _agree(token, tokens[place]) or tokens[place].initial
        if token.text in _SENTENCE_ENDS or token.text in ",:()—–" or _acts(token):
            return False
    return False


def _explained(tokens: list[Token], after: int) -> bool:
    """Return whether a post stands right behind the name: «…, директорка ліцею»."""
    rest = tokens[after : after + 4]
    if not rest or rest[0].text not in ",—–(":
        return False
    for token in rest[1:]:
        if token.text in _SENTENCE_ENDS or token.text in ",—–()" or _acts(token):
            return False
        if token.light.startswith(_POSTS):
            return True
    return False


def _called_after(tokens: list[Token], place: int) -> bool:
    """Return whether a street, a school, a book … stands before the name, its title apart."""
    place -= 1
    if place >= 0 and tokens[place].text == "»":
        while place >= 0 and tokens[place].text != "«":
            place -= 1
    while place >= 0 and tokens[place].text in '.«"“„№':
        place -= 1
    if place < 0:
        return False
    word = tokens[place].light
    return word in _CALLED_SHORT or word.startswith(_CALLED_AFTER)


def _agree(post: Token, name: Token) -> bool:
    """Return whether post and name can stand in one case: «психологом Ольгою Бондар»."""
    cases = frozenset().union(
        *(each.tag.grammemes & CASES for each in dictionary().parse(post.light))
    )
    named = name.name | name.surname
    return not cases or not named or bool(cases & named)


def _acts(token: Token) -> bool:
    parses = dictionary().parse(token.light)
    return bool(parses) and bool({"VERB", "INFN", "GRND"} & parses[0].tag.grammemes)


def _lemmas(token: Token) -> frozenset[str]:
    return frozenset(each.normal_form for each in dictionary().parse(token.light))
