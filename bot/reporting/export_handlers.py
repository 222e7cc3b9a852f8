"""«Зведений звіт» in the chat: chosen, made beside the event loop, sent as a file, audited."""

import asyncio
from dataclasses import dataclass

from bot.content.loader import Content
from bot.errors import Closed, Gone, WrongInput
from bot.exports.apart import NotMade
from bot.people.rules import Action, require
from bot.people.visit import Sent, Shown, StaffTable, Visit
from bot.reporting.board_rules import known_year, years
from bot.reporting.coordinator_presses import Export, Summary
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet
from bot.reporting.summary import ALL_BYTES, KINDS, made, parts
from bot.reporting.summary_screens import PART, SummaryScreens

PATIENCE_SECONDS = 15.0  # a handler has twenty


@dataclass(frozen=True, slots=True)
class Exporting:
    """Makes the yearly summary for whoever may have it."""

    reporting: Reporting
    content: Content

    def table(self) -> StaffTable:
        """Return the buttons of the summary."""
        return StaffTable(presses={Summary: self.choose, Export: self.export}, answers={})

    @property
    def screens(self) -> SummaryScreens:
        """Return what draws the choices."""
        return SummaryScreens(Sheet(self.content), self.reporting.term)

    async def choose(self, visit: Visit, press: Summary) -> Shown:
        """Show what can be made of a year."""
        require(visit.person, Action.EXPORT)
        return await self._choices(visit, press.year, bool(press.drafts))

    async def _choices(self, visit: Visit, year: int, drafts: bool, wrong: str = "") -> Shown:
        year = known_year(self.reporting.term, year, visit.today)
        board = await self.reporting.board.read(visit.person, year, now=visit.now)
        return Shown(self.screens.choose(board, years(self.reporting.term), drafts, wrong))

    async def export(self, visit: Visit, press: Export) -> Shown:
        """Say that the file is being made; make it then, and send it."""
        kind, _, number = press.kind.partition(PART)
        if kind not in KINDS or press.year not in years(self.reporting.term):
            raise Gone
        part = int(number) if kind == "zip" and number.isdecimal() else None
        drafts = bool(press.drafts)
        try:
            await self.reporting.summary.require_room(visit.person, visit.now)
        except Closed as error:
            line = self.screens.sheet.said(error.key)
            return await self._choices(visit, press.year, drafts, line)

        async def work() -> Shown:
            try:
                async with asyncio.timeout(PATIENCE_SECONDS):
                    return await self._made(visit, press.year, drafts, kind, part)
            except WrongInput as wrong:
                line = self.screens.sheet.said(wrong.key, **wrong.values)
            except (TimeoutError, NotMade):
                line = self.screens.sheet.said("summary-slow")
            return await self._choices(visit, press.year, drafts, line)

        return Shown(self.screens.making(press.year), work=work)

    async def _made(
        self, visit: Visit, year: int, drafts: bool, kind: str, part: int | None
    ) -> Shown:
        summaries = self.reporting.summary
        gathered = await summaries.gather(
            visit.person,
            year,
            now=visit.now,
            drafts=drafts,
            files=kind == "zip",
            limit=ALL_BYTES,
        )
        name, total = self.screens.file_name(year, drafts), parts(gathered)
        if (total > 1 and part is None) or (part is not None and not 1 <= part <= total):
            return Shown(self.screens.parts(year, drafts, total))
        content = await made(gathered, kind, self.content.exports, name, part)
        await summaries.record(visit.person, gathered.summary, kind, content, now=visit.now)
        if part is not None:
            name = f"{name} ({part}-{total})"
        screen = self.screens.done(year, drafts, visit.now, total)
        return Shown(screen, send=(Sent(f"{name}.{kind}", content),))
