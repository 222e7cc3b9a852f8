"""What a coordinator's and an overseer's buttons ask for; all their codes begin with «c».

They carry ids, versions and what is chosen, never rights or words: who may do it is read anew at
each tap, and a version that is not the newest redraws what is there now. "" chooses everything,
year 0 the current one.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class Board(Press):
    """«Стан»: the numbers of a year, of what is chosen."""

    code: ClassVar[str] = "cb"
    year: int
    organisation: str
    section: str
    state: str


@dataclass(frozen=True, slots=True)
class Picture(Press):
    """The board as a picture."""

    code: ClassVar[str] = "ci"
    year: int


@dataclass(frozen=True, slots=True)
class Choose(Press):
    """The choice of one filter: `what` is organisation, section, state or year."""

    code: ClassVar[str] = "cf"
    what: str
    year: int
    organisation: str
    section: str
    state: str


@dataclass(frozen=True, slots=True)
class Behind(Press):
    """The duties behind a number of the board."""

    code: ClassVar[str] = "cl"
    figure: str
    year: int
    organisation: str
    section: str
    state: str
    page: int


@dataclass(frozen=True, slots=True)
class Duty(Press):
    """One duty's card."""

    code: ClassVar[str] = "cd"
    year: int
    organisation: str
    measure: str


@dataclass(frozen=True, slots=True)
class OnBehalf(Press):
    """«За організацію»: for which one ("" asks), then what."""

    code: ClassVar[str] = "cq"
    year: int
    organisation: str


@dataclass(frozen=True, slots=True)
class Extensions(Press):
    """«Подовження»: what was extended for a year."""

    code: ClassVar[str] = "ch"
    year: int


@dataclass(frozen=True, slots=True)
class ExtendFor(Press):
    """A new extension: for whom ("" asks), then for what."""

    code: ClassVar[str] = "cn"
    year: int
    organisation: str
    page: int


@dataclass(frozen=True, slots=True)
class ExtendWhat(Press):
    """A new extension of one measure, or of all where it is "": until when is typed next."""

    code: ClassVar[str] = "cj"
    year: int
    organisation: str
    measure: str


@dataclass(frozen=True, slots=True)
class DropExtension(Press):
    """What was begun and not given is forgotten."""

    code: ClassVar[str] = "c3"
    year: int


@dataclass(frozen=True, slots=True)
class OpenExtension(Press):
    """One extension: who gave it, why."""

    code: ClassVar[str] = "cu"
    extension: int


@dataclass(frozen=True, slots=True)
class EndExtension(Press):
    """An extension is taken back; `sure` is 1 after the question whether it is meant."""

    code: ClassVar[str] = "ck"
    extension: int
    sure: int


@dataclass(frozen=True, slots=True)
class Summary(Press):
    """«Зведений звіт» of a year; `drafts` 1: with what is not accepted."""

    code: ClassVar[str] = "cs"
    year: int
    drafts: int


@dataclass(frozen=True, slots=True)
class Export(Press):
    """The summary as a file of a kind: docx, xlsx or zip."""

    code: ClassVar[str] = "cy"
    year: int
    drafts: int
    kind: str


ALL: tuple[type[Press], ...] = (
    Board,
    Picture,
    Choose,
    Behind,
    Duty,
    OnBehalf,
    Extensions,
    ExtendFor,
    ExtendWhat,
    DropExtension,
    OpenExtension,
    EndExtension,
    Summary,
    Export,
)
