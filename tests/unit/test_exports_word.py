"""The Word is opened again and read: what went in stands there, as the council's form has it."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Paper
from docx.oxml.ns import qn
from docx.table import Table, _Cell

from bot.content.loader import Content
from bot.exports.measures import totals
from bot.exports.plain import cleaned
from bot.exports.tables import thousands
from bot.exports.values import Summary
from bot.exports.word import word
from tests.gallery.hostile import PAYLOADS, hostile
from tests.gallery.year import summary


@pytest.fixture(scope="module")
def year(content: Content) -> Summary:
    return summary(content)


def opened(told: Summary, content: Content) -> Paper:
    return Document(BytesIO(word(told, content.exports)))


def texts(table: Table) -> list[list[str]]:
    """Every row's cells as they stand; python-docx's own way is too slow for a year."""
    return [[_Cell(cell, table).text for cell in row.tc_lst] for row in table._tbl.tr_lst]


def whole(document: Paper) -> str:
    return "\n".join(each.text for each in document.paragraphs)


def test_it_is_laid_out_as_the_council_files_it(year: Summary, content: Content) -> None:
    document = opened(year, content)
    section = document.sections[0]
    assert section.page_width.cm == pytest.approx(29.7, abs=0.1)
    assert section.page_height.cm == pytest.approx(21, abs=0.1)
    assert document.styles["Normal"].font.name == "Times New Roman"
    said = whole(document)
    for words in ("ЗВІТ", "за 2023 рік", "№ 268 від 23.07.2021", "станом на 26.12.2023 17:00"):
        assert words in said
    for title in ("Таблиця 1.", "Таблиця 3.", "Таблиця 3.1.", "Таблиця 4.", "Додаток."):
        assert title in said
    assert "взяти до уваги (додається)" in said
    assert "PAGE" in document.sections[0].footer._element.xml


def test_the_first_table_has_the_columns_of_the_form_in_order(
    year: Summary, content: Content
) -> None:
    rows = texts(opened(year, content).tables[0])
    columns = content.exports.measures.columns
    assert rows[0][:10] == [each.title for each in columns[:10]]
    assert rows[0][10] == "Результативні показники"
    assert rows[1][10:12] == [columns[10].title, columns[11].title]
    assert rows[2] == [str(number) for number in range(1, len(columns) + 1)]


def test_headings_are_repeated_and_ordinary_rows_stay_whole(
    year: Summary, content: Content
) -> None:
    tables = opened(year, content).tables
    for table in (*tables[:4], tables[-1]):  # the one between is the block to sign
        rows = table._tbl.tr_lst
        heads = [
            row for row in rows if row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        ]
        assert rows[: len(heads)] == heads
        assert len(heads) in (2, 3)
        whole_rows = [row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows]
        assert all(whole_rows)


def test_sections_and_directions_are_merged(year: Summary, content: Content) -> None:
    table = opened(year, content).tables[0]
    bands = [row for row in table._tbl.tr_lst if len(row.tc_lst) == 1]
    assert len(bands) == 2
    starts = table._tbl.xpath(".//w:tr/w:tc[2]//w:vMerge[@w:val='restart']")
    assert len(starts) >= 6


def test_each_told_word_stands_in_it_and_unaccepted_ones_do_not(
    year: Summary, content: Content
) -> None:
    marked = tuple(
        replace(
            measure,
            told=tuple(
                replace(told, text=f"{told.state} {measure.id} {told.organisation}")
                for told in measure.told
            ),
        )
        for measure in year.measures
    )
    rows = texts(opened(replace(year, measures=marked), content).tables[0])
    said = "\n".join("\n".join(row) for row in rows)
    for measure in marked:
        for told in measure.told:
            assert (told.text in said) == (told.state == "accepted"), told
    states = content.exports.states
    assert states.returned in said
    assert states.empty in said


def test_totals_by_source_are_those_of_the_accepted_reports(
    year: Summary, content: Content
) -> None:
    rows = texts(opened(year, content).tables[0])
    sums = totals(year, content.exports)
    accepted = [
        row
        for measure in year.measures
        for told in measure.told
        if told.state == "accepted"
        for row in told.money
    ]
    for source, (planned, spent) in sums.items():
        assert planned == sum(each.planned for each in accepted if each.source == source)
        line = next(row for row in rows if row[0] == f"Усього, {source}")
        assert line[1:3] == [thousands(planned), thousands(spent)]
    assert rows[-1][0] == "Усього"
    assert rows[-1][1] == thousands(sum(each.planned for each in accepted))


def test_missing_reports_are_named(year: Summary, content: Content) -> None:
    said = whole(opened(year, content))
    for name, measures in year.missing:
        assert f"{name}: заходи {', '.join(measures)}" in said


def test_table_four_has_what_is_unfinished_and_what_nobody_told(
    year: Summary, content: Content
) -> None:
    rows = texts(opened(year, content).tables[3])[2:]
    expected = [
        (measure.title, told.organisation)
        for measure in year.measures
        for told in measure.told
        if told.state != "excused"
        and (told.state != "accepted" or told.status in ("Не виконано", "Частково виконано"))
    ]
    assert [(row[2], row[4]) for row in rows] == expected


def test_a_draft_says_so_on_each_page(year: Summary, content: Content) -> None:
    with_drafts = opened(replace(year, drafts_included=True), content)
    assert content.exports.draft in with_drafts.sections[0].header.paragraphs[0].text
    assert content.exports.draft not in opened(year, content).sections[0].header._element.xml
    said = "\n".join("\n".join(row) for row in texts(with_drafts.tables[0]))
    unread = next(
        told for each in year.measures for told in each.told if told.state == "submitted"
    )
    assert unread.text in said
    assert f"({content.exports.states.submitted})" in said


def test_an_empty_year_and_a_year_of_one_row_are_filed_too(
    year: Summary, content: Content
) -> None:
    empty = replace(year, measures=(), events=(), rates=(), missing=(), signers=())
    said = whole(opened(empty, content))
    assert content.exports.events.none in said
    assert content.exports.missing.none in said
    one = replace(year, measures=year.measures[:1], events=year.events[:1])
    assert year.measures[0].title in str(texts(opened(one, content).tables[0]))


def test_sixty_hostile_texts_stand_in_it_letter_for_letter(
    year: Summary, content: Content
) -> None:
    assert len(PAYLOADS) == 60
    document = opened(hostile(year), content)
    told = texts(document.tables[0])
    lines = {row[0]: row for row in told if row[0].startswith("9.9.")}
    for number, payload in enumerate(PAYLOADS):
        plain = cleaned(payload)
        assert lines[f"9.9.{number}"][2] == (plain or "–")
        assert lines[f"9.9.{number}"][9] == f"Не виконано\n{plain}".removesuffix(
            "\n" * (not plain)
        )
    events = [row for row in texts(document.tables[-1]) if len(row) > 1][2:]
    assert sorted(row[2] for row in events) == sorted(cleaned(each) or "–" for each in PAYLOADS)


def test_columns_come_from_data(year: Summary, content: Content) -> None:
    form = content.exports
    fewer = form.measures.columns[2:0:-1]
    other = form.model_copy(
        update={"measures": form.measures.model_copy(update={"columns": fewer})}
    )
    document = Document(BytesIO(word(year, other)))
    assert texts(document.tables[0])[0] == ["Захід", "Завдання (напрям)"]
