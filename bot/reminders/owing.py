"""Who owes what, read anew each time: the duties of a year against all that was told of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from bot.content.loader import Content
from bot.reminders.occasions import Occasions
from bot.reminders.rules import Owed
from bot.reporting.answers import ReportState
from bot.reporting.board_store import Key, YearRows, year_rows
from bot.reporting.ground import moved
from bot.reporting.rules import duties
from bot.storage.database import Work
from bot.storage.tables import remarks, reports

Owing = Callable[[Work, int], Awaitable[tuple[Owed, ...]]]


@dataclass(frozen=True, slots=True)
class Owings:
    """Answers what is owed for a year; a year outside the term owes nothing."""

    content: Content
    occasions: Occasions
    last_year: int | None  # until when the council has prolonged the programme

    async def __call__(self, work: Work, year: int) -> tuple[Owed, ...]:
        """Return all duties of a year with their states, by measure and then by executor."""
        content = self.content
        owed = duties(content.programme, content.organisations, year, last_year=self.last_year)
        if not owed:
            return ()
        told = await year_rows(work, year)
        marked = await _remarks(work, year)
        due = self.occasions.deadline(year)
        return tuple(
            Owed(
                each.measure,
                each.organisation,
                year,
                _state(told, (each.organisation, each.measure)),
                told.entries.get((each.organisation, each.measure), 0),
                self._own_day(told, due, each.organisation, each.measure),
                marked.get((each.organisation, each.measure), 0),
            )
            for each in owed
        )

    def _own_day(self, told: YearRows, due: date, organisation: str, measure: str) -> date | None:
        until = moved(due, told.until.get(organisation, {}), measure)
        own = self.occasions.working.on_or_before(until)
        return own if own > due else None


def _state(told: YearRows, key: Key) -> str:
    report = told.reports.get(key)
    if report is not None:
        return report.state.value
    return "draft" if key in told.drafts else "empty"


async def _remarks(work: Work, year: int) -> dict[Key, int]:
    """Return how many answers of each returned report are to be changed."""
    found = await work.execute(
        select(reports.c.organisation, reports.c.measure, func.count().label("how_many"))
        .join(
            remarks, (remarks.c.report == reports.c.id) & (remarks.c.version == reports.c.version)
        )
        .where(reports.c.year == year, reports.c.state == ReportState.RETURNED)
        .group_by(reports.c.organisation, reports.c.measure)
    )
    return {(row.organisation, row.measure): row.how_many for row in found}
