"""The words and rules of data/understanding/ and what was worked out from them fit together."""

import json
import shutil
from pathlib import Path

import pytest
import yaml

from bot.help.understanding import forms
from bot.help.understanding.book import Book
from bot.help.understanding.lessons import examples
from bot.help.understanding.lexicon import Lexicon
from bot.help.understanding.model import Model
from bot.help.understanding.patterns import parse
from bot.help.understanding.training import fingerprint, learn

DATA = Path(__file__).resolve().parents[2] / "data"
FOLDER = DATA / "understanding"
HOW = "run: python -m bot.help.understanding.training"


def test_the_forms_are_those_of_the_words() -> None:
    assert forms.read(Lexicon(), FOLDER), f"forms.tsv is older than the words; {HOW}"


def test_the_forms_file_says_what_the_dictionaries_say(tmp_path: Path) -> None:
    words = {"HIT": ["бити", "=бье", "hit", "насил*"], "ACT": ["HIT"]}
    (tmp_path / "words.yaml").write_text(yaml.safe_dump(words, allow_unicode=True))
    made = Lexicon()
    made.add("HIT", words["HIT"])
    forms.write(made, tmp_path)
    read = Lexicon()
    assert forms.read(read, tmp_path)
    for key in made.forms:
        assert read.unpacked(read.forms, key) == made.unpacked(made.forms, key)
    assert read.exact("б'ють") == made.exact("б'ють") != []
    assert read.english("hits") == made.english("hits") != []
    assert read.stems == made.stems
    (tmp_path / "words.yaml").write_text("{HIT: [лупити]}")
    assert not forms.read(Lexicon(), tmp_path)


def test_the_second_opinion_was_learnt_from_these_phrases() -> None:
    learnt_from = Model.load(FOLDER / "model.json").learnt_from
    assert learnt_from == fingerprint(DATA), f"model.json is older than its phrases; {HOW}"


def test_the_same_phrases_teach_the_same(tmp_path: Path) -> None:
    for name in ("core_silent.yaml", "smalltalk.yaml"):
        shutil.copy(DATA / "phrases" / name, tmp_path)
    book = Book.load(FOLDER)
    once, twice = (learn(examples(tmp_path, book)) for _ in range(2))
    assert once.kinds
    assert once == twice


def test_the_model_is_plain_json() -> None:
    found = json.loads((FOLDER / "model.json").read_text(encoding="utf-8"))
    assert set(found) == {"learnt from", "kinds", "places", "buckets"}
    classes = found["kinds"].pop("classes")
    assert all(len(own) == len(classes) for own in found["kinds"].values())
    assert all(isinstance(w, int | float) for own in found["kinds"].values() for w in own)


def test_every_line_can_match_something() -> None:
    book = Book.load(FOLDER)
    rules = [*book.rules, *book.excuses, *book.smalltalk, *book.foreign]
    assert all(rule.patterns and all(p.parts for p in rule.patterns) for rule in rules)


@pytest.mark.parametrize("line", ["", "~HIT", "= 0.5", "+tome"])
def test_a_line_that_says_nothing_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="no word"):
        parse(line)


def test_an_unknown_concept_is_named(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "excuses.yaml").write_text("odd: [NOSUCH килим]\n", encoding="utf-8")
    with pytest.raises(ValueError, match="odd: no concept NOSUCH"):
        Book.load(tmp_path)
