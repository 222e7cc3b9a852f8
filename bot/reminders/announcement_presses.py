"""Buttons of announcements. Their codes begin with «a»."""

from dataclasses import dataclass
from typing import ClassVar

from bot.chat.buttons import Press


@dataclass(frozen=True, slots=True)
class Announcements(Press):
    """The days that have an announcement to publish."""

    code: ClassVar[str] = "al"


@dataclass(frozen=True, slots=True)
class BeginAnnouncement(Press):
    """One day's announcement: begun, or where it stands."""

    code: ClassVar[str] = "ab"
    date: str
    year: int


@dataclass(frozen=True, slots=True)
class AnnouncementPicture(Press):
    """See the picture."""

    code: ClassVar[str] = "ai"
    announcement: int


@dataclass(frozen=True, slots=True)
class ChangeAnnouncement(Press):
    """Type another text."""

    code: ClassVar[str] = "ac"
    announcement: int
    version: int


@dataclass(frozen=True, slots=True)
class Publish(Press):
    """Publish: `sure` is 1 after the question."""

    code: ClassVar[str] = "ap"
    announcement: int
    version: int
    sure: int


@dataclass(frozen=True, slots=True)
class SettleAnnouncement(Press):
    """Say whether one of unknown fate stands in the channel: `there` is 1 or 0."""

    code: ClassVar[str] = "as"
    announcement: int
    version: int
    there: int
