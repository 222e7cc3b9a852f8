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
