"""announcements.yaml: what may be published on days of awareness, after a coordinator read it."""

from typing import Annotated

from pydantic import Field, StringConstraints

from bot.content.models.words import Frozen, Id

Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=10, max_length=110)]
Long = Annotated[str, StringConstraints(strip_whitespace=True, min_length=40, max_length=700)]


class Announcement(Frozen):
    """The draft for one day of awareness."""

    date: Id  # of calendar.yaml
    topic: Id  # which topic the picture's code opens
    lines: tuple[Id, ...] = Field(min_length=1, max_length=3)  # contacts on the picture
    picture: Short
    text: Long


class Announcements(Frozen):
    """announcements.yaml."""

    announcements: tuple[Announcement, ...]
