"""The words of data/ with all their forms, found by any spelling that a person may use.

A concept (`HIT`, `ME`, `CHILD`) is a list of words; a rule that names a word of its own makes a
concept of that one word. Concepts may hold concepts. A word that is spelled right stands for
itself: «білі» is not taken for «били», though their skeletons are equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.help.understanding.lemmas import forms, is_word
from bot.help.understanding.normalise import light, skeleton

_LONG = 9  # from this length on a word may hold two typos
_FUZZY_LEAST = 4
_ENGLISH_ENDINGS = ("", "s", "es", "d", "ed", "ing")


@dataclass(frozen=True, slots=True)
class Meaning:
    """One form of one word of a concept. `always`: taken even if it is another word as well."""

    concept: str
    features: frozenset[str]
    light: str
    always: bool = False


Index = dict[str, bytes | list[Meaning]]


class Lexicon:
    """Forms by skeleton, stems by beginning, English by spelling.

    A form read from a file stays as the text that stands there until somebody asks for it.
    """

    def __init__(self) -> None:
        self.forms: Index = {}
        self.english_forms: Index = {}
        self.stems: dict[str, set[str]] = {}
        self.vocabulary: dict[str, None] = {}  # words of the phrases that no concept holds
        self.concept_names: list[str] = []
        self.feature_sets: list[frozenset[str]] = []
        self._parents: dict[str, set[str]] = {}
        self._all: dict[str, frozenset[str]] = {}
        self._halves: dict[str, list[str]] = {}

    def include(self, concept: str, words: Iterable[str]) -> None:
        """Note which of the words are concepts that this concept holds."""
        for word in words:
            if is_concept(word):
                self._parents.setdefault(word, set()).add(concept)

    def add(self, concept: str, words: Iterable[str]) -> None:
        """Add words to a concept. `слов*` is a beginning, `=слово` this form and no other."""
        for word in words:
            if is_concept(word):
                continue
            if word.endswith("*"):
                self.stems.setdefault(skeleton(word[:-1]), set()).add(concept)
            elif word.isascii():
                self._add_english(concept, word)
            elif word.startswith("="):
                own, even = word[1:], light(word[1:])
                if even != own and is_word(even) and not is_word(own):
                    even = own  # «бьот» is no «бот»
                self._put(self.forms, skeleton(own), Meaning(concept, frozenset(), even, True))
            else:
                for form, features in forms(word):
                    self._put(self.forms, skeleton(form), Meaning(concept, features, light(form)))

    def close(self) -> None:
        """Prepare the search for misspelled words; call once, after the last `add`."""
        self._halves.clear()
        for form in sorted({*self.forms, *self.english_forms, *self.vocabulary}):
            if len(form) >= _FUZZY_LEAST:
                self._halves.setdefault(f"{form[:2]}-", []).append(form)
                self._halves.setdefault(f"-{form[-2:]}", []).append(form)

    def concepts(self, concept: str) -> frozenset[str]:
        """Return the concept with every concept that holds it."""
        if concept in self._all:
            return self._all[concept]
        found, waiting = {concept}, [concept]
        while waiting:
            for parent in self._parents.get(waiting.pop(), ()):
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        self._all[concept] = frozenset(found)
        return self._all[concept]

    def unpacked(self, index: Index, key: str) -> list[Meaning]:
        """Return the meanings under a key, made from their text where need be."""
        found = index.get(key)
        if isinstance(found, bytes):
            index[key] = found = [self._unpack(one, key) for one in found.decode().split(";")]
        return found or []

    def exact(self, word: str) -> list[Meaning]:
        """Return what a Cyrillic word means as it is spelled, allowing for kindred spellings."""
        key, even = skeleton(word), light(word)
        known = self.unpacked(self.forms, key)
        found = [m for m in known if m.light in (even, word)]
        others = [m for m in known if m.light not in (even, word)]
        if others and not found and not is_word(word):
            found = others
        return found + self._by_stem(key)

    def latin(self, key: str) -> list[Meaning]:
        """Return what a skeleton made from Latin letters means."""
        known = self.unpacked(self.forms, key)
        return [m for m in known if "ь" not in m.light] + self._by_stem(key)

    def english(self, word: str) -> list[Meaning]:
        """Return what an English word means."""
        return self.unpacked(self.english_forms, word)

    def near(self, key: str) -> tuple[str, list[Meaning]]:
        """Return the form that is one typo away (two in a long word), and what such forms mean.

        `key` may hold doubled letters: they show where a letter was left out. The form is empty
        where there is none.
        """
        if len(key) < _FUZZY_LEAST:
            return "", []
        allowed = 2 if len(key) >= _LONG else 1
        around = {*self._halves.get(f"{key[:2]}-", ()), *self._halves.get(f"-{key[-2:]}", ())}
        hits = process.extract(
            key, sorted(around), scorer=OSA.distance, score_cutoff=allowed, limit=8
        )
        best = min((distance for _, distance, _ in hits), default=0)
        nearest = [form for form, distance, _ in hits if distance == best]
        likeliest = min((_slip(key, form) for form in nearest), default=0)
        nearest = [form for form in nearest if _slip(key, form) == likeliest]
        index = self.english_forms if key.isascii() else self.forms
        meanings = [m for form in nearest for m in self.unpacked(index, form)]
        return (nearest[0] if nearest else ""), meanings

    def glued(self, key: str) -> list[list[Meaning]]:
        """Return the meanings of two words written as one («менеб'є»); empty if there are none."""
        for cut in range(2, len(key) - 1):
            if len(key) > 5 and key[:cut] in self.forms and key[cut:] in self.forms:
                return [self.unpacked(self.forms, part) for part in (key[:cut], key[cut:])]
        return []

    def _by_stem(self, key: str) -> list[Meaning]:
        """Return the concepts that have a stem with which the key begins."""
        found: list[Meaning] = []
        for size in range(3, len(key) + 1):
            for concept in sorted(self.stems.get(key[:size], ())):
                found.append(Meaning(concept, frozenset(), key))
        return found

    def _add_english(self, concept: str, word: str) -> None:
        """Add an English word; a verb's or noun's regular endings come with it."""
        plain = word.removeprefix("=").replace("'", "")
        endings = ("",) if word.startswith("=") or len(plain) < 3 else _ENGLISH_ENDINGS
        stems = {plain, plain[:-1] if plain.endswith("e") else plain + plain[-1]}
        for stem in stems:
            for ending in endings:
                if stem == plain or ending in ("ing", "ed"):
                    past = ending in ("d", "ed") or plain in ("hit", "beat", "hurt", "bit", "cut")
                    features = frozenset({"past"} if past else {"p3"} if ending == "s" else ())
                    self._put(self.english_forms, stem + ending, Meaning(concept, features, stem))

    def _put(self, index: Index, key: str, meaning: Meaning) -> None:
        """Put a meaning under a key, once."""
        known = self.unpacked(index, key)
        if meaning not in known:
            index[key] = [*known, meaning]

    def _unpack(self, text: str, key: str) -> Meaning:
        """Return the meaning that a text of forms.tsv stands for."""
        concept, feature, spelling, *always = text.split(",")
        return Meaning(
            self.concept_names[int(concept)],
            self.feature_sets[int(feature)],
            spelling or key,
            bool(always),
        )


def _slip(typed: str, form: str) -> int:
    """Return which slip makes one of another, likelier ones first."""
    if len(form) > len(typed):
        return 0  # a letter was left out: many a word has room for one, so it is no chance
    if len(form) < len(typed):
        return 3  # one too many
    return 1 if sorted(form) == sorted(typed) else 2  # two changed places; another letter


def is_concept(word: str) -> bool:
    """Return whether a word of data/ is the name of a concept."""
    return word.isupper() and word.isascii() and len(word) > 1
