"""How cells of the Excel look, and the sheet's page: formats are made once per workbook."""

from collections.abc import Mapping
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.content.models import Form
from bot.exports.plain import cleaned

FONT = "Times New Roman"
LINE = 11.5  # points of one line of a cell
PER_CM = 7.2  # letters in a centimetre of a cell
TALLEST = 400.0  # points; Excel cannot make a row taller than 409
_PIXELS = 37.8  # in a centimetre
_ALL: dict[str, Any] = {"font_name": FONT, "font_size": 9, "valign": "top"}
_CELL = _ALL | {"border": 1, "text_wrap": True}
_HEAD = {"align": "center", "valign": "vcenter", "bg_color": "#E8EDF3", "bold": True}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "text": _CELL | {"num_format": "@"},
    "centre": _CELL | {"num_format": "@", "align": "center"},
    "number": _CELL | {"num_format": "#,##0", "align": "right"},
    "money": _CELL | {"num_format": "#,##0.0##", "align": "right"},
    "percent": _CELL | {"num_format": "0.0", "align": "right"},
    "head": _CELL | _HEAD,
    "band": _CELL | {"bold": True, "bg_color": "#F4F6F9", "num_format": "@"},
    "total": _CELL | {"bold": True, "num_format": "@"},
    "total money": _CELL | {"bold": True, "num_format": "#,##0.0##", "align": "right"},
    "total percent": _CELL | {"bold": True, "num_format": "0.0", "align": "right"},
    "bold": {"font_name": FONT, "font_size": 9, "bold": True},
    "light": {"font_name": FONT, "font_size": 9},
    "title": _ALL | {"font_size": 13, "bold": True, "align": "center", "text_wrap": True},
    "plain": _ALL | {"font_size": 10, "text_wrap": True, "num_format": "@"},
    "draft": _ALL | {"font_size": 12, "bold": True, "font_color": "#B00000", "align": "center"},
}
Looks = Mapping[str, Format]


def looks(book: Workbook) -> Looks:
    """Return the formats of a workbook by name."""
    return {name: book.add_format(dict(told)) for name, told in _LOOKS.items()}


def width_of(sheet: Worksheet, column: int, cm: float) -> None:
    """Make a column `cm` wide."""
    sheet.set_column_pixels(column, column, round(cm * _PIXELS))


def page(sheet: Worksheet, form: Form, drafts: bool) -> None:
    """Set landscape A4, as wide as the table, with page numbers and the mark of a draft."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.79, right=0.39, top=0.75, bottom=0.6)
    sheet.hide_gridlines(2)
    words = [cleaned(each).replace("&", "&&") for each in (form.terms.page, form.terms.of_pages)]
    sheet.set_footer(f'&R&"{FONT}"&9{words[0]} &P {words[1]} &N'[:255])
    if drafts:
        sheet.set_header(f'&C&"{FONT},Bold"&12&KB00000{form.draft.replace("&", "&&")}'[:255])


def across(
    sheet: Worksheet, place: tuple[int, int, int, int], words: str, cell_format: Format
) -> None:
    """Write words over cells from (first row, first column) to (last row, last column).

    A single cell cannot be merged with itself. Words have to be inert; they stay a string.
    """
    if place[:2] != place[2:]:
        sheet.merge_range(*place, "", cell_format)
    sheet.write_string(*place[:2], words, cell_format)
