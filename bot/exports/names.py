"""Names of files that come from people: safe on every system, told apart, still readable."""

import re
import unicodedata
from collections.abc import Iterable

from bot.exports.plain import cleaned
from bot.exports.values import Leaf

LONGEST = 100  # characters; with its folders a path stays below the 260 of Windows
LONGEST_BYTES = 200  # a name on Linux holds 255, and the mark of a twin comes on top
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_NAMELESS = "_"


def safe_name(name: str) -> str:
    """Return one name for a file or folder: no way out of its folder, nothing reserved.

    Letters of all alphabets stay; invisible marks go, which could make a name look otherwise.
    """
    visible = "".join(
        each
        for each in unicodedata.normalize("NFC", cleaned(name))
        if unicodedata.category(each) not in ("Cf", "Cc", "Zl", "Zp", "Co", "Cn")
    )
    plain = " ".join(_FORBIDDEN.sub("_", visible).split()).strip(". ")
    if _RESERVED.fullmatch(plain):
        plain = f"_{plain}"
    return _short(plain) or _NAMELESS


def places(leaves: Iterable[Leaf]) -> tuple[str, ...]:
    """Return where each leaf stands in the ZIP: organisation/measure/name, no two alike.

    Names that differ only in case count as alike: on Windows they would be one file.
    """
    taken: set[str] = set()
    found = []
    for leaf in leaves:
        folder = f"{safe_name(leaf.organisation)}/{safe_name(leaf.measure)}"
        found.append(_unique(folder, safe_name(leaf.name), taken))
    return tuple(found)


def _unique(folder: str, name: str, taken: set[str]) -> str:
    stem, dot, end = name.rpartition(".")
    if not stem:
        stem, dot, end = name, "", ""
    turn, path = 1, f"{folder}/{name}"
    while path.casefold() in taken:
        turn += 1
        path = f"{folder}/{stem} ({turn}){dot}{end}"
    taken.add(path.casefold())
    return path


def _short(name: str) -> str:
    """Return a name cut to its limits; what tells its kind (.pdf) stays."""
    stem, dot, end = name.rpartition(".")
    if not stem or len(end) > 10:
        stem, dot, end = name, "", ""
    room = LONGEST - len(dot + end)
    stem = stem[:room]
    while len(f"{stem}{dot}{end}".encode()) > LONGEST_BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip('. ')}{dot}{end}" if stem.rstrip(". ") else f"{_NAMELESS}{dot}{end}"
