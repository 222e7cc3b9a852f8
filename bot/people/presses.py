"""Staff buttons. All begin with a code of two letters; a resident's has one.

A button carries ids and versions, never rights: those are read anew at each tap.
"""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class Desk(Press):
    """The desk: what everything of the staff begins at."""

    code: ClassVar[str] = "sd"


@dataclass(frozen=True, slots=True)
class Board(Press):
    """«Люди»: everybody with how far they have come."""

    code: ClassVar[str] = "pb"
    page: int


@dataclass(frozen=True, slots=True)
class Card(Press):
    """One person."""

    code: ClassVar[str] = "pc"
    person: int


@dataclass(frozen=True, slots=True)
class Invite(Press):
    """«Запросити»: the role is asked for while it is empty, then the organisation."""

    code: ClassVar[str] = "pi"
    role: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Renew(Press):
    """A new link: again, or for another phone; older ones end."""

    code: ClassVar[str] = "pr"
    person: int


@dataclass(frozen=True, slots=True)
class Ask(Press):
    """Ask for what is to be changed of a person: `field` is name or phone."""

    code: ClassVar[str] = "pq"
    person: int
    field: str


@dataclass(frozen=True, slots=True)
class NoPhone(Press):
    """No number; `inviting` is 1 where the link comes next."""

    code: ClassVar[str] = "ps"
    person: int
    inviting: int


@dataclass(frozen=True, slots=True)
class Confirm(Press):
    """«Підтвердити» whoever has opened an invitation."""

    code: ClassVar[str] = "py"
    invite: int


@dataclass(frozen=True, slots=True)
class Refuse(Press):
    """«Не та людина»."""

    code: ClassVar[str] = "pn"
    invite: int


@dataclass(frozen=True, slots=True)
class Freeze(Press):
    """Take all rights away until further notice."""

    code: ClassVar[str] = "pf"
    person: int


@dataclass(frozen=True, slots=True)
class Unfreeze(Press):
    """Give them back."""

    code: ClassVar[str] = "pu"
    person: int


@dataclass(frozen=True, slots=True)
class Dismiss(Press):
    """End somebody's work here; `sure` is 1 after the question whether it is meant."""

    code: ClassVar[str] = "pd"
    person: int
    sure: int


@dataclass(frozen=True, slots=True)
class BeAway(Press):
    """«Я у відпустці»: one's own absence."""

    code: ClassVar[str] = "pw"


@dataclass(frozen=True, slots=True)
class Away(Press):
    """Somebody's absence, one's own too; `until` is its last day, or empty: it is asked for."""

    code: ClassVar[str] = "pa"
    person: int
    until: str


@dataclass(frozen=True, slots=True)
class Deputise(Press):
    """Who stands in meanwhile; 0 is nobody."""

    code: ClassVar[str] = "pe"
    person: int
    deputy: int


@dataclass(frozen=True, slots=True)
class ComeBack(Press):
    """There again."""

    code: ClassVar[str] = "pk"
    person: int
