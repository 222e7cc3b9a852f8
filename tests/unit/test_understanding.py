"""The understanding: rules D5–D13 and D17 in small, and what it promises of itself.

How well it reads on the whole is measured by tests/phrases/measure.py.
"""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.help.understanding import Kind, Understanding
from bot.help.understanding.explain import explain

DATA = Path(__file__).resolve().parents[2] / "data"
OUTRIGHT = {Kind.VIOLENCE, Kind.WEAPON, Kind.SEXUAL, Kind.CONFINEMENT}


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return Understanding.load(DATA)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("мене б'є чоловік", Kind.VIOLENCE),
        ("муж бьёт", Kind.VIOLENCE),
        ("у нього ніж", Kind.WEAPON),
        ("мене зґвалтували", Kind.SEXUAL),
        ("замкнув мене", Kind.CONFINEMENT),
        ("забрали паспорт на роботі", Kind.TRAFFICKING),
        ("не хочу жити", Kind.SUICIDE),
        ("мені 12, тато мене б'є", Kind.CHILD),
        ("сусід б'є дружину", Kind.THIRD_PERSON),
        ("я вдарив дружину", Kind.PERPETRATOR),
        ("він зараз тут", Kind.SILENT),
        ("чоловік перевіряє мій телефон", Kind.INDIRECT),
    ],
)
def test_d5_every_kind_is_heard(understanding: Understanding, text: str, kind: Kind) -> None:
    assert kind in understanding.read(text).kinds


@pytest.mark.parametrize(
    "text",
    [
        "мене бє чоловік", "мене б’є чоловік", "мене бʼє чоловік", "мене б`є чоловік",
        "МЕНЕ Б'Є ЧОЛОВІК", "мене б'єєєєє чоловік", "мене б😭є чоловік", "мене б є чоловік",
        "мене б.є чоловік", "м е н е  б ' є", "мене\u200b б'\u200bє чоловік", "менe б'є чoлoвiк",
        "мене,чоловік,б'є", "чловік бє мене", "cholovik bye mene", "muj menya biot",
        "muzh izbivaet", "мене муж б'є шо робити", "муж бьет", "муж бьёёёёт",
    ],
)  # fmt: skip
def test_d6_every_spelling_is_heard(understanding: Understanding, text: str) -> None:
    assert Kind.VIOLENCE in understanding.read(text).kinds


def test_d7_who_tells_of_another_is_no_victim_of_it(understanding: Understanding) -> None:
    own = understanding.read("мене б'є чоловік").kinds
    other = understanding.read("подругу б'є чоловік").kinds
    assert Kind.THIRD_PERSON not in own
    assert Kind.THIRD_PERSON in other


def test_d8_who_strikes_is_told_from_who_is_struck(understanding: Understanding) -> None:
    assert Kind.PERPETRATOR in understanding.read("я вдарив дружину").kinds
    assert Kind.PERPETRATOR not in understanding.read("дружина мене вдарила").kinds


def test_d9_a_denial_cancels_only_what_it_names(understanding: Understanding) -> None:
    kinds = understanding.read("не б'є, але принижує мене").kinds
    assert Kind.INDIRECT in kinds
    assert Kind.VIOLENCE not in kinds
    kinds = understanding.read("б'є, але я не хочу помирати").kinds
    assert Kind.VIOLENCE in kinds
    assert Kind.SUICIDE not in kinds


def test_d11_d12_several_kinds_stand_together_life_first(understanding: Understanding) -> None:
    kinds = understanding.read("чоловік б'є мене, я не хочу жити").kinds
    assert {Kind.VIOLENCE, Kind.SUICIDE} <= set(kinds)
    assert list(kinds) == [kind for kind in Kind if kind in kinds]


@pytest.mark.parametrize(
    "text",
    [
        "бити килими", "світло вибило", "вдарив мороз", "убити час", "душно", "бойова тривога",
        "вбивча ціна", "ріже око", "мене бісить погода", "динамо побило шахтар",
        "як записати дитину в садок", "коли вимкнуть світло", "збити вершки для торта",
    ],
)  # fmt: skip
def test_d17_what_only_sounds_like_danger_is_none(understanding: Understanding, text: str) -> None:
    assert understanding.read(text).kinds == ()


def test_a_plain_question_finds_its_page(understanding: Understanding) -> None:
    reading = understanding.read("як отримати заборонний припис")
    assert reading.topics[0].place == "rights/police-order"
    assert reading.clear
    assert reading.kinds == ()


def test_small_talk_and_what_is_not_ours_are_told_apart(understanding: Understanding) -> None:
    assert understanding.read("привіт").smalltalk
    assert understanding.read("коли вимкнуть світло").foreign
    assert not understanding.read("мене б'є чоловік").smalltalk


def test_the_explanation_names_rules_and_words(understanding: Understanding) -> None:
    told = explain(understanding.read("мене б'є чоловік"))
    assert "violence" in told
    assert "struck-me: б'є" in told


def test_scores_are_shares_and_fall(understanding: Understanding) -> None:
    scores = [one.score for one in understanding.read("потрібен безкоштовний адвокат").topics]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_the_same_text_is_read_the_same(understanding: Understanding) -> None:
    again = Understanding.load(DATA)
    for text in ("мене б'є муж шо робить", "where is a shelter", "zabraly pasport"):
        assert understanding.read(text) == again.read(text)


def test_d14_nonsense_neither_stalls_nor_fails(understanding: Understanding) -> None:
    dice = random.Random(3)
    letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяabcdefgh 0123456789.,!?'’*\n😭\u200b"
    texts = ["".join(dice.choices(letters, k=dice.randrange(0, 120))) for _ in range(1000)]
    texts += ["", " ", "\n", "а" * 4096, "б " * 2048, "не " * 1365, "б'є мене " * 455, "." * 4096]
    start = time.perf_counter()
    for text in texts:
        understanding.read(text)
    assert time.perf_counter() - start < 30


@pytest.mark.parametrize("before", [0, 20, 40, 64])
def test_a_cry_anywhere_in_a_long_text_is_heard(understanding: Understanding, before: int) -> None:
    plain = "Сьогодні була гарна погода і ми ходили в ліс по гриби. "
    text = plain * before + "Чоловік мене б'є. " + plain * (64 - before)
    assert Kind.VIOLENCE in understanding.read(text).kinds


def test_a_long_text_holds_nobody_up(understanding: Understanding) -> None:
    text = "сусід зайшов по сіль, а муж кричав на кота і бив килим " * 75
    understanding.read(text[:1000])
    start = time.process_time()
    understanding.read(text[:4096])
    assert time.process_time() - start < 0.3  # a tenth of it on a machine that is idle


@pytest.mark.parametrize("text", ["112", "102", "103", "поліція", "швидка", "полиция", "police"])
def test_d16_a_number_or_a_service_alone_is_a_cry(understanding: Understanding, text: str) -> None:
    reading = understanding.read(text)
    assert reading.kinds or (reading.clear and reading.topics[0].place == "sos")


def test_a_robot_is_no_blow(understanding: Understanding) -> None:
    assert understanding.read("ти бот").kinds == ()
    assert Kind.VIOLENCE in understanding.read("муж бьот").kinds


def test_numpy_stays_out_of_the_running_bot() -> None:
    told = "import sys, bot.help.understanding as u; from pathlib import Path;"
    told += (
        "u.Understanding.load(Path('data')).read('мене б є'); assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", told], cwd=DATA.parent, check=True)


def test_a_cry_at_the_end_of_a_long_text_is_heard(understanding: Understanding) -> None:
    text = "Сьогодні була гарна погода і ми ходили в ліс по гриби. " * 65 + "Чоловік мене б'є."
    assert OUTRIGHT & set(understanding.read(text[-4096:]).kinds)
