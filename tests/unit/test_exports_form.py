"""The form goes out, is filled in, comes back: what is right is taken, what is not is named."""

import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.content.loader import Content
from bot.content.models import Form
from bot.exports.form import FormMoney, FormRow, form_file, slots
from bot.exports.form_reading import FormRead, read_form
from bot.exports.plain import cleaned
from tests.gallery.hostile import PAYLOADS

DONE = FormRow(
    measure="1.2.1",
    title="проведення тижня правових знань",
    status="done",
    text="Проведено в бібліотеках.\nРоздано пам'ятки.",
    people=240,
    events=6,
    money=(FormMoney("local", 12_500, 12_345), FormMoney("other", None, 7)),
)
PARTLY = FormRow(
    measure="1.2.2",
    title="засідання за «круглими столами»",
    status="partly",
    text="- один стіл",
    no_money=True,
    reason="Захворів тренер",
    until=date(2024, 3, 31),
)
BLANK = FormRow(measure="1.2.3", title="16 днів")


def moment(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - Excel knows no zones


@pytest.fixture(scope="module")
def form(content: Content) -> Form:
    return content.exports


def given_out(form: Form, *rows: FormRow) -> bytes:
    return form_file(
        rows, form, year=2023, organisation="Культура та туризм", code="culture",
        programme="Програма запобігання",
    )  # fmt: skip


def changed(content: bytes, change: Callable[[Worksheet, dict[str, int]], None]) -> bytes:
    """Fill the form in as a person would, in any spreadsheet."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    change(sheet, {str(cell.value): cell.column for cell in sheet[9]})
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def typed(form: Form, column: str, value: Any, *, row: int = 10) -> FormRead:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(row, columns[column], value)

    return read_form(changed(given_out(form, BLANK, DONE), change), form)


def plain(row: FormRow, number: int) -> FormRow:
    return FormRow(**{each: getattr(row, each) for each in row.__slots__} | {"row": number})


def test_what_was_filled_in_comes_back_as_it_was(form: Form) -> None:
    read = read_form(given_out(form, DONE, PARTLY, BLANK), form)
    assert read.faults == ()
    assert (read.year, read.organisation, read.code) == (2023, "Культура та туризм", "culture")
    assert read.rows == (plain(DONE, 10), plain(PARTLY, 11), plain(BLANK, 12))
    assert [row.blank for row in read.rows] == [False, False, True]


def test_it_survives_being_saved_by_another_program(form: Form) -> None:
    read = read_form(changed(given_out(form, DONE, PARTLY), lambda *_: None), form)
    assert read.faults == ()
    assert [row.text for row in read.rows] == [DONE.text, PARTLY.text]


def test_statuses_are_chosen_from_a_list_and_only_answers_are_open(form: Form) -> None:
    sheet = load_workbook(BytesIO(given_out(form, BLANK))).worksheets[0]
    rules = [each.formula1 for each in sheet.data_validations.dataValidation]
    assert f"'{form.form.lists}'!$A$1:$A${len(form.statuses)}" in rules
    assert sheet.protection.sheet
    columns = {str(cell.value): cell.column for cell in sheet[9]}
    assert sheet.cell(10, columns["№ заходу"]).protection.locked
    assert not sheet.cell(10, columns["Що зроблено"]).protection.locked
    assert sheet.cell(10, columns["№ заходу"]).number_format == "@"


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("Охоплено осіб", "1 200", 1200),
        ("Охоплено осіб", 120.0, 120),
        ("Охоплено осіб", "0", 0),
        ("Місцевий бюджет: заплановано, тис. грн", "12,5", 12_500),
        ("Місцевий бюджет: заплановано, тис. грн", "1\u00a0234.567", 1_234_567),
        ("Місцевий бюджет: заплановано, тис. грн", 0.1 + 0.2, 300),
        ("Місцевий бюджет: заплановано, тис. грн", 0, 0),
        ("Очікувана дата виконання", "31.03.2024", date(2024, 3, 31)),
        ("Очікувана дата виконання", "2024-03-31", date(2024, 3, 31)),
        ("Очікувана дата виконання", moment(2024, 3, 31, 12), date(2024, 3, 31)),
        ("Стан виконання", "  ЧАСТКОВО   виконано. ", "partly"),
        ("Стан виконання", "виконано частково", "partly"),
        ("Коштів не потребує", "Так", True),
        ("Коштів не потребує", "ні", False),
        ("Що зроблено", 5, "5"),
    ],
)
def test_usual_ways_to_write_are_understood(
    form: Form, column: str, value: Any, expected: object
) -> None:
    read = typed(form, column, value)
    assert read.faults == ()
    row = read.rows[0]
    slot = next(each for each in slots(form) if each.title == column)
    got = row.money[0].planned if slot.source else getattr(row, slot.column.key)
    assert got == expected


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("Охоплено осіб", "багато", "очікувалося ціле число, напр. 120; знайдено «багато»"),
        ("Охоплено осіб", 12.5, "напр. 120"),
        ("Охоплено осіб", -3, "напр. 120"),
        ("Охоплено осіб", "120 осіб", "напр. 120"),
        ("Охоплено осіб", True, "напр. 120"),
        ("Охоплено осіб", moment(2023, 1, 5), "напр. 120"),
        ("Охоплено осіб", "1e9", "напр. 120"),
        ("Охоплено осіб", "9" * 400, "напр. 120"),
        ("Місцевий бюджет: заплановано, тис. грн", 0.0001, "напр. 12,5"),
        ("Місцевий бюджет: заплановано, тис. грн", "12 тис", "напр. 12,5"),
        ("Місцевий бюджет: заплановано, тис. грн", "1,2,3", "напр. 12,5"),
        ("Місцевий бюджет: заплановано, тис. грн", -1, "напр. 12,5"),
        ("Очікувана дата виконання", "31.02.2024", "напр. 31.03.2024"),
        ("Очікувана дата виконання", "навесні", "напр. 31.03.2024"),
        ("Очікувана дата виконання", moment(1899, 1, 1), "напр. 31.03.2024"),
        ("Стан виконання", "майже", "напр. «Виконано»"),
        ("Коштів не потребує", "мабуть", "«так»"),
        ("№ заходу", moment(2003, 2, 1), "напр. 1.2.3"),
        ("№ заходу", "перший", "напр. 1.2.3"),
        ("Охоплено осіб", "=1+1", "формула не має збереженого значення"),
        ("Охоплено осіб", "#REF!", "помилка Excel"),
    ],
)
def test_a_wrong_cell_is_named_and_the_row_beside_it_stays_good(
    form: Form, column: str, value: Any, words: str
) -> None:
    read = typed(form, column, value)
    assert len(read.faults) == 1, read.faults
    fault = read.faults[0]
    assert (fault.row, fault.column) == (10, column)
    assert fault.words.startswith(f"рядок 10, «{column}»: ")
    assert words in fault.words
    assert read.rows == (plain(DONE, 11),)


def test_each_fault_of_a_row_is_named_at_once(form: Form) -> None:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(10, columns["Охоплено осіб"], "багато")
        sheet.cell(10, columns["Очікувана дата виконання"], "потім")

    read = read_form(changed(given_out(form, BLANK), change), form)
    assert [each.column for each in read.faults] == ["Охоплено осіб", "Очікувана дата виконання"]


def test_rows_without_a_measure_and_twins_are_named(form: Form) -> None:
    def change(sheet: Worksheet, columns: dict[str, int]) -> None:
        sheet.cell(11, columns["№ заходу"], "1.2.3")
        sheet.cell(13, columns["Що зроблено"], "щось зроблено")

    read = read_form(changed(given_out(form, BLANK, DONE), change), form)
    assert [each.row for each in read.faults] == [11, 13]
    assert "1.2.3 стоїть двічі" in read.faults[0].words
    assert "не має номера заходу" in read.faults[1].words


def test_an_own_table_with_other_words_in_another_order_is_read(form: Form) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Рік", "2023"])
    sheet.append(["Кількість осіб", "Статус", "Номер заходу", "Опис", "Щось інше"])
    sheet.append([15, "Виконано", "2.1.3.", "Роздано листівки", "зайве"])
    saved = BytesIO()
    book.save(saved)
    read = read_form(saved.getvalue(), form)
    assert [(row.measure, row.people, row.status, row.text) for row in read.rows] == [
        ("2.1.3", 15, "done", "Роздано листівки")
    ]
    missing = {each.column for each in read.faults}
    assert "Очікувана дата виконання" in missing
    assert "Охоплено осіб" not in missing


def test_sixty_hostile_texts_come_back_letter_for_letter(form: Form) -> None:
    rows = [
        FormRow(measure=f"1.{number}.1", title=payload, text=payload, reason=payload)
        for number, payload in enumerate(PAYLOADS)
        if len(payload.encode("utf-16-le")) < 60_000
    ]
    made = given_out(form, *rows)
    book = load_workbook(BytesIO(made))
    assert not [
        c for sheet in book for line in sheet.iter_rows() for c in line if c.data_type == "f"
    ]
    read = read_form(made, form)
    assert read.faults == ()
    for row, back in zip(rows, read.rows, strict=True):
        if "_x" not in row.text:  # openpyxl reads those wrongly; no person writes them
            assert back.text == cleaned(row.text).strip()


def test_a_text_that_no_cell_holds_is_not_taken_over_cut(form: Form) -> None:
    read = read_form(given_out(form, FormRow(measure="1.2.3", text="слово " * 9_000)), form)
    assert read.rows == ()
    assert form.form.faults.cut in read.faults[0].words


def packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return made.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as file:
        parts = {each: file.read(each) for each in file.namelist()}
    return packed(parts | {name: part})


def hostile_files(form: Form) -> dict[str, tuple[bytes, str]]:
    good = given_out(form, DONE)
    faults = form.form.faults
    entities = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    return {
        "empty": (b"", faults.not_excel),
        "text": ("Що зроблено".encode(), faults.not_excel),
        "old xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, faults.not_excel),
        "cut": (good[: len(good) // 2], faults.not_excel),
        "zip of something": (packed({"a.txt": b"a"}), faults.not_excel),
        "flipped": (_flipped(good), faults.not_excel),
        "big": (b"\0" * (6 * 1024 * 1024), faults.too_big),
        "bomb": (with_part(good, "xl/media/a.bin", b"\0" * 30_000_000), faults.too_big),
        "many": (
            packed(
                {"[Content_Types].xml": b"<a/>"}
                | {f"xl/{each}.xml": b"<a/>" for each in range(300)}
            ),
            faults.too_big,
        ),
        "macro": (with_part(good, "xl/vbaProject.bin", b"macro"), faults.active),
        "linked": (with_part(good, "xl/externalLinks/a.xml", b"<a/>"), faults.active),
        "embedded": (with_part(good, "xl/embeddings/a.bin", b"a"), faults.active),
        "entities": (with_part(good, "xl/sharedStrings.xml", entities), faults.active),
        "other encoding": (
            with_part(good, "xl/sharedStrings.xml", "<a/>".encode("utf-16")),
            faults.not_excel,
        ),
        "no sheet": (with_part(good, "xl/worksheets/sheet1.xml", b"<broken"), faults.not_excel),
    }


def _flipped(content: bytes) -> bytes:
    middle = content.index(b"xl/worksheets/sheet1.xml") + 60
    return (
        content[:middle]
        + bytes(each ^ 0xFF for each in content[middle : middle + 400])
        + content[middle + 400 :]
    )


def test_hostile_files_are_refused_in_one_line_and_at_once(form: Form) -> None:
    for name, (content, words) in hostile_files(form).items():
        start = time.perf_counter()
        read = read_form(content, form)
        assert time.perf_counter() - start < 2, name
        assert read.rows == (), name
        assert [each.words for each in read.faults] == [words], name


def test_a_file_without_the_table_says_what_was_looked_for(form: Form) -> None:
    book = Workbook()
    book.active.append(["Привіт"])
    saved = BytesIO()
    book.save(saved)
    assert [each.words for each in read_form(saved.getvalue(), form).faults] == [
        form.form.faults.no_table
    ]


def test_an_endless_table_is_read_to_its_limit_and_says_so(form: Form) -> None:
    rows = [FormRow(measure=f"1.{n // 90 + 1}.{n % 90 + 1}", text="є") for n in range(600)]
    read = read_form(given_out(form, *rows), form)
    assert len(read.rows) > 400
    assert form.form.faults.too_far in read.faults[-1].words
