"""A filled form comes back: its rows, and every cell that cannot be taken, by row and column.

What is not understood is named and left to a person; a good row beside a bad one stays good.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES

from bot.content.models import Form
from bot.exports.form import FormMoney, FormRow, Slot, slots
from bot.exports.form_cells import (
    WrongCell,
    day_of,
    hryvnias,
    measure_of,
    same,
    status_of,
    text_of,
    whole_number,
    yes_of,
)
from bot.exports.form_guard import refused

_ROWS, _COLUMNS = 500, 60  # what is read of a sheet; the form has a row per measure
_HEADING_WITHIN = 40  # rows from the top
Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class FormFault:
    """One cell, row or file that cannot be taken; `words` say what was expected."""

    row: int | None  # in the sheet, from 1
    column: str | None  # its heading
    words: str  # in Ukrainian, plain text: escape it before it is shown


@dataclass(frozen=True, slots=True)
class FormRead:
    """What a file says: rows that can be taken as they are, and what keeps others from it."""

    year: int | None
    organisation: str  # as written
    code: str  # the organisation's id, as the form was given out
    rows: tuple[FormRow, ...]  # only rows without a fault; blank ones included
    faults: tuple[FormFault, ...]


def read_form(content: bytes, form: Form) -> FormRead:
    """Return what a filled form says. Never raises for what is in the file: it is in `faults`.

    Reading takes processor time: run it in a thread (`bot.exports.apart` for files of strangers).
    """
    refusal = refused(content)
    if refusal:
        return _nothing(getattr(form.form.faults, refusal))
    try:
        values, formulas = (_cells(content, form, data_only) for data_only in (True, False))
    except Exception:  # openpyxl raises anything at a damaged sheet; all of it means one thing
        return _nothing(form.form.faults.not_excel)
    return _Reading(values, formulas, form).read()


def _nothing(words: str) -> FormRead:
    return FormRead(None, "", "", (), (FormFault(None, None, words),))


def _cells(content: bytes, form: Form, data_only: bool) -> list[tuple[Any, ...]]:
    """Return the values of the form's sheet, or of the first one where it was renamed."""
    book = load_workbook(BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
    try:
        named = form.form.sheet in book.sheetnames
        sheet = book[form.form.sheet] if named else book.worksheets[0]
        sheet.reset_dimensions()  # what a file says of its size need not be true
        rows = sheet.iter_rows(max_row=_ROWS + 1, max_col=_COLUMNS, values_only=True)
        return [tuple(row) for row in rows]
    finally:
        book.close()


class _Reading:
    """One file on its way to rows."""

    def __init__(self, values: Sequence[Cells], formulas: Sequence[Cells], form: Form) -> None:
        self._values, self._formulas, self._form = values, formulas, form
        self._faults: list[FormFault] = []

    def read(self) -> FormRead:
        found = self._headings()
        if found is None:
            return _nothing(self._form.form.faults.no_table)
        heading, columns = found
        year, organisation, code = self._who(heading)
        rows = tuple(self._rows(heading, columns))
        return FormRead(year, organisation, code, rows, tuple(self._faults))

    def _headings(self) -> tuple[int, Mapping[int, Slot]] | None:
        """Return the row of headings and what stands in which column; at least three are known."""
        called = {same(name): slot for slot in slots(self._form) for name in slot.names}
        for row, cells in enumerate(self._values[:_HEADING_WITHIN]):
            at = {
                place: called[same(cell)]
                for place, cell in enumerate(cells)
                if isinstance(cell, str) and same(cell) in called
            }
            keys = {slot.column.key for slot in at.values()}
            if "measure" in keys and len(keys) >= 3:
                self._check(row + 1, at)
                return row, at
        return None

    def _check(self, row: int, at: Mapping[int, Slot]) -> None:
        found = list(at.values())
        for slot in slots(self._form):
            if found.count(slot) > 1:
                self._fault("column_twice", row, slot.title)
            elif slot not in found and slot.column.key != "title":
                self._fault("no_column", row, slot.title)

    def _who(self, heading: int) -> tuple[int | None, str, str]:
        """Return year, organisation and its code from the rows above the headings."""
        words = self._form.form
        told: dict[str, tuple[int, Any]] = {}
        for row, cells in enumerate(self._values[:heading], 1):
            for label in (words.year, words.organisation, words.code):
                if len(cells) > 1 and same(str(cells[0] or "")) == same(label):
                    told[label] = row, cells[1]
        row, value = told.get(words.year, (1, None))
        try:
            year = whole_number(value)
        except WrongCell:
            year = None
        if year is None or not 2000 <= year <= 2100:
            year = None
            self._fault("year", row, words.year, value)
        names = [
            str(told.get(each, (0, ""))[1] or "") for each in (words.organisation, words.code)
        ]
        return year, text_of(names[0]), text_of(names[1])

    def _rows(self, heading: int, columns: Mapping[int, Slot]) -> Iterator[FormRow]:
        seen: set[str] = set()
        for place, cells in enumerate(self._values[heading + 1 :], heading + 1):
            if place >= _ROWS:
                if any(_said(cell) for cell in cells):
                    self._fault("too_far", place + 1, None)
                return
            said = any(_said(cells[at]) for at in columns if at < len(cells))
            if not said and not any(self._formula(place, at) for at in columns):
                continue
            row = self._row(place, cells, columns)
            if row is None:
                continue
            if row.measure in seen:
                self._fault("twice", place + 1, None, row.measure)
            else:
                seen.add(row.measure)
                yield row

    def _formula(self, place: int, at: int) -> bool:
        """Return whether a formula stands in a cell without the value that Excel saves with it."""
        cells = self._formulas[place] if place < len(self._formulas) else ()
        formula = cells[at] if at < len(cells) else None
        values = self._values[place]
        shown = values[at] if at < len(values) else None
        return isinstance(formula, str) and formula.startswith("=") and shown is None

    def _row(self, place: int, cells: Cells, columns: Mapping[int, Slot]) -> FormRow | None:
        """Return a row that can be taken whole, or None after its faults were noted."""
        told: dict[str, Any] = {}
        money: dict[str, dict[str, int | None]] = {}
        before = len(self._faults)
        for at, slot in columns.items():
            value = cells[at] if at < len(cells) else None
            try:
                if self._formula(place, at):
                    raise WrongCell("formula")
                if value in ERROR_CODES:
                    raise WrongCell("error")
                taken = self._taken(slot, value)
            except WrongCell as wrong:
                self._fault(wrong.key, place + 1, slot.title, value)
                continue
            if slot.source:
                money.setdefault(slot.source, {})[slot.column.key] = taken
            else:
                told[slot.column.key] = taken
        if len(self._faults) > before:
            return None
        if not told.get("measure"):
            self._fault("no_measure", place + 1, None)
            return None
        return FormRow(**told, money=_sums(money), row=place + 1)

    def _taken(self, slot: Slot, value: object) -> Any:
        match slot.column.key:
            case "measure":
                return measure_of(value)
            case "status":
                return status_of(value, self._form)
            case "people" | "events":
                return whole_number(value)
            case "planned" | "spent":
                return hryvnias(value)
            case "no_money":
                return yes_of(value, self._form)
            case "until":
                return day_of(value)
            case _:
                text = text_of(value)
                if text.endswith(self._form.form.cut):
                    raise WrongCell("cut")  # taken over, it would replace the whole one
                return text

    def _fault(self, key: str, row: int, column: str | None, value: object = None) -> None:
        words = self._form.form.faults
        shown = str(value if value is not None else "")
        shown = f"{shown[:40]}…" if len(shown) > 40 else shown
        begin = words.cell if column else words.row
        told = " ".join(
            each.format(row=row, column=column or "", value=shown)
            for each in (begin, getattr(words, key))
        )
        self._faults.append(FormFault(row, column, told))


def _said(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def _sums(money: Mapping[str, Mapping[str, int | None]]) -> tuple[FormMoney, ...]:
    return tuple(
        FormMoney(source, sums.get("planned"), sums.get("spent"))
        for source, sums in money.items()
        if any(each is not None for each in sums.values())
    )
