"""«Зведений звіт»: which year, as what, with drafts or without; what is said while it is made."""

from dataclasses import dataclass
from datetime import datetime

from bot.chat.screen import Screen
from bot.reporting.board import BoardState
from bot.reporting.board_rules import Figure, behind
from bot.reporting.coordinator_presses import Export, Summary
from bot.reporting.sheet import Rows, Sheet, beside, drawn
from bot.reporting.term import Term

PART = "-"  # between «zip» and the number of one of several


@dataclass(frozen=True, slots=True)
class SummaryScreens:
    """Draws what leads to an export."""

    sheet: Sheet
    term: Term

    def choose(
        self, board: BoardState, years: tuple[int, ...], drafts: bool, wrong: str = ""
    ) -> Screen:
        """Return the choices of an export; `wrong` (HTML) stands above."""
        sheet, year = self.sheet, board.year
        accepted = len(behind(Figure.ACCEPTED, board.every))
        expected = len(board.every)
        key = "summary-with-drafts" if drafts else "summary-accepted"
        parts = [wrong, sheet.bold("summary-title", year=year)]
        if expected:
            parts.append(sheet.said(key, accepted=accepted, expected=expected))
            parts.append(sheet.said("summary-missing", count=expected - accepted))
        else:
            parts.append(sheet.said("summary-none", year=year))
        kinds = (("docx", "summary-word"), ("xlsx", "summary-excel"), ("zip", "summary-zip"))
        make = [sheet.button(Export(year, int(drafts), kind), key) for kind, key in kinds]
        toggle = sheet.button(
            Summary(year, int(not drafts)),
            "summary-drafts-on" if drafts else "summary-drafts-off",
        )
        others = [
            sheet.button(Summary(each, int(drafts)), "summary-other-year", year=each)
            for each in years
            if each != year
        ]
        rows = [*(beside(make) if expected else ()), (toggle,), *beside(others)]
        return drawn(parts, [*rows, (sheet.desk(),)])

    def making(self, year: int) -> Screen:
        """Return the line that stands while a file is made."""
        said = self.sheet.said("summary-making", year=year)
        return drawn([said], [(self.sheet.desk(),)])

    def parts(self, year: int, drafts: bool, total: int) -> Screen:
        """Return the choice of one ZIP of several."""
        said = self.sheet.said("summary-parts", total=total)
        again = self.sheet.button(Summary(year, int(drafts)), "summary-again")
        return drawn([said], [*self._parts(year, drafts, total), (again,), (self.sheet.desk(),)])

    def _parts(self, year: int, drafts: bool, total: int) -> Rows:
        numbers = range(1, total + 1) if total > 1 else ()
        return beside(
            [
                self.sheet.button(
                    Export(year, int(drafts), f"zip{PART}{number}"),
                    "summary-part",
                    number=number,
                    total=total,
                )
                for number in numbers
            ]
        )

    def done(self, year: int, drafts: bool, now: datetime, parts: int = 1) -> Screen:
        """Return what stands below a file that was sent, with the other parts of it."""
        moment = f"{now.astimezone(self.term.zone):%d.%m.%Y %H:%M}"
        again = self.sheet.button(Summary(year, int(drafts)), "summary-again")
        said = self.sheet.said("summary-done", year=year, moment=moment)
        rows = [*self._parts(year, drafts, parts), (again,), (self.sheet.desk(),)]
        return drawn([said], rows)

    def file_name(self, year: int, drafts: bool) -> str:
        """Return what a document is called, without its ending."""
        key = "summary-file-name-draft" if drafts else "summary-file-name"
        return self.sheet.content.staff(key, year=year)
