"""The duty is the unit of reporting: one measure, one organisation, one year.

Who owes what, reminders, the board and the summary are all questions about duties.
"""

from dataclasses import dataclass
from datetime import date

from bot.content.models import Organisations, Programme


@dataclass(frozen=True, slots=True)
class Duty:
    """What one organisation has to report on one measure for one year."""

    measure: str  # "1.2.3"
    organisation: str
    year: int
    months: tuple[int, ...]  # in which the measure is to be done, by Annex 1
    due: date  # the report's day, by section VII of the programme
    needs_money: bool


def duties(
    programme: Programme,
    organisations: Organisations,
    year: int,
    organisation: str | None = None,
    last_year: int | None = None,
) -> tuple[Duty, ...]:
    """Return the duties of a year, of all executors or of one, by measure and then by executor.

    Measures stand in the order of Annex 1, executors in that of organisations.yaml. A year outside
    a measure's term gives no duty for it. `last_year` is until when the council has prolonged the
    programme: years after the decision's last carry that year's duties, there is no newer Annex.
    Raises KeyError for an unknown organisation.
    """
    order = [each.id for each in organisations.organisations]
    if organisation is not None and organisation not in order:
        raise KeyError(organisation)
    month, day = map(int, organisations.control.due.split("-"))
    decided = max(programme.years)
    like = decided if last_year is not None and decided < year <= last_year else year
    return tuple(
        Duty(
            measure.id,
            executor,
            year,
            measure.term.months,
            date(year, month, day),
            measure.needs_money,
        )
        for measure in programme.measures
        if like in measure.term.years
        for executor in order
        if executor in measure.executors and organisation in (None, executor)
    )
