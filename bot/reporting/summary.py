"""The yearly summary: gathered in one transaction, made into files, each of which is audited."""

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime, time

from bot.content.models import Form
from bot.errors import Closed, WrongInput
from bot.exports.apart import excel_apart, word_apart
from bot.exports.archive import archive, volumes
from bot.exports.values import Leaf, Summary
from bot.people.rules import Action, Person, require
from bot.reporting import summary_store as store
from bot.reporting.board import Boards
from bot.reporting.ground import Ground
from bot.reporting.summary_rows import Rows
from bot.storage import audit
from bot.storage.database import Work

KINDS = ("docx", "xlsx", "zip")
A_DAY_AT_MOST = 10  # exports of one person
PART_BYTES = 20 * 2**20  # of files in one ZIP for the chat: sent while a handler may run
ALL_BYTES = 20 * PART_BYTES  # more than that is for the command line
_MADE = "summary-made"


@dataclass(frozen=True, slots=True)
class Gathered:
    """A year's summary; its files where they were asked for."""

    summary: Summary
    leaves: tuple[Leaf, ...] = ()


class Summaries:
    """Gathers the summary of a year."""

    def __init__(self, ground: Ground, boards: Boards) -> None:
        self._ground, self._boards = ground, boards

    async def gather(
        self,
        person: Person | None,
        year: int,
        *,
        now: datetime,
        drafts: bool,
        files: bool = False,
        limit: int | None = None,
    ) -> Gathered:
        """Return a year's summary, `files`: with their contents; nobody is the command line.

        Raises Denied, and WrongInput where the files have more than `limit` bytes.
        """
        if person is not None:
            require(person, Action.EXPORT)
        async with self._ground.database.begin() as work:
            stands = await self._boards.stands(work, year, now)
            told = await store.told_year(work, year)
            rows = Rows(self._ground.content, self._ground.term, year, stands, told, drafts)
            leaves = await self._leaves(work, rows, limit) if files else ()
        return Gathered(await asyncio.to_thread(rows.summary, now), leaves)

    async def _leaves(self, work: Work, rows: Rows, limit: int | None) -> tuple[Leaf, ...]:
        listed = rows.files()
        size = sum(each.size for each in listed)
        if limit is not None and size > limit:
            mega = 2**20
            raise WrongInput(
                "summary-too-big", size=-(-size // mega), limit=limit // mega, year=rows.year
            )
        held = {
            id_: content async for id_, content in store.contents(work, (f.id for f in listed))
        }
        return await asyncio.to_thread(rows.leaves, held)

    async def require_room(self, person: Person, now: datetime) -> None:
        """Raise Closed where somebody has made as many as a day holds; Denied."""
        require(person, Action.EXPORT)
        zone = self._ground.term.zone
        midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
        async with self._ground.database.begin() as work:
            made = await store.made_since(work, person.id, _MADE, midnight)
        if made >= A_DAY_AT_MOST:
            raise Closed("summary-limit")

    async def record(
        self, person: Person | None, summary: Summary, kind: str, content: bytes, *, now: datetime
    ) -> None:
        """Append to the audit that somebody has made a file, with its checksum."""
        async with self._ground.database.begin() as work:
            await audit.record(
                work,
                at=now,
                act=_MADE,
                subject=f"year:{summary.year}",
                person=person.id if person else None,
                details={
                    "kind": kind,
                    "drafts": summary.drafts_included,
                    "bytes": len(content),
                    "sha256": hashlib.sha256(content).hexdigest(),
                },
            )


def parts(gathered: Gathered) -> int:
    """Return into how many ZIPs the files go for the chat; at least one."""
    return len(volumes(gathered.leaves, PART_BYTES))


async def made(
    gathered: Gathered, kind: str, form: Form, name: str, part: int | None = None
) -> bytes:
    """Return the file of a kind: docx, xlsx, or zip with both of them and all files.

    Made in processes of their own, so that nobody waits meanwhile; raises NotMade. `name` is that
    of the documents inside a zip; `part` is the number of one zip of several, from 1: the
    documents are in the first.
    """
    summary = gathered.summary
    if kind == "docx":
        return await word_apart(summary, form)
    if kind == "xlsx":
        return await excel_apart(summary, form)
    if kind != "zip":
        raise ValueError(kind)
    documents = {}
    if part in (None, 1):
        documents[f"{name}.docx"] = await word_apart(summary, form)
        documents[f"{name}.xlsx"] = await excel_apart(summary, form)
    only = volumes(gathered.leaves, PART_BYTES)[part - 1] if part else None
    return await asyncio.to_thread(archive, summary, gathered.leaves, form, documents, only)
