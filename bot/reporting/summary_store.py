"""What the yearly summary is made of: one query per table; contents of files only for the ZIP."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import distinct, func, or_, select

from bot.reporting import drafts_store, entries_store, reports_store
from bot.reporting.answers import Draft, Entry, Report, ReportState
from bot.storage.database import Work
from bot.storage.tables import audit, drafts, entries, files, remarks, reports

Key = tuple[str, str]  # organisation, measure


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file of a year: where it belongs, without its content."""

    id: int
    name: str
    size: int  # bytes
    digest: str
    measure: str
    organisation: str
    entry: int | None  # None: it came with the yearly report


@dataclass(frozen=True, slots=True)
class ToldYear:
    """All that was told for a year."""

    reports: dict[Key, Report]
    drafts: dict[Key, Draft]
    entries: tuple[Entry, ...]  # by day
    returned: dict[int, int]  # by report: how many times
    files: tuple[FileFacts, ...]


async def told_year(work: Work, year: int) -> ToldYear:
    """Return what was told for a year, of all organisations."""
    ids = await work.scalars(select(reports.c.id).where(reports.c.year == year))
    of_year = await reports_store.of_ids(work, ids)
    opened = await drafts_store.open_where(work, drafts.c.year == year, drafts.c.kind == "report")
    return ToldYear(
        {(each.organisation, each.measure): each for each in of_year},
        {(each.organisation, each.measure or ""): each for each in opened},
        await entries_store.entries_where(work, entries.c.year == year),
        await _returned(work, year),
        await _files(work, year),
    )


async def _returned(work: Work, year: int) -> dict[int, int]:
    """Return how many versions of each report came back; pending remarks are none yet."""
    found = await work.execute(
        select(remarks.c.report, func.count(distinct(remarks.c.version)).label("times"))
        .join(reports, reports.c.id == remarks.c.report)
        .where(
            reports.c.year == year,
            or_(
                remarks.c.version < reports.c.version,
                reports.c.state == ReportState.RETURNED,
            ),
        )
        .group_by(remarks.c.report)
    )
    return {row.report: row.times for row in found}


async def _files(work: Work, year: int) -> tuple[FileFacts, ...]:
    listed = (files.c.id, files.c.name, files.c.size, files.c.digest, files.c.entry)
    found = []
    for owner, column in ((entries, files.c.entry), (reports, files.c.report)):
        chosen = (
            select(*listed, owner.c.measure, owner.c.organisation)
            .join(owner, owner.c.id == column)
            .where(owner.c.year == year, files.c.removed_at.is_(None))
        )
        if owner is entries:
            chosen = chosen.where(entries.c.removed_at.is_(None))
        found += list((await work.execute(chosen)).mappings())
    told = (FileFacts(**row) for row in found)
    return tuple(sorted(told, key=lambda each: (each.organisation, each.measure, each.id)))


async def contents(work: Work, ids: Iterable[int]) -> AsyncIterator[tuple[int, bytes]]:
    """Yield the contents of files, a few at a time."""
    wanted = list(ids)
    for start in range(0, len(wanted), 50):
        found = await work.execute(
            select(files.c.id, files.c.content).where(files.c.id.in_(wanted[start : start + 50]))
        )
        for row in found:
            yield row.id, bytes(row.content)


async def made_since(work: Work, person: int, act: str, since: datetime) -> int:
    """Return how often somebody has done something since a moment, as the audit knows it."""
    chosen = select(func.count()).where(
        audit.c.person == person, audit.c.act == act, audit.c.at >= since
    )
    return int((await work.execute(chosen)).scalar_one())
