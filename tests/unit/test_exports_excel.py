"""The Excel is opened again and read: numbers are numbers, words are never run, sums agree."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from lxml import etree
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook

from bot.content.loader import Content
from bot.exports.excel import excel
from bot.exports.measures import totals
from bot.exports.plain import LONGEST, cleaned, inert, unguarded
from bot.exports.values import Summary
from tests.gallery.hostile import FORMULAS, PAYLOADS, hostile
from tests.gallery.year import summary

DANGEROUS = tuple("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫")


@pytest.fixture(scope="module")
def year(content: Content) -> Summary:
    return summary(content)


@pytest.fixture(scope="module")
def evil(year: Summary, content: Content) -> bytes:
    return excel(hostile(year), content.exports)


def opened(told: Summary, content: Content, *, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(excel(told, content.exports)), data_only=values)


def cells(book: Workbook) -> Iterator[Cell]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            yield from (cell for cell in row if cell.value is not None)


def formulas(book: Workbook) -> list[str]:
    return [str(cell.value) for cell in cells(book) if cell.data_type == "f"]


def strings_of(made: bytes) -> list[str]:
    """Every string as Excel reads it; openpyxl takes `_x005F_` wrongly."""
    with ZipFile(BytesIO(made)) as packed:
        shared = etree.fromstring(packed.read("xl/sharedStrings.xml"))
    escaped = ("".join(each.itertext("{*}t")) for each in shared)
    return [
        re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), each) for each in escaped
    ]


def test_a_sheet_for_each_table_with_headings_that_stay(year: Summary, content: Content) -> None:
    book = opened(year, content)
    form = content.exports
    assert book.sheetnames == [
        form.measures.sheet,
        form.money.sheet,
        form.rates.sheet,
        form.rates.by_measure_sheet,
        form.late.sheet,
        form.events.sheet,
    ]
    for sheet in book.worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (None, 1)  # one page wide, which is what is left out
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows
        assert sheet.freeze_panes
    first = [str(cell.value) for row in book.worksheets[0].iter_rows(max_row=8) for cell in row]
    assert all(each.title in first for each in form.measures.columns)


def test_money_is_a_number_in_thousands_and_excel_sums_it(year: Summary, content: Content) -> None:
    sums = totals(year, content.exports)
    planned = sum(each[0] for each in sums.values())
    spent = sum(each[1] for each in sums.values())
    for place in (0, 1):
        shown = opened(year, content, values=True).worksheets[place]
        last = [cell.value for cell in shown[shown.max_row]]
        assert last[0] == "Усього"
        assert [each for each in last if isinstance(each, int | float)][:2] == [
            pytest.approx(planned / 1000),
            pytest.approx(spent / 1000),
        ]
        told = opened(year, content).worksheets[place]
        assert any(str(cell.value).startswith("=SUM(") for cell in told[told.max_row])
        for cell in told[told.max_row - 1]:
            if cell.data_type == "f" and "SUMIF" in str(cell.value):
                assert _summed(shown, str(cell.value)) == pytest.approx(
                    shown[cell.coordinate].value
                )


def _summed(sheet, formula: str) -> float:
    """Reckon a SUMIF(range, cell, range) as Excel would."""
    keys, key, values = formula.removeprefix("=SUMIF(").removesuffix(")").split(",")
    return sum(
        number[0].value
        for name, number in zip(sheet[keys], sheet[values], strict=True)
        if name[0].value == sheet[key].value and isinstance(number[0].value, int | float)
    )


def test_only_our_own_formulas_stand_in_it(year: Summary, content: Content, evil: bytes) -> None:
    for book in (opened(year, content), load_workbook(BytesIO(evil))):
        found = formulas(book)
        assert found
        assert all(each.startswith(("=SUM(", "=SUMIF(", "=IF(")) for each in found)
        assert not any(word in each for each in found for word in ("cmd", "http", "DDE", "(1"))


def test_sixty_hostile_texts_stand_in_it_whole_and_inert(evil: bytes) -> None:
    strings = strings_of(evil)
    assert not [each for each in strings if each.startswith(DANGEROUS)]
    found = set(strings)
    for payload in PAYLOADS:
        plain = cleaned(payload)
        if plain and len(inert(payload)) <= LONGEST and len(plain.encode("utf-16-le")) <= 64_000:
            assert inert(payload) in found
            assert unguarded(inert(payload)) == plain


def test_what_is_longer_than_a_cell_goes_on_in_a_sheet_of_its_own(
    year: Summary, content: Content
) -> None:
    told = year.measures[1].told[0]
    text = "".join(f"слово {number} =1+1 🕊 " for number in range(4_000))
    measure = replace(year.measures[1], told=(replace(told, state="accepted", text=text),))
    book = opened(replace(year, measures=(measure,)), content)
    assert book.sheetnames[-1] == content.exports.terms.long_texts
    mark = content.exports.terms.to_be_continued.format(turn=1)
    first = next(str(cell.value) for cell in cells(book) if mark in str(cell.value))
    rest = [row[1].value for row in book.worksheets[-1].iter_rows()]
    lead = f"{told.status or content.exports.states.accepted}\n"
    start = first.removeprefix(lead).removesuffix(mark)
    together = start + "".join(each.removeprefix("'") for each in rest)
    assert together == cleaned(text)
    assert all(len(str(cell.value).encode("utf-16-le")) // 2 <= 32_767 for cell in cells(book))


def test_saved_again_as_csv_it_is_still_inert(evil: bytes) -> None:
    for sheet in load_workbook(BytesIO(evil), data_only=True).worksheets:
        text = StringIO()
        csv.writer(text).writerows(
            [cell.value for cell in row if not isinstance(cell.value, int | float)]
            for row in sheet.iter_rows()
        )
        text.seek(0)
        for row in csv.reader(text):
            assert not [each for each in row if each.startswith(DANGEROUS)]


@pytest.mark.parametrize("payload", FORMULAS)
def test_the_guard_loses_nothing(payload: str) -> None:
    assert unguarded(inert(payload)) == cleaned(payload)
    assert not inert(payload).lstrip().startswith(DANGEROUS)


def test_harmless_words_are_left_alone() -> None:
    for words in ("Проведено тиждень", "5 заходів", "«Скажи «НІ»", "", "– проведено", "№ 1 = 2"):
        assert inert(words) == words


def test_an_empty_year_is_filed_too(year: Summary, content: Content) -> None:
    empty = replace(year, measures=(), events=(), rates=(), missing=(), signers=())
    said = {cell.value for cell in cells(opened(empty, content))}
    assert {content.exports.money.none, content.exports.events.none} <= said


def test_a_draft_says_so_on_each_sheet(year: Summary, content: Content) -> None:
    book = opened(replace(year, drafts_included=True), content)
    for sheet in book.worksheets:
        assert sheet["A1"].value == content.exports.draft
        assert content.exports.draft in str(sheet.oddHeader.center.text)
    assert not [
        cell for cell in cells(opened(year, content)) if cell.value == content.exports.draft
    ]
