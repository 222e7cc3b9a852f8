"""Events that were told: listed by duty, changed and removed while their report is open."""

from datetime import timedelta

import pytest

from bot.errors import Closed, Denied, Gone, Stale
from bot.reporting.service import Reporting
from bot.storage.database import Database
from tests.storage.told import (
    CAMPAIGN,
    NOW,
    Staff,
    acts,
    decided,
    event,
    extended,
    submitted,
)


async def test_events_are_listed_by_duty_and_by_organisation(
    reporting: Reporting, staff: Staff
) -> None:
    first = await event(reporting, staff.olena)
    second = await event(reporting, staff.petro, "25", "done", measure="2.2.1")
    await event(reporting, staff.ihor)
    of_duty = await reporting.entries.of_duty(staff.petro, "education", 2026, CAMPAIGN)
    assert of_duty == (first,)
    every = await reporting.entries.of_organisation(staff.kateryna, "education", 2026)
    assert every == (first, second)
    assert await reporting.entries.of_organisation(staff.olena, "education", 2025) == ()
    for stranger in (staff.ihor, staff.oksana):
        with pytest.raises(Denied):
            await reporting.entries.of_organisation(stranger, "education", 2026)
        with pytest.raises(Denied):
            await reporting.entries.of_duty(stranger, "education", 2026, CAMPAIGN)
        with pytest.raises(Denied):
            await reporting.entries.read(stranger, first.id)


async def test_a_removed_event_is_in_no_list_and_in_the_audit(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    entry = await event(reporting, staff.olena)
    with pytest.raises(Denied):
        await reporting.entries.remove(staff.ihor, entry.id, entry.version, now=NOW)
    await reporting.entries.remove(staff.petro, entry.id, entry.version, now=NOW)
    assert await reporting.entries.of_duty(staff.olena, "education", 2026, CAMPAIGN) == ()
    for act in (
        reporting.entries.remove(staff.petro, entry.id, entry.version, now=NOW),
        reporting.entries.read(staff.olena, entry.id),
        reporting.drafts.change_entry(staff.olena, entry.id, now=NOW),
    ):
        with pytest.raises(Gone):
            await act
    assert await acts(database) == ["entry-saved", "entry-removed"]


async def test_an_old_button_removes_nothing(reporting: Reporting, staff: Staff) -> None:
    entry = await event(reporting, staff.olena)
    with pytest.raises(Stale):
        await reporting.entries.remove(staff.olena, entry.id, entry.version + 1, now=NOW)
    await reporting.drafts.change_entry(staff.olena, entry.id, now=NOW)
    with pytest.raises(Closed, match="entry-in-draft"):
        await reporting.entries.remove(staff.olena, entry.id, entry.version, now=NOW)
    assert await reporting.entries.read(staff.olena, entry.id) == entry


async def test_events_of_an_accepted_report_stay_as_they_are(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    entry = await event(reporting, staff.olena)
    changing = await reporting.drafts.change_entry(staff.olena, entry.id, now=NOW)
    report = await submitted(reporting, staff.olena)
    await decided(database, report, "accepted", staff.kateryna)
    for act in (
        reporting.entries.remove(staff.olena, entry.id, entry.version, now=NOW),
        reporting.drafts.change_entry(staff.olena, entry.id, now=NOW),
        reporting.drafts.save(staff.olena, changing.id, changing.version, now=NOW),
    ):
        with pytest.raises(Closed, match="report-accepted"):
            await act


async def test_a_closed_year_takes_no_change_unless_it_is_extended(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    entry = await event(reporting, staff.olena)
    february = NOW + timedelta(days=70)
    with pytest.raises(Closed) as closed:
        await reporting.entries.remove(staff.olena, entry.id, entry.version, now=february)
    assert closed.value.key == "term-over", "2026 is the last year"
    await extended(database, staff.kateryna, february.date())
    await reporting.entries.remove(staff.olena, entry.id, entry.version, now=february)
