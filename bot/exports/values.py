"""What an export is made of: plain values, already in the words that the council will read.

Whoever fills these decides nothing about looks; whoever draws them decides nothing about facts.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

State = Literal["empty", "draft", "submitted", "returned", "accepted", "excused"]


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """One source of money of one measure, in whole hryvnias."""

    source: str  # as data/exports.yaml calls it
    planned: int
    spent: int


@dataclass(frozen=True, slots=True)
class Told:
    """What one organisation told of a measure for the year."""

    organisation: str  # short name
    state: State
    status: str  # as data/exports.yaml calls it
    text: str
    people: int | None
    events: int | None
    money: tuple[MoneyRow, ...]
    no_money: bool  # none was needed
    reason: str
    until: date | None
    submitted_on: date | None
    due: date
    on_behalf: bool
    returned_times: int = 0


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One row of Annex 1 with everything told of it."""

    id: str  # "1.2.3"
    section: str
    direction: str
    title: str
    term: str  # as in Annex 1
    executors: tuple[str, ...]  # short names
    source: str  # of financing, as in Annex 1
    expected: str  # result, as in Annex 1
    told: tuple[Told, ...]  # one per executor that owes it, in the order of the executors


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event, for the awareness appendix."""

    number: int
    measure: str
    title: str  # what was done
    held_on: date
    organisation: str
    people: int | None
    money: int | None  # hryvnias; 0: none was needed
    awareness: str  # the name of the awareness date it falls to; "" for none
    files: tuple[str, ...] = ()  # names in the ZIP


@dataclass(frozen=True, slots=True)
class Rates:
    """The five measures of DHIS2 for one organisation, or for all."""

    organisation: str
    expected: int
    submitted: int
    on_time: int
    late: int
    returned: int
    accepted: int

    @property
    def completeness(self) -> float:
        """Return submitted of expected, 0 to 1; 1 where nothing is expected."""
        return self.submitted / self.expected if self.expected else 1.0

    @property
    def timeliness(self) -> float:
        """Return submitted on time of expected, 0 to 1; 1 where nothing is expected."""
        return self.on_time / self.expected if self.expected else 1.0


@dataclass(frozen=True, slots=True)
class Summary:
    """The yearly summary, whole."""

    year: int
    programme: str
    decision_number: int
    decision_date: date
    council: str
    responsible: str  # the department that sums up
    period: tuple[date, date]
    cut_off: datetime  # in the community's zone
    drafts_included: bool  # then every page says that this is a draft
    measures: tuple[MeasureRow, ...]
    events: tuple[EventRow, ...]
    rates: tuple[Rates, ...]  # by organisation, the last one is the total
    missing: tuple[tuple[str, tuple[str, ...]], ...]  # organisation, measure ids not accepted
    signers: tuple[str, ...]  # posts for the signature block


@dataclass(frozen=True, slots=True)
class Cell:
    """One duty on the board."""

    measure: str
    organisation: str  # id
    state: State
    late: bool


@dataclass(frozen=True, slots=True)
class Board:
    """What the board's picture shows: measures × organisations."""

    year: int
    title: str
    measures: tuple[tuple[str, str], ...]  # id, short name
    organisations: tuple[tuple[str, str], ...]  # id, short name
    cells: tuple[Cell, ...]  # one per duty; where there is none, nobody owes
    legend: dict[str, str]  # State → words
    late: str  # the word for late
    as_of: str  # the line that tells the moment of the board


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file of the ZIP."""

    name: str  # as it was given; the export makes it safe and unique
    measure: str
    organisation: str
    year: int
    about: str  # what it belongs to: an event of a day, or the yearly report
    content: bytes
    digest: str  # SHA-256
