"""Tables in Excel: headings that stay, rows as tall as their words, sums by Excel itself."""

from collections.abc import Sequence
from itertools import groupby

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from bot.content.models.exports import Column
from bot.exports.excel_cells import Cells
from bot.exports.excel_looks import LINE, PER_CM, TALLEST, Looks, across, width_of
from bot.exports.plain import inert
from bot.exports.tables import Box, Line, Table, lines_needed, shown

_HEAD_PER_CM = 4.6  # bold letters in a centimetre


def table(sheet: Worksheet, told: Table, cells: Cells, formats: Looks, top: int) -> None:
    """Write a table from row `top` on; its headings are repeated on each printed page."""
    for place, column in enumerate(told.columns):
        width_of(sheet, place, column.width)
    last = len(told.columns) - 1
    across(sheet, (top, 0, top, last), inert(told.title), formats["title"])
    sheet.set_row(top, 20)
    below = _head(sheet, told.columns, formats, top + 1)
    sheet.repeat_rows(top + 1, below - 1)
    sheet.freeze_panes(below, 0)
    if not told.lines:
        across(sheet, (below, 0, below, last), inert(told.none), formats["plain"])
        return
    _lines(sheet, told, cells, formats, below)


def _head(sheet: Worksheet, columns: Sequence[Column], formats: Looks, top: int) -> int:
    """Write groups, headings and column numbers; return the row below them."""
    grouped = any(each.group for each in columns)
    row = top + 1 if grouped else top
    look = formats["head"]
    for group, members in groupby(enumerate(columns), key=lambda each: each[1].group or each[0]):
        places = [place for place, _ in members]
        if isinstance(group, str):
            across(sheet, (top, places[0], top, places[-1]), inert(group), look)
        for place in places:
            first = row if isinstance(group, str) else top
            across(sheet, (first, place, row, place), inert(columns[place].title), look)
    tall = max(lines_needed(each.title, each.width, _HEAD_PER_CM) for each in columns)
    sheet.set_row(row, max(1.6, tall - grouped) * LINE)
    for place in range(len(columns)):
        sheet.write_number(row + 1, place, place + 1, look)
    return row + 2


def _lines(sheet: Worksheet, told: Table, cells: Cells, formats: Looks, top: int) -> None:
    heights = _heights(told)
    rows = [max(1, -(-int(each) // int(TALLEST))) for each in heights]
    starts = [top + sum(rows[:place]) for place in range(len(rows))]
    sums: list[int] = []  # rows of the totals by source
    for place, line in enumerate(told.lines):
        for row in range(starts[place], starts[place] + rows[place]):
            sheet.set_row(row, heights[place] / rows[place])
        if line.kind == "band":
            at = (starts[place], 0, starts[place], len(told.columns) - 1)
            words = shown(line.boxes[0], "") if line.boxes[0] else ""
            across(sheet, at, cells.text(words), formats["band"])
        elif line.kind == "total":
            _total(sheet, told, line, formats, (top, starts[place], sums))
            sums += [starts[place]] if line.of else []
        else:
            for column, box in enumerate(line.boxes):
                if box is not None:
                    end = place + box.rows - 1
                    last = starts[end] + rows[end] - 1
                    cells.write(sheet, (starts[place], last, column), box)
            _percent(sheet, told, line, formats, starts[place])


def _heights(told: Table) -> list[float]:
    """Return the lines' heights in points; what covers several lines may need more of the last."""
    heights = [1.3 * LINE] * len(told.lines)
    over: list[tuple[int, int, float]] = []
    for place, line in enumerate(told.lines):
        if line.kind != "cells":
            continue
        for column, box in zip(told.columns, line.boxes, strict=True):
            if box is None:
                continue
            text = "\n".join(each for each in (box.lead, shown(box, "")) if each)
            needed = (lines_needed(text, column.width, PER_CM) + 0.3) * LINE
            if box.rows == 1:
                heights[place] = max(heights[place], needed)
            else:
                over.append((place, box.rows, needed))
    for place, covered, needed in sorted(over, key=lambda each: each[1]):
        wanting = needed - sum(heights[place : place + covered])
        heights[place + covered - 1] += max(0.0, wanting)
    return heights


def _total(
    sheet: Worksheet, told: Table, line: Line, formats: Looks, rows: tuple[int, int, list[int]]
) -> None:
    """Write a total: by source a SUMIF over the lines above, at last the SUM of those.

    What it sums for is read from a cell, so no words of people stand in a formula.
    """
    top, row, sums = rows
    label, planned, spent, share = line.boxes
    source = told.place("source")
    boxes = {told.place("planned"): planned, told.place("spent"): spent}
    first = min((each for each in boxes if each is not None), default=len(told.columns))
    for place in range(len(told.columns)):
        sheet.write_blank(row, place, None, formats["total"])
    words = inert(str(label.value if label else ""))
    last = max(0, first - 1 - (source is not None))
    across(sheet, (row, 0, row, last), words, formats["total"])
    if source is not None and line.of:
        sheet.write_string(row, source, inert(line.of), formats["total"])
    for at, box in boxes.items():
        if at is None or box is None or not isinstance(box.value, int):
            continue
        formula = _sum(told, at, line, (top, row, sums))
        look = formats["total money"]
        if formula:
            sheet.write_formula(row, at, formula, look, box.value / 1000)
        else:
            sheet.write_number(row, at, box.value / 1000, look)
    _share(sheet, told, share, formats["total percent"], row)


def _sum(told: Table, place: int, line: Line, rows: tuple[int, int, list[int]]) -> str:
    top, row, sums = rows
    source = told.place("source")
    if not line.of:
        parts = ",".join(xl_rowcol_to_cell(each, place) for each in sums)
        return f"=SUM({parts})" if parts else ""
    if source is None:
        return ""
    last = min((*sums, row)) - 1
    of, summed = (
        f"{xl_rowcol_to_cell(top, each)}:{xl_rowcol_to_cell(last, each)}"
        for each in (source, place)
    )
    return f"=SUMIF({of},{xl_rowcol_to_cell(row, source)},{summed})"


def _percent(sheet: Worksheet, told: Table, line: Line, formats: Looks, row: int) -> None:
    place = told.place("percent")
    if place is not None and line.boxes[place]:
        _share(sheet, told, line.boxes[place], formats["percent"], row)


def _share(sheet: Worksheet, told: Table, box: Box | None, look: object, row: int) -> None:
    """Write a share of money as a formula of its two neighbours, if both columns are there."""
    place, planned, spent = (told.place(each) for each in ("percent", "planned", "spent"))
    if place is None or planned is None or spent is None or box is None:
        return
    if isinstance(box.value, float):
        of, part = (xl_rowcol_to_cell(row, each) for each in (planned, spent))
        sheet.write_formula(row, place, f'=IF({of}=0,"",{part}/{of}*100)', look, box.value)
