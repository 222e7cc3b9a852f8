"""What every file of data/ is made of: words in both languages, ids, sources."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Language = Literal["uk", "en"]
LANGUAGES: tuple[Language, ...] = ("uk", "en")

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,23}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Frozen(BaseModel):
    """A checked object that nobody can change and that takes no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Frozen):
    """The same words in every language of the bot."""

    uk: Line
    en: Line

    def __getitem__(self, language: Language) -> str:
        """Return the words in one language."""
        return self.uk if language == "uk" else self.en


class Source(Frozen):
    """Who says so, and when it was seen: no fact stands without one."""

    who: Line
    seen: Line  # a date, or what the page shows: "2024-10", "n.d."
    what: Line | None = None  # which fact, where an entry has several

    @property
    def dated(self) -> str:
        """Return what sorts sources by their age; those without a date are the oldest."""
        return self.seen if self.seen[:1].isdigit() else ""
