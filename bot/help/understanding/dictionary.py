"""A dictionary for reading: which spellings are words, and what parts of speech they are.

pymorphy3's own reader also loads what it guesses unknown words by, and keeps every tag as an
object: twice the memory, for answers that nobody here asks. The files are the same.
"""

import json
import struct
from array import array
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from pymorphy3.dawg import WordsDawg


class Dictionary:
    """The words of one language with their tags, as OpenCorpora writes them."""

    def __init__(self, folder: Path, kindred: Mapping[str, str]) -> None:
        """Open the dictionary of a folder; `kindred` letters are typed for one another."""
        self._folder = folder
        self._words = WordsDawg().load(str(folder / "words.dawg"))
        self._kindred = self._words.compile_replaces(dict(kindred))

    def knows(self, word: str) -> bool:
        """Return whether exactly this spelling, kindred letters aside, is a word."""
        return bool(self._words.similar_keys(word, self._kindred))

    def tags(self, word: str) -> list[frozenset[str]]:
        """Return the grammemes of each reading of a word; none of an unknown word."""
        return [
            self._tag(paradigm, form)
            for readings in self._words.similar_item_values(word, self._kindred)
            for paradigm, form in readings
        ]

    def _tag(self, paradigm: int, form: int) -> frozenset[str]:
        """Return the grammemes of a form; a paradigm's numbers are endings, tags, prefixes."""
        numbers, starts = self._paradigms
        start = starts[paradigm]
        size = numbers[start] // 3
        return frozenset(self._tags[numbers[start + 1 + size + form]].replace(" ", ",").split(","))

    @cached_property
    def _tags(self) -> list[str]:
        """All tags, by number."""
        path = self._folder / "gramtab-opencorpora-int.json"
        found: list[str] = json.loads(path.read_text(encoding="utf-8"))
        return found

    @cached_property
    def _paradigms(self) -> "tuple[array[int], array[int]]":
        """Every paradigm behind its length, and where each begins."""
        raw = (self._folder / "paradigms.array").read_bytes()
        count, at = struct.unpack_from("<H", raw)[0], 0
        numbers, starts = array("H", raw[2:]), array("I")
        for _ in range(count):
            starts.append(at)
            at += 1 + numbers[at]
        return numbers, starts
