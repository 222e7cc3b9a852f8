"""«Мої заходи»: the events of each measure, read, changed and removed."""

from dataclasses import dataclass

from bot.content.loader import Content
from bot.errors import Closed, Stale
from bot.people.visit import Shown, StaffTable, Visit
from bot.reporting import entry_screens
from bot.reporting.entry_screens import Whose
from bot.reporting.presses import MeasureEntries, Measures, OpenEntry, RemoveEntry
from bot.reporting.seasons import pressing
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet
from bot.reporting.taking import taking


def whose(reporting: Reporting, visit: Visit, organisation: str, year: int) -> Whose:
    """Return whose year is looked at; year 0 is the one that is reported now."""
    term = reporting.term
    years = sorted({*term.years, *range(min(term.years), term.year_of(visit.today) + 1)})
    shown = year or term.year_of(visit.today)
    near = tuple(each for each in years if abs(each - shown) == 1)
    own = visit.person.organisation == organisation
    return Whose(organisation, shown, near, own)


@dataclass(frozen=True, slots=True)
class EntryTalks:
    """Shows events, and takes them away."""

    reporting: Reporting
    content: Content

    def table(self) -> StaffTable:
        """Return the buttons of «Мої заходи»."""
        return StaffTable(
            presses=dict(
                (
                    taking(MeasureEntries, self.entries),
                    taking(Measures, self.measures),
                    taking(OpenEntry, self.entry),
                    taking(RemoveEntry, self.remove),
                )
            ),
            answers={},
        )

    @property
    def sheet(self) -> Sheet:
        """Return how words and names are drawn."""
        return Sheet(self.content)

    async def measures(self, visit: Visit, press: Measures) -> Shown:
        """Show the measures with the number of their events."""
        here = whose(self.reporting, visit, press.organisation, press.year)
        owed = await self.reporting.reports.standing(
            visit.person, here.organisation, here.year, today=visit.today
        )
        return Shown(
            entry_screens.measures(self.sheet, here, pressing(owed, visit.today), press.page)
        )

    async def entries(self, visit: Visit, press: MeasureEntries) -> Shown:
        """Show the events of one measure."""
        return await self._listed(visit, press)

    async def entry(self, visit: Visit, press: OpenEntry) -> Shown:
        """Show one event in full."""
        here = whose(self.reporting, visit, press.organisation, press.year)
        told = await self.reporting.entries.read(visit.person, press.entry)
        files = await self.reporting.files.of_entry(visit.person, press.entry)
        return Shown(entry_screens.entry(self.sheet, here, told, files))

    async def remove(self, visit: Visit, press: RemoveEntry) -> Shown:
        """Take an event away, after one question."""
        here = whose(self.reporting, visit, press.organisation, press.year)
        told = await self.reporting.entries.read(visit.person, press.entry)
        if not press.sure:
            return Shown(entry_screens.removing(self.sheet, here, told))
        back = MeasureEntries(told.organisation, told.year, told.measure, 0)
        try:
            await self.reporting.entries.remove(
                visit.person, press.entry, press.version, now=visit.now
            )
        except (Stale, Closed) as error:
            return await self._listed(visit, back, error.key)
        return await self._listed(visit, back, "entry-removed")

    async def _listed(self, visit: Visit, press: MeasureEntries, note: str = "") -> Shown:
        here = whose(self.reporting, visit, press.organisation, press.year)
        told = await self.reporting.entries.of_duty(
            visit.person, here.organisation, here.year, press.measure
        )
        newest_first = tuple(reversed(told))
        return Shown(
            entry_screens.entries(self.sheet, here, press.measure, newest_first, press.page, note)
        )
