"""Phrases as hurried thumbs type them: what the second opinion also learns from.

The same text and number always give the same misspelling. No letter is named here: letters come
from the alphabet that the phrase is written in.
"""

import random
from collections.abc import Callable

from bot.help.understanding.translit import SCHEMES

_ALPHABETS = (range(ord("a"), ord("z") + 1), range(0x430, 0x450))
_APOSTROPHES = "'’ʼ`"
_LONG_TEXT = 7  # from so many words on two of them are misspelled
_LEAST = 4  # letters of a word that is misspelled
_WAYS = ("drop", "replace", "double", "swap", "bare", "latin", "glue")
_OFTEN = (4, 3, 1, 3, 1, 3, 1)


def misspelled(text: str, number: int) -> str:
    """Return the text as somebody else might have typed it."""
    dice = random.Random(f"{number} {text}")
    way = dice.choices(_WAYS, _OFTEN)[0]
    if way == "bare":
        return "".join(c for c in text if c not in _APOSTROPHES)
    if way == "latin":
        scheme = dice.choice(SCHEMES)
        return "".join(scheme.get(c, "" if c in _APOSTROPHES else c) for c in text.lower())
    words = text.split(" ")
    if way == "glue":
        at = dice.randrange(max(1, len(words) - 1))
        return " ".join([*words[:at], "".join(words[at : at + 2]), *words[at + 2 :]])
    for _ in range(1 if len(words) < _LONG_TEXT else 2):
        long = [i for i, word in enumerate(words) if len(word) >= _LEAST and word.isalpha()]
        if long:
            at = dice.choice(long)
            words[at] = _CHANGES[way](words[at], dice)
    return " ".join(words)


def _dropped(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + word[at + 1 :]


def _replaced(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    alphabet = _ALPHABETS[0] if word.isascii() else _ALPHABETS[1]
    return word[:at] + chr(dice.choice(alphabet)) + word[at + 1 :]


def _doubled(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + word[at] + word[at:]


def _swapped(word: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(word))
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "drop": _dropped,
    "replace": _replaced,
    "double": _doubled,
    "swap": _swapped,
}
