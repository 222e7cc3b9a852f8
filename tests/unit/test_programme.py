"""programme.yaml against Annex 1 of decision No. 268, cell by cell.

The table below was written by hand from the decision, without the file under test.
"""

from pathlib import Path

import pytest
import yaml

from bot.content.draft import read
from bot.content.models import Measure, Organisations, Programme

DATA = Path(__file__).parents[2] / "data"

YEAR = tuple(range(1, 13))
ALL = (2021, 2022, 2023)
U, C, D, E, K, P = "uszn", "centre", "children", "education", "culture", "police"
FIVE = {U, E, D, C, P}

# measure: executors, years, months, needs money, a phrase of its wording, a phrase of its result
ANNEX = {
    "1.1.1": ({U}, (2021,), YEAR, True, "осіб (координаторів)", "механізму взаємодії"),
    "1.2.1": ({K, E, P}, ALL, (12,), True, "«НІ – домашньому насильству!»", "форм та проявів"),
    "1.2.2": (FIVE, ALL, YEAR, True, "конкурсів малюнків, творів-есе", "форм та проявів"),
    "1.2.3": (FIVE, ALL, (11, 12), True, "«16 днів проти насильства»", "форм та проявів"),
    "1.2.4": ({U, C}, ALL, YEAR, True, "виготовлення соціальної реклами", "форм та проявів"),
    "1.2.5": (FIVE, ALL, YEAR, True, "ініціатив громадськості", "нетерпимого ставлення"),
    "1.3.1": (FIVE, ALL, YEAR, True, "жорстокого поводження з дітьми", "рівня кваліфікації"),
    "1.4.1": ({U, C, P}, ALL, YEAR, True, "спеціалізованих служб підтримки", "загальних та"),
    "1.4.2": ({U, C}, ALL, YEAR, True, "соціального замовлення", "комплексної допомоги"),
    "1.4.3": ({U, C}, ALL, YEAR, True, "соціально-економічного розвитку", "комплексної допомоги"),
    "2.1.1": ({U, C, P}, ALL, YEAR, True, "інформаційної продукції", "видів торгівлі людьми"),
    "2.1.2": ({K, E, P}, ALL, (12,), True, "«Скажи «НІ» сучасному рабству!»", "та студентів"),
    "2.1.3": ({U, C, D, K, E, P}, ALL, (7,), True, "Всесвітнього дня", "ідентифікація осіб"),
    "2.1.4": ({U, C, D, K, E, P}, ALL, (10,), True, "Європейського дня", "ідентифікація осіб"),
    "2.1.5": ({U, C, D, K, E, P}, ALL, YEAR, True, "за круглими столами", "ідентифікація осіб"),
    "2.2.1": ({U, C, D, K, E}, ALL, YEAR, False, "програми виховної роботи", "обізнаності учнів"),
    "2.2.2": ({U, C, D, K, E}, ALL, YEAR, True, "навчання фахівців", "Збільшення кількості"),
    "2.3.1": ({U, C, D, P}, ALL, YEAR, False, "перенаправлення осіб", "Охоплення більшої"),
    "2.3.2": ({U, C, D, P}, ALL, YEAR, True, "їх працевлаштуванню", "Надання допомоги особам"),
    "2.3.3": ({U, C, D}, ALL, YEAR, True, "недержавними суб'єктами", "якісної та комплексної"),
    "2.4.1": ({U, C, D}, ALL, YEAR, False, "виконання законодавства", "якості надання допомоги"),
    "2.4.2": ({U, C, D}, ALL, YEAR, False, "планів реабілітації", "якості надання послуг"),
}  # fmt: skip
TERMS = {
    "1.1.1": "Протягом 2021 року",
    "1.2.1": "Грудень 2021 р., грудень 2022 р., грудень 2023 р.",
    "1.2.3": "Листопад-грудень 2021, 2022, 2023 роки",
    "2.1.2": "Грудень 2021, 2022, 2023 років",
    "2.1.3": "Липень 2021, 2022, 2023 років",
    "2.1.4": "Жовтень 2021, 2022, 2023 років",
}
# Merged cells of column 8: each group of rows shares one result, and no two groups do.
SHARED_RESULTS = [
    ["1.2.1", "1.2.2", "1.2.3", "1.2.4"],
    ["1.4.2", "1.4.3"],
    ["2.1.3", "2.1.4", "2.1.5"],
]
SLIPS = (
    "насилъ", "Компетенції", "Виготовлення", "Забезпечення підтримки", "попередження протидії",
    "домашньому насильству є", "кошти не заборонені", "  ",
)  # fmt: skip


@pytest.fixture(scope="module")
def programme() -> Programme:
    found = read(DATA).programme
    assert found is not None
    return found


def test_the_rows_of_annex_1_stand_in_its_order(programme: Programme) -> None:
    assert [measure.id for measure in programme.measures] == list(ANNEX)
    assert [section.id for section in programme.sections] == ["1", "2"]
    assert [[each.id for each in section.directions] for section in programme.sections] == [
        ["1.1", "1.2", "1.3", "1.4"],
        ["2.1", "2.2", "2.3", "2.4"],
    ]


@pytest.mark.parametrize("id_", ANNEX)
def test_each_row_says_what_annex_1_says(programme: Programme, id_: str) -> None:
    measure = _row(programme, id_)
    executors, years, months, money, wording, result = ANNEX[id_]
    assert set(measure.executors) == executors
    assert len(measure.executors) == len(executors)
    assert measure.term.years == years
    assert measure.term.months == months
    assert measure.term.text == TERMS.get(id_, "Протягом 2021-2023 років")
    assert measure.needs_money is money
    told = "У межах фінансових можливостей" if money else "Не потребує коштів"
    assert measure.money == told
    assert measure.source == "Місцевий бюджет, інші кошти, не заборонені законодавством"
    assert wording in measure.title
    assert result in measure.result


def test_merged_cells_share_their_result(programme: Programme) -> None:
    groups = [{_row(programme, id_).result for id_ in group} for group in SHARED_RESULTS]
    assert all(len(group) == 1 for group in groups)
    merged = sum(len(group) - 1 for group in SHARED_RESULTS)
    assert len({measure.result for measure in programme.measures}) == len(ANNEX) - merged


def test_84_duties_in_2021_and_83_in_the_years_after(programme: Programme) -> None:
    counts = [
        sum(len(each.executors) for each in programme.measures if year in each.term.years)
        for year in programme.years
    ]
    assert counts == [84, 83, 83]


def test_the_passport_is_whole(programme: Programme) -> None:
    assert [row.number for row in programme.passport] == [1, 2, 3, 4, 5, 6, 7]
    assert "відділ поліції № 2" in programme.passport[3].text
    assert programme.decision.number == 268
    assert programme.decision.date.isoformat() == "2021-07-23"
    assert [chapter.id for chapter in programme.chapters] == ["III", "IV", "V", "VI"]


def test_the_slips_of_the_original_are_mended() -> None:
    text = (DATA / "programme.yaml").read_text(encoding="utf-8")
    words = str(yaml.safe_load(text))
    assert [slip for slip in SLIPS if slip in words] == []
    for measure in ANNEX:
        assert measure in text
    assert words.count("(") == words.count(")")
    assert words.count("«") == words.count("»")


def test_no_official_is_named() -> None:
    for name in ("programme.yaml", "organisations.yaml", "contacts.yaml"):
        text = (DATA / name).read_text(encoding="utf-8")
        assert not any(who in text for who in ("Бондарчук", "Кохан", "Защипас"))


def test_organisations_and_control() -> None:
    found = read(DATA).organisations
    assert isinstance(found, Organisations)
    assert [each.id for each in found.organisations] == [U, C, D, E, K, P]
    assert [each.id for each in found.organisations if each.by_agreement] == [P]
    assert [each.id for each in found.organisations if "coordinator" in each.roles] == [U]
    assert found.control.collects == U
    assert found.control.due == "12-25"
    assert len(found.control.controls) == 2


def _row(programme: Programme, id_: str) -> Measure:
    return next(measure for measure in programme.measures if measure.id == id_)
