"""contacts.yaml: lines and services, and everything that may be said about them."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.content.models.words import Day, Frozen, Id, Line, Source, Words


class Number(Frozen):
    """A number as it is dialled, and as it is shown so that a screen reader reads digits."""

    dial: Annotated[str, StringConstraints(pattern=r"^\+?[0-9]{3,13}$")]
    show: Annotated[str, StringConstraints(pattern=r"^\+?[0-9][0-9 ()-]{1,20}$")]
    note: Words | None = None


class Span(Frozen):
    """Open from `opens` to `closes`, Kyiv time; a span that closes earlier ends the next day."""

    days: tuple[Day, ...] = Field(min_length=1)
    opens: time
    closes: time


class Hours(Frozen):
    """When a line answers. `unknown` means that nobody could confirm it: the card says so."""

    kind: Literal["always", "weekly", "unknown"]
    spans: tuple[Span, ...] = ()
    note: Words | None = None


class Channel(Frozen):
    """A way to reach a line other than a voice call; `silent` ones need no speaking aloud."""

    kind: Literal["sms", "web", "telegram", "sign", "app", "email"]
    to: Line
    silent: bool
    note: Words


Serves = Literal[
    "emergency",
    "violence",
    "trafficking",
    "children",
    "legal",
    "psychological",
    "suicide",
    "men",
    "harm",  # people who fear that they may hurt somebody
    "abroad",
    "sexual",
    "rights",
]


class Contact(Frozen):
    """One line or service: everything that may be said about it, and who said it."""

    id: Id
    kind: Literal["emergency", "line", "local"]
    organisation: Id | None = None  # of organisations.yaml, for kind: local
    name: Words
    operator: Words
    numbers: tuple[Number, ...]
    what_for: Words
    what_happens: Words
    serves: tuple[Serves, ...]
    hours: Hours
    channels: tuple[Channel, ...] = ()
    languages: tuple[Line, ...] = ()  # empty: not known
    cost: Literal["free", "free-mobile", "unknown"]
    abroad: Number | None = None
    instead: Words | None = None  # what to do while no number is known
    sources: tuple[Source, ...]
    verified_on: date | None = None  # the day on which a person has checked it by calling

    @property
    def reach(self) -> str:
        """Return the number to show first, or the first other way to a line without one."""
        if self.numbers:
            return self.numbers[0].show
        return self.channels[0].to if self.channels else ""
