"""Where every duty of a year stands, and what that comes to: the five measures of DHIS2.

Expected, submitted, submitted ÷ expected (completeness), on time, on time ÷ expected (timeliness),
as DHIS2 defines them (docs.dhis2.org, «Reporting rate summary»). What is accepted and what was
returned is counted apart, since «submitted» is what organisations say of themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.exports.values import Rates, State
from bot.reporting.answers import ReportState, Status
from bot.reporting.rules import Duty
from bot.reporting.term import Term


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """What the board needs of a report: none of its words."""

    id: int
    version: int
    state: ReportState
    status: Status
    first_submitted_at: datetime
    submitted_at: datetime
    on_behalf: bool


@dataclass(frozen=True, slots=True)
class Stand:
    """One duty as it stands on a day."""

    duty: Duty
    state: State
    late: bool  # submitted after its day; or not submitted, and the day is over
    due: date
    closes: date
    report: ReportFacts | None = None
    entries: int = 0
    extended: bool = False


class Figure(StrEnum):
    """A number of the board; behind each stands a list of duties."""

    EXPECTED = "expected"
    SUBMITTED = "submitted"  # whatever became of it since
    ON_TIME = "on-time"
    LATE = "late"
    MISSING = "missing"  # not submitted yet
    OVERDUE = "overdue"  # not submitted, and its day is over
    WAITING = "waiting"  # for a coordinator
    RETURNED = "returned"
    ACCEPTED = "accepted"


def behind(figure: Figure, stands: Iterable[Stand]) -> tuple[Stand, ...]:
    """Return the duties that a number counts, in their order."""
    return tuple(each for each in stands if counts(figure, each))


def counts(figure: Figure, stand: Stand) -> bool:
    """Return whether a number counts this duty."""
    submitted = stand.report is not None
    if figure is Figure.EXPECTED:
        return True
    if figure is Figure.SUBMITTED:
        return submitted
    if figure is Figure.MISSING:
        return not submitted
    if figure is Figure.ON_TIME:
        return submitted and not stand.late
    if figure is Figure.LATE:
        return submitted and stand.late
    if figure is Figure.OVERDUE:
        return not submitted and stand.late
    state = stand.report.state if stand.report else None
    return state == _STATES[figure]


_STATES = {
    Figure.WAITING: ReportState.SUBMITTED,
    Figure.RETURNED: ReportState.RETURNED,
    Figure.ACCEPTED: ReportState.ACCEPTED,
}


def rates(name: str, stands: Iterable[Stand]) -> Rates:
    """Return the five measures of these duties, and what was returned and accepted."""
    all_of_them = tuple(stands)

    def how_many(figure: Figure) -> int:
        return sum(counts(figure, each) for each in all_of_them)

    return Rates(
        organisation=name,
        expected=len(all_of_them),
        submitted=how_many(Figure.SUBMITTED),
        on_time=how_many(Figure.ON_TIME),
        late=how_many(Figure.LATE),
        returned=how_many(Figure.RETURNED),
        accepted=how_many(Figure.ACCEPTED),
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """What of the board is looked at; "" chooses everything."""

    organisation: str = ""
    section: str = ""  # of Annex 1: the first figure of a measure's number
    state: str = ""

    def holds(self, stand: Stand) -> bool:
        """Return whether a duty is among what is looked at."""
        return (
            self.organisation in ("", stand.duty.organisation)
            and stand.duty.measure.startswith(self.section)
            and self.state in ("", stand.state)
        )


def years(term: Term) -> tuple[int, ...]:
    """Return all years of the programme, the prolonged ones too."""
    return tuple(range(min(term.years), term.end + 1))


def known_year(term: Term, year: int, today: date) -> int:
    """Return the year of a button where the programme has it, else the one reported now."""
    return year if year in years(term) else term.year_of(today)
