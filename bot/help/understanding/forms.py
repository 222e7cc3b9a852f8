"""All forms of all words of data/understanding/, worked out beforehand: loading takes no second.

The dictionaries need seconds to spell out every form, so `forms.tsv` keeps them, one skeleton a
line. Its first line holds a fingerprint of the words and rules: where somebody has edited those
since, the file is set aside and everything is worked out anew, slowly but rightly.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from bot.help.understanding.lexicon import Lexicon, Meaning

FILE = "forms.tsv"
_FORMS, _ENGLISH, _STEMS, _WORDS = "forms", "english", "stems", "vocabulary"


def fingerprint(folder: Path) -> str:
    """Return a fingerprint of the words and rules of a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        found.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()[:16]


def write(lexicon: Lexicon, folder: Path) -> None:
    """Write the forms of a lexicon beside the words that they come from."""
    concepts: dict[str, int] = {}
    features: dict[frozenset[str], int] = {}
    body = []
    for part, index in ((_FORMS, lexicon.forms), (_ENGLISH, lexicon.english_forms)):
        body.append(f"[{part}]")
        for key in sorted(index):
            told = ";".join(
                _packed(m, key, concepts, features) for m in lexicon.unpacked(index, key)
            )
            body.append(f"{key}\t{told}")
    body.append(f"[{_STEMS}]")
    body += [f"{stem}\t{' '.join(sorted(found))}" for stem, found in sorted(lexicon.stems.items())]
    body += [f"[{_WORDS}]", "\t".join(lexicon.vocabulary) + "\t"]
    head = [
        fingerprint(folder),
        " ".join(concepts),
        " ".join("+".join(sorted(one)) or "-" for one in features),
    ]
    (folder / FILE).write_text("\n".join([*head, *body]) + "\n", encoding="utf-8")


def read(lexicon: Lexicon, folder: Path) -> bool:
    """Fill a lexicon from the file; return False, and fill nothing, where it is old or absent."""
    path = folder / FILE
    if not path.exists():
        return False
    with path.open(encoding="utf-8") as lines:
        if next(lines, "").strip() != fingerprint(folder):
            return False
        lexicon.concept_names = next(lines).rstrip("\n").split(" ")
        lexicon.feature_sets = [
            frozenset() if one == "-" else frozenset(one.split("+"))
            for one in next(lines).rstrip("\n").split(" ")
        ]
        _fill(lexicon, (line.rstrip("\n") for line in lines))
    return True


def _fill(lexicon: Lexicon, lines: Iterable[str]) -> None:
    """Fill a lexicon from the parts of the file."""
    indexes = {f"[{_FORMS}]": lexicon.forms, f"[{_ENGLISH}]": lexicon.english_forms}
    part = ""
    for line in lines:
        key, tab, told = line.partition("\t")
        if not tab:
            part = line or part
        elif part in indexes:
            indexes[part][key] = told.encode()  # bytes take half the memory
        elif part == f"[{_STEMS}]":
            lexicon.stems[key] = set(told.split(" "))
        else:
            lexicon.vocabulary = dict.fromkeys(word for word in line.split("\t") if word)


def _packed(
    meaning: Meaning, key: str, concepts: dict[str, int], features: dict[frozenset[str], int]
) -> str:
    """Return a meaning as numbers of its concept and features, and its spelling if it differs."""
    concept = concepts.setdefault(meaning.concept, len(concepts))
    feature = features.setdefault(meaning.features, len(features))
    spelling = "" if meaning.light == key else meaning.light
    return f"{concept},{feature},{spelling}{',!' if meaning.always else ''}"
