"""Buttons: what is packed comes back, whatever else a client sends is refused."""

from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.buttons import LIMIT, Press
from bot.errors import UnknownPress
from bot.help.presses import ALL, OpenCheck, OpenTopic


@dataclass(frozen=True, slots=True)
class Answer(Press):
    code: ClassVar[str] = "z"
    draft: int
    step: str


word = st.text(st.characters(codec="ascii", exclude_characters=":"), max_size=12)


@given(draft=st.integers(-(10**9), 10**9), step=word)
def test_a_packed_press_comes_back_the_same(draft: int, step: str) -> None:
    press = Answer(draft, step)
    assert Answer.parse(press.pack()) == press


@given(data=st.text(max_size=80))
def test_any_other_bytes_are_refused_and_nothing_worse(data: str) -> None:
    for kind in (*ALL, Answer):
        try:
            press = kind.parse(data)
        except UnknownPress:
            continue
        assert press.pack() == data


@pytest.mark.parametrize(
    "forged",
    [
        "z:7",
        "z:7:a:b",
        "y:7:a",
        "z:seven:a",
        "z:007:a",
        "z:+7:a",
        "z: 7:a",
        "z:2147483648:a",
        "",
        ":",
        "z",
    ],
)
def test_forged_bytes_are_unknown(forged: str) -> None:
    with pytest.raises(UnknownPress):
        Answer.parse(forged)


def test_a_button_never_holds_more_than_telegram_takes() -> None:
    with pytest.raises(ValueError, match="bytes"):
        OpenTopic("uk", "т" * 20, "сторінка" * 3).pack()
    with pytest.raises(ValueError, match="holds ':'"):
        OpenTopic("uk", "a:b", "c").pack()


def test_a_whole_check_fits_into_its_last_button() -> None:
    assert len(OpenCheck("uk", "c" * 24, "y" * 12).pack().encode()) <= LIMIT


def test_codes_are_unique() -> None:
    codes = [kind.code for kind in ALL]
    assert len(set(codes)) == len(codes)
