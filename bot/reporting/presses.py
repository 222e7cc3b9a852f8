"""What an executor's buttons ask for; all their codes begin with «e».

They carry ids, versions and pages, never rights or words: who may do it is read anew at each tap,
and a version that is not the newest redraws what is there now.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class AddEvent(Press):
    """Begin an event; an empty `organisation` is one's own, or is asked for first."""

    code: ClassVar[str] = "ea"
    organisation: str


@dataclass(frozen=True, slots=True)
class Measures(Press):
    """«Мої заходи»: the measures of an organisation with what was told of each."""

    code: ClassVar[str] = "em"
    organisation: str
    year: int  # 0: the current one
    page: int


@dataclass(frozen=True, slots=True)
class MeasureEntries(Press):
    """The events of one measure."""

    code: ClassVar[str] = "en"
    organisation: str
    year: int
    measure: str
    page: int


@dataclass(frozen=True, slots=True)
class OpenEntry(Press):
    """One event, to be read."""

    code: ClassVar[str] = "eo"
    organisation: str
    year: int
    entry: int


@dataclass(frozen=True, slots=True)
class ChangeEntry(Press):
    """Change a saved event."""

    code: ClassVar[str] = "ec"
    entry: int


@dataclass(frozen=True, slots=True)
class RemoveEntry(Press):
    """Remove a saved event; `sure` is 1 after the question whether it is meant."""

    code: ClassVar[str] = "er"
    organisation: str
    year: int
    entry: int
    version: int
    sure: int


@dataclass(frozen=True, slots=True)
class YearReport(Press):
    """«Річний звіт»: the duties of a year, those in `state` ("" is all)."""

    code: ClassVar[str] = "ey"
    organisation: str
    year: int  # 0: the current one
    state: str
    page: int


@dataclass(frozen=True, slots=True)
class OpenDuty(Press):
    """One duty: its report is begun, gone on with, mended or shown."""

    code: ClassVar[str] = "eu"
    organisation: str
    year: int
    measure: str


@dataclass(frozen=True, slots=True)
class StartReport(Press):
    """Begin the yearly report of a duty."""

    code: ClassVar[str] = "e5"
    organisation: str
    year: int
    measure: str


@dataclass(frozen=True, slots=True)
class SubmitReady(Press):
    """«Подати все готове»: the list first (`sure` 0), then all of it at once (1)."""

    code: ClassVar[str] = "eq"
    organisation: str
    year: int
    sure: int


@dataclass(frozen=True, slots=True)
class Submitted(Press):
    """«Подане»: what was submitted, and how it fared."""

    code: ClassVar[str] = "ed"
    organisation: str
    year: int
    page: int


@dataclass(frozen=True, slots=True)
class OpenReport(Press):
    """One submitted report, with all that it says."""

    code: ClassVar[str] = "ep"
    report: int


@dataclass(frozen=True, slots=True)
class Versions(Press):
    """What a report said at each submission."""

    code: ClassVar[str] = "ev"
    report: int


@dataclass(frozen=True, slots=True)
class Mend(Press):
    """«Виправити»: only what was marked in a returned report."""

    code: ClassVar[str] = "ef"
    report: int


@dataclass(frozen=True, slots=True)
class Continue(Press):
    """«Продовжити»: a draft at the very step where it was left."""

    code: ClassVar[str] = "ek"
    draft: int


ALL: tuple[type[Press], ...] = (
    AddEvent,
    Measures,
    MeasureEntries,
    OpenEntry,
    ChangeEntry,
    RemoveEntry,
    YearReport,
    OpenDuty,
    StartReport,
    SubmitReady,
    Submitted,
    OpenReport,
    Versions,
    Mend,
    Continue,
)
