"""What the board is made of: one query per table, however many duties a year has.

No words of a report and no contents of files are read for it.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from bot.reporting.answers import ReportState, Status
from bot.reporting.board_rules import ReportFacts
from bot.reporting.extension_rules import Extension
from bot.storage.database import Work
from bot.storage.tables import drafts, entries, extensions, reports

Key = tuple[str, str]  # organisation, measure


@dataclass(frozen=True, slots=True)
class YearRows:
    """All that was told for a year, by organisation and measure."""

    reports: dict[Key, ReportFacts]
    drafts: frozenset[Key]
    entries: dict[Key, int]
    until: dict[str, dict[str | None, date]]  # of extensions in force; None: all measures


async def year_rows(work: Work, year: int) -> YearRows:
    """Return what was told for a year, of all organisations."""
    return YearRows(
        await _reports(work, year),
        await _drafts(work, year),
        await _entries(work, year),
        await _until(work, year),
    )


async def _reports(work: Work, year: int) -> dict[Key, ReportFacts]:
    found = await work.execute(
        select(
            reports.c.organisation,
            reports.c.measure,
            reports.c.id,
            reports.c.version,
            reports.c.state,
            reports.c.answers["status"].as_string().label("status"),
            reports.c.first_submitted_at,
            reports.c.submitted_at,
            reports.c.on_behalf,
        ).where(reports.c.year == year)
    )
    return {
        (row.organisation, row.measure): ReportFacts(
            row.id,
            row.version,
            ReportState(row.state),
            Status(row.status),
            row.first_submitted_at,
            row.submitted_at,
            row.on_behalf,
        )
        for row in found
    }


async def _drafts(work: Work, year: int) -> frozenset[Key]:
    found = await work.execute(
        select(drafts.c.organisation, drafts.c.measure).where(
            drafts.c.year == year, drafts.c.kind == "report", drafts.c.ended_at.is_(None)
        )
    )
    return frozenset((row.organisation, row.measure) for row in found)


async def _entries(work: Work, year: int) -> dict[Key, int]:
    found = await work.execute(
        select(entries.c.organisation, entries.c.measure, func.count().label("how_many"))
        .where(entries.c.year == year, entries.c.removed_at.is_(None))
        .group_by(entries.c.organisation, entries.c.measure)
    )
    return {(row.organisation, row.measure): row.how_many for row in found}


async def _until(work: Work, year: int) -> dict[str, dict[str | None, date]]:
    found = await work.execute(
        select(extensions.c.organisation, extensions.c.measure, extensions.c.until)
        .where(extensions.c.year == year, extensions.c.ended_at.is_(None))
        .order_by(extensions.c.until)
    )
    until: dict[str, dict[str | None, date]] = {}
    for row in found:
        until.setdefault(row.organisation, {})[row.measure] = row.until
    return until


async def extensions_of(work: Work, year: int) -> tuple[Extension, ...]:
    """Return a year's extensions that were given, ended ones too, newest first."""
    chosen = select(extensions).where(extensions.c.year == year, extensions.c.reason != "")
    chosen = chosen.order_by(extensions.c.id.desc())
    return tuple(Extension(**row) for row in (await work.execute(chosen)).mappings())


async def extension(work: Work, id_: int) -> Extension | None:
    """Return one extension, or None."""
    found = await work.execute(select(extensions).where(extensions.c.id == id_))
    row = found.mappings().first()
    return Extension(**row) if row is not None else None
