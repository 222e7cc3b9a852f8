"""How an organisation stands with its duties: what is empty, begun, submitted, returned."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.reporting.answers import Draft, Entry, Report, ReportState, Status
from bot.reporting.ground import moved
from bot.reporting.rules import Duty
from bot.reporting.term import Term

EXCUSED = (Status.NOT_YET, Status.OBSOLETE)  # «нічого звітувати», with a reason


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """One duty as it stands today."""

    duty: Duty
    state: str  # empty, draft, submitted, returned, accepted, excused
    report: Report | None
    draft: Draft | None  # of the yearly report
    entries: int
    late: bool  # submitted after the due day, or not submitted and the day has passed
    in_season: bool  # the measure's months have come, this year
    due: date  # with extensions and days off
    closes: date  # with extensions


@dataclass(frozen=True, slots=True)
class Told:
    """All that an organisation has told of a year."""

    entries: tuple[Entry, ...]
    drafts: tuple[Draft, ...]  # open ones of yearly reports
    reports: tuple[Report, ...]
    until: dict[str | None, date]  # extensions, by measure; None: all


def standings(
    duties: Iterable[Duty], told: Told, term: Term, today: date
) -> tuple[DutyStanding, ...]:
    """Return how each duty stands, those in season first, else in the order of Annex 1."""
    counted = Counter(each.measure for each in told.entries)
    drafts = {each.measure: each for each in told.drafts}
    reports = {each.measure: each for each in told.reports}
    found = [
        _standing(
            duty, drafts.get(duty.measure), reports.get(duty.measure), counted, told, term, today
        )
        for duty in duties
    ]
    return tuple(sorted(found, key=lambda each: not each.in_season))


def state_of(report: Report | None, draft: Draft | None) -> str:
    """Return the word for where a duty stands."""
    if report is None:
        return "draft" if draft else "empty"
    if report.state is ReportState.SUBMITTED and report.answers.status in EXCUSED:
        return "excused"
    return report.state.value


def _standing(
    duty: Duty,
    draft: Draft | None,
    report: Report | None,
    counted: Counter[str],
    told: Told,
    term: Term,
    today: date,
) -> DutyStanding:
    due = moved(term.due(duty.year), told.until, duty.measure)
    given = term.today(report.first_submitted_at) if report else today
    return DutyStanding(
        duty=duty,
        state=state_of(report, draft),
        report=report,
        draft=draft,
        entries=counted[duty.measure],
        late=given > due,
        in_season=duty.year == today.year and today.month in duty.months,
        due=due,
        closes=moved(term.closes(duty.year), told.until, duty.measure),
    )
