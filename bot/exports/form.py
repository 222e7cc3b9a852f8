"""The reporting form as a workbook: for those who may not report over Telegram.

One row per duty; what it owes stands there, what was done is filled in and sent back by e-mail.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.content.models import Form
from bot.content.models.reporting_form import FormColumn
from bot.exports.excel_looks import FONT, LINE, across, page, width_of
from bot.exports.plain import cleaned, inert, pieces
from bot.exports.tables import lines_needed


@dataclass(frozen=True, slots=True)
class FormMoney:
    """What one source was to give and gave, in whole hryvnias; None where nothing was said."""

    source: str  # id of the form's source: "local"
    planned: int | None
    spent: int | None


@dataclass(frozen=True, slots=True)
class FormRow:
    """One duty in the form: as it is handed out, and as it comes back."""

    measure: str  # "1.2.3"
    title: str = ""
    status: str | None = None  # id of the form's status: "partly"
    text: str = ""
    people: int | None = None
    events: int | None = None
    money: tuple[FormMoney, ...] = ()
    no_money: bool = False
    reason: str = ""
    until: date | None = None
    row: int = 0  # in the sheet, from 1; 0 before there is one

    @property
    def blank(self) -> bool:
        """Return whether nothing was filled in: then there is nothing to take over."""
        said = (self.status, self.text, self.money, self.no_money, self.reason, self.until)
        return not any(said) and self.people is None and self.events is None


@dataclass(frozen=True, slots=True)
class Slot:
    """A column as it stands in the sheet; `source` where there is one for each source."""

    column: FormColumn
    source: str
    title: str
    names: tuple[str, ...]  # what it may be called, its title first


_NAME = 7.0  # cm of the column in which an organisation's name stands
_WORDS = 8  # the last column that the words above the headings cover
ROOM = 8  # rows above the headings
_ALL = {"font_name": FONT, "font_size": 10, "valign": "top", "text_wrap": True}
_OPEN = _ALL | {"border": 1, "locked": False}
_GIVEN = _ALL | {"border": 1, "bg_color": "#EEF1F5", "num_format": "@"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": _ALL | {"font_size": 13, "bold": True},
    "plain": _ALL | {"num_format": "@"},
    "given": _GIVEN,
    "head": _GIVEN | {"bold": True, "align": "center", "bg_color": "#DCE4EE"},
    "text": _OPEN | {"num_format": "@"},
    "number": _OPEN | {"num_format": "0"},
    "money": _OPEN | {"num_format": "0.0##"},
    "date": _OPEN | {"num_format": "dd.mm.yyyy"},
}
_LOOK_OF = {"people": "number", "events": "number", "planned": "money", "spent": "money"}
_LOOK_OF |= {"until": "date", "measure": "given", "title": "given"}
_HINT = 255  # characters that Excel shows


def slots(form: Form) -> Iterator[Slot]:
    """Yield the form's columns, money as planned and spent for each source in turn."""
    columns = form.form.columns
    money = [each for each in columns if each.key in ("planned", "spent")]
    for column in columns:
        if column not in money:
            yield Slot(column, "", column.title, (column.title, *column.synonyms))
        elif column is money[0]:
            for source in form.sources:
                for each in money:
                    yield _for_source(each, source.id, (source.title, *source.synonyms))


def _for_source(column: FormColumn, source: str, called: Sequence[str]) -> Slot:
    names = tuple(
        pattern.format(source=name)
        for name in called
        for pattern in (column.title, *column.synonyms)
    )
    return Slot(column, source, names[0], names)


def form_file(
    rows: Sequence[FormRow], form: Form, *, year: int, organisation: str, code: str, programme: str
) -> bytes:
    """Return the form as .xlsx, with what is known filled in; `code` is the organisation's id.

    Only cells to fill in can be changed; there is no password, it guards against slips.
    """
    content = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(content, options | {"strings_to_numbers": False})
    formats = {name: book.add_format(told) for name, told in _LOOKS.items()}
    sheet = book.add_worksheet(form.form.sheet)
    page(sheet, form, drafts=False)
    places = tuple(slots(form))
    name = cleaned(programme.removeprefix(form.programme_prefix))
    title = form.form.title.format(year=year, programme=name)
    _above(sheet, form, formats, title, (year, organisation, code))
    for place, slot in enumerate(places):
        width_of(sheet, place, slot.column.width)
        sheet.write_string(ROOM, place, inert(slot.title), formats["head"])
    sheet.set_row(ROOM, 4 * LINE)
    for row, told in enumerate(rows, ROOM + 1):
        _row(sheet, places, told, row, formats, form)
    if rows:
        _choices(book, sheet, places, (ROOM + 1, ROOM + len(rows)), form)
    sheet.freeze_panes(ROOM + 1, 2)
    sheet.repeat_rows(ROOM)
    sheet.protect("", {"format_rows": True, "format_columns": True, "sort": False})
    book.close()
    return content.getvalue()


def _above(
    sheet: Worksheet, form: Form, formats: dict[str, Any], title: str, who: tuple[int, str, str]
) -> None:
    across(sheet, (0, 0, 0, _WORDS), inert(title), formats["title"])
    sheet.set_row(0, 36)
    labels = (form.form.year, form.form.organisation, form.form.code)
    for row, (label, value) in enumerate(zip(labels, who, strict=True), 1):
        sheet.write_string(row, 0, inert(label), formats["given"])
        sheet.write_string(row, 1, inert(str(value)), formats["given"])
        sheet.set_row(row, 1.3 * LINE * lines_needed(str(value), _NAME, 6))
    for row, line in enumerate(form.form.advice[: ROOM - 4], 4):
        across(sheet, (row, 0, row, _WORDS), inert(line), formats["plain"])


def _row(
    sheet: Worksheet,
    places: Sequence[Slot],
    told: FormRow,
    row: int,
    formats: dict[str, Any],
    form: Form,
) -> None:
    tall = 3
    for place, slot in enumerate(places):
        look = formats[_LOOK_OF.get(slot.column.key, "text")]
        value = _value(slot, told, form)
        if value is None or value == "":
            sheet.write_blank(row, place, None, look)
        elif isinstance(value, date):
            sheet.write_datetime(row, place, value, look)
        elif isinstance(value, int | float):
            sheet.write_number(row, place, value, look)
        else:
            first, *rest = pieces(inert(value))
            sheet.write_string(row, place, first + (form.form.cut if rest else ""), look)
            tall = max(tall, lines_needed(value, slot.column.width, 6))
    sheet.set_row(row, min(400, tall * 1.1 * LINE))


def _value(slot: Slot, told: FormRow, form: Form) -> str | int | float | date | None:
    key = slot.column.key
    if key == "status":
        titles = {each.id: each.title for each in form.statuses}
        return titles.get(told.status or "")
    if key == "no_money":
        return form.form.yes if told.no_money else None
    if key in ("planned", "spent"):
        for each in told.money:
            if each.source == slot.source:
                hryvnias: int | None = getattr(each, key)
                return None if hryvnias is None else hryvnias / 1000
        return None
    value: str | int | date | None = getattr(told, key)
    return value


def _choices(
    book: Workbook, sheet: Worksheet, places: Sequence[Slot], rows: tuple[int, int], form: Form
) -> None:
    """Add the drop-downs and hints; statuses stand in a hidden sheet, so commas may be in them."""
    lists = book.add_worksheet(form.form.lists)
    lists.hide()
    for row, status in enumerate(form.statuses):
        lists.write_string(row, 0, status.title)
    for place, slot in enumerate(places):
        rule: dict[str, Any] = {"validate": "any"}
        if slot.column.key == "status":
            source = f"='{form.form.lists}'!$A$1:$A${len(form.statuses)}"
            rule = {"validate": "list", "source": source, "error_type": "stop"}
        elif slot.column.key == "no_money":
            rule = {"validate": "list", "source": [form.form.yes], "error_type": "stop"}
        if slot.column.hint:
            rule |= {"input_message": slot.column.hint[:_HINT]}
        if len(rule) > 1:
            sheet.data_validation(rows[0], place, rows[1], place, rule)
