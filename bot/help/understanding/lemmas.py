"""The dictionaries: every form of a word that data/ names, and whether a word is a word.

Nothing that a person typed is kept here, so nothing of it is cached either.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

import pymorphy3
from pymorphy3.units import DictionaryAnalyzer

from bot.help.understanding.normalise import light

_FEATURES = {
    "1per": "p1", "2per": "p2", "3per": "p3", "past": "past", "infn": "inf", "INFN": "inf",
    "impr": "imp", "neut": "neut", "femn": "fem", "nomn": "nom", "accs": "acc", "gent": "gen",
    "datv": "dat", "loct": "loc", "voct": "voc", "ablt": "ins", "plur": "plur",
    "Impe": "pass", "PRTS": "pass", "pssv": "pass",
}  # fmt: skip
_CASES = frozenset({"nomn", "gent", "datv", "accs", "ablt"})


@cache
def _dictionaries() -> tuple[Any, Any]:
    """Load both dictionaries once, when first asked for."""
    return _dictionary("uk"), _dictionary("ru")


def _dictionary(lang: str) -> Any:
    """Return one dictionary without its guesses at unknown words: we never ask, they are large."""
    one = pymorphy3.MorphAnalyzer(
        lang=lang, units=[DictionaryAnalyzer()], probability_estimator_cls=None
    )
    one.dictionary.prediction_suffixes_dawgs.clear()
    return one


def is_word(word: str) -> bool:
    """Return whether a Ukrainian or Russian dictionary has exactly this spelling."""
    return any(one.word_is_known(word) for one in _dictionaries())


def forms(lemma: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every form of a dictionary word with its features (person, case, tense)."""
    found = False
    for one in _dictionaries():
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
        if not one.word_is_known(word):
            continue
        parses = one.parse(word)[:4]
        if parses and all("NOUN" in p.tag.grammemes for p in parses[:1]):
            if any("anim" in p.tag.grammemes for p in parses):
                return frozenset()
            return frozenset(
                _FEATURES[g] for p in parses for g in p.tag.grammemes & _CASES if g in _FEATURES
            )
    return frozenset()
