"""The same tap or message may come twice, after a kill or a lost answer: it begins one draft."""

from datetime import UTC, date, datetime

from sqlalchemy import select

from bot.content.loader import Content
from bot.people.visit import Attachment
from bot.reporting.service import Reporting
from bot.storage.database import Database
from bot.storage.tables import drafts
from tests.storage.told import (
    CAMPAIGN,
    NOW,
    TEXT,
    TODAY,
    Staff,
    answered,
    counted,
    reporting_of,
)

PROTOCOL = "Протокол зустрічі".encode()


async def test_a_text_that_comes_twice_is_kept_once(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    first = await reporting.drafts.loose(staff.olena, TEXT, now=NOW, today=TODAY)
    assert await reporting.drafts.loose(staff.olena, TEXT, now=NOW, today=TODAY) == first
    other = await reporting.drafts.loose(staff.olena, f"{TEXT} Ще раз.", now=NOW, today=TODAY)
    theirs = await reporting.drafts.loose(staff.petro, TEXT, now=NOW, today=TODAY)
    assert len({first.id, other.id, theirs.id}) == 3
    assert await counted(database, drafts) == 3


async def test_a_file_that_comes_twice_is_kept_once(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    async def sent(source: str) -> int:
        file = Attachment(source, source, "протокол.txt", len(PROTOCOL), "text/plain")
        draft = await reporting.drafts.loose(staff.olena, "", now=NOW, today=TODAY, source=source)
        await reporting.files.attach(staff.olena, draft.id, file, PROTOCOL, None, now=NOW)
        return draft.id

    first = await sent("one")
    assert await sent("one") == first
    assert await sent("two") != first
    again = await reporting.drafts.loose(staff.olena, "", now=NOW, today=TODAY, source="three")
    killed = await reporting.drafts.loose(staff.olena, "", now=NOW, today=TODAY, source="three")
    assert again == killed, "the process was killed before the file was stored"


async def test_two_taps_begin_one_event(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    start = reporting.drafts.start_event
    first = await start(staff.olena, now=NOW, today=TODAY)
    assert await start(staff.olena, now=NOW, today=TODAY) == first
    await answered(reporting, staff.olena, first, CAMPAIGN)
    second = await start(staff.olena, now=NOW, today=TODAY)
    assert second.id != first.id, "one that was gone on with is another event"
    assert await counted(database, drafts) == 2


async def test_in_january_after_the_term_a_text_still_becomes_an_event(
    staff: Staff, database: Database, content: Content
) -> None:
    ended = reporting_of(database, content, None)  # 2023 is the last year
    now, today = datetime(2024, 1, 10, 9, tzinfo=UTC), date(2024, 1, 10)
    kept = await ended.drafts.loose(staff.olena, TEXT, now=now, today=today)
    event = await ended.drafts.loose_to_event(
        staff.olena, kept.id, kept.version, CAMPAIGN, now=now, today=today
    )
    assert (event.kind, event.year, event.step) == ("event", 2023, "date")
    event = await ended.drafts.answer(
        staff.olena, event.id, event.version, "date", "28.12.2023", now=now, today=today
    )
    assert event.answers["text"] == TEXT
    async with database.begin() as work:
        assert [*await work.scalars(select(drafts.c.kind))] == ["event"]
