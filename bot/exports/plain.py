"""People's words on their way into files: nothing may be lost, nothing may become a command.

A cell that begins with = + - @ is run as a formula by Excel, and again by whoever opens a CSV that
was saved from it; controls break XML; marks of direction make a name read otherwise than it is.
"""

import re
import unicodedata

# C0 controls without tab and line feed; bidirectional overrides and isolates; and what neither
# XML nor UTF-8 can hold at all.
_REMOVED = re.compile("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")
_STARTS = frozenset("=+-@")
LONGEST = 32_000  # characters; Excel cuts a cell at 32,767


def cleaned(text: str) -> str:
    """Return `text` as a file can hold it: without controls, with line feeds as line ends."""
    return _REMOVED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def inert(text: str) -> str:
    """Return cleaned `text` that no spreadsheet runs: an apostrophe before what starts a formula.

    Full-width forms (＝ ＋ － ＠) count, as do signs behind spaces and invisible characters.
    """
    text = cleaned(text)
    return f"'{text}" if _starts_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """Return what `inert` was given, after cleaning: its apostrophe and no other is taken off."""
    return text[1:] if text[:1] == "'" and inert(text[1:]) != text[1:] else text


def _starts_formula(text: str) -> bool:
    if text[:1] == "\t" or text[:1] == "\n":
        return True
    for each in text:
        if each.isspace() or unicodedata.category(each) in ("Cf", "Cc", "Mn"):
            continue
        return bool(_STARTS & set(unicodedata.normalize("NFKC", each)[:1]))
    return False


def pieces(text: str, at_most: int = LONGEST) -> tuple[str, ...]:
    """Return `text` in pieces of at most `at_most` UTF-16 units, which is how Excel counts."""
    found: list[str] = []
    start = units = 0
    for place, each in enumerate(text):
        units += 2 if ord(each) > 0xFFFF else 1
        if units > at_most:
            found.append(text[start:place])
            start, units = place, 2 if ord(each) > 0xFFFF else 1
    return (*found, text[start:])
