"""What people type, made even: so that a rule about a word meets every way of writing it.

Two keys stand for a word. `light` keeps its letters but for apostrophes, soft signs, ґ, ё and
stretched letters. `skeleton` also joins the letters that Ukrainian and Russian write differently
(і ї ы й → и, є э → е, щ → ш), so that surzhyk and misspellings meet the dictionary's form.
"""

import re
import unicodedata

MAX_CHARACTERS = 4096  # Telegram's own limit for one message

_APOSTROPHES = "'’ʼ`´‘‛′＇ʹ՚″\""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_LOOKALIKE = str.maketrans("aceopxyikmtbhnrué3", "асеорхуікмтвнпгие" + "з")
_DIGIT = str.maketrans("0346", "озчб")
_LIGHT = str.maketrans({"ґ": "г", "ё": "е", "ь": None, "ъ": None, **dict.fromkeys(_APOSTROPHES)})
_SKELETON = str.maketrans("іїыйєэщ", "ииииееш")
_REPEATS = re.compile(r"(.)\1+")
_CYRILLIC = re.compile("[а-яёіїєґ]")
_LATIN = re.compile("[a-z]")
_INSIDE = re.compile(r"(?<=[^\W\d_])[^\w\s'’ʼ`´‘,;:!?/()-]+(?=[^\W\d_])")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ`´‘‛′＇ʹ՚\"][^\W\d_]+)*['’ʼ`]?|[.,;:!?\n…()—–]+")
_SINGLE = re.compile(r"[^\W\d_]['’ʼ`]?")
_VOWELLESS_WORDS = frozenset("авжзійоскуяєіaiвсу")


def clean(text: str) -> str:
    """Return the text in small letters, composed, without what the eye does not see."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text[: 2 * MAX_CHARACTERS]))
    text = unicodedata.normalize("NFKC", text).lower()
    kept = [c for c in unicodedata.normalize("NFC", text) if not unicodedata.combining(c)]
    return "".join(kept)


def words(text: str) -> list[str]:
    """Return the words and the marks of a clean text, with letters set apart joined again."""
    found: list[str] = _WORD.findall(_INSIDE.sub(_bridge, text))
    return _joined([_even(word) for word in found])


def light(word: str) -> str:
    """Return the word without apostrophes, soft signs, ґ, ё and stretched letters."""
    return _REPEATS.sub(r"\1", word.translate(_LIGHT))


def skeleton(word: str) -> str:
    """Return the key that Ukrainian, Russian and surzhyk spellings of a word share."""
    return _REPEATS.sub(r"\1", light(word).translate(_SKELETON))


def uneven(word: str) -> str:
    """Return the skeleton with its doubled letters, where a letter between them may be missing."""
    return word.translate(_LIGHT).translate(_SKELETON)


def is_latin(word: str) -> bool:
    """Return whether the word is written in Latin letters."""
    return bool(_LATIN.search(word)) and not _CYRILLIC.search(word)


def _bridge(match: re.Match[str]) -> str:
    """Join letters around an emoji, a star or a dot; part words around a full stop."""
    between = match.group()
    if between != "." and any(c in between for c in ".…"):
        return between
    if between == ".":
        text, start, end = match.string, match.start(), match.end()
        one_before = start < 2 or not text[start - 2].isalpha()
        one_after = end + 1 >= len(text) or not text[end + 1].isalpha()
        return "" if one_before or one_after else between
    return "" if len(between) < 4 else " "


def _even(word: str) -> str:
    """Return a word of mixed alphabets or with digits among its letters in one alphabet."""
    if _CYRILLIC.search(word):
        if _LATIN.search(word):
            word = word.translate(_LOOKALIKE)
        if (any(c.isdigit() for c in word) and not word[0].isdigit()) or (
            word[0] in "346" and len(word) > 2 and word[1:].isalpha()
        ):
            word = word.translate(_DIGIT)
    return word


def _joined(found: list[str]) -> list[str]:
    """Join runs of single letters («м е н е», «б є») into the words that they spell."""
    result: list[str] = []
    run: list[str] = []
    for word in [*found, "\n"]:
        if _SINGLE.fullmatch(word):
            run.append(word)
            continue
        if len(run) > 2 or (len(run) == 2 and run[0] not in _VOWELLESS_WORDS):
            result.append("".join(run))
        else:
            result.extend(run)
        run = []
        result.append(word)
    return result[:-1]
