"""A notice: one thing that one person is told on one day, and what became of it.

planned → sending (committed before the call) → sent | postponed | blocked | failed | uncertain;
planned and postponed may also become missed (a later step says more) or cancelled (nothing is
left to say). Whatever was planned is in one of these states, so that they always add up.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

AGAIN = "again"  # «нагадати завтра»: what was told on another day, told once more
ASKED = "asked"  # a coordinator's «нагадати цим N»
OWN_RULES = (AGAIN, ASKED)


class State(StrEnum):
    """What became of a notice."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    POSTPONED = "postponed"  # provably not accepted; goes out at `send_after`
    BLOCKED = "blocked"  # the person has blocked the bot, or has never begun
    FAILED = "failed"  # Telegram will never take it
    UNCERTAIN = "uncertain"  # accepted or not, nobody knows; never sent again by itself
    MISSED = "missed"  # its time passed while nothing ran
    CANCELLED = "cancelled"  # there was nothing left to say


OPEN = (State.PLANNED, State.POSTPONED)  # still to be sent
UNREACHED = (State.BLOCKED, State.FAILED, State.UNCERTAIN)  # a person has to look


@dataclass(frozen=True, slots=True)
class Notice:
    """One row of `notices`."""

    id: int
    rule: str
    person: int  # who is meant
    receiver: int  # who is told
    day: date
    due_at: datetime
    state: State
    attempts: int = 0
    send_after: datetime | None = None
    claimed_until: datetime | None = None
    head: int | None = None
    message: int | None = None
    error: str | None = None
    about: dict[str, Any] | None = None
    planned_at: datetime | None = None
    changed_at: datetime | None = None
    settled_by: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A notice that is to be planned, before it is a row."""

    rule: str
    person: int
    receiver: int
    day: date
    due_at: datetime
    missed: bool = False
    about: dict[str, Any] | None = None

    @property
    def key(self) -> tuple[str, int, date]:
        """Return what there is only one row of."""
        return (self.rule, self.person, self.day)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What one beat of the clock did."""

    planned: int = 0
    missed: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)  # messages by how they ended
    next_at: datetime | None = None  # the next moment at which something postponed falls due


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody would be told: a line of the dry run."""

    person: int
    name: str
    rules: tuple[str, ...]
    day: date
    measures: tuple[str, ...]
    text: str  # Telegram HTML
