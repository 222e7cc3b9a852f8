"""Ways in which people misspell: each makes a text into what a hurried thumb would have sent.

Deterministic: the same text, way and number always give the same result.
"""

import random

_LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщюяыэё"
_LATIN = "a b v h g d e ye zh z y i yi y k l m n o p r s t u f kh ts ch sh shch yu ya y e yo"
_UK = {"ь": "", "ъ": "", **dict(zip(_LETTERS, _LATIN.split(), strict=True))}
_SHORT = {
    **_UK,
    "х": "h",
    "ж": "j",
    "є": "e",
    "я": "ia",
    "ю": "iu",
    "щ": "sch",
    "и": "i",
    "ц": "c",
    "г": "g",
}
_APOSTROPHES = "'’ʼ`"
_EMOJI = "😭💔😢"

VARIANTS = (
    "no apostrophe", "apostrophes", "capitals", "no commas", "ґ and ё", "stretched", "typo",
    "swap", "drop", "doubled", "translit", "short translit", "emoji", "lookalikes",
)  # fmt: skip


def vary(text: str, way: str, number: int) -> str:
    """Return the text misspelled in one of VARIANTS; raises KeyError for another name."""
    dice = random.Random(f"{way}-{number}")
    ways = {
        "no apostrophe": lambda: "".join(c for c in text if c not in _APOSTROPHES),
        "apostrophes": lambda: "".join(
            dice.choice("’ʼ`") if c in _APOSTROPHES else c for c in text
        ),
        "capitals": text.upper,
        "no commas": lambda: text.replace(", ", ","),
        "ґ and ё": lambda: text.replace("ґ", "г").replace("ё", "е").replace("э", "е"),
        "stretched": lambda: _change(text, dice, lambda w, at: w[:at] + w[at] * 4 + w[at + 1 :]),
        "typo": lambda: _change(
            text, dice, lambda w, at: w[:at] + _other(w, dice) + w[at + 1 :]
        ),
        "swap": lambda: _change(
            text, dice, lambda w, at: w[: at - 1] + w[at] + w[at - 1] + w[at + 1 :]
        ),
        "drop": lambda: _change(text, dice, lambda w, at: w[:at] + w[at + 1 :]),
        "doubled": lambda: _change(text, dice, lambda w, at: w[:at] + w[at] + w[at:]),
        "translit": lambda: "".join(
            _UK.get(c, "" if c in _APOSTROPHES else c) for c in text.lower()
        ),
        "short translit": lambda: "".join(_SHORT.get(c, c) for c in text.lower()),
        "emoji": lambda: _change(text, dice, lambda w, at: w[:at] + dice.choice(_EMOJI) + w[at:]),
        "lookalikes": lambda: text.translate(str.maketrans("аеосі", "aeoci")),
    }  # fmt: skip
    return ways[way]()


def _other(word: str, dice: random.Random) -> str:
    """Return a letter of the word's own alphabet."""
    return dice.choice("oaeitnrs" if word.isascii() else "оаитнрес")


def _change(text: str, dice: random.Random, change) -> str:  # type: ignore[no-untyped-def]
    """Return the text with one of its longer words changed at one of its inner letters."""
    words = text.split(" ")
    long = [i for i, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if long:
        index = dice.choice(long)
        words[index] = change(words[index], dice.randrange(1, len(words[index]) - 1))
    return " ".join(words)
