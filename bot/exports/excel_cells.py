"""Cells of Excel: people's words are strings and nothing else, and none is cut."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.content.models import Form
from bot.exports.excel_looks import Looks
from bot.exports.plain import inert, pieces
from bot.exports.tables import Box, shown

_LEAD = 500  # characters: with the longest text it still fits into a cell


class Cells:
    """Writes boxes; what is longer than a cell may be goes on in a sheet of its own."""

    def __init__(self, formats: Looks, form: Form) -> None:
        self._formats, self._form = formats, form
        self.long: list[tuple[str, str]] = []  # what a piece is called, and the piece

    def text(self, words: str) -> str:
        """Return words as a cell holds them: inert, with a mark where they go on elsewhere."""
        terms = self._form.terms
        first, *rest = pieces(inert(words))
        if not rest:
            return first
        turn = len(self.long) + 1
        for place, piece in enumerate(rest, 1):
            # A piece may begin anywhere in a text: also with a sign of a formula.
            name = terms.continued.format(turn=f"{turn}.{place}" if len(rest) > 1 else turn)
            self.long.append((name, inert(piece)))
        return first + terms.to_be_continued.format(turn=turn)

    def write(self, sheet: Worksheet, at: tuple[int, int, int], box: Box, look: str = "") -> None:
        """Write a box at (first row, last row, column)."""
        first, last, column = at
        cell_format = self._formats[look or box.look]
        if last > first:
            sheet.merge_range(first, column, last, column, "", cell_format)
        if isinstance(box.value, int | float) and box.look != "centre":
            value = box.value / 1000 if box.look == "money" else box.value
            sheet.write_number(first, column, value, cell_format)
            return
        self._words(sheet, (first, column), box, cell_format)

    def _words(self, sheet: Worksheet, at: tuple[int, int], box: Box, look: Format) -> None:
        lead, words = inert(box.lead), shown(box, self._form.terms.none)
        if lead and words and len(lead) < _LEAD:
            # Two fonts in one cell: a rich string is never read as a formula.
            bold, light = self._formats["bold"], self._formats["light"]
            sheet.write_rich_string(*at, bold, lead, light, f"\n{self.text(words)}", look)
        elif lead:
            together = f"{lead}\n{words}" if words else lead
            sheet.write_string(*at, self.text(together), self._formats["total"])
        else:
            sheet.write_string(*at, self.text(words), look)

    def finish(self, sheet: Worksheet) -> None:
        """Write what was too long for its cell."""
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 140)
        for row, (name, words) in enumerate(self.long):
            sheet.write_string(row, 0, name, self._formats["centre"])
            sheet.write_string(row, 1, words, self._formats["text"])
