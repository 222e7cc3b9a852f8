"""«Стан» in the chat, for coordinators and overseers, and what a coordinator's desk has beside."""

import asyncio
from dataclasses import dataclass

from bot.content.loader import Content
from bot.errors import Gone
from bot.exports.board import board_picture
from bot.people.rules import Action, permitted, require
from bot.people.visit import Sent, Shown, StaffTable, Visit
from bot.reporting import behalf_screens
from bot.reporting.board import BoardState
from bot.reporting.board_rules import Figure, known_year, years
from bot.reporting.board_screens import BoardScreens
from bot.reporting.coordinator_presses import (
    Behind,
    Board,
    Choose,
    Duty,
    Extensions,
    OnBehalf,
    Picture,
    Summary,
)
from bot.reporting.desk_screens import More
from bot.reporting.review_presses import Waiting
from bot.reporting.service import Reporting
from bot.reporting.sheet import Rows, Sheet, beside


@dataclass(frozen=True, slots=True)
class Overview:
    """Shows where a year stands."""

    reporting: Reporting
    content: Content

    def table(self) -> StaffTable:
        """Return the buttons of the board."""
        return StaffTable(
            presses={
                Board: self.board,
                Picture: self.picture,
                Choose: self.choose,
                Behind: self.behind,
                Duty: self.duty,
                OnBehalf: self.on_behalf,
            },
            answers={},
        )

    async def more(self, visit: Visit) -> More:
        """Return what this feature puts on the desk of a coordinator or an overseer."""
        return More(rows=await self._rows(visit))

    async def _rows(self, visit: Visit) -> Rows:
        person, button = visit.person, Sheet(self.content).button
        if not permitted(person, Action.SEE_BOARD):
            return ()
        year = self.reporting.term.year_of(visit.today)
        seen = [
            button(Board(year, "", "", ""), "desk-board"),
            button(Summary(year, 0), "desk-summary"),
        ]
        if not permitted(person, Action.REVIEW):
            return beside(seen)
        waiting = await self.reporting.review.how_many_wait(person)
        first = [(button(Waiting(0, 0), "desk-waiting", count=waiting),)] * bool(waiting)
        more = [
            button(OnBehalf(year, ""), "desk-on-behalf"),
            button(Extensions(year), "desk-extensions"),
        ]
        return (*first, *beside(seen), *beside(more))

    @property
    def screens(self) -> BoardScreens:
        """Return what draws the board."""
        return BoardScreens(Sheet(self.content), self.reporting.term)

    async def board(self, visit: Visit, press: Board) -> Shown:
        """Show the numbers of a year."""
        return Shown(self.screens.board(await self._read(visit, press)))

    async def _read(self, visit: Visit, press: Board | Choose | Behind) -> BoardState:
        return await self.reporting.board.read(
            visit.person,
            known_year(self.reporting.term, press.year, visit.today),
            organisation=press.organisation,
            section=press.section,
            state=press.state,
            now=visit.now,
        )

    async def picture(self, visit: Visit, press: Picture) -> Shown:
        """Send the board as a picture; drawn beside the event loop."""
        board = await self._read(visit, Board(press.year, "", "", ""))
        if not board.every:
            return Shown(self.screens.board(board))
        drawing = self.reporting.board.drawing(board)
        picture = await asyncio.to_thread(board_picture, drawing)
        caption = self.content.staff(
            "board-caption",
            year=board.year,
            moment=drawing.as_of,
            submitted=board.total.submitted,
            expected=board.total.expected,
            accepted=board.total.accepted,
        )
        sent = Sent(f"board-{board.year}.png", picture, picture=True, caption=caption)
        return Shown(self.screens.board(board), send=(sent,))

    async def choose(self, visit: Visit, press: Choose) -> Shown:
        """Show the choice of one filter."""
        board = await self._read(visit, press)
        return Shown(self.screens.choose(press.what, board, years(self.reporting.term)))

    async def behind(self, visit: Visit, press: Behind) -> Shown:
        """Show the duties behind a number."""
        board = await self._read(visit, press)
        figure = Figure(press.figure) if press.figure in list(Figure) else Figure.EXPECTED
        return Shown(self.screens.behind(board, figure, press.page))

    async def duty(self, visit: Visit, press: Duty) -> Shown:
        """Show one duty."""
        board = await self._read(visit, Board(press.year, "", "", ""))
        stand = board.stand(press.organisation, press.measure)
        if stand is None:
            raise Gone
        return Shown(self.screens.duty(stand, visit.person))

    async def on_behalf(self, visit: Visit, press: OnBehalf) -> Shown:
        """Ask for which organisation something is entered, then what."""
        require(visit.person, Action.ON_BEHALF)
        sheet, term = Sheet(self.content), self.reporting.term
        year = known_year(term, press.year, visit.today)
        open_year = term.open(year)
        known = [each.id for each in self.content.organisations.organisations]
        if press.organisation not in known:
            return Shown(behalf_screens.whom(sheet, year, open_year=open_year))
        return Shown(behalf_screens.what(sheet, year, press.organisation, open_year=open_year))
