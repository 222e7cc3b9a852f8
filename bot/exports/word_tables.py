"""Tables of Word as XML: python-docx takes a minute for what a year holds, this takes a blink."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from bot.content.models.exports import Column
from bot.exports.plain import cleaned
from bot.exports.tables import Box, Line, Table, lines_needed, shown

PAGE = 26.7  # cm between the margins
_TWIPS = 567  # in a centimetre
_PER_CM = 7.0  # letters of the table's size in a centimetre
_TOO_TALL = 26  # printed lines: a taller row may be split between pages, or it leaves a hole
_STYLES = {"centre": "CellCentre", "number": "CellRight", "money": "CellRight"}
_STYLES |= {"percent": "CellRight", "text": "Cell"}
_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS = '<w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
_HEAD_LINE = 180  # twips
_ROWS_AT_ONCE = 100  # one parse holds the interpreter: keep it short


def word_table(table: Table, none: str) -> Iterator[BaseOxmlElement]:
    """Yield the table's element once its head is there; its rows follow as it is asked on.

    Asking on to the end is asked of the caller: between parts other threads have their turn.
    """
    widths = _widths(table.columns)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    element = parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{_BORDERS}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{_head(table.columns, widths)}</w:tbl>"
    )
    yield element
    rows = _rows(table, widths, none)
    for part in range(0, len(table.lines), _ROWS_AT_ONCE):
        xml = "".join(next(rows) for _ in table.lines[part : part + _ROWS_AT_ONCE])
        element.extend(list(parse_xml(f"<w:tbl {nsdecls('w')}>{xml}</w:tbl>")))
        yield element


def run_xml(text: str, bold: bool = False) -> str:
    """Return one run with `text`, its line feeds and tabs as Word has them."""
    parts = escape(cleaned(text)).replace("\t", "</w:t><w:tab/><w:t xml:space='preserve'>")
    parts = parts.replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f"<w:r>{weight}<w:t xml:space='preserve'>{parts}</w:t></w:r>"


def _widths(columns: Sequence[Column]) -> list[int]:
    scale = PAGE * _TWIPS / sum(each.width for each in columns)
    return [round(each.width * scale) for each in columns]


def _cell(
    width: int, paragraphs: str, *, span: int = 1, merge: str = "", middle: bool = False
) -> str:
    marks = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    marks += {"restart": '<w:vMerge w:val="restart"/>', "go on": "<w:vMerge/>"}.get(merge, "")
    marks += '<w:vAlign w:val="center"/>' if middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{marks}</w:tcPr>{paragraphs}</w:tc>'


def _paragraph(style: str, runs: str = "", keep: bool = False) -> str:
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}</w:pPr>{runs}</w:p>'


def _row(cells: str, *, whole: bool = True, head: bool = False, height: int = 0) -> str:
    marks = "<w:cantSplit/>" if whole else ""
    marks += f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    marks += "<w:tblHeader/>" if head else ""
    return f"<w:tr>{f'<w:trPr>{marks}</w:trPr>' if marks else ''}{cells}</w:tr>"


def _head(columns: Sequence[Column], widths: Sequence[int]) -> str:
    """Return the headings, below groups where there are any, and the row of column numbers."""
    grouped = any(each.group for each in columns)
    top, below = "", ""
    for group, members in groupby(enumerate(columns), key=lambda each: each[1].group or each[0]):
        places = [place for place, _ in members]
        if isinstance(group, str):
            width = sum(widths[place] for place in places)
            words = _paragraph("CellHead", run_xml(group))
            top += _cell(width, words, span=len(places), middle=True)
        for place in places:
            words = _paragraph("CellHead", run_xml(columns[place].title))
            if isinstance(group, str):
                below += _cell(widths[place], words, middle=True)
            else:
                merge = "restart" if grouped else ""
                top += _cell(widths[place], words, merge=merge, middle=True)
                below += _cell(widths[place], _paragraph("CellHead"), merge="go on")
    numbers = "".join(
        _cell(width, _paragraph("CellHead", run_xml(str(number))))
        for number, width in enumerate(widths, 1)
    )
    if not grouped:
        return _row(top, head=True) + _row(numbers, head=True)
    # LibreOffice does not grow a repeated heading for what covers two rows: say how tall it is.
    tall = max(
        (lines_needed(each.title, each.width, _PER_CM) for each in columns if not each.group),
        default=1,
    )
    middle = _row(below, head=True, height=tall * _HEAD_LINE)
    return _row(top, head=True) + middle + _row(numbers, head=True)


def _rows(table: Table, widths: Sequence[int], none: str) -> Iterator[str]:
    covering = [0] * len(widths)  # lines that each column's last box still covers
    for line in table.lines:
        if line.kind == "band":
            words = _paragraph("CellBand", run_xml(_said(line.boxes[0], "")), keep=True)
            yield _row(_cell(sum(widths), words, span=len(widths)))
        elif line.kind == "total":
            yield _row(_total(table, line, widths, none))
        else:
            yield _cells(line, table, widths, covering, none)


def _said(box: Box | None, none: str) -> str:
    return shown(box, none) if box else none


def _cells(line: Line, table: Table, widths: Sequence[int], covering: list[int], none: str) -> str:
    cells, tallest = "", 0
    keep = _goes_on(line, table, covering)
    for place, (box, width) in enumerate(zip(line.boxes, widths, strict=True)):
        if box is None and covering[place] > 0:
            covering[place] -= 1
            cells += _cell(width, _paragraph("Cell", keep=keep), merge="go on")
            continue
        box = box or Box("")
        covering[place] = box.rows - 1
        text = shown(box, none)
        tallest = max(tallest, lines_needed(text, table.columns[place].width, _PER_CM))
        lead = _paragraph("Cell", run_xml(box.lead, bold=True), keep) if box.lead else ""
        words = _paragraph(_STYLES[box.look], run_xml(text), keep) if text or not lead else ""
        cells += _cell(width, lead + words, merge="restart" if box.rows > 1 else "")
    return _row(cells, whole=tallest <= _TOO_TALL)


def _goes_on(line: Line, table: Table, covering: Sequence[int]) -> bool:
    """Return whether one executor's sources of money go on below: a page must not part them."""
    place = table.place("executor")
    if place is None:
        return False
    box = line.boxes[place]
    return (box.rows if box else covering[place]) > 1


def _total(table: Table, line: Line, widths: Sequence[int], none: str) -> str:
    """Return a total: its words up to the first sum, the sums below their columns."""
    label, *sums = line.boxes
    at = {
        table.place(key): box
        for key, box in zip(("planned", "spent", "percent"), sums, strict=True)
    }
    first = min((place for place in at if place is not None), default=len(widths))
    cells = ""
    if first:
        words = _paragraph("CellBand", run_xml(_said(label, "")))
        cells = _cell(sum(widths[:first]), words, span=first)
    for place in range(first, len(widths)):
        text = _said(at[place], none) if place in at else ""
        cells += _cell(widths[place], _paragraph("CellRight", run_xml(text, bold=True)))
    return cells
