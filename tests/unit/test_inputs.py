"""What people type, in their own ways: taken as meant, or refused in one clear line."""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loader import Content
from bot.errors import WrongInput
from bot.reporting import amounts, days, inputs
from bot.reporting.answers import Money, Source
from bot.reporting.inputs import Asking

TODAY = date(2026, 11, 27)  # a Friday
ASKING = Asking(TODAY, (2026,), ("1.2.3", "1.2.5"))
KEYS = re.compile(
    r'"((?:wrong|already)-[a-z-]+)"|(?:Closed|Stale)\(\s*"((?:entry|report|year|term)-[a-z-]+)"'
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("сьогодні", "2026-11-27"),
        ("Вчора", "2026-11-26"),
        ("учора", "2026-11-26"),
        ("позавчора", "2026-11-25"),
        ("25.11", "2026-11-25"),
        ("25.11.2026", "2026-11-25"),
        ("25.11.26", "2026-11-25"),
        ("25/11", "2026-11-25"),
        ("25-11-26", "2026-11-25"),
        ("2026-11-25", "2026-11-25"),
        ("5.1", "2026-01-05"),
        ("25 11 2026", "2026-11-25"),
        (" 25 . 11 . 2026 р.", "2026-11-25"),
        ("25 листопада", "2026-11-25"),
        ("25 листопада 2026 року", "2026-11-25"),
        ("25 Листопада 2026 р.", "2026-11-25"),
        ("1-го листопада", "2026-11-01"),
        ("3 берез", "2026-03-03"),
        ("минулої п’ятниці", "2026-11-20"),
        ("минулого понеділка", "2026-11-23"),
        ("31.11", None),
        ("29.02", None),
        ("28.11", None),  # tomorrow
        ("25.11.2025", None),
        ("25", None),
        ("на свято", None),
    ],
)
def test_the_day_of_an_event(typed: str, day: str | None) -> None:
    if day is not None:
        assert inputs.read("date", typed, ASKING) == day
        return
    with pytest.raises(WrongInput):
        inputs.read("date", typed, ASKING)


@pytest.mark.parametrize("typed", ["завтра", "післязавтра", "28.11"])
def test_a_day_to_come_is_told_as_such(typed: str) -> None:
    with pytest.raises(WrongInput, match="wrong-date-future"):
        days.past_day(typed, TODAY, (2026,))


def test_in_january_december_is_last_years() -> None:
    january = date(2027, 1, 10)
    assert days.past_day("20.12", january, (2027, 2026)) == date(2026, 12, 20)
    assert days.past_day("5.01", january, (2026, 2027)) == date(2027, 1, 5)
    with pytest.raises(WrongInput, match="wrong-date-year"):
        days.past_day("20.12.2026", january, (2027,))
    with pytest.raises(WrongInput, match="wrong-date-future"):
        days.past_day("20.12", january, (2027,))


@given(
    st.dates(date(2026, 1, 1), TODAY),
    st.sampled_from(["%d.%m", "%d/%m/%Y", "%d-%m-%y", "%Y-%m-%d"]),
)
def test_any_day_of_the_year_so_far_is_read(day: date, form: str) -> None:
    assert days.past_day(day.strftime(form), TODAY, (2026,)) == day


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("1.03", date(2027, 3, 1)),
        ("до 1 березня", date(2027, 3, 1)),
        ("завтра", date(2026, 11, 28)),
        ("01.03.2028", date(2028, 3, 1)),
        ("31 грудня", date(2026, 12, 31)),
        ("грудень", date(2026, 12, 31)),
        ("лютий 2028", date(2028, 2, 29)),
        ("до кінця", None),
        ("27.11.2026", None),
        ("01.03.2126", None),
        ("30.02", None),
    ],
)
def test_until_when(typed: str, day: date | None) -> None:
    if day is not None:
        assert days.coming_day(typed, TODAY) == day
        return
    with pytest.raises(WrongInput, match="wrong-until"):
        days.coming_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("120", 120),
        ("близько 120", 120),
        ("120 осіб", 120),
        ("Приблизно 120 учнів 9-х", None),
        ("~120", 120),
        ("1 200 людей", 1200),
        ("1\u00a0200", 1200),
        ("0", 0),
        ("нікого", 0),
        ("100000", 100_000),
        ("100001", None),
        ("-5", None),
        ("багато", None),
        ("120-130", None),
        ("12,5", None),
    ],
)
def test_how_many_people(typed: str, number: int | None) -> None:
    if number is not None:
        assert inputs.read("people", typed, ASKING) == number
        return
    with pytest.raises(WrongInput, match="wrong-people"):
        inputs.read("people", typed, ASKING)


@pytest.mark.parametrize(
    ("typed", "hryvnias"),
    [
        ("12,5", 12_500),
        ("12.5", 12_500),
        ("0,35", 350),
        ("12 500 грн", 12_500),
        ("12500грн.", 12_500),
        ("12 500,50 гривень", 12_501),
        ("2 тис", 2_000),
        ("2,4 тис. грн", 2_400),
        ("1,2 млн", 1_200_000),
        ("999", 999_000),
        ("близько 3", 3_000),
        ("0", 0),
        ("0,00", 0),
        ("не потрібні", 0),
        ("Немає", 0),
        ("none", 0),
        ("без коштів", 0),
    ],
)
def test_money_is_thousands_unless_it_says_hryvnias(typed: str, hryvnias: int) -> None:
    assert inputs.read("money", typed, ASKING) == hryvnias


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("12500", "wrong-money-unit"),
        ("12 500", "wrong-money-unit"),
        ("2000 млн", "wrong-money-much"),
        ("1000000001 грн", "wrong-money-much"),
        ("багато", "wrong-money"),
        ("-5", "wrong-money"),
        ("12,5,5", "wrong-money"),
        ("12.12345", "wrong-money"),
        ("", "wrong-money"),
    ],
)
def test_money_that_cannot_be_taken(typed: str, key: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        inputs.read("money", typed, ASKING)
    assert wrong.value.key == key


@given(st.integers(0, amounts.MOST_MONEY))
def test_any_sum_in_hryvnias_is_itself(hryvnias: int) -> None:
    assert amounts.hryvnias(f"{hryvnias:,} грн".replace(",", " ")) == hryvnias


@given(st.text(), st.sampled_from(["measure", "date", "text", "people", "money", "until", "rows"]))
def test_no_text_breaks_a_reading(text: str, step: str) -> None:
    with suppress(WrongInput):
        if step == "rows":
            inputs.read_rows(text, [], Source.LOCAL)
        else:
            inputs.read(step, text, ASKING)


@pytest.mark.parametrize(
    ("typed", "money"),
    [
        ("10 / 8,5", Money(Source.LOCAL, 10_000, 8_500)),
        ("local:10/8,5", Money(Source.LOCAL, 10_000, 8_500)),
        ("state:10/8.5", Money(Source.STATE, 10_000, 8_500)),
        ("Державний бюджет 10/0", Money(Source.STATE, 10_000, 0)),
        ("інші джерела: 5 / 5", Money(Source.OTHER, 5_000, 5_000)),
        ("10000/8500 грн", Money(Source.LOCAL, 10_000, 8_500)),
        ("10 000 грн / 8 500 грн", Money(Source.LOCAL, 10_000, 8_500)),
        ("0/3", Money(Source.LOCAL, 0, 3_000)),
    ],
)
def test_planned_and_spent(typed: str, money: Money) -> None:
    assert amounts.planned_and_spent(typed) == money


@pytest.mark.parametrize("typed", ["10", "10 8", "10/8/6", "банк 10/8", "план/факт", "/"])
def test_planned_and_spent_are_two_sums(typed: str) -> None:
    with pytest.raises(WrongInput, match="wrong-money"):
        inputs.read_rows(typed, [], Source.LOCAL)


def test_a_second_source_stands_beside_the_first_and_none_clears_both() -> None:
    rows = inputs.read_rows("10/8", [], Source.STATE)
    rows = inputs.read_rows("5/5", rows, Source.LOCAL)
    assert rows == [["local", 5000, 5000], ["state", 10_000, 8000]]
    assert inputs.read_rows("state:1/1", rows, Source.LOCAL)[1] == ["state", 1000, 1000]
    assert inputs.read_rows("не потрібні", rows, Source.LOCAL) == []


def test_texts_lose_what_cannot_be_seen_and_nothing_else() -> None:
    typed = "  Провели\u202e акцію\x00 \t«Ні»\r\n\r\n\r\n\r\nу па\u00adрку 👨\u200d👩\u200d👧 "
    assert inputs.read("text", typed, ASKING) == "Провели акцію «Ні»\n\nу парку 👨\u200d👩\u200d👧"


@pytest.mark.parametrize(("length", "key"), [(2, "wrong-text-short"), (3501, "wrong-text-long")])
def test_texts_have_a_length(length: int, key: str) -> None:
    with pytest.raises(WrongInput) as wrong:
        inputs.prose("я" * length)
    assert wrong.value.key == key
    assert inputs.prose("я" * 3) == "яяя"
    assert len(inputs.prose("я" * 3500)) == 3500
    with pytest.raises(WrongInput):
        inputs.prose("...!")


def test_buttons_of_others_are_no_answers() -> None:
    for step, value in (("measure", "9.9.9"), ("status", "great"), ("files", "yes")):
        with pytest.raises(WrongInput):
            inputs.read(step, value, ASKING)
    assert inputs.read("measure", "1.2.5", ASKING) == "1.2.5"


def test_every_error_has_its_line_and_every_input_error_an_example(content: Content) -> None:
    rooms = Path(inputs.__file__).parent.glob("*.py")
    found = {key for room in rooms for key in KEYS.findall(room.read_text("utf-8"))}
    keys = {one or other for one, other in found}
    assert len(keys) > 25
    values = {"year": 2026, "typed": "12 500", "length": 4000, "limit": 3500, "step": "date"}
    for key in sorted(keys):
        line = content.staff(key, **values)
        assert "\n" not in line
        if key.startswith("wrong-"):
            assert "«" in line or "Скоротіть" in line, key
