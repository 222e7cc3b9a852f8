"""What is told of a measure: an event when it happened, a report once a year."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Status(StrEnum):
    """How far a measure has come (the dictionary of the national monitoring of plans)."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not-done"
    NOT_YET = "not-yet"
    OBSOLETE = "obsolete"


UNFINISHED = (Status.PARTLY, Status.NOT_DONE)  # a reason is asked, and until when
REASONED = (*UNFINISHED, Status.NOT_YET, Status.OBSOLETE)  # a reason is asked


class ReportState(StrEnum):
    """Where a submitted report stands; before that there is a draft, or nothing."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Source(StrEnum):
    """Where money comes from, in the rows of the council's form."""

    LOCAL = "local"
    STATE = "state"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Money:
    """What one source was to give and gave, in whole hryvnias."""

    source: Source
    planned: int
    spent: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An event: something was done for a measure on a day."""

    id: int
    version: int
    measure: str
    organisation: str
    year: int
    held_on: date
    text: str
    people: int | None
    money: int | None  # hryvnias; 0: none was needed; None: not said
    author: int
    on_behalf: bool
    created_at: datetime
    files: int = 0


@dataclass(frozen=True, slots=True)
class Answers:
    """The yearly report of one duty: at most nine questions."""

    status: Status
    text: str
    people: int | None = None
    events: int | None = None
    money: tuple[Money, ...] = ()
    no_money: bool = False  # none was planned and none was spent
    reason: str = ""
    until: date | None = None
    personal_reason: str = ""  # why personal data in the text was kept


@dataclass(frozen=True, slots=True)
class Remark:
    """What a coordinator wants changed: one answer, one reason."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """A submitted report of one duty."""

    id: int
    version: int
    measure: str
    organisation: str
    year: int
    state: ReportState
    answers: Answers
    first_submitted_at: datetime
    submitted_at: datetime
    submitted_by: int
    on_behalf: bool
    decided_at: datetime | None = None
    decided_by: int | None = None
    decision_reason: str = ""
    remarks: tuple[Remark, ...] = ()
    files: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A dialogue under way; the row is the state, so any phone can go on with it."""

    id: int
    version: int
    kind: str  # event, report, mend, loose
    person: int
    organisation: str
    year: int
    measure: str | None
    step: str
    answers: dict[str, object] = field(default_factory=dict)  # step → plain value
    entry: int | None = None
    report: int | None = None
    changed_at: datetime | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    files: int = 0
