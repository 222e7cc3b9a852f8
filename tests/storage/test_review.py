"""Review on both databases: of two decisions one, remarks that reach, versions that stay."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from bot.content.loader import Content
from bot.errors import Closed, Denied, Gone, Stale, WrongInput
from bot.people.rules import Person, PersonState, Role
from bot.reporting.answers import Remark, ReportState, Status
from bot.reporting.service import Reporting
from bot.storage.database import Database
from bot.storage.tables import audit, people
from tests.storage.reported import DONE, submitted
from tests.storage.told import NOW, Staff, hired, reporting_of

HOUR = timedelta(hours=1)
FEW = Remark("people", "Скільки прийшло на зустріч у бібліотеці?")


@pytest.fixture
async def staff(database: Database) -> Staff:
    return await hired(database)


@pytest.fixture
def reporting(database: Database, content: Content) -> Reporting:
    return reporting_of(database, content)


async def another(database: Database, role: Role = Role.COORDINATOR) -> Person:
    """One more of the staff."""
    values = {"name": "Раїса", "role": role.value, "state": "active", "account": 2000}
    async with database.begin() as work:
        made = await work.execute(
            insert(people).values(created_at=NOW, **values).returning(people.c.id)
        )
        return Person(
            made.scalar_one(), "Раїса", role, None, PersonState.ACTIVE, values["account"]
        )


async def acts(database: Database) -> list[str]:
    async with database.begin() as work:
        return list(await work.scalars(select(audit.c.act).order_by(audit.c.id)))


async def test_the_longest_waiting_stands_first(reporting: Reporting, staff: Staff) -> None:
    later = await submitted(reporting, staff.olena, measure="1.2.2", now=NOW + HOUR)
    first = await submitted(reporting, staff.ihor, organisation="police", measure="1.2.2")
    last = await submitted(reporting, staff.olena, measure="1.2.1", now=NOW + 2 * HOUR)
    waiting = await reporting.review.waiting(staff.kateryna)
    assert [each.id for each in waiting] == [first.id, later.id, last.id]
    await reporting.review.accept(staff.kateryna, first.id, 1, now=NOW + 3 * HOUR)
    assert await reporting.review.how_many_wait(staff.kateryna) == 2
    assert await reporting.review.waiting(staff.kateryna, 2025) == ()


async def test_of_two_coordinators_at_once_one_decides(
    database: Database, reporting: Reporting, staff: Staff
) -> None:
    other = await another(database)
    report = await submitted(reporting, staff.olena)
    review = reporting.review
    outcomes = await asyncio.gather(
        review.accept(staff.kateryna, report.id, 1, now=NOW),
        review.return_(other, report.id, 1, (FEW,), now=NOW),
        review.accept(other, report.id, 1, now=NOW),
        return_exceptions=True,
    )
    late = [each for each in outcomes if isinstance(each, Stale)]
    assert len(late) == 2
    stands = (await review.read(staff.kateryna, report.id)).report
    assert {each.key for each in late} == {f"review-already-{stands.state}"}
    decided = [each for each in await acts(database) if each.startswith("report-")]
    assert decided == [f"report-{stands.state}"]


async def test_a_returned_report_is_mended_and_accepted(
    database: Database, reporting: Reporting, staff: Staff
) -> None:
    report = await submitted(reporting, staff.olena)
    review, kateryna = reporting.review, staff.kateryna
    await review.mark(kateryna, report.id, 1, "people", "Скільки було?", now=NOW)
    await review.mark(kateryna, report.id, 1, "text", "Де саме?", now=NOW)
    await review.mark(kateryna, report.id, 1, FEW.step, FEW.reason, now=NOW)
    await review.unmark(kateryna, report.id, 1, "text")
    seen = await reporting.reports.read(staff.olena, report.id)
    assert seen.remarks == (), "nobody is told before the report is returned"
    decision = await review.return_(kateryna, report.id, 1, now=NOW + HOUR)
    assert [each.name for each in decision.told] == ["olena", "petro"]
    assert decision.report.remarks == (FEW,)
    assert decision.report.state is ReportState.RETURNED

    draft = await reporting.drafts.mend(staff.petro, report.id, now=NOW + HOUR)
    assert draft.step == "people"
    draft = await reporting.drafts.answer(
        staff.petro, draft.id, draft.version, "people", "145", now=NOW, today=NOW.date()
    )
    mended = await reporting.drafts.submit(
        staff.petro, draft.id, draft.version, now=NOW + 2 * HOUR
    )
    assert (mended.version, mended.state) == (2, ReportState.SUBMITTED)

    case = await review.read(kateryna, report.id)
    assert [each.number for each in case.versions] == [1, 2]
    assert [each.answers.people for each in case.versions] == [120, 145]
    assert case.versions[1].by == "petro"
    assert case.remarks == ()
    with pytest.raises(Stale) as stale:
        await review.accept(kateryna, report.id, 1, now=NOW + 3 * HOUR)
    assert stale.value.key == "review-changed"
    accepted = await review.accept(kateryna, report.id, 2, now=NOW + 3 * HOUR)
    assert accepted.report.state is ReportState.ACCEPTED
    with pytest.raises(Closed):
        await submitted(reporting, staff.olena, now=NOW + 3 * HOUR)
    assert [each for each in await acts(database) if each.startswith("report")] == [
        "report-returned",
        "report-submitted",
        "report-accepted",
    ]


async def test_reasons_are_needed(reporting: Reporting, staff: Staff) -> None:
    report = await submitted(reporting, staff.olena)
    review, kateryna = reporting.review, staff.kateryna
    with pytest.raises(WrongInput, match="return-nothing-marked"):
        await review.return_(kateryna, report.id, 1, now=NOW)
    with pytest.raises(WrongInput):
        await review.mark(kateryna, report.id, 1, "people", " ? ", now=NOW)
    with pytest.raises(Gone):  # «Чому?» is not asked of what is done
        await review.mark(kateryna, report.id, 1, "reason", "Поясніть, будь ласка", now=NOW)
    with pytest.raises(WrongInput):
        await review.return_(kateryna, report.id, 1, (FEW, Remark("text", "")), now=NOW)
    assert (await review.read(kateryna, report.id)).remarks == (), "all or nothing"


async def test_reopening_needs_a_reason_and_an_accepted_report(
    reporting: Reporting, staff: Staff
) -> None:
    report = await submitted(reporting, staff.olena)
    review, kateryna = reporting.review, staff.kateryna
    with pytest.raises(Stale):
        await review.reopen(kateryna, report.id, "Уточнили суму", now=NOW)
    await review.mark(kateryna, report.id, 1, FEW.step, FEW.reason, now=NOW)
    await review.accept(kateryna, report.id, 1, now=NOW)
    with pytest.raises(WrongInput):
        await review.reopen(kateryna, report.id, "  ", now=NOW)
    decision = await review.reopen(kateryna, report.id, "Уточнили суму", now=NOW)
    assert [each.name for each in decision.told] == ["olena", "petro"]
    case = await review.read(kateryna, report.id)
    assert case.report.state is ReportState.SUBMITTED
    assert case.report.decision_reason == "Уточнили суму"
    assert case.remarks == (), "what was marked and not sent is forgotten with the acceptance"


async def test_nobody_accepts_their_own_while_another_could(
    database: Database, reporting: Reporting, staff: Staff
) -> None:
    kateryna = replace(staff.kateryna, organisation="uszn")
    report = await submitted(reporting, kateryna, organisation="uszn", measure="1.2.2")
    assert not report.on_behalf
    other = await another(database)
    assert (await reporting.review.read(kateryna, report.id)).own
    assert not (await reporting.review.read(other, report.id)).own
    with pytest.raises(Closed) as closed:
        await reporting.review.accept(kateryna, report.id, 1, now=NOW)
    assert closed.value.key == "review-own"
    await reporting.review.accept(other, report.id, 1, now=NOW)


async def test_the_only_coordinator_accepts_what_they_entered(
    reporting: Reporting, staff: Staff
) -> None:
    report = await submitted(reporting, staff.kateryna)
    assert report.on_behalf
    case = await reporting.review.read(staff.kateryna, report.id)
    assert not case.own
    await reporting.review.accept(staff.kateryna, report.id, 1, now=NOW)


async def test_a_year_outside_the_term_is_read_only(
    database: Database, content: Content, reporting: Reporting, staff: Staff
) -> None:
    report = await submitted(reporting, staff.olena)
    over = reporting_of(database, content, last=None).review
    for act in (
        over.accept(staff.kateryna, report.id, 1, now=NOW),
        over.return_(staff.kateryna, report.id, 1, (FEW,), now=NOW),
        over.mark(staff.kateryna, report.id, 1, FEW.step, FEW.reason, now=NOW),
        over.reopen(staff.kateryna, report.id, "Уточнили суму", now=NOW),
    ):
        with pytest.raises(Closed, match="term-over"):
            await act
    assert (await over.read(staff.kateryna, report.id)).report.state is ReportState.SUBMITTED


async def test_only_coordinators_review(reporting: Reporting, staff: Staff) -> None:
    report = await submitted(reporting, staff.olena)
    review = reporting.review
    for person in (staff.olena, staff.oksana):
        for act in (
            review.waiting(person),
            review.how_many_wait(person),
            review.read(person, report.id),
            review.accept(person, report.id, 1, now=NOW),
            review.return_(person, report.id, 1, (FEW,), now=NOW),
            review.mark(person, report.id, 1, FEW.step, FEW.reason, now=NOW),
            review.unmark(person, report.id, 1, FEW.step),
            review.reopen(person, report.id, "Уточнили суму", now=NOW),
        ):
            with pytest.raises(Denied):
                await act


async def test_what_is_behind_a_report_is_with_it(reporting: Reporting, staff: Staff) -> None:
    draft = await reporting.drafts.start_event(
        staff.olena,
        now=NOW,
        today=NOW.date(),
        measure="1.2.3",
        held_on=NOW.date(),
        text="Зустріч у школі № 1",
    )
    draft = await reporting.drafts.go_to(staff.olena, draft.id, draft.version, "check", now=NOW)
    await reporting.drafts.save(staff.olena, draft.id, draft.version, now=NOW)
    answers = replace(
        DONE, status=Status.PARTLY, reason="Карантин", personal_reason="Ім'я посадовця"
    )
    report = await submitted(reporting, staff.olena, answers, now=NOW)
    case = await reporting.review.read(staff.kateryna, report.id)
    assert [each.text for each in case.entries] == ["Зустріч у школі № 1"]
    assert case.personal == ("Ім'я посадовця",)
    assert case.steps == (
        "status",
        "text",
        "people",
        "events",
        "money",
        "reason",
        "until",
        "files",
    )
    assert (case.submitted_by, case.decided_by, case.late) == ("olena", "", False)
