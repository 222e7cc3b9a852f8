"""Files of events and reports: stored once, read back whole, seen by those who may see them."""

import hashlib
import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image
from sqlalchemy import func, insert, select

from bot.errors import Closed, Denied, Gone, WrongInput
from bot.people.rules import Person, PersonState, Role
from bot.people.visit import Attachment
from bot.reporting import files_store
from bot.reporting.files import Files
from bot.storage.database import Database
from bot.storage.tables import drafts, entries, files, people

NOW = datetime(2023, 11, 26, 9, 0, tzinfo=UTC)


def png(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (colour, 0, 0)).save(out, "PNG")
    return out.getvalue()


def attachment(source: str, content: bytes, name: str = "фото.png") -> Attachment:
    return Attachment(f"file-{source}", source, name, len(content), "image/png")


async def person(database: Database, organisation: str, role: Role = Role.EXECUTOR) -> Person:
    async with database.begin() as work:
        row = await work.execute(
            insert(people)
            .values(
                name=organisation,
                role=role,
                organisation=organisation,
                state=PersonState.ACTIVE,
                created_at=NOW,
            )
            .returning(people.c.id)
        )
        return Person(row.scalar_one(), organisation, role, organisation, PersonState.ACTIVE)


async def draft_of(database: Database, who: Person) -> int:
    async with database.begin() as work:
        row = await work.execute(
            insert(drafts)
            .values(
                version=1,
                kind="event",
                person=who.id,
                organisation=who.organisation,
                year=2023,
                step="files",
                answers={},
                created_at=NOW,
                changed_at=NOW,
            )
            .returning(drafts.c.id)
        )
        return int(row.scalar_one())


async def entry_of(database: Database, who: Person) -> int:
    async with database.begin() as work:
        row = await work.execute(
            insert(entries)
            .values(
                version=1,
                measure="1.2.3",
                organisation=who.organisation,
                year=2023,
                held_on=date(2023, 11, 25),
                text="Зустріч",
                author=who.id,
                on_behalf=False,
                created_at=NOW,
                changed_at=NOW,
            )
            .returning(entries.c.id)
        )
        return int(row.scalar_one())


async def test_an_album_of_three_is_stored_once_however_often_it_comes(database: Database) -> None:
    school = await person(database, "education")
    draft, service = await draft_of(database, school), Files(database)
    for _ in range(2):
        for source in ("a", "b", "c"):
            content = png(ord(source))
            held = await service.attach(
                school, draft, attachment(source, content), content, "album", now=NOW
            )
    assert [each.name for each in held] == ["фото.png"] * 3
    told, content = await service.read(school, held[0].id)
    assert hashlib.sha256(content).hexdigest() == told.digest
    assert Image.open(io.BytesIO(content)).size == (40, 30)


async def test_files_go_with_the_entry_that_the_draft_became(database: Database) -> None:
    school = await person(database, "education")
    service = Files(database)
    draft, entry = await draft_of(database, school), await entry_of(database, school)
    await service.attach(school, draft, attachment("a", png(1)), png(1), None, now=NOW)
    async with database.begin() as work:
        await files_store.hand_over(work, draft, entry=entry)
    assert await service.of_draft(school, draft) == ()
    assert len(await service.of_entry(school, entry)) == 1
    with pytest.raises(Closed):
        await service.remove(school, (await service.of_entry(school, entry))[0].id, now=NOW)


async def test_a_cancelled_change_leaves_the_files_where_they_were(database: Database) -> None:
    school = await person(database, "education")
    service = Files(database)
    draft, entry = await draft_of(database, school), await entry_of(database, school)
    await service.attach(school, draft, attachment("a", png(1)), png(1), None, now=NOW)
    async with database.begin() as work:
        await files_store.hand_over(work, draft, entry=entry)
    change = await draft_of(database, school)
    async with database.begin() as work:
        await files_store.lend(work, change, entry=entry)
    await service.attach(school, change, attachment("b", png(2)), png(2), None, now=NOW)
    assert len(await service.of_draft(school, change)) == 2
    async with database.begin() as work:
        await files_store.let_go(work, change, NOW)
    assert [each.name for each in await service.of_entry(school, entry)] == ["фото.png"]
    async with database.begin() as work:
        kept = await work.execute(
            select(func.sum(func.length(files.c.content))).where(files.c.removed_at.is_not(None))
        )
        assert not kept.scalar_one()


async def test_nobody_sees_or_fills_what_belongs_to_others(database: Database) -> None:
    school, police = await person(database, "education"), await person(database, "police")
    draft, service = await draft_of(database, school), Files(database)
    held = await service.attach(school, draft, attachment("a", png(1)), png(1), None, now=NOW)
    with pytest.raises(Denied):
        await service.attach(police, draft, attachment("b", png(2)), png(2), None, now=NOW)
    with pytest.raises(Denied):
        await service.read(police, held[0].id)
    with pytest.raises(Denied):
        await service.remove(police, held[0].id, now=NOW)
    with pytest.raises(Gone):
        await service.read(school, held[0].id + 1000)


async def test_the_eleventh_file_and_the_large_one_are_refused_with_a_line(
    database: Database,
) -> None:
    school = await person(database, "education")
    draft, service = await draft_of(database, school), Files(database)
    for number in range(10):
        content = f"Протокол {number}".encode()
        await service.attach(
            school, draft, attachment(f"s{number}", content, "п.txt"), content, None, now=NOW
        )
    with pytest.raises(WrongInput) as refused:
        await service.attach(school, draft, attachment("x", b"1"), b"1", None, now=NOW)
    assert refused.value.key == "file-too-many"
    huge = Attachment("f", "u", "відео.mp4", 20 * 2**20 + 1, "video/mp4")
    with pytest.raises(WrongInput) as refused:
        await service.attach(school, draft, huge, b"", None, now=NOW)
    assert refused.value.key == "file-too-big"


async def test_a_file_cut_on_its_way_is_not_stored(database: Database) -> None:
    school = await person(database, "education")
    draft, service = await draft_of(database, school), Files(database)
    whole = "Протокол зустрічі".encode()
    with pytest.raises(WrongInput) as refused:
        await service.attach(school, draft, attachment("a", whole), whole[:-3], None, now=NOW)
    assert refused.value.key == "file-broken"
    assert await service.of_draft(school, draft) == ()
