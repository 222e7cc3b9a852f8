"""The bot's own words: plurals, variables, numbers of contacts."""

from datetime import date

import pytest

from bot.content.texts import Texts

SOURCE = """
plain = Привіт
measures = { $count ->
    [one] { $count } захід
    [few] { $count } заходи
   *[many] { $count } заходів
}
year = Рік { $year }, строк { $due }
call = Лінія {gov-1547}
only-attributes =
    .title = Назва
"""


@pytest.fixture
def texts() -> Texts:
    return Texts("uk", SOURCE, {"gov-1547": "15-47"})


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 заходів"), (1, "1 захід"), (2, "2 заходи"), (4, "4 заходи"), (5, "5 заходів"),
     (11, "11 заходів"), (12, "12 заходів"), (21, "21 захід"), (22, "22 заходи"),
     (25, "25 заходів"), (111, "111 заходів")],
)  # fmt: skip
def test_ukrainian_plurals(texts: Texts, count: int, words: str) -> None:
    assert texts("measures", count=count) == words


def test_years_are_not_grouped_and_dates_are_short(texts: Texts) -> None:
    assert texts("year", year=2021, due=date(2021, 12, 25)) == "Рік 2021, строк 25.12.2021"


def test_a_contact_in_braces_is_its_number(texts: Texts) -> None:
    assert texts("call") == "Лінія 15-47"


def test_no_isolating_marks_around_variables(texts: Texts) -> None:
    assert "\u2068" not in texts("measures", count=5)


def test_unknown_keys_and_missing_variables_are_refused(texts: Texts) -> None:
    with pytest.raises(KeyError, match="nothing"):
        texts("nothing")
    with pytest.raises(KeyError, match="count"):
        texts("measures")
    with pytest.raises(KeyError, match="only-attributes"):
        texts("only-attributes")


def test_plain_words_are_remembered(texts: Texts) -> None:
    assert texts("plain") is texts("plain")
    assert "plain" in texts
    assert "nothing" not in texts
