"""The dictionaries: every form of a word that data/ names, and whether a word is a word.

Nothing that a person typed is kept here, so nothing of it is cached either.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pymorphy3
import pymorphy3_dicts_ru  # type: ignore[import-untyped]
import pymorphy3_dicts_uk  # type: ignore[import-untyped]
from pymorphy3.lang import ru, uk
from pymorphy3.units import DictionaryAnalyzer

from bot.help.understanding.dictionary import Dictionary
from bot.help.understanding.normalise import light

_FEATURES = {
    "1per": "p1", "2per": "p2", "3per": "p3", "past": "past", "infn": "inf", "INFN": "inf",
    "impr": "imp", "neut": "neut", "femn": "fem", "nomn": "nom", "accs": "acc", "gent": "gen",
    "datv": "dat", "loct": "loc", "voct": "voc", "ablt": "ins", "plur": "plur",
    "Impe": "pass", "PRTS": "pass", "pssv": "pass",
}  # fmt: skip
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt"})


@cache
def _dictionaries() -> tuple[Dictionary, Dictionary]:
    """Open both dictionaries once, when first asked for."""
    return (
        Dictionary(Path(pymorphy3_dicts_uk.get_path()), uk.CHAR_SUBSTITUTES),
        Dictionary(Path(pymorphy3_dicts_ru.get_path()), ru.CHAR_SUBSTITUTES),
    )


@cache
def _analysers() -> tuple[Any, Any]:
    """Load what spells out all forms of a word: large, and only for `make train`."""
    uk_words, ru_words = (
        pymorphy3.MorphAnalyzer(
            lang=lang, units=[DictionaryAnalyzer()], probability_estimator_cls=None
        )
        for lang in ("uk", "ru")
    )
    return uk_words, ru_words


def is_word(word: str) -> bool:
    """Return whether a Ukrainian or Russian dictionary has exactly this spelling."""
    return any(one.knows(word) for one in _dictionaries())


def forms(lemma: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every form of a dictionary word with its features (person, case, tense)."""
    found = False
    for one in _analysers():
        for parse in one.parse(lemma):
            if parse.is_known and light(parse.normal_form) == light(lemma):
                found = True
                yield from _lexeme(parse)
    if not found:
        yield lemma, frozenset()


def _lexeme(parse: Any) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the forms of one reading of a word; of participles only the passive ones."""
    for form in parse.lexeme:
        grammemes = form.tag.grammemes
        if "PRTF" in grammemes and not {"pssv", "past"} <= grammemes:
            continue
        if "impr" in grammemes and len(form.word) < 5:
            continue
        yield form.word, frozenset(_FEATURES[g] for g in grammemes if g in _FEATURES)


def thing(word: str) -> frozenset[str]:
    """Return the cases in which a word names a lifeless thing; empty where it does not."""
    for one in _dictionaries():
        readings = one.tags(word)[:4]
        if readings and "NOUN" in readings[0]:
            if any("anim" in tags for tags in readings):
                return frozenset()
            return frozenset(_FEATURES[g] for tags in readings for g in tags & _CASES)
    return frozenset()
