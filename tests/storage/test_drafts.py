"""Drafts: each answer is a row before the next is asked, and any phone can go on with it."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.content.loader import Content
from bot.errors import Closed, Denied, Gone, Stale, WrongInput
from bot.people.visit import Attachment
from bot.reporting.answers import Draft, Entry
from bot.reporting.files_store import StoredFile
from bot.reporting.service import Reporting
from bot.storage.database import Database
from bot.storage.tables import drafts, entries
from tests.storage.told import (
    CAMPAIGN,
    NOW,
    TEXT,
    TODAY,
    Staff,
    acts,
    answered,
    attached,
    counted,
    event,
    reporting_of,
)

EVENT = (CAMPAIGN, "вчора", TEXT, "близько 120", "12,5", "done")
PHONE = "Жінка з телефоном 067 123-45-67 отримала пораду"


async def test_an_event_from_the_first_question_to_the_entry(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    assert (draft.step, draft.organisation, draft.year) == ("measure", "education", 2026)
    draft = await answered(reporting, staff.olena, draft, *EVENT)
    assert (draft.step, draft.version) == ("check", 7)
    await attached(database, draft, staff.olena)
    entry = await reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW)
    assert (entry.measure, entry.held_on, entry.people) == (CAMPAIGN, date(2026, 11, 26), 120)
    assert (entry.money, entry.files, entry.on_behalf) == (12_500, 1, False)
    assert await acts(database) == ["entry-saved"]
    assert await reporting.drafts.open_of(staff.olena) == ()


async def test_after_each_answer_another_process_and_phone_goes_on_at_the_exact_step(
    database: Database, content: Content, staff: Staff
) -> None:
    begun = await reporting_of(database, content).drafts.start_event(
        staff.olena, now=NOW, today=TODAY
    )
    for value in EVENT:
        reporting = reporting_of(database, content)  # a start of the bot, nothing in memory
        (draft,) = await reporting.drafts.open_of(staff.petro)
        written = await answered(reporting, staff.petro, draft, value)
        assert await reporting_of(database, content).drafts.read(staff.olena, begun.id) == written
    assert written.step == "check"


async def test_a_quick_event_asks_only_what_it_was_not_given(
    reporting: Reporting, staff: Staff
) -> None:
    draft = await reporting.drafts.start_event(
        staff.olena, now=NOW, today=TODAY, measure=CAMPAIGN, held_on=date(2026, 11, 25), text=TEXT
    )
    assert (draft.step, draft.answers["date"]) == ("people", "2026-11-25")
    with pytest.raises(WrongInput, match="wrong-measure"):
        await reporting.drafts.start_event(staff.ihor, now=NOW, today=TODAY, measure="2.2.1")


async def test_wrong_input_loses_nothing(reporting: Reporting, staff: Staff) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    draft = await answered(reporting, staff.olena, draft, CAMPAIGN)
    for typed in ("завтра", "99.99", "25.11.2019", ""):
        with pytest.raises(WrongInput):
            await reporting.drafts.answer(
                staff.olena, draft.id, draft.version, "date", typed, now=NOW, today=TODAY
            )
    assert await reporting.drafts.read(staff.olena, draft.id) == draft


async def test_an_answer_that_comes_twice_or_to_another_question_is_old(
    reporting: Reporting, staff: Staff
) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    newer = await answered(reporting, staff.olena, draft, CAMPAIGN)
    for version, step in ((draft.version, "measure"), (newer.version, "measure"), (99, "date")):
        with pytest.raises(Stale):
            await reporting.drafts.answer(
                staff.olena, draft.id, version, step, CAMPAIGN, now=NOW, today=TODAY
            )
    with pytest.raises(Stale):
        await reporting.drafts.back(staff.olena, draft.id, draft.version, now=NOW)
    assert await reporting.drafts.read(staff.olena, draft.id) == newer


async def test_of_answers_at_once_one_is_written(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY, measure=CAMPAIGN)
    results = await asyncio.gather(
        *(
            reporting.drafts.answer(
                staff.olena, draft.id, draft.version, "date", f"{day}.11", now=NOW, today=TODAY
            )
            for day in range(1, 21)
        ),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in results) == ["Draft"] + ["Stale"] * 19
    assert (await reporting.drafts.read(staff.olena, draft.id)).version == draft.version + 1


async def test_back_skip_and_jumps_keep_what_was_answered(
    reporting: Reporting, staff: Staff
) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    draft = await answered(reporting, staff.olena, draft, CAMPAIGN, "вчора", TEXT, "", "", "")
    assert draft.step == "check"
    draft = await reporting.drafts.go_to(staff.olena, draft.id, draft.version, "text", now=NOW)
    draft = await reporting.drafts.back(staff.olena, draft.id, draft.version, now=NOW)
    assert (draft.step, draft.answers["text"]) == ("date", TEXT)
    draft = await answered(reporting, staff.olena, draft, "25.11")
    assert draft.step == "check"


async def test_fifty_presses_of_save_make_one_event(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    draft = await answered(reporting, staff.olena, draft, *EVENT)
    presses = (
        reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW) for _ in range(50)
    )
    results = await asyncio.gather(*presses, return_exceptions=True)
    kept = [each for each in results if isinstance(each, Stale)]
    assert len(kept) == 49
    assert {each.key for each in kept} == {"already-saved"}
    assert await counted(database, entries) == 1
    assert await acts(database) == ["entry-saved"]


async def test_a_photo_that_comes_while_the_event_is_saved_is_kept_or_refused(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    for _ in range(8):
        draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
        draft = await answered(reporting, staff.olena, draft, *EVENT)
        results = await asyncio.gather(
            *(attach(reporting, staff, draft, number) for number in range(2)),
            reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW),
            *(attach(reporting, staff, draft, number) for number in range(2, 4)),
            return_exceptions=True,
        )
        taken = [each for each in results if isinstance(each, tuple)]
        assert all(isinstance(each, Closed) for each in results if isinstance(each, Exception))
        entry = next(each for each in results if isinstance(each, Entry))
        kept = await reporting.files.of_entry(staff.olena, entry.id)
        assert len(kept) == len(taken), "an acknowledged photo is nowhere"


async def attach(
    reporting: Reporting, staff: Staff, draft: Draft, number: int
) -> tuple[StoredFile, ...]:
    content = f"Список {number}".encode()
    sent = Attachment("f", f"unique-{number}", "list.txt", len(content), "text/plain")
    return await reporting.files.attach(staff.olena, draft.id, sent, content, None, now=NOW)


async def test_an_unfinished_event_is_not_saved(reporting: Reporting, staff: Staff) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    with pytest.raises(WrongInput) as wrong:
        await reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW)
    assert (wrong.value.key, wrong.value.values) == ("wrong-incomplete", {"step": "measure"})


async def test_what_was_cancelled_is_gone_and_its_new_files_too(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    await attached(database, draft, staff.olena)
    await reporting.drafts.cancel(staff.olena, draft.id, draft.version, now=NOW)
    for act in (
        reporting.drafts.read(staff.olena, draft.id),
        reporting.drafts.cancel(staff.olena, draft.id, draft.version, now=NOW),
        reporting.drafts.read(staff.olena, 999),
    ):
        with pytest.raises(Gone):
            await act
    assert await counted(database, drafts) == 1, "its row stays for the audit"


async def test_drafts_are_the_organisations_and_nobody_elses(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    mine = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    later = NOW + timedelta(minutes=1)
    behalf = await reporting.drafts.start_event(
        staff.kateryna, now=later, today=TODAY, organisation="education"
    )
    assert [each.id for each in await reporting.drafts.open_of(staff.petro)] == [
        behalf.id,
        mine.id,
    ]
    assert [each.id for each in await reporting.drafts.open_of(staff.kateryna)] == [behalf.id]
    assert await reporting.drafts.open_of(staff.ihor) == ()
    for stranger in (staff.ihor, staff.oksana):
        for act in (
            reporting.drafts.read(stranger, mine.id),
            reporting.drafts.back(stranger, mine.id, mine.version, now=NOW),
            reporting.drafts.cancel(stranger, mine.id, mine.version, now=NOW),
            reporting.drafts.save(stranger, mine.id, mine.version, now=NOW),
            reporting.drafts.start_event(stranger, now=NOW, today=TODAY, organisation="education"),
        ):
            with pytest.raises(Denied):
                await act
    with pytest.raises(Denied):
        await reporting.drafts.open_of(staff.oksana)


async def test_a_coordinators_entry_is_marked_as_on_behalf(
    reporting: Reporting, staff: Staff
) -> None:
    draft = await reporting.drafts.start_event(
        staff.kateryna, now=NOW, today=TODAY, organisation="police"
    )
    draft = await answered(reporting, staff.kateryna, draft, *EVENT)
    entry = await reporting.drafts.save(staff.kateryna, draft.id, draft.version, now=NOW)
    assert (entry.on_behalf, entry.organisation, entry.author) == (
        True,
        "police",
        staff.kateryna.id,
    )


async def test_a_text_from_anywhere_becomes_an_event_of_today(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    loose = await reporting.drafts.loose(staff.olena, TEXT, now=NOW, today=TODAY)
    await attached(database, loose, staff.olena)
    draft = await reporting.drafts.loose_to_event(
        staff.olena, loose.id, loose.version, CAMPAIGN, now=NOW, today=TODAY
    )
    assert (draft.id, draft.kind, draft.step, draft.files) == (loose.id, "event", "check", 1)
    with pytest.raises(Stale):
        await reporting.drafts.loose_to_event(
            staff.olena, loose.id, loose.version, CAMPAIGN, now=NOW, today=TODAY
        )
    entry = await reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW)
    assert (entry.held_on, entry.text, entry.people, entry.files) == (TODAY, TEXT, None, 1)


async def test_a_photo_alone_asks_for_its_words(reporting: Reporting, staff: Staff) -> None:
    loose = await reporting.drafts.loose(staff.olena, "", now=NOW, today=TODAY)
    draft = await reporting.drafts.loose_to_event(
        staff.olena, loose.id, loose.version, CAMPAIGN, now=NOW, today=TODAY
    )
    assert draft.step == "text"
    draft = await answered(reporting, staff.olena, draft, TEXT)
    assert draft.step == "check"


async def test_personal_data_is_kept_only_with_a_reason_that_is_stored(
    reporting: Reporting, staff: Staff
) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    draft = await answered(reporting, staff.olena, draft, CAMPAIGN, "вчора", PHONE)
    assert draft.step == "personal"
    draft = await reporting.drafts.keep_personal(
        staff.olena, draft.id, draft.version, "Номер відділу освіти", now=NOW
    )
    draft = await answered(reporting, staff.olena, draft, "", "", "")
    entry = await reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW)
    kept = await reporting.entries.personal_reason(staff.kateryna, entry.id)
    assert kept == "Номер відділу освіти"
    report = await reporting.drafts.start_report(staff.olena, "education", 2026, CAMPAIGN, now=NOW)
    assert (report.step, report.answers["personal_reason"]) == ("status", kept)


async def test_a_changed_event_keeps_its_id_and_its_files(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await reporting.drafts.start_event(staff.olena, now=NOW, today=TODAY)
    draft = await answered(reporting, staff.olena, draft, *EVENT)
    await attached(database, draft, staff.olena)
    entry = await reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW)
    draft = await reporting.drafts.change_entry(staff.olena, entry.id, now=NOW)
    assert (draft.step, draft.entry, draft.files) == ("check", entry.id, 1)
    again = await reporting.drafts.change_entry(staff.petro, entry.id, now=NOW)
    assert again.id == draft.id, "one change at a time"
    draft = await reporting.drafts.go_to(staff.olena, draft.id, draft.version, "people", now=NOW)
    draft = await answered(reporting, staff.olena, draft, "99")
    changed = await reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW)
    assert (changed.id, changed.version, changed.people, changed.files) == (entry.id, 2, 99, 1)
    assert await counted(database, entries) == 1
    assert await acts(database) == ["entry-saved", "entry-changed"]


async def test_of_many_who_change_one_event_all_get_the_same_draft(
    reporting: Reporting, staff: Staff
) -> None:
    entry = await event(reporting, staff.olena)
    begun = await asyncio.gather(
        *(
            reporting.drafts.change_entry(person, entry.id, now=NOW)
            for person in (staff.olena, staff.petro) * 5
        )
    )
    assert len({each.id for each in begun}) == 1


async def test_outside_the_term_nothing_is_begun(
    database: Database, content: Content, staff: Staff
) -> None:
    decided = reporting_of(database, content, last=None)
    for act in (
        decided.drafts.start_event(staff.olena, now=NOW, today=TODAY),
        decided.drafts.start_event(staff.olena, now=NOW, today=TODAY, year=2026),
        decided.drafts.start_report(staff.olena, "education", 2024, CAMPAIGN, now=NOW),
    ):
        with pytest.raises(Closed) as closed:
            await act
        assert closed.value.key == "term-over"


async def test_in_january_an_event_of_december_belongs_to_december(
    database: Database, content: Content, staff: Staff
) -> None:
    reporting = reporting_of(database, content, last=2027)
    now, today = NOW + timedelta(days=40), TODAY + timedelta(days=40)  # 6 January
    draft = await reporting.drafts.start_event(staff.olena, now=now, today=today)
    assert draft.year == 2027
    draft = await answered(reporting, staff.olena, draft, CAMPAIGN, "10.12", TEXT, now=now)
    assert draft.year == 2026
    draft = await answered(reporting, staff.olena, draft, "", "", "", now=now)
    entry = await reporting.drafts.save(staff.olena, draft.id, draft.version, now=now)
    assert (entry.year, entry.held_on) == (2026, date(2026, 12, 10))


async def test_measure_of_another_organisation_is_refused(
    reporting: Reporting, staff: Staff
) -> None:
    draft = await reporting.drafts.start_event(staff.ihor, now=NOW, today=TODAY)
    with pytest.raises(WrongInput, match="wrong-measure"):
        await answered(reporting, staff.ihor, draft, "2.2.1")
    entry = await event(reporting, staff.olena, "25", "done", measure="2.2.1")
    assert entry.money == 0, "the measure needs none"
