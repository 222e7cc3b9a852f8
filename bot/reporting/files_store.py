"""The rows of files: stored in the database, so that one backup has everything."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, select, update

from bot.storage.database import Work
from bot.storage.tables import files


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as it is listed; its content is read only when somebody asks for it."""

    id: int
    name: str
    size: int  # bytes
    kind: str  # a media type of bot.reporting.file_kinds
    digest: str  # SHA-256 of the stored content, hex


@dataclass(frozen=True, slots=True)
class Place:
    """What a file belongs to: one of the three."""

    draft: int | None = None
    entry: int | None = None
    report: int | None = None

    def here(self) -> ColumnElement[bool]:
        """Return the condition that picks this place's files which were not removed."""
        if self.draft is not None:
            where = files.c.draft == self.draft
        elif self.entry is not None:
            where = files.c.entry == self.entry
        elif self.report is not None:
            where = files.c.report == self.report
        else:
            raise ValueError("a file belongs to a draft, an entry or a report")
        return where & files.c.removed_at.is_(None)


_LENT = files.c.entry.is_not(None) | files.c.report.is_not(None)
_LISTED = (files.c.id, files.c.name, files.c.size, files.c.kind, files.c.digest)


async def listed(work: Work, place: Place) -> tuple[StoredFile, ...]:
    """Return the files of a draft, an entry or a report, oldest first."""
    found = await work.execute(select(*_LISTED).where(place.here()).order_by(files.c.id))
    return tuple(StoredFile(**row) for row in found.mappings())


async def used(work: Work, person: int, since: datetime) -> int:
    """Return how many bytes a person has stored since a moment, removed ones left out."""
    total = select(func.coalesce(func.sum(files.c.size), 0)).where(
        files.c.person == person, files.c.at >= since, files.c.removed_at.is_(None)
    )
    return int((await work.execute(total)).scalar_one())


async def has(work: Work, draft: int, source: str) -> bool:
    """Return whether a draft holds this very file of Telegram already."""
    row = select(files.c.id).where(
        files.c.draft == draft, files.c.source == source, files.c.removed_at.is_(None)
    )
    return (await work.execute(row)).first() is not None


async def add(work: Work, values: dict[str, object]) -> int:
    """Write a file's row; return its id."""
    done = await work.execute(insert(files).values(**values).returning(files.c.id))
    return int(done.scalar_one())


async def owner_of(work: Work, file: int) -> tuple[StoredFile, Place] | None:
    """Return a file and what it belongs to, or None where there is no such file any more."""
    found = await work.execute(
        select(*_LISTED, files.c.draft, files.c.entry, files.c.report).where(
            files.c.id == file, files.c.removed_at.is_(None)
        )
    )
    row = found.mappings().first()
    if row is None:
        return None
    told = StoredFile(*(row[column.name] for column in _LISTED))
    return told, Place(row["draft"], row["entry"], row["report"])


async def content(work: Work, file: int) -> bytes:
    """Return what a file holds."""
    row = select(files.c.content).where(files.c.id == file)
    return bytes((await work.execute(row)).scalar_one())


async def taken_out(work: Work, file: int, draft: int, now: datetime) -> bool:
    """Take a file out of a draft; a lent one stays where it was until the draft is saved."""
    held = Place(draft=draft).here() & (files.c.id == file)
    lent = await work.execute(update(files).where(held, _LENT).values(draft=None))
    gone = await work.execute(update(files).where(held, ~_LENT).values(**_gone(now)))
    return bool(lent.rowcount or gone.rowcount)


async def left_out(
    work: Work, now: datetime, *, entry: int | None = None, report: int | None = None
) -> None:
    """Remove what was taken out of the draft that has just become this entry or report."""
    where = Place(entry=entry, report=report).here() & files.c.draft.is_(None)
    await work.execute(update(files).where(where).values(**_gone(now)))


async def hand_over(
    work: Work, draft: int, *, entry: int | None = None, report: int | None = None
) -> None:
    """Give a draft's files to the entry or the report that it became, in the same transaction."""
    where = Place(draft=draft).here()
    await work.execute(update(files).where(where).values(draft=None, entry=entry, report=report))


async def lend(
    work: Work, draft: int, *, entry: int | None = None, report: int | None = None
) -> None:
    """Show the files of an entry or a report in the draft that changes it; nothing is copied."""
    where = Place(entry=entry, report=report).here()
    await work.execute(update(files).where(where).values(draft=draft))


async def let_go(work: Work, draft: int, now: datetime) -> None:
    """End a cancelled draft's hold: lent files stay where they were, new ones are removed."""
    held = Place(draft=draft).here()
    await work.execute(update(files).where(held, _LENT).values(draft=None))
    await work.execute(update(files).where(held, ~_LENT).values(**_gone(now)))


def _gone(now: datetime) -> dict[str, object]:
    """Return a removed file's values: what nobody should see must not wait in a backup."""
    return {"removed_at": now, "content": b"", "draft": None, "entry": None, "report": None}
