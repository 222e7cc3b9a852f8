"""A draft's question as a value: all that its screen is drawn from."""

from dataclasses import dataclass
from datetime import date

from bot.reporting.answers import Answers, Draft
from bot.reporting.files_store import StoredFile


@dataclass(frozen=True, slots=True)
class Scene:
    """A draft, and what its question needs beside it."""

    draft: Draft
    today: date
    note: str = ""  # HTML: what was wrong, what has just been kept
    files: tuple[StoredFile, ...] = ()
    measures: tuple[str, ...] = ()  # to choose from, in season first
    page: int = 0
    last: Answers | None = None  # of the year before
    remark: str = ""  # what the coordinator wants changed here
    behalf: bool = False
