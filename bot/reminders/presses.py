"""What the buttons of reminders ask for; all their codes begin with «n».

Those under a notice carry its number: whoever presses one has received it, so a notice of which
nobody knew whether it came is known to have come.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class OpenDuty(Press):
    """What is owed: its report is begun, gone on with or mended."""

    code: ClassVar[str] = "nd"
    notice: int
    organisation: str
    year: int
    measure: str


@dataclass(frozen=True, slots=True)
class OpenYear(Press):
    """All that an organisation owes for a year."""

    code: ClassVar[str] = "ny"
    notice: int
    organisation: str
    year: int


@dataclass(frozen=True, slots=True)
class TellEvent(Press):
    """«Як пройшло?»: an event with its measure and its day filled in."""

    code: ClassVar[str] = "ne"
    notice: int
    organisation: str
    measure: str
    day: str  # ISO


@dataclass(frozen=True, slots=True)
class Later(Press):
    """«Нагадати завтра», «У понеділок»: `when` is tomorrow or monday."""

    code: ClassVar[str] = "nt"
    notice: int
    when: str


@dataclass(frozen=True, slots=True)
class Nothing(Press):
    """«Нічого звітувати»: of which measure, "" asks; and why, as the report's status."""

    code: ClassVar[str] = "nn"
    notice: int
    organisation: str
    year: int
    measure: str
    status: str


@dataclass(frozen=True, slots=True)
class Away(Press):
    """«Я у відпустці»."""

    code: ClassVar[str] = "na"
    notice: int


@dataclass(frozen=True, slots=True)
class ToDesk(Press):
    """The desk, from a notice."""

    code: ClassVar[str] = "nh"
    notice: int


@dataclass(frozen=True, slots=True)
class Reminders(Press):
    """The coordinator's «Нагадування»."""

    code: ClassVar[str] = "nr"


@dataclass(frozen=True, slots=True)
class Preview(Press):
    """What goes out on a day, to whom; "" is today."""

    code: ClassVar[str] = "np"
    day: str  # ISO
    page: int


@dataclass(frozen=True, slots=True)
class AskDay(Press):
    """Any day, typed."""

    code: ClassVar[str] = "nq"


@dataclass(frozen=True, slots=True)
class Log(Press):
    """What was sent, and what became of it; "" is every state."""

    code: ClassVar[str] = "nl"
    state: str
    page: int


@dataclass(frozen=True, slots=True)
class OpenNotice(Press):
    """One notice of the log."""

    code: ClassVar[str] = "no"
    notice: int


@dataclass(frozen=True, slots=True)
class Settle(Press):
    """What became of an uncertain notice: `came` is 1, or 0 to send it again."""

    code: ClassVar[str] = "ns"
    notice: int
    came: int


@dataclass(frozen=True, slots=True)
class Calls(Press):
    """«Зателефонуйте»: whom no message reaches."""

    code: ClassVar[str] = "nc"


@dataclass(frozen=True, slots=True)
class Rules(Press):
    """The rules, each paused or not."""

    code: ClassVar[str] = "nu"


@dataclass(frozen=True, slots=True)
class Pause(Press):
    """Pause a rule, or let it go on (`on` 0)."""

    code: ClassVar[str] = "nx"
    rule: str
    on: int


@dataclass(frozen=True, slots=True)
class RemindThese(Press):
    """«Нагадати цим N»: the text first (`sure` 0); "" is every organisation that owes."""

    code: ClassVar[str] = "nb"
    organisation: str
    year: int
    sure: int
