"""What every use case of reporting stands on: the database, the programme and its term."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from bot.content.loader import Content
from bot.errors import Closed, Gone, WrongInput
from bot.people.rules import Person, Role
from bot.reporting.inputs import Asking
from bot.reporting.rules import Duty, duties
from bot.reporting.term import Term
from bot.storage.database import Database, Work
from bot.storage.tables import extensions


@dataclass(frozen=True, slots=True)
class Ground:
    """Asked by all rooms of reporting, so that each rule is in one place."""

    database: Database
    content: Content
    term: Term

    def organisation(self, person: Person, organisation: str | None) -> str:
        """Return for whom something is done: who was named, one's own, or who collects reports.

        Raises WrongInput for an organisation that the programme does not have.
        """
        control = self.content.organisations.control
        found = organisation or person.organisation or control.collects
        if found not in [each.id for each in self.content.organisations.organisations]:
            raise WrongInput("wrong-organisation")
        return found

    def duties(self, organisation: str, year: int) -> tuple[Duty, ...]:
        """Return what an organisation owes for a year, in the order of Annex 1."""
        content, last = self.content, self.term.last
        return duties(content.programme, content.organisations, year, organisation, last)

    def duty(self, organisation: str, year: int, measure: str) -> Duty:
        """Return one duty; raises Gone where the organisation does not owe this measure."""
        for each in self.duties(organisation, year):
            if each.measure == measure:
                return each
        raise Gone(f"duty:{measure}:{organisation}:{year}")

    @property
    def moneyless(self) -> frozenset[str]:
        """Return the measures that need no money, by Annex 1."""
        return frozenset(each.id for each in self.content.measures if not each.needs_money)

    def asking(self, organisation: str, year: int, today: date) -> Asking:
        """Return what reading an answer needs to know: its day, the years, the measures."""
        years = tuple(dict.fromkeys((year, *self.term.years_to_show(today))))
        measures = tuple(each.measure for each in self.duties(organisation, year))
        return Asking(today, years, measures)

    async def require_taken(
        self, work: Work, organisation: str, year: int, measure: str | None, now: datetime
    ) -> None:
        """Raise Closed where a year takes nothing more: outside the term, or past its last day.

        Without a measure an extension of any of them keeps the year open.
        """
        self.term.require_open(year)
        until = await extended(work, organisation, year)
        given = until.values() if measure is None else _given(until, measure)
        today = self.term.today(now)
        if today <= max([self.term.closes(year), *given]):
            return
        raise Closed("year-closed" if self.term.open(today.year) else "term-over")


def on_behalf(person: Person, organisation: str) -> bool:
    """Return whether somebody acts for an organisation that is not theirs."""
    return person.role is Role.COORDINATOR and person.organisation != organisation


async def extended(work: Work, organisation: str, year: int) -> dict[str | None, date]:
    """Return until when an organisation's duties are extended, by measure; None: all of them."""
    found = await work.execute(
        select(extensions.c.measure, extensions.c.until)
        .where(
            extensions.c.organisation == organisation,
            extensions.c.year == year,
            extensions.c.ended_at.is_(None),
        )
        .order_by(extensions.c.until)
    )
    return {row.measure: row.until for row in found}


def moved(day: date, until: dict[str | None, date], measure: str) -> date:
    """Return a duty's due or closing day with its extensions: never an earlier one."""
    return max([day, *_given(until, measure)])


def _given(until: dict[str | None, date], measure: str) -> list[date]:
    return [day for name, day in until.items() if name in (None, measure)]
