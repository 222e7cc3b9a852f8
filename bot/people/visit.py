"""What a staff member's tap or message brings to a handler, and what a handler gives back.

Handlers of the staff's features know no Telegram: they get a Visit and return Shown; the gate
(bot.people.gate_handlers) has looked up who it is, and shows what they return.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.chat.buttons import Press
from bot.chat.screen import Screen
from bot.people.rules import Person


@dataclass(frozen=True, slots=True)
class Asked:
    """The question that stands open in somebody's chat: what a typed text or a file answers."""

    kind: str  # which feature's handler takes the answer: "draft", "return", "invite-name" …
    subject: int = 0  # the id of the draft, report, person … that it is about
    version: int = 0  # of the subject when it was asked
    field: str = ""  # which of its questions


@dataclass(frozen=True, slots=True)
class Visit:
    """One tap or message of somebody of the staff; the person was read from the database now."""

    person: Person
    now: datetime  # aware, UTC
    today: date  # the community's
    asked: Asked | None = None  # the question open just now
    asked_last: Asked | None = None  # the last question, also where it is too old to be answered


@dataclass(frozen=True, slots=True)
class Attachment:
    """A photo or document of a message, not fetched yet."""

    file: str  # Telegram's file_id
    source: str  # Telegram's file_unique_id: the same file has the same one
    name: str
    size: int | None  # bytes; None where Telegram does not say
    kind: str  # the media type that the sender claims; "image/jpeg" for photos


@dataclass(frozen=True, slots=True)
class Typed:
    """What a message of the staff holds."""

    text: str  # the text or the caption; "" where there is none
    attachment: Attachment | None = None
    album: str | None = None  # the same for all parts of an album, each of which comes alone
    other: bool = False  # a voice message, a sticker …: nothing that we take


@dataclass(frozen=True, slots=True)
class Told:
    """A message to somebody else of the staff that a use case brings about."""

    person: Person
    screen: Screen


@dataclass(frozen=True, slots=True)
class Sent:
    """A document or picture that goes to the visitor, above the screen."""

    name: str
    content: bytes
    picture: bool = False
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the visitor sees next."""

    screen: Screen
    asks: Asked | None = None  # the question that this screen asks, answered by typing
    fresh: bool = True  # after a message: a new message; False: edit the one that stands there
    tell: tuple[Told, ...] = ()
    send: tuple[Sent, ...] = ()
    # What takes seconds: done once this screen stands; what it returns is shown below it.
    work: "Callable[[], Awaitable[Shown]] | None" = None


# The table pairs each handler with its own type of button, so that a handler may name that type.
PressHandler = Callable[[Visit, Any], Awaitable[Shown]]
AnswerHandler = Callable[[Visit, Asked, Typed], Awaitable[Shown]]
LooseHandler = Callable[[Visit, Typed], Awaitable[Shown | None]]


@dataclass(frozen=True, slots=True)
class StaffTable:
    """One staff feature's handlers."""

    presses: dict[type[Press], PressHandler]
    answers: dict[str, AnswerHandler]  # by Asked.kind
    loose: LooseHandler | None = None  # a text or file outside a question; None: not ours


def joined(tables: Iterable[StaffTable]) -> tuple[StaffTable, ...]:
    """Return the tables; raises ValueError where two take the same question or button."""
    all_tables = tuple(tables)
    kinds = [kind for table in all_tables for kind in table.answers]
    presses = [kind for table in all_tables for kind in table.presses]
    if len({*kinds}) != len(kinds) or len({*presses}) != len(presses):
        raise ValueError("two features take the same question or button")
    return all_tables
