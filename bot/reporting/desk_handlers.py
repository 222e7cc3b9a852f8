"""The desk: where everything of the staff begins, and where every fault with a meaning ends.

Other parts of the bot add their own lines and buttons by `add`; the desk does not know them.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.chat.buttons import Press
from bot.content.loader import Content
from bot.people.presses import Desk
from bot.people.rules import Action, Role, permitted
from bot.people.visit import Shown, StaffTable, Visit
from bot.reporting.answers import Draft
from bot.reporting.desk_screens import DeskView, More, YearOwed, desk
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet
from bot.reporting.taking import taking

Extra = Callable[[Visit], Awaitable[More]]


@dataclass(slots=True)
class Desks:
    """Reads and draws the desk of whoever asks."""

    reporting: Reporting
    content: Content
    guide: Press  # the residents' home
    extras: list[Extra] = field(default_factory=list)

    def add(self, extra: Extra) -> None:
        """Let another part put lines and buttons on desks; it answers More() where it has none."""
        self.extras.append(extra)

    def table(self) -> StaffTable:
        """Return the button of the desk."""
        return StaffTable(presses=dict((taking(Desk, self._pressed),)), answers={})

    async def desk(self, visit: Visit, key: str) -> Shown:
        """Return somebody's desk under the line of `key` ("" is none)."""
        person, term = visit.person, self.reporting.term
        own = (
            person.organisation if permitted(person, Action.SEE_OWN, person.organisation) else None
        )
        over = visit.today.year > term.end
        view = DeskView(
            role=person.role,
            organisation=own,
            guide=self.guide,
            years=await self._years(visit, own) if own else (),
            drafts=await self._drafts(visit),
            over=term.end if over else None,
            note=key,
            more=tuple([await each(visit) for each in self.extras]),
        )
        return Shown(desk(Sheet(self.content), view))

    async def _pressed(self, visit: Visit, press: Desk) -> Shown:
        return await self.desk(visit, "")

    async def _drafts(self, visit: Visit) -> tuple[Draft, ...]:
        if visit.person.role is Role.OVERSEER:
            return ()
        return await self.reporting.drafts.open_of(visit.person)

    async def _years(self, visit: Visit, organisation: str) -> tuple[YearOwed, ...]:
        """Return this year, and in January the one before while something of it is owed."""
        term = self.reporting.term
        found = []
        for year in term.years_to_show(visit.today):
            owed = await self._year(visit, organisation, year)
            if year == term.year_of(visit.today) or owed.owed:
                found.append(owed)
        return tuple(found)

    async def _year(self, visit: Visit, organisation: str, year: int) -> YearOwed:
        reports, term = self.reporting.reports, self.reporting.term
        standings = await reports.standing(visit.person, organisation, year, today=visit.today)
        ready = await reports.ready(visit.person, organisation, year)
        return YearOwed(year, term.due(year), term.closes(year), standings, len(ready))
