"""All forms of all words of data/understanding/, worked out beforehand: loading takes no second.

The dictionaries need seconds to spell out every form, so `forms.tsv` keeps them, one skeleton a
line. Its first line holds a fingerprint of the words and rules: where somebody has edited those
since, the file is set aside and everything is worked out anew, slowly but rightly.
"""

import hashlib
from pathlib import Path

from bot.help.understanding.lexicon import Lexicon, Meaning

FILE = "forms.tsv"
_FORMS, _ENGLISH, _STEMS = "forms", "english", "stems"


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
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines[0] != fingerprint(folder):
        return False
    lexicon.concept_names = lines[1].split(" ")
    lexicon.feature_sets = [
        frozenset() if one == "-" else frozenset(one.split("+")) for one in lines[2].split(" ")
    ]
    part: dict[str, str | list[Meaning]] = {}
    stems = False
    for line in lines[3:]:
        key, tab, told = line.partition("\t")
        if not tab:
            stems = line == f"[{_STEMS}]"
            part = lexicon.forms if line == f"[{_FORMS}]" else lexicon.english_forms
        elif stems:
            lexicon.stems[key] = set(told.split(" "))
        else:
            part[key] = told
    return True


def _packed(
    meaning: Meaning, key: str, concepts: dict[str, int], features: dict[frozenset[str], int]
) -> str:
    """Return a meaning as numbers of its concept and features, and its spelling if it differs."""
    concept = concepts.setdefault(meaning.concept, len(concepts))
    feature = features.setdefault(meaning.features, len(features))
    spelling = "" if meaning.light == key else meaning.light
    return f"{concept},{feature},{spelling}{',!' if meaning.always else ''}"
