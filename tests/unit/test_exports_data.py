"""exports.yaml is the council's to change: a slip in it is found when data/ is read."""

import shutil
from pathlib import Path

import pytest

from bot.content.loader import Content, load
from bot.errors import ContentFaults

DATA = Path(__file__).parents[2] / "data"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("за {year} рік", "за {yaer} рік", "fills in {yaer}"),
        ("за {year} рік", "за {year!r} рік", "fills in {year}"),
        ("{key: term,", "{key: terms,", "measures.columns"),
        ("{key: term,", "{key: direction,", "a column stands twice"),
        ("sheet: Таблиця 1\n", "sheet: Таблиця [1]\n", "measures.sheet"),
        ("unfinished: true", "unfinished: maybe", "statuses"),
        ("programme_prefix:", "prefix:", "programme_prefix: is missing"),
    ],
)
def test_a_slip_is_named_with_its_place(tmp_path: Path, old: str, new: str, found: str) -> None:
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    path = copy / "exports.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContentFaults) as caught:
        load(copy)
    mine = [each for each in caught.value.findings if each.startswith("exports.yaml")]
    assert any(found in each for each in mine), caught.value.findings


def test_printed_tables_fill_the_page_and_no_more(content: Content) -> None:
    form = content.exports
    for sheet in (form.measures, form.rates, form.late, form.events, form.money):
        assert 25 < sum(each.width for each in sheet.columns) < 29, sheet.sheet


def test_statuses_and_sources_are_those_of_the_reports(content: Content) -> None:
    from bot.reporting.answers import UNFINISHED, Source, Status

    assert {each.id for each in content.exports.statuses} == {each.value for each in Status}
    assert {each.id for each in content.exports.sources} == {each.value for each in Source}
    unfinished = {each.id for each in content.exports.statuses if each.unfinished}
    assert unfinished == {each.value for each in UNFINISHED}
