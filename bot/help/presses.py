"""What residents' buttons ask for. The screen and the language travel in the button, so nothing
about a resident has to be remembered to answer the next tap."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class Resident(Press):
    """Any resident's button: its first field is the language of the screen that it stands on."""

    language: str


@dataclass(frozen=True, slots=True)
class Home(Resident):
    """The first screen."""

    code: ClassVar[str] = "h"


@dataclass(frozen=True, slots=True)
class More(Resident):
    """The sections that have no door on the first screen."""

    code: ClassVar[str] = "d"


@dataclass(frozen=True, slots=True)
class Rescue(Resident):
    """The rescue card."""

    code: ClassVar[str] = "r"


@dataclass(frozen=True, slots=True)
class Hide(Resident):
    """Turn the message neutral, then erase the chat."""

    code: ClassVar[str] = "x"


@dataclass(frozen=True, slots=True)
class MoreTips(Resident):
    """The second neutral page; the way back stands there, not under a hurried finger."""

    code: ClassVar[str] = "n"


@dataclass(frozen=True, slots=True)
class Lines(Resident):
    """Who answers now; `only` is a filter of bot.help.lines."""

    code: ClassVar[str] = "l"
    only: str


@dataclass(frozen=True, slots=True)
class Line(Resident):
    """One line's card."""

    code: ClassVar[str] = "c"
    contact: str


@dataclass(frozen=True, slots=True)
class OpenTopic(Resident):
    """A page of a topic; the first page is its index."""

    code: ClassVar[str] = "t"
    topic: str
    page: str


@dataclass(frozen=True, slots=True)
class OpenCheck(Resident):
    """A check with the answers so far: one letter each, y, n or s (skipped)."""

    code: ClassVar[str] = "q"
    check: str
    answers: str


@dataclass(frozen=True, slots=True)
class Local(Resident):
    """The community's services; an empty `contact` is their list."""

    code: ClassVar[str] = "o"
    contact: str


@dataclass(frozen=True, slots=True)
class ShowProgramme(Resident):
    """The programme; `part` is empty, `who` or `dates`."""

    code: ClassVar[str] = "p"
    part: str


@dataclass(frozen=True, slots=True)
class ShowMeasure(Resident):
    """One measure of Annex 1."""

    code: ClassVar[str] = "m"
    measure: str


@dataclass(frozen=True, slots=True)
class About(Resident):
    """What the bot keeps (nothing) and what stays on the phone; `part` is empty or `traces`."""

    code: ClassVar[str] = "a"
    part: str


@dataclass(frozen=True, slots=True)
class ChooseLanguage(Resident):
    """The choice of a language."""

    code: ClassVar[str] = "g"


@dataclass(frozen=True, slots=True)
class Mistaken(Resident):
    """«Помилка, я про інше»: back in one step, with no blame."""

    code: ClassVar[str] = "e"


ALL: tuple[type[Resident], ...] = (
    Home,
    More,
    Rescue,
    Hide,
    MoreTips,
    Lines,
    Line,
    OpenTopic,
    OpenCheck,
    Local,
    ShowProgramme,
    ShowMeasure,
    About,
    ChooseLanguage,
    Mistaken,
)
