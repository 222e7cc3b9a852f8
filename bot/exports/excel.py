"""The yearly report in Excel: the tables of the Word, with numbers to reckon with."""

from collections.abc import Iterable
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.content.models import Form
from bot.exports.excel_cells import Cells
from bot.exports.excel_looks import Looks, across, looks, page
from bot.exports.excel_tables import table
from bot.exports.facts import facts
from bot.exports.measures import measures_table, money_table
from bot.exports.plain import cleaned, inert
from bot.exports.submission import duties_table, events_table, late_table, rates_table
from bot.exports.tables import Table
from bot.exports.values import Summary


def excel(summary: Summary, form: Form) -> bytes:
    """Return the summary as .xlsx; money is in thousands. Pure and thread-safe."""
    told = facts(summary, form)
    title = " ".join(each.format(**told) for each in form.title)
    head = [title, *(each.format(**told) for each in form.head)]
    tables = (
        measures_table(summary, form),
        money_table(summary, form),
        rates_table(summary, form),
        duties_table(summary, form),
        late_table(summary, form),
        events_table(summary, form),
    )
    about = {
        "title": title[:255],
        "author": cleaned(summary.responsible)[:255],
        "created": summary.cut_off.replace(tzinfo=None),
    }
    return workbook(tables, form, head, summary.drafts_included, about)


def workbook(
    tables: Iterable[Table],
    form: Form,
    head: Iterable[str] = (),
    drafts: bool = False,
    about: dict[str, object] | None = None,
) -> bytes:
    """Return a workbook with a sheet for each table; `head` stands above the first one."""
    content = BytesIO()
    book = Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(about or {})
    formats = looks(book)
    cells = Cells(formats, form)
    for number, told in enumerate(tables):
        sheet = book.add_worksheet(told.sheet)
        page(sheet, form, drafts)
        lines = ([form.draft] if drafts else []) + ([] if number else list(head))
        top = _head(sheet, lines, formats, len(told.columns), drafts)
        table(sheet, told, cells, formats, top)
    if cells.long:
        sheet = book.add_worksheet(form.terms.long_texts)
        page(sheet, form, drafts)
        cells.finish(sheet)
    book.close()
    return content.getvalue()


def _head(
    sheet: Worksheet, lines: Iterable[str], formats: Looks, columns: int, drafts: bool
) -> int:
    """Write lines over the whole width; return the row below them."""
    row = 0
    for line in lines:
        look = formats["draft" if drafts and not row else "plain" if row > drafts else "title"]
        across(sheet, (row, 0, row, columns - 1), inert(line), look)
        sheet.set_row(row, 36 if look is formats["title"] else 15)
        row += 1
    return row
