"""Personal data in reports: 200 texts that have some, 500 that have none, all written by hand.

Held to reliability T35: recall at least 95 %, false positives at most 2 %.
"""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reporting.personal import findings

HERE = Path(__file__).parent
MARKED = re.compile(r"\{(.*?)\}")


def lines(name: str) -> list[str]:
    told = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in told if line and not line.startswith("#")]


def marked(line: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text without its braces, and the stretches that stood in them."""
    spans, text, last = [], "", 0
    for each in MARKED.finditer(line):
        text += line[last : each.start()]
        spans.append((len(text), len(text) + len(each[1])))
        text, last = text + each[1], each.end()
    return text + line[last:], spans


def missed(line: str) -> list[str]:
    """Return the marked stretches that nothing points at."""
    text, spans = marked(line)
    found = [(each.start, each.end) for each in findings(text)]
    return [
        text[start:end]
        for start, end in spans
        if not any(one < end and start < other for one, other in found)
    ]


def test_at_least_95_of_100_are_pointed_at() -> None:
    texts = lines("personal_found.txt")
    wanted = sum(len(marked(line)[1]) for line in texts)
    lost = [each for line in texts for each in missed(line)]
    assert len(texts) >= 200
    assert len(lost) <= 0.05 * wanted, lost


def test_at_most_2_of_100_ordinary_texts_are_pointed_at() -> None:
    texts = lines("personal_clean.txt")
    wrong = [line for line in texts if findings(line)]
    assert len(texts) >= 500
    assert len(wrong) <= 0.02 * len(texts), wrong


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Номер 067 123-45-67", "phone"),
        ("ІПН 2779797094", "tax-number"),
        ("Паспорт АВ123456", "passport"),
        ("olena@gmail.com", "e-mail"),
        ("Марія Іваненко", "name"),
    ],
)
def test_the_kind_is_told(text: str, kind: str) -> None:
    assert [each.kind for each in findings(text)] == [kind]


def test_a_name_is_pointed_at_as_a_whole() -> None:
    text = "Допомогу отримала Іваненко Марія Петрівна, двоє дітей."
    (found,) = findings(text)
    assert text[found.start : found.end] == "Іваненко Марія Петрівна"


@given(st.text(alphabet="АбвІваненкоМаріяПетрівна067+(). -№«»@.\n123456789", max_size=200))
def test_stretches_are_inside_the_text_and_apart(text: str) -> None:
    found = findings(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_no_text_holds_the_bot_for_long() -> None:
    findings("Олена Коваль")  # the dictionary is loaded
    for names in ("Коваль О. П. ", "Іван ", "О. П. Коваль, ", "a@a.a "):
        text = (names * 900)[:3500]
        began = time.process_time()
        findings(text)
        assert time.process_time() - began < 0.6, names
