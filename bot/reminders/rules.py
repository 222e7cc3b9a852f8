"""Who is told what on a day: occasions against those who owe. Pure; asked when a notice is
planned and again when it is sent, so that a report that came in takes its line out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bot.people.rules import Person, PersonState, Role
from bot.reminders.occasions import Occasion

OWES = ("empty", "draft", "returned")
SEASONAL = ("awareness", "season")


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty as the reminders see it."""

    measure: str
    organisation: str
    year: int
    state: str  # empty, draft, submitted, returned, accepted
    entries: int = 0
    due: date | None = None  # its own day as an occasion names it; None: section VII's
    remarks: int = 0  # answers that a coordinator wants changed


@dataclass(frozen=True, slots=True)
class Backlog:
    """What coordinators are told of besides duties; counts."""

    review: int = 0  # reports that wait for review longer than the rule says
    returned: int = 0  # returned and not submitted again for longer than it says
    contacts: tuple[str, ...] = ()  # ids whose check is too old
    failures: int = 0  # notices that did not reach somebody


@dataclass(frozen=True, slots=True)
class Line:
    """One occasion for one person: which measures of which organisation it is about."""

    occasion: Occasion
    owed: tuple[Owed, ...] = ()
    backlog: Backlog | None = None


def receivers(
    occasion: Occasion, staff: Iterable[Person], day: date
) -> tuple[tuple[Person, Person], ...]:
    """Return who is told, each with the person for whom: somebody away passes to the deputy.

    Away without an active deputy: an executor's colleagues and the other coordinators are told
    anyway; whoever is the only one of the organisation is told in spite of the absence.
    """
    active = {each.id: each for each in staff if each.state is PersonState.ACTIVE}
    meant = [each for each in active.values() if _meant(occasion, each)]
    told: list[tuple[Person, Person]] = []
    for each in meant:
        if each.away_until is None or each.away_until < day:
            told.append((each, each))
            continue
        deputy = active.get(each.deputy or 0)
        if deputy is not None and (deputy.away_until is None or deputy.away_until < day):
            told.append((deputy, each))
        elif not _covered(each, meant, day):
            told.append((each, each))
    return tuple(told)


def line(
    occasion: Occasion,
    meant: Person,
    duties: Mapping[int, Iterable[Owed]],
    backlog: Backlog,
) -> Line | None:
    """Return what a person is told of an occasion, or None where there is nothing to tell.

    `duties` are all duties by reporting year; a year outside the term has none.
    """
    year = tuple(duties.get(occasion.year, ()))
    kind = occasion.rule.kind
    if kind == "board":
        return Line(occasion, year) if year else None
    if kind in ("waiting", "contacts", "failures"):
        about = {
            "waiting": Backlog(review=backlog.review, returned=backlog.returned),
            "contacts": Backlog(contacts=backlog.contacts),
            "failures": Backlog(failures=backlog.failures),
        }[kind]
        return Line(occasion, backlog=about) if about != Backlog() else None
    owed = tuple(each for each in year if _concerns(occasion, meant, each))
    return Line(occasion, owed) if owed else None


def _meant(occasion: Occasion, person: Person) -> bool:
    """Executors are told of their own; a coordinator's department carries out measures too."""
    if occasion.rule.to == "executor":
        return person.role is not Role.OVERSEER and person.organisation is not None
    return person.role is Role(occasion.rule.to)


def _covered(person: Person, meant: Iterable[Person], day: date) -> bool:
    return any(
        other.id != person.id
        and other.role is person.role
        and other.organisation == person.organisation
        and (other.away_until is None or other.away_until < day)
        for other in meant
    )


def _concerns(occasion: Occasion, meant: Person, owed: Owed) -> bool:
    if occasion.measures and owed.measure not in occasion.measures:
        return False
    kind, to = occasion.rule.kind, occasion.rule.to
    if to == "executor" and owed.organisation != meant.organisation:
        return False
    if kind == "once":
        return owed.state == "empty" and owed.entries == 0
    if kind == "awareness" and occasion.days >= 0:
        return True  # the day comes, whatever was reported before it
    if kind in SEASONAL:
        return owed.state in OWES  # what was submitted takes no more events
    return owed.state in OWES and owed.due == (occasion.due if occasion.extended else None)
