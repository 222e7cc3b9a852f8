"""Ukrainian and Russian in Latin letters: every word that a spelling could stand for.

There is no one scheme: «muzh», «muj» and «mug» are one word. Instead of guessing the scheme, each
word gives the few skeletons that it may have; the dictionary says which of them is a word.
"""

import unicodedata
from itertools import islice

MAX_READINGS = 40
_LONGEST = 4

_SOUNDS: dict[str, tuple[str, ...]] = {
    "shch": ("ш",), "sch": ("ш", "сч"), "zh": ("ж", "зг"), "zgh": ("зг",), "kh": ("х",),
    "ch": ("ч",), "sh": ("ш",), "ts": ("ц", "тс"), "gh": ("г",), "ph": ("ф",),
    "ya": ("я",), "ia": ("я", "иа"), "ja": ("я", "жа"),
    "yu": ("ю", "иу"), "iu": ("ю", "иу"), "ju": ("ю", "жу"), "yo": ("е", "ио"),
    "io": ("е", "ио"), "jo": ("е", "ио", "жо"), "ye": ("е", "ие"), "ie": ("е", "ие"),
    "je": ("е", "же", "ие"), "yi": ("и",), "ji": ("и", "жи"), "iy": ("и",), "ij": ("и",),
    "yj": ("и",),
    "a": ("а",), "b": ("б",), "c": ("ц", "с", "к"), "d": ("д",), "e": ("е",), "f": ("ф",),
    "g": ("г",), "h": ("г", "х"), "i": ("и",), "j": ("ж", "и"), "k": ("к",), "l": ("л",),
    "m": ("м",), "n": ("н",), "o": ("о",), "p": ("п",), "q": ("к",), "r": ("р",), "s": ("с",),
    "t": ("т",), "u": ("у",), "v": ("в",), "w": ("в", "ш"), "x": ("х", "кс"), "y": ("и", "у"),
    "z": ("з",), "4": ("ч",), "6": ("ш",), "3": ("з",), "'": ("",), "’": ("",), "`": ("",),
}  # fmt: skip
_LETTERS = [*map(chr, range(0x430, 0x450)), *"ґєіїё"]
_OFFICIAL = (
    "a b v h d e zh z y i k l m n o p r s t u f kh ts ch sh shch . y . e yu ya g ye i yi yo"
)
_PHONES = "a b v g d e j z i i k l m n o p r s t u f h c ch sh sch . y . e iu ia g e i i e"
SCHEMES = tuple(
    {letter: latin.strip(".") for letter, latin in zip(_LETTERS, one.split(), strict=True)}
    for one in (_OFFICIAL, _PHONES)
)  # two of the ways in which people write ours in Latin letters
_CARONS = str.maketrans({"š": "sh", "ž": "zh", "č": "ch", "ś": "s", "ż": "zh", "ł": "l", "ö": "o"})


def plain(word: str) -> str:
    """Return a Latin word without its accents."""
    apart = unicodedata.normalize("NFKD", word.translate(_CARONS))
    return "".join(c for c in apart if not unicodedata.combining(c))


def readings(word: str) -> tuple[str, ...]:
    """Return the skeletons that a Latin spelling may stand for, the likeliest first."""
    found: list[str] = [""]
    latin, at = plain(word)[:40], 0
    while at < len(latin):
        size, sounds = _next(latin, at)
        at += size
        found = [start + sound for sound in sounds for start in found][:MAX_READINGS]
    return tuple(dict.fromkeys(islice(map(_collapsed, found), MAX_READINGS)))


def _next(latin: str, at: int) -> tuple[int, tuple[str, ...]]:
    """Return how many letters the next sound takes, and what it may be."""
    for size in range(_LONGEST, 0, -1):
        sounds = _SOUNDS.get(latin[at : at + size])
        if sounds is not None and at + size <= len(latin):
            return size, sounds
    return 1, ("",)


def _collapsed(word: str) -> str:
    """Return the word with each repeated letter once."""
    return "".join(c for i, c in enumerate(word) if i == 0 or word[i - 1] != c)
