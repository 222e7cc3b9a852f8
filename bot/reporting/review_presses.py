"""What the buttons of a review ask for; their codes begin with «c», as all of a coordinator's.

A version that is not the newest redraws what is there now; year 0 is the current one.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class Waiting(Press):
    """«На перевірку»: what was submitted and not decided, oldest first."""

    code: ClassVar[str] = "cw"
    year: int
    page: int


@dataclass(frozen=True, slots=True)
class Review(Press):
    """One report, to be read and decided."""

    code: ClassVar[str] = "cr"
    report: int


@dataclass(frozen=True, slots=True)
class Events(Press):
    """The events behind a report."""

    code: ClassVar[str] = "ce"
    report: int
    page: int


@dataclass(frozen=True, slots=True)
class Files(Press):
    """The files of a report and of its events, by name."""

    code: ClassVar[str] = "cg"
    report: int
    page: int


@dataclass(frozen=True, slots=True)
class File(Press):
    """One file, to be sent into the chat."""

    code: ClassVar[str] = "c1"
    report: int
    page: int
    file: int


@dataclass(frozen=True, slots=True)
class Whole(Press):
    """One long answer of a report, in full."""

    code: ClassVar[str] = "c2"
    report: int
    step: str


@dataclass(frozen=True, slots=True)
class Changes(Press):
    """What changed from a version of a report to the next one."""

    code: ClassVar[str] = "cx"
    report: int
    version: int  # the later of the two; 0: the newest


@dataclass(frozen=True, slots=True)
class Accept(Press):
    """«Прийняти»."""

    code: ClassVar[str] = "ca"
    report: int
    version: int


@dataclass(frozen=True, slots=True)
class Marking(Press):
    """«Повернути»: which answers are to be mended."""

    code: ClassVar[str] = "ct"
    report: int
    version: int


@dataclass(frozen=True, slots=True)
class Mark(Press):
    """Mark an answer, a reason is typed next; or take its mark away."""

    code: ClassVar[str] = "cm"
    report: int
    version: int
    step: str


@dataclass(frozen=True, slots=True)
class SendBack(Press):
    """«Повернути» what was marked."""

    code: ClassVar[str] = "cz"
    report: int
    version: int


@dataclass(frozen=True, slots=True)
class Reopen(Press):
    """«Відкрити знову» an accepted report; a reason is typed next."""

    code: ClassVar[str] = "co"
    report: int
    version: int


ALL: tuple[type[Press], ...] = (
    Waiting,
    Review,
    Events,
    Files,
    File,
    Whole,
    Changes,
    Accept,
    Marking,
    Mark,
    SendBack,
    Reopen,
)
