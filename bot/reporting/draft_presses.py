"""What the buttons of a draft ask for: its questions, its end, what was sent from anywhere.

Their codes begin with «e», as all of an executor's do. Whatever changes something carries the
version that it was drawn for.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class Answer(Press):
    """An answer that needs no typing."""

    code: ClassVar[str] = "ew"
    draft: int
    version: int
    step: str
    value: str


@dataclass(frozen=True, slots=True)
class Page(Press):
    """Another page of the choice that a draft's step offers; nothing is answered."""

    code: ClassVar[str] = "e1"
    draft: int
    page: int


@dataclass(frozen=True, slots=True)
class Back(Press):
    """The question before."""

    code: ClassVar[str] = "eb"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Skip(Press):
    """A question that need not be answered."""

    code: ClassVar[str] = "ei"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class GoTo(Press):
    """One line of the overview, to be changed."""

    code: ClassVar[str] = "eg"
    draft: int
    version: int
    step: str


@dataclass(frozen=True, slots=True)
class Cancel(Press):
    """«Скасувати»; `sure` is 1 after the question whether it is meant."""

    code: ClassVar[str] = "ex"
    draft: int
    version: int
    sure: int


@dataclass(frozen=True, slots=True)
class Save(Press):
    """«Зберегти» an event."""

    code: ClassVar[str] = "es"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class Submit(Press):
    """«Подати» a report, or what was mended in it."""

    code: ClassVar[str] = "et"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class LikeLast(Press):
    """«Як торік»: what the report of the year before said."""

    code: ClassVar[str] = "e6"
    draft: int
    version: int
    step: str


@dataclass(frozen=True, slots=True)
class KeepPersonal(Press):
    """«Залишити, бо…»: personal data stays, the reason is typed next."""

    code: ClassVar[str] = "e2"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class RemoveFile(Press):
    """Take a file out of a draft."""

    code: ClassVar[str] = "e3"
    draft: int
    file: int


@dataclass(frozen=True, slots=True)
class LooseToEvent(Press):
    """«Додати до звіту»: choose the measure of what was sent from anywhere."""

    code: ClassVar[str] = "el"
    draft: int


@dataclass(frozen=True, slots=True)
class LooseMeasure(Press):
    """The measure that something sent from anywhere belongs to."""

    code: ClassVar[str] = "eh"
    draft: int
    version: int
    measure: str


@dataclass(frozen=True, slots=True)
class LooseAsk(Press):
    """«Це запитання до довідника»: the residents' guide answers the text."""

    code: ClassVar[str] = "ej"
    draft: int
    version: int


@dataclass(frozen=True, slots=True)
class LooseAnswer(Press):
    """What was typed answers the question that had stood open for long."""

    code: ClassVar[str] = "e4"
    loose: int
    draft: int
    version: int


ALL: tuple[type[Press], ...] = (
    Answer,
    Page,
    Back,
    Skip,
    GoTo,
    Cancel,
    Save,
    Submit,
    LikeLast,
    KeepPersonal,
    RemoveFile,
    LooseToEvent,
    LooseMeasure,
    LooseAsk,
    LooseAnswer,
)
