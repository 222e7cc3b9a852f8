"""What the council gets: accepted reports only, the missing named, drafts marked."""

import asyncio
import hashlib
import io
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import insert, select

from bot import cli
from bot.content.loader import Content
from bot.errors import Closed, Denied, WrongInput
from bot.exports.values import Told
from bot.reporting.answers import Answers, Remark, Status
from bot.reporting.service import Reporting
from bot.reporting.summary import Gathered, made
from bot.storage.database import Database
from bot.storage.tables import audit, entries, files
from tests.bench.year import fill
from tests.storage.commanding import commands
from tests.storage.reported import DONE, submitted
from tests.storage.told import NOW, Staff, hired, reporting_of

__all__ = ["commands"]
SECRET = "Ще ніхто не перевірив"


@pytest.fixture
async def staff(database: Database) -> Staff:
    return await hired(database)


@pytest.fixture
def reporting(database: Database, content: Content) -> Reporting:
    return reporting_of(database, content)


async def gathered(
    reporting: Reporting, staff: Staff, *, drafts: bool = False, files: bool = False
) -> Gathered:
    return await reporting.summary.gather(staff.oksana, 2026, now=NOW, drafts=drafts, files=files)


def told(summary: Gathered, measure: str, organisation: str) -> Told:
    rows = {each.id: each for each in summary.summary.measures}
    return next(each for each in rows[measure].told if each.organisation == organisation)


async def event(
    database: Database, staff: Staff, measure: str, organisation: str, day: date, photo: bytes
) -> None:
    """An event with one photo."""
    row = {"measure": measure, "organisation": organisation, "year": 2026, "held_on": day}
    row |= {"text": f"Подія {day}", "people": 20, "money": 0, "author": staff.olena.id}
    row |= {"version": 1, "on_behalf": False, "created_at": NOW, "changed_at": NOW}
    about = {
        "name": "фото.jpg",
        "kind": "image/jpeg",
        "source": f"{day}",
        "person": staff.olena.id,
    }
    digest = hashlib.sha256(photo).hexdigest()
    async with database.begin() as work:
        made = await work.execute(insert(entries).values(row).returning(entries.c.id))
        values = {"entry": made.scalar_one(), "digest": digest, "size": len(photo), "at": NOW}
        await work.execute(insert(files).values(content=photo, **values, **about))


async def test_only_what_was_accepted_is_told(reporting: Reporting, staff: Staff) -> None:
    accepted = await submitted(reporting, staff.olena)
    await submitted(reporting, staff.ihor, replace(DONE, text=SECRET), organisation="police")
    returned = await submitted(reporting, staff.olena, replace(DONE, text=SECRET), measure="1.2.2")
    await reporting.review.accept(staff.kateryna, accepted.id, 1, now=NOW)
    remark = (Remark("text", "Де саме це було?"),)
    await reporting.review.return_(staff.kateryna, returned.id, 1, remark, now=NOW)

    found = await gathered(reporting, staff)
    assert told(found, "1.2.3", "Освіта, молодь та спорт").text == DONE.text
    for measure, organisation, state in (
        ("1.2.3", "Поліція", "submitted"),
        ("1.2.2", "Освіта, молодь та спорт", "returned"),
        ("1.2.1", "Культура та туризм", "empty"),
    ):
        row = told(found, measure, organisation)
        assert (row.state, row.text, row.status, row.money) == (state, "", "", ())
    assert told(found, "1.2.2", "Освіта, молодь та спорт").returned_times == 1
    missing = dict(found.summary.missing)
    assert "1.2.3" not in missing["Освіта, молодь та спорт"]
    assert {"1.2.2", "1.2.1"} <= set(missing["Освіта, молодь та спорт"])
    assert "1.2.3" in missing["Поліція"]
    assert SECRET not in repr(found.summary)
    total = found.summary.rates[-1]
    assert (total.submitted, total.accepted, total.returned) == (3, 1, 1)
    assert found.summary.cut_off == NOW
    assert found.summary.cut_off.tzinfo is not UTC, "the community's time is shown"


async def test_drafts_are_told_where_they_are_asked_for(
    reporting: Reporting, staff: Staff
) -> None:
    await submitted(reporting, staff.ihor, replace(DONE, text=SECRET), organisation="police")
    draft = await reporting.drafts.start_report(staff.olena, "education", 2026, "1.2.2", now=NOW)
    await reporting.drafts.answer(
        staff.olena, draft.id, draft.version, "status", "partly", now=NOW, today=NOW.date()
    )
    found = await gathered(reporting, staff, drafts=True)
    assert found.summary.drafts_included
    assert told(found, "1.2.3", "Поліція").text == SECRET
    row = told(found, "1.2.2", "Освіта, молодь та спорт")
    assert (row.state, row.status) == ("draft", "Частково виконано")


async def test_events_and_files_belong_to_what_is_told(
    database: Database, reporting: Reporting, staff: Staff
) -> None:
    await event(database, staff, "1.2.3", "education", date(2026, 11, 26), b"one")
    await event(database, staff, "1.2.3", "education", date(2026, 3, 1), b"two")
    await event(database, staff, "1.2.2", "education", date(2026, 11, 26), b"three")
    report = await submitted(reporting, staff.olena)
    await reporting.review.accept(staff.kateryna, report.id, 1, now=NOW)
    found = await gathered(reporting, staff, files=True)
    events = found.summary.events
    assert [(each.number, each.held_on.month) for each in events] == [(1, 3), (2, 11)]
    assert [bool(each.awareness) for each in events] == [False, True]
    assert "16 днів" in events[1].awareness
    assert sorted(each.content for each in found.leaves) == [b"one", b"two"]
    assert {name for each in events for name in each.files} == {"фото.jpg", "фото (2).jpg"}
    everything = await gathered(reporting, staff, drafts=True, files=True)
    assert len(everything.summary.events) == 3
    assert {each.content for each in everything.leaves} == {b"one", b"two", b"three"}
    with pytest.raises(WrongInput, match="summary-too-big"):
        await reporting.summary.gather(
            staff.oksana, 2026, now=NOW, drafts=False, files=True, limit=5
        )


async def test_who_may_and_how_often(
    database: Database, reporting: Reporting, staff: Staff
) -> None:
    with pytest.raises(Denied):
        await reporting.summary.gather(staff.olena, 2026, now=NOW, drafts=False)
    with pytest.raises(Denied):
        await reporting.summary.require_room(staff.olena, NOW)
    summary = (await gathered(reporting, staff)).summary
    for _ in range(10):
        await reporting.summary.require_room(staff.oksana, NOW)
        await reporting.summary.record(staff.oksana, summary, "docx", b"bytes", now=NOW)
    with pytest.raises(Closed, match="summary-limit"):
        await reporting.summary.require_room(staff.oksana, NOW)
    await reporting.summary.require_room(staff.kateryna, NOW)
    async with database.begin() as work:
        (first, *_) = list(await work.scalars(select(audit.c.details)))
    assert first["sha256"] == ("277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9")


async def test_a_full_year_is_made_within_seconds(
    database: Database, content: Content, staff: Staff
) -> None:
    """The event loop is not held meanwhile."""
    await fill(database, content)
    summaries = reporting_of(database, content).summary
    now = datetime(2024, 1, 5, tzinfo=UTC)
    held: list[float] = []

    async def beat() -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.005)
            held.append(time.perf_counter() - began)

    beating = asyncio.create_task(beat())
    began = time.perf_counter()
    found = await summaries.gather(staff.oksana, 2023, now=now, drafts=True)
    took = time.perf_counter() - began
    beating.cancel()
    assert len(found.summary.events) == 2000
    assert took < 3, f"{took:.2f} s"
    assert max(held) < 0.5, f"the loop was held for {max(held):.2f} s"


async def test_a_zip_has_the_documents_and_the_files(
    database: Database, content: Content, reporting: Reporting, staff: Staff
) -> None:
    await event(database, staff, "1.2.3", "education", date(2026, 11, 26), b"one")
    report = await submitted(reporting, staff.olena)
    await reporting.review.accept(staff.kateryna, report.id, 1, now=NOW)
    found = await gathered(reporting, staff, files=True)
    packed = await made(found, "zip", content.exports, "Звіт")
    with ZipFile(io.BytesIO(packed)) as opened:
        names = opened.namelist()
        assert {"Звіт.docx", "Звіт.xlsx"} <= set(names)
        (photo,) = [name for name in names if name.endswith(".jpg")]
        assert opened.read(photo) == b"one"
        assert Document(io.BytesIO(opened.read("Звіт.docx"))).tables


async def _accepted(url: str, content: Content) -> None:
    database = Database(url)
    try:
        staff, reporting = await hired(database), reporting_of(database, content)
        report = await submitted(
            reporting, staff.olena, Answers(Status.DONE, DONE.text, no_money=True)
        )
        await reporting.review.accept(staff.kateryna, report.id, 1, now=NOW)
    finally:
        await database.close()


def test_the_command_line_makes_files_that_open(
    commands: Path,
    database_url: str,
    content: Content,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asyncio.run(_accepted(database_url, content))
    for kind in ("docx", "xlsx", "zip"):
        assert cli.main(["export", "--year", "2026", "--out", f"zvit.{kind}", "--drafts"]) == 0
    word = Document(str(commands / "zvit.docx"))
    assert DONE.text in "\n".join(
        cell.text for table in word.tables for row in table.rows for cell in row.cells
    )
    assert len(load_workbook(commands / "zvit.xlsx").sheetnames) >= 5
    assert {"zvit.docx", "zvit.xlsx"} <= set(ZipFile(commands / "zvit.zip").namelist())
    assert cli.main(["export", "--year", "2026", "--out", "zvit.pdf"]) != 0
    assert "FILE.docx" in capsys.readouterr().err
