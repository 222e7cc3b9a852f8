"""What was accepted, or submitted, stays as the coordinator saw it, whatever a draft does."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.errors import Closed, Gone, Stale
from bot.exports.form import FormRow
from bot.reporting.answers import Draft
from bot.reporting.service import Reporting
from bot.storage.database import Database
from bot.storage.tables import entries, files
from tests.storage.told import (
    CAMPAIGN,
    NOW,
    TODAY,
    Staff,
    answered,
    attached,
    complete,
    counted,
    decided,
    event,
    submitted,
)


async def with_photo(reporting: Reporting, staff: Staff, database: Database) -> Draft:
    """A draft that corrects a submitted report with a photo; the photo is lent to it."""
    draft = await complete(reporting, staff.olena)
    await attached(database, draft, staff.olena)
    await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=NOW)
    return await reporting.drafts.start_report(staff.olena, "education", 2026, CAMPAIGN, now=NOW)


async def test_a_photo_taken_out_of_a_draft_stays_with_the_report_that_was_submitted(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await with_photo(reporting, staff, database)
    (photo,) = await reporting.files.of_draft(staff.olena, draft.id)
    await reporting.files.remove(staff.olena, photo.id, now=NOW)
    assert await reporting.files.of_draft(staff.olena, draft.id) == ()
    assert await reporting.files.of_report(staff.kateryna, draft.report or 0) == (photo,)
    await reporting.drafts.cancel(staff.olena, draft.id, draft.version, now=NOW)
    assert await reporting.files.of_report(staff.kateryna, draft.report or 0) == (photo,)


async def test_no_draft_takes_a_photo_out_of_an_accepted_report(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await with_photo(reporting, staff, database)
    report = await reporting.reports.read(staff.olena, draft.report or 0)
    await decided(database, report, "accepted", staff.kateryna)
    (photo,) = await reporting.files.of_draft(staff.olena, draft.id)
    await reporting.files.remove(staff.olena, photo.id, now=NOW)
    with pytest.raises(Closed, match="report-accepted"):
        await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=NOW)
    async with database.begin() as work:
        row = (await work.execute(select(files))).one()
    assert (row.report, row.content, row.removed_at) == (report.id, b"jpg", None)


async def test_a_photo_taken_out_goes_with_the_next_submission(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await with_photo(reporting, staff, database)
    (photo,) = await reporting.files.of_draft(staff.olena, draft.id)
    await reporting.files.remove(staff.olena, photo.id, now=NOW)
    await attached(database, draft, staff.olena, "another")
    report = await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=NOW)
    (kept,) = await reporting.files.of_report(staff.kateryna, report.id)
    assert kept.id != photo.id
    async with database.begin() as work:
        gone = (await work.execute(select(files).where(files.c.id == photo.id))).one()
    assert gone.content == b"", "what nobody should see must not wait in a backup"


async def test_a_photo_taken_out_of_an_event_goes_when_the_change_is_saved(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    begun = await reporting.drafts.start_event(
        staff.olena, now=NOW, today=TODAY, measure=CAMPAIGN, held_on=TODAY, text="Провели акцію"
    )
    await attached(database, begun, staff.olena)
    begun = await answered(reporting, staff.olena, begun, "120", "12,5", "done")
    entry = await reporting.drafts.save(staff.olena, begun.id, begun.version, now=NOW)
    change = await reporting.drafts.change_entry(staff.petro, entry.id, now=NOW)
    (photo,) = await reporting.files.of_draft(staff.petro, change.id)
    await reporting.files.remove(staff.petro, photo.id, now=NOW)
    assert await reporting.files.of_entry(staff.olena, entry.id) == (photo,)
    await reporting.drafts.save(staff.petro, change.id, change.version, now=NOW)
    assert await reporting.files.of_entry(staff.olena, entry.id) == ()


async def test_no_event_is_added_to_an_accepted_report(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    begun = await reporting.drafts.start_event(
        staff.olena, now=NOW, today=TODAY, measure=CAMPAIGN, held_on=TODAY, text="Провели акцію"
    )
    begun = await answered(reporting, staff.olena, begun, "120", "12,5", "done")
    report = await submitted(reporting, staff.petro)
    await decided(database, report, "accepted", staff.kateryna)
    with pytest.raises(Closed, match="report-accepted"):
        await reporting.drafts.save(staff.olena, begun.id, begun.version, now=NOW)
    assert await counted(database, entries) == 0
    assert await reporting.drafts.read(staff.olena, begun.id) == begun, "nothing typed is lost"


async def test_no_event_is_moved_into_an_accepted_report(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    entry = await event(reporting, staff.olena, "25", "done", measure="2.2.1")
    report = await submitted(reporting, staff.petro)
    await decided(database, report, "accepted", staff.kateryna)
    change = await reporting.drafts.change_entry(staff.olena, entry.id, now=NOW)
    change = await reporting.drafts.go_to(
        staff.olena, change.id, change.version, "measure", now=NOW
    )
    change = await answered(reporting, staff.olena, change, CAMPAIGN)
    with pytest.raises(Closed, match="report-accepted"):
        await reporting.drafts.save(staff.olena, change.id, change.version, now=NOW)
    assert (await reporting.entries.read(staff.olena, entry.id)).measure == "2.2.1"


async def test_an_event_and_the_acceptance_of_its_report_at_once(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    entry = await event(reporting, staff.olena)
    report = await submitted(reporting, staff.olena)
    change = await reporting.drafts.change_entry(staff.olena, entry.id, now=NOW)
    held, go = asyncio.Event(), asyncio.Event()

    async def accepted() -> None:
        async with database.begin() as work:
            await reporting.review._undecided(work, staff.kateryna, report.id, report.version)
            held.set()
            await go.wait()
            await reporting.review._decided(
                work, staff.kateryna, report, type(report.state).ACCEPTED, NOW
            )

    deciding = asyncio.create_task(accepted())
    await held.wait()
    saving = asyncio.create_task(
        reporting.drafts.save(staff.olena, change.id, change.version, now=NOW)
    )
    done, _ = await asyncio.wait((saving,), timeout=0.3)
    assert not done, "a decision under way is waited for"
    go.set()
    await deciding
    with pytest.raises(Closed, match="report-accepted"):
        await saving


async def test_an_event_that_is_being_changed_is_not_removed_at_the_same_moment(
    reporting: Reporting, staff: Staff
) -> None:
    for turn in range(5):
        entry = await event(reporting, staff.olena)
        done = await asyncio.gather(
            reporting.drafts.change_entry(staff.olena, entry.id, now=NOW + timedelta(hours=turn)),
            reporting.entries.remove(staff.petro, entry.id, entry.version, now=NOW),
            return_exceptions=True,
        )
        assert sum(isinstance(each, Exception) for each in done) == 1, done


async def test_a_form_and_the_chat_at_once_both_come_to_an_end(
    reporting: Reporting, staff: Staff
) -> None:
    row = FormRow("1.2.2", status="not-yet", reason="Перенесено на лютий", row=12)
    for turn in range(4):
        drafts = [await complete(reporting, staff.olena)]
        drafts.append(await complete(reporting, staff.olena, "2.2.1"))
        rows = (
            replace(row, measure=CAMPAIGN, reason=f"Перенесено {turn}"),
            replace(row, measure="2.2.1", reason=f"Перенесено {turn}"),
        )
        done = await asyncio.gather(
            reporting.reports.submit_ready(staff.olena, "education", 2026, now=NOW),
            reporting.filing.file(staff.kateryna, "education", 2026, rows, now=NOW),
            *(
                reporting.drafts.submit(staff.petro, each.id, each.version, now=NOW)
                for each in drafts
            ),
            return_exceptions=True,
        )
        odd = [each for each in done if isinstance(each, Exception)]
        assert all(isinstance(each, Stale | Gone) for each in odd), odd


async def test_a_photo_taken_out_while_the_draft_is_submitted_is_out_or_refused(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    for turn in range(4):
        if turn == 0:
            draft = await with_photo(reporting, staff, database)
        else:
            draft = await reporting.drafts.start_report(
                staff.olena, "education", 2026, CAMPAIGN, now=NOW
            )
            await attached(database, draft, staff.olena, f"photo-{turn}")
            draft = await reporting.drafts.read(staff.olena, draft.id)
        photo = (await reporting.files.of_draft(staff.olena, draft.id))[-1]
        removed, submission = await asyncio.gather(
            reporting.files.remove(staff.olena, photo.id, now=NOW),
            reporting.drafts.submit(staff.petro, draft.id, draft.version, now=NOW),
            return_exceptions=True,
        )
        assert not isinstance(submission, BaseException), submission
        kept = [each.id for each in await reporting.files.of_report(staff.olena, submission.id)]
        assert (photo.id in kept) == isinstance(removed, Exception)
