"""Photos and documents of events and reports: taken whole or refused, never lost on the way.

Each is checked before it is fetched, by its bytes after, and read back by its checksum. Nothing of
Telegram is needed: what was fetched comes as bytes.
"""

import asyncio
import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bot.errors import Closed, DatabaseFault, Gone, WrongInput
from bot.people.desks import as_now
from bot.people.rules import Action, Person, require
from bot.people.visit import Attachment
from bot.reporting import files_store as store
from bot.reporting.file_kinds import kind_of, safe_name
from bot.reporting.files_store import Place, StoredFile
from bot.reporting.pictures import Pictures
from bot.storage import audit
from bot.storage.database import Database, Work
from bot.storage.tables import drafts, entries, reports

LIMIT_BYTES = 20 * 2**20  # Bot API: getFile
FILES_AT_MOST = 10  # of one event or report
A_YEAR_AT_MOST = 500 * 2**20  # bytes that one person may store
YEAR = timedelta(days=365)

__all__ = ["LIMIT_BYTES", "Files", "StoredFile", "check"]


def check(attachment: Attachment) -> None:
    """Refuse what is too large before anything is fetched; raises WrongInput."""
    if attachment.size is not None and attachment.size > LIMIT_BYTES:
        raise WrongInput("file-too-big", name=attachment.name, megabytes=LIMIT_BYTES // 2**20)


class Files:
    """Stores files with drafts, and gives them back to those who may see them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._pictures = Pictures()

    async def attach(
        self,
        person: Person,
        draft: int,
        attachment: Attachment,
        content: bytes,
        album: str | None,
        *,
        now: datetime,
    ) -> tuple[StoredFile, ...]:
        """Store one file with an open draft; return all files of the draft, oldest first.

        The same file sent twice, or delivered twice, is stored once. Raises WrongInput with what
        is wrong with the file, Gone for an unknown draft, Closed for one that has ended.
        """
        check(attachment)
        if len(content) > LIMIT_BYTES:
            raise WrongInput("file-too-big", name=attachment.name, megabytes=LIMIT_BYTES // 2**20)
        if attachment.size is not None and len(content) != attachment.size:
            raise WrongInput("file-broken")
        kind = await asyncio.to_thread(kind_of, content)  # a large one takes seconds
        if kind.picture:
            content, kind = await self._pictures.redrawn(content, kind)
        values: dict[str, object] = {
            "digest": await asyncio.to_thread(_digest, content),
            "name": safe_name(attachment.name, kind),
            "kind": kind.media,
            "size": len(content),
            "content": content,
            "draft": draft,
            "album": album,
            "source": attachment.source,
            "person": person.id,
            "at": now,
        }
        try:
            async with self._database.begin() as work:
                return await self._stored(work, person, draft, attachment.source, values)
        except IntegrityError:  # the same file, twice at once
            return await self.of_draft(person, draft)

    async def of_draft(self, person: Person, draft: int) -> tuple[StoredFile, ...]:
        """Return the files of a draft, oldest first."""
        return await self._of(person, Place(draft=draft))

    async def of_entry(self, person: Person, entry: int) -> tuple[StoredFile, ...]:
        """Return the files of an event, oldest first."""
        return await self._of(person, Place(entry=entry))

    async def of_report(self, person: Person, report: int) -> tuple[StoredFile, ...]:
        """Return the files of a yearly report, oldest first."""
        return await self._of(person, Place(report=report))

    async def read(self, person: Person, file: int) -> tuple[StoredFile, bytes]:
        """Return a file and its content; raises Gone, Denied, or DatabaseFault if it changed."""
        async with self._database.begin() as work:
            found = await store.owner_of(work, file)
            if found is None:
                raise Gone
            told, place = found
            await _allowed(work, person, place, Action.SEE_REPORT)
            content = await store.content(work, file)
        if await asyncio.to_thread(_digest, content) != told.digest:
            raise DatabaseFault(f"file {file} does not match its checksum")
        return told, content

    async def remove(self, person: Person, file: int, *, now: datetime) -> None:
        """Take a file out of an open draft; raises Gone, Denied, Closed.

        What an event or a report has keeps it until the draft is saved or submitted.
        """
        async with self._database.begin() as work:
            found = await store.owner_of(work, file)
            if found is None:
                raise Gone
            place = found[1]
            if place.draft is None:
                raise Closed("file-kept")
            await _held(work, place.draft)
            organisation = await _allowed(work, person, place, Action.ATTACH)
            if not await store.taken_out(work, file, place.draft, now):
                raise Gone
            await audit.record(
                work,
                at=now,
                act="file-removed",
                subject=f"file:{file}",
                person=person.id,
                organisation=organisation,
            )

    async def _stored(
        self, work: Work, person: Person, draft: int, source: str, values: dict[str, object]
    ) -> tuple[StoredFile, ...]:
        place = Place(draft=draft)
        await _held(work, draft)
        acting = await as_now(work, person)  # it was fetched and looked at meanwhile
        organisation = await _allowed(work, acting, place, Action.ATTACH)
        held = await store.listed(work, place)
        if await store.has(work, draft, source):
            return held
        if len(held) >= FILES_AT_MOST:
            raise WrongInput("file-too-many", most=FILES_AT_MOST)
        now, size = values["at"], values["size"]
        if not isinstance(now, datetime) or not isinstance(size, int):
            raise TypeError("a moment and a size")
        if await store.used(work, person.id, now - YEAR) + size > A_YEAR_AT_MOST:
            raise WrongInput("file-quota", megabytes=A_YEAR_AT_MOST // 2**20)
        file = await store.add(work, values)
        await audit.record(
            work,
            at=now,
            act="file-stored",
            subject=f"file:{file}",
            person=person.id,
            organisation=organisation,
            details={"draft": draft, "size": size, "sha256": str(values["digest"])},
        )
        return await store.listed(work, place)

    async def _of(self, person: Person, place: Place) -> tuple[StoredFile, ...]:
        async with self._database.begin() as work:
            await _allowed(work, person, place, Action.SEE_REPORT)
            return await store.listed(work, place)


async def _held(work: Work, draft: int) -> None:
    """Lock a draft: it may be saved at this very moment, then this waits, and is refused."""
    await work.execute(select(drafts.c.id).where(drafts.c.id == draft).with_for_update())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def _allowed(work: Work, person: Person, place: Place, action: Action) -> str:
    """Return whose place it is; raises Gone, Denied, and Closed for a draft that has ended."""
    for table, id_ in ((drafts, place.draft), (entries, place.entry), (reports, place.report)):
        if id_ is None:
            continue
        row = (await work.execute(select(table).where(table.c.id == id_))).mappings().first()
        if row is None:
            raise Gone
        organisation = str(row["organisation"])
        require(person, action, organisation)
        if action is Action.ATTACH and row.get("ended_at") is not None:
            raise Closed("draft-ended")
        return organisation
    raise Gone
