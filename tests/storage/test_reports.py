"""Yearly reports: gathered, submitted once, returned, mended, closed."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.content.loader import Content
from bot.errors import Closed, Denied, Gone, Stale, WrongInput
from bot.people.rules import Person
from bot.reporting.answers import Draft, Money, Report, ReportState, Source, Status
from bot.reporting.plain import changed
from bot.reporting.service import Reporting
from bot.storage.database import Database
from bot.storage.tables import drafts, report_versions, reports
from tests.storage.told import (
    CAMPAIGN,
    NOW,
    TEXT,
    TODAY,
    Staff,
    acts,
    answered,
    attached,
    complete,
    counted,
    decided,
    event,
    extended,
    reporting_of,
    submitted,
)

LATE = datetime(2026, 12, 28, 9, tzinfo=UTC)
CLOSED = datetime(2027, 2, 1, 9, tzinfo=UTC)


async def test_a_report_is_gathered_from_the_years_events(
    reporting: Reporting, staff: Staff
) -> None:
    await event(reporting, staff.olena, "100", "2", "done")
    await event(reporting, staff.petro, "20", "", "done")
    await event(reporting, staff.olena, "25", "done", measure="2.2.1")
    draft = await reporting.drafts.start_report(staff.olena, "education", 2026, CAMPAIGN, now=NOW)
    assert draft.step == "status"
    assert draft.answers == {
        "text": f"27.11.2026: {TEXT}\n27.11.2026: {TEXT}",
        "events": 2,
        "people": 120,
        "gathered_money": 2000,
    }
    assert (
        await reporting.drafts.start_report(staff.petro, "education", 2026, CAMPAIGN, now=NOW)
        == draft
    ), "one open draft of a duty"
    without = await reporting.drafts.start_report(staff.olena, "education", 2026, "2.2.1", now=NOW)
    assert without.answers["money"] == []


async def test_texts_of_many_events_fit(reporting: Reporting, staff: Staff) -> None:
    for _ in range(3):
        draft = await reporting.drafts.start_event(
            staff.olena, now=NOW, today=TODAY, measure=CAMPAIGN, held_on=TODAY, text="а б" * 1000
        )
        draft = await answered(reporting, staff.olena, draft, "", "", "")
        await reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW)
    draft = await reporting.drafts.start_report(staff.olena, "education", 2026, CAMPAIGN, now=NOW)
    text = str(draft.answers["text"])
    assert len(text) <= 3500
    assert text.count("27.11.2026: ") == 3, "each has its share"


async def test_a_report_with_its_version_files_and_audit_is_one_thing(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await complete(reporting, staff.olena)
    await attached(database, draft, staff.olena)
    report = await reporting.drafts.submit(staff.petro, draft.id, draft.version, now=NOW)
    assert (report.version, report.state, report.files) == (1, ReportState.SUBMITTED, 1)
    assert (report.submitted_by, report.on_behalf) == (staff.petro.id, False)
    assert report.answers.money == (Money(Source.LOCAL, 10_000, 8_500),)
    assert await reporting.reports.read(staff.olena, report.id) == report
    ((version, answers, at),) = await reporting.reports.versions(staff.olena, report.id)
    assert (version, answers, at) == (1, report.answers, NOW)
    assert await acts(database) == ["report-submitted"]


async def test_fifty_simultaneous_presses_of_submit_make_one_submission(
    reporting: Reporting, staff: Staff, database: Database, content: Content
) -> None:
    draft = await complete(reporting, staff.olena)
    other = reporting_of(database, content)  # as another process
    presses = [
        (reporting if number % 2 else other).drafts.submit(
            (staff.olena, staff.petro)[number % 2], draft.id, draft.version, now=NOW
        )
        for number in range(50)
    ]
    results = await asyncio.gather(*presses, return_exceptions=True)
    polite = [each for each in results if isinstance(each, Stale)]
    assert len([each for each in results if isinstance(each, Report)]) == 1
    assert {each.key for each in polite} == {"already-submitted"}
    assert len(polite) == 49
    assert await counted(database, reports) == 1
    assert await counted(database, report_versions) == 1
    assert await acts(database) == ["report-submitted"]


async def test_of_many_who_begin_one_report_all_get_the_same_draft(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    begun = await asyncio.gather(
        *(
            reporting.drafts.start_report(person, "education", 2026, CAMPAIGN, now=NOW)
            for person in (staff.olena, staff.petro, staff.kateryna) * 5
        )
    )
    assert len({each.id for each in begun}) == 1
    assert await counted(database, drafts) == 1


async def test_of_many_excuses_at_once_one_is_submitted(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    excuses = [excused(reporting, staff.olena) for _ in range(10)]
    results = await asyncio.gather(*excuses, return_exceptions=True)
    assert sorted(type(each).__name__ for each in results) == ["Report"] + ["Stale"] * 9
    assert await counted(database, report_versions) == 1
    assert await acts(database) == ["report-submitted"]


def excused(
    reporting: Reporting, person: Person, reason: str = "Захід у липні"
) -> Awaitable[Report]:
    return reporting.reports.excuse(
        person, "education", 2026, CAMPAIGN, Status.NOT_YET, reason, now=NOW
    )


async def test_nothing_to_report_takes_a_reason(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    for wrong in ("", "Чекаємо на Марію Іваненко"):
        with pytest.raises(WrongInput):
            await excused(reporting, staff.olena, wrong)
    with pytest.raises(Denied):
        await excused(reporting, staff.ihor)
    draft = await reporting.drafts.start_report(staff.olena, "education", 2026, CAMPAIGN, now=NOW)
    await attached(database, draft, staff.olena)
    report = await excused(reporting, staff.olena)
    assert (report.answers.status, report.answers.reason) == (Status.NOT_YET, "Захід у липні")
    assert (report.answers.events, report.answers.money, report.files) == (None, (), 1)
    assert await standing(reporting, staff.olena) == "excused"
    with pytest.raises(Stale):
        await reporting.drafts.read(staff.olena, draft.id)
    done = await submitted(reporting, staff.olena, "1.2.1")
    with pytest.raises(Stale, match="already-submitted"):
        await reporting.reports.excuse(
            staff.olena, "education", 2026, "1.2.1", Status.OBSOLETE, "Не треба", now=NOW
        )
    assert await reporting.reports.read(staff.olena, done.id) == done


async def standing(reporting: Reporting, person: Person, today: date = TODAY) -> str:
    found = await reporting.reports.standing(person, "education", 2026, today=today)
    return next(each.state for each in found if each.duty.measure == CAMPAIGN)


async def test_a_returned_report_is_mended_only_where_it_was_marked(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    report = await submitted(reporting, staff.olena)
    assert report.remarks == ()
    await decided(database, report, "returned", staff.kateryna, people="Скільки дітей?")
    returned = await reporting.reports.read(staff.olena, report.id)
    assert [each.reason for each in returned.remarks] == ["Скільки дітей?"]
    draft = await reporting.drafts.mend(staff.petro, report.id, now=NOW)
    assert (draft.kind, draft.step, draft.report) == ("mend", "people", report.id)
    with pytest.raises(WrongInput):
        await reporting.drafts.submit(staff.petro, draft.id, draft.version, now=NOW)
    draft = await answered(reporting, staff.petro, draft, "130")
    assert draft.step == "check"
    later = NOW + timedelta(days=1)
    mended = await reporting.drafts.submit(staff.petro, draft.id, draft.version, now=later)
    assert (mended.id, mended.version, mended.state) == (report.id, 2, ReportState.SUBMITTED)
    assert (mended.remarks, mended.decided_by) == ((), None)
    assert (mended.first_submitted_at, mended.submitted_at) == (NOW, later)
    first, second = await reporting.reports.versions(staff.olena, report.id)
    assert changed(first[1], second[1]) == ("people",)
    assert second[1].text == first[1].text
    assert await acts(database) == ["report-submitted"] * 2


async def test_the_files_of_a_returned_report_stay_with_it(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await complete(reporting, staff.olena)
    await attached(database, draft, staff.olena, "first")
    report = await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=NOW)
    await decided(database, report, "returned", staff.kateryna, files="Ще фото")
    draft = await reporting.drafts.mend(staff.olena, report.id, now=NOW)
    assert (draft.step, draft.files) == ("files", 1)
    await attached(database, draft, staff.olena, "second")
    draft = await answered(reporting, staff.olena, draft, "done")
    mended = await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=NOW)
    assert mended.files == 2


async def test_a_submitted_report_is_corrected_until_somebody_decides(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    report = await submitted(reporting, staff.olena)
    with pytest.raises(Stale, match="already-submitted"):
        await reporting.drafts.mend(staff.olena, report.id, now=NOW)
    draft = await reporting.drafts.start_report(
        staff.kateryna, "education", 2026, CAMPAIGN, now=NOW
    )
    assert (draft.step, draft.report) == ("check", report.id)
    again = await reporting.drafts.submit(staff.kateryna, draft.id, draft.version, now=NOW)
    assert (again.id, again.version, again.on_behalf) == (report.id, 2, True)


async def test_what_is_accepted_is_closed(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    report = await submitted(reporting, staff.olena)
    draft = await reporting.drafts.start_report(staff.olena, "education", 2026, CAMPAIGN, now=NOW)
    await decided(database, report, "accepted", staff.kateryna)
    for act in (
        lambda: reporting.drafts.submit(staff.olena, draft.id, draft.version, now=NOW),
        lambda: excused(reporting, staff.olena),
    ):
        with pytest.raises(Closed) as closed:
            await act()
        assert closed.value.key == "report-accepted"
    await reporting.drafts.cancel(staff.olena, draft.id, draft.version, now=NOW)
    for act in (
        lambda: reporting.drafts.start_report(staff.olena, "education", 2026, CAMPAIGN, now=NOW),
        lambda: reporting.drafts.mend(staff.olena, report.id, now=NOW),
    ):
        with pytest.raises(Closed, match="report-accepted"):
            await act()


async def test_all_that_is_ready_is_submitted_at_once(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    for measure in ("2.2.1", CAMPAIGN, "1.2.1"):
        await complete(reporting, staff.olena, measure)
    unfinished = await reporting.drafts.start_report(
        staff.olena, "education", 2026, "1.2.2", now=NOW
    )
    ready = await reporting.reports.ready(staff.petro, "education", 2026)
    assert [each.measure for each in ready] == ["1.2.1", CAMPAIGN, "2.2.1"]
    presses = [
        reporting.reports.submit_ready(person, "education", 2026, now=NOW)
        for person in (staff.olena, staff.petro) * 5
    ]
    results = await asyncio.gather(*presses, return_exceptions=True)
    (done,) = [each for each in results if isinstance(each, tuple)]
    assert [each.measure for each in done] == ["1.2.1", CAMPAIGN, "2.2.1"]
    assert {type(each) for each in results if each is not done} == {Stale}
    assert await counted(database, reports) == 3
    assert await acts(database) == ["report-submitted"] * 3
    assert await reporting.drafts.read(staff.olena, unfinished.id) == unfinished


async def test_one_that_was_accepted_meanwhile_does_not_hold_up_the_ready_ones(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    report = await submitted(reporting, staff.olena)
    await reporting.drafts.start_report(staff.olena, "education", 2026, CAMPAIGN, now=NOW)
    await complete(reporting, staff.olena, "1.2.1")
    await decided(database, report, "accepted", staff.kateryna)
    done = await reporting.reports.submit_ready(staff.olena, "education", 2026, now=NOW)
    assert [each.measure for each in done] == ["1.2.1"]
    with pytest.raises(Closed, match="report-accepted"):
        await reporting.reports.submit_ready(staff.olena, "education", 2026, now=NOW)


async def test_how_each_duty_stands(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    await event(reporting, staff.olena)
    found = await reporting.reports.standing(staff.olena, "education", 2026, today=TODAY)
    assert len(found) == 11
    seasons = [each.in_season for each in found]
    assert seasons == sorted(seasons, reverse=True), "those in season first"
    assert {each.duty.measure for each in found if not each.in_season} == {
        "1.2.1", "2.1.2", "2.1.3", "2.1.4",
    }  # fmt: skip
    first = next(each for each in found if each.duty.measure == CAMPAIGN)
    assert (first.state, first.entries, first.late) == ("empty", 1, False)
    assert (first.due, first.closes) == (date(2026, 12, 25), date(2027, 1, 31))
    seen = [await standing(reporting, staff.olena)]
    report = await submitted(reporting, staff.olena)
    seen.append(await standing(reporting, staff.kateryna))
    for state in ("returned", "accepted"):
        await decided(database, report, state, staff.kateryna)
        seen.append(await standing(reporting, staff.olena))
    await complete(reporting, staff.olena, "1.2.1")
    found = await reporting.reports.standing(staff.olena, "education", 2026, today=TODAY)
    drafted = next(each for each in found if each.duty.measure == "1.2.1")
    assert drafted.state == "draft"
    assert drafted.draft is not None
    assert seen == ["empty", "submitted", "returned", "accepted"]


async def test_due_and_closed_are_two_days_and_an_extension_moves_both(
    reporting: Reporting, staff: Staff, database: Database, content: Content
) -> None:
    reporting = reporting_of(database, content, last=2027)
    draft = await complete(reporting, staff.olena)
    with pytest.raises(Closed) as closed:
        await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=CLOSED)
    assert closed.value.key == "year-closed"
    await extended(database, staff.kateryna, date(2027, 2, 10), measure="1.2.1")
    with pytest.raises(Closed):
        await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=CLOSED)
    await extended(database, staff.kateryna, date(2027, 2, 10), measure=CAMPAIGN)
    await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=CLOSED)
    await submitted(reporting, staff.olena, "1.2.2")
    late = await late_ones(reporting, staff.olena, date(2026, 12, 26))
    assert CAMPAIGN not in late, "its due day is 10 February now"
    assert "1.2.2" not in late, "it came in time"
    assert "1.2.1" not in late, "it is extended too"
    assert "2.2.1" in late


async def late_ones(reporting: Reporting, person: Person, today: date) -> set[str]:
    found = await reporting.reports.standing(person, "education", 2026, today=today)
    return {each.duty.measure for each in found if each.late}


async def test_after_the_due_day_a_report_is_late(reporting: Reporting, staff: Staff) -> None:
    draft = await complete(reporting, staff.olena)
    await reporting.drafts.submit(staff.olena, draft.id, draft.version, now=LATE)
    assert CAMPAIGN in await late_ones(reporting, staff.olena, TODAY)


async def test_last_years_answers_are_one_tap_away(
    database: Database, content: Content, staff: Staff
) -> None:
    reporting = reporting_of(database, content, last=2027)
    report = await submitted(reporting, staff.olena)
    found = await reporting.reports.last_year(staff.petro, "education", 2027, CAMPAIGN)
    assert found == report.answers
    assert await reporting.reports.last_year(staff.petro, "education", 2026, CAMPAIGN) is None


async def test_reports_of_others_are_neither_seen_nor_moved(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    report = await submitted(reporting, staff.olena)
    draft = await complete(reporting, staff.olena, "1.2.1")
    for stranger in (staff.ihor, staff.oksana):
        for act in strange_acts(reporting, stranger, report, draft):
            with pytest.raises(Denied):
                await act()
    assert await counted(database, reports) == 1
    with pytest.raises(Gone):
        await reporting.drafts.start_report(staff.olena, "education", 2026, "3.1.1", now=NOW)
    for act in (
        reporting.reports.read(staff.olena, 999),
        reporting.drafts.mend(staff.olena, 999, now=NOW),
        reporting.drafts.submit(staff.olena, 999, 1, now=NOW),
    ):
        with pytest.raises(Gone):
            await act


def strange_acts(
    reporting: Reporting, who: Person, report: Report, draft: Draft
) -> tuple[Callable[[], Awaitable[object]], ...]:
    inside, own = reporting.drafts, "education"
    return (
        lambda: inside.start_report(who, own, 2026, CAMPAIGN, now=NOW),
        lambda: inside.mend(who, report.id, now=NOW),
        lambda: inside.submit(who, draft.id, draft.version, now=NOW),
        lambda: reporting.reports.read(who, report.id),
        lambda: reporting.reports.versions(who, report.id),
        lambda: reporting.reports.standing(who, own, 2026, today=TODAY),
        lambda: reporting.reports.ready(who, own, 2026),
        lambda: reporting.reports.submit_ready(who, own, 2026, now=NOW),
        lambda: reporting.reports.last_year(who, own, 2026, CAMPAIGN),
        lambda: excused(reporting, who),
    )
