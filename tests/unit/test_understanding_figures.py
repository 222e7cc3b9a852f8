"""How well texts are understood on the whole: the figures of the judging set must not fall.

`make phrases` prints every miss; here stands only the least that a change may not undercut.
"""

from pathlib import Path

import pytest

from bot.help.understanding import Understanding
from tests.phrases.measure import Tally, measure

ROOT = Path(__file__).resolve().parents[2]
LEAST = {
    "outright": 0.97, "indirect": 0.92, "third_person": 0.95, "perpetrator": 0.95, "child": 0.95,
    "suicide": 0.95, "trafficking": 0.95, "silent": 0.94, "taken for danger": 0.96,
    "topic first": 0.88, "topic offered": 0.97,
}  # fmt: skip


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return measure(Understanding.load(ROOT / "data"), ROOT / "tests" / "phrases", None)


@pytest.mark.parametrize("figure", LEAST)
def test_d5_the_figures_do_not_fall(tallies: dict[str, Tally], figure: str) -> None:
    assert tallies[figure].share >= LEAST[figure], tallies[figure].misses


def test_d6_one_wrong_letter_costs_little(tallies: dict[str, Tally]) -> None:
    misspelled = measure(Understanding.load(ROOT / "data"), ROOT / "tests" / "phrases", "drop")
    for figure in ("outright", "indirect", "child", "trafficking"):
        assert misspelled[figure].share >= tallies[figure].share - 0.04, figure
