"""What a reading says, so that screens and tests share one vocabulary.

The kinds are those of the rules D1–D18; their order is the order of help: life first.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """A kind of danger, in the order in which its lines are shown."""

    WEAPON = "weapon"
    VIOLENCE = "violence"
    SEXUAL = "sexual"
    CONFINEMENT = "confinement"
    SUICIDE = "suicide"
    CHILD = "child"
    TRAFFICKING = "trafficking"
    SILENT = "silent"  # cannot speak, he is here, he reads this
    THIRD_PERSON = "third_person"  # somebody else is harmed
    PERPETRATOR = "perpetrator"  # the writer harms, or fears to
    INDIRECT = "indirect"  # control, fear, stalking, money, humiliation


@dataclass(frozen=True, slots=True)
class Scored:
    """A place that answers a question, with how well it fits: 0 to 1."""

    place: str
    score: float


@dataclass(frozen=True, slots=True)
class Why:
    """One decision: what was decided, by which rule of data/, because of which words."""

    decided: str
    rule: str
    words: tuple[str, ...]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was understood of one text. Holds the text's words: never store it."""

    kinds: tuple[Kind, ...] = ()
    topics: tuple[Scored, ...] = ()
    clear: bool = False  # the first topic fits well and stands well above the rest
    smalltalk: bool = False
    foreign: bool = False  # a question that is not ours
    why: tuple[Why, ...] = ()

    @property
    def danger(self) -> bool:
        """Return whether the text needs the rescue card."""
        return bool(self.kinds)
