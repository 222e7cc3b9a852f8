"""A filled form that came by e-mail: first what it would do, then all of it, or nothing."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from bot import cli
from bot.content.loader import Content
from bot.errors import Denied
from bot.exports.form import FormMoney, FormRow
from bot.reporting.answers import Money, ReportState, Source, Status
from bot.reporting.service import Reporting
from bot.storage.database import Database
from bot.storage.tables import audit, drafts, reports
from tests.storage.commanding import commands
from tests.storage.reported import DONE, submitted
from tests.storage.told import NOW, Staff, hired, reporting_of

__all__ = ["commands"]
ROW = FormRow(
    "1.2.3",
    status="done",
    text="Провели акцію у трьох школах.",
    people=120,
    events=3,
    money=(FormMoney("local", 10_000, 8_500),),
    row=10,
)
BLANK = FormRow("1.2.1", "Тиждень правових знань", row=11)
LATER = FormRow("1.2.2", status="not-yet", reason="Перенесено на лютий", row=12)


@pytest.fixture
async def staff(database: Database) -> Staff:
    return await hired(database)


@pytest.fixture
def reporting(database: Database, content: Content) -> Reporting:
    return reporting_of(database, content)


async def stored(database: Database) -> list[tuple[str, str, int]]:
    async with database.begin() as work:
        chosen = select(reports.c.measure, reports.c.state, reports.c.version)
        return [tuple(row) for row in await work.execute(chosen.order_by(reports.c.measure))]


async def test_a_dry_run_says_what_would_change(
    database: Database, reporting: Reporting, staff: Staff
) -> None:
    await submitted(reporting, staff.olena, replace(DONE, text="Було інакше."))
    rows = (ROW, BLANK, LATER)
    plan = await reporting.filing.plan(staff.kateryna, "education", 2026, rows, now=NOW)
    assert plan.refusals == ()
    assert [(each.measure, each.what, each.steps) for each in plan.lines] == [
        ("1.2.3", "changed", ("text",)),
        ("1.2.2", "new", ("status", "reason")),
    ]
    assert await stored(database) == [("1.2.3", "submitted", 1)]


async def test_it_is_filed_on_behalf(
    database: Database, reporting: Reporting, staff: Staff
) -> None:
    draft = await reporting.drafts.start_report(staff.olena, "education", 2026, "1.2.3", now=NOW)
    rows = (ROW, BLANK, LATER)
    await reporting.filing.file(staff.kateryna, "education", 2026, rows, now=NOW)
    first, second = await reporting.review.waiting(staff.kateryna)
    assert (first.on_behalf, first.submitted_by) == (True, staff.kateryna.id)
    assert first.answers.money == (Money(Source.LOCAL, 10_000, 8_500),)
    assert second.answers.status is Status.NOT_YET
    async with database.begin() as work:
        ended = select(drafts.c.outcome).where(drafts.c.id == draft.id)
        assert (await work.execute(ended)).scalar_one() == "cancelled"
        acts = list(await work.scalars(select(audit.c.act)))
    assert acts.count("report-submitted") == 2
    again = await reporting.filing.file(staff.kateryna, "education", 2026, rows, now=NOW)
    assert [each.what for each in again.lines] == ["same", "same"]
    assert [each[2] for each in await stored(database)] == [1, 1]


WRONG = {
    "not owed": (replace(ROW, measure="1.1.1"), "measure", "filing-not-owed"),
    "no status": (replace(ROW, status=None), "status", "filing-incomplete"),
    "no money": (replace(ROW, money=()), "money", "filing-incomplete"),
    "no reason": (replace(ROW, status="not-done"), "reason", "filing-incomplete"),
    "until is over": (
        replace(ROW, status="partly", reason="Карантин", until=date(2026, 11, 27)),
        "until",
        "wrong-until-past",
    ),
    "too short": (replace(ROW, text="."), "text", "wrong-text-short"),
    "personal": (replace(ROW, text="Допомогли, тел. 067 123-45-67"), "text", "filing-personal"),
}


@pytest.mark.parametrize(("row", "step", "key"), WRONG.values(), ids=WRONG)
async def test_one_wrong_row_keeps_all_from_being_filed(
    database: Database, reporting: Reporting, staff: Staff, row: FormRow, step: str, key: str
) -> None:
    plan = await reporting.filing.file(staff.kateryna, "education", 2026, (LATER, row), now=NOW)
    ((refusal),) = plan.refusals
    assert (refusal.row, refusal.step, refusal.key) == (10, step, key)
    assert await stored(database) == []


async def test_what_is_accepted_or_closed_is_refused(
    database: Database, content: Content, reporting: Reporting, staff: Staff
) -> None:
    report = await submitted(reporting, staff.olena)
    await reporting.review.accept(staff.kateryna, report.id, 1, now=NOW)
    plan = await reporting.filing.file(staff.kateryna, "education", 2026, (ROW,), now=NOW)
    assert [each.key for each in plan.refusals] == ["filing-accepted"]
    february = datetime(2027, 2, 2, tzinfo=UTC)
    for filing, now, key in (
        (reporting.filing, february, "term-over"),
        (reporting_of(database, content, last=2027).filing, february, "year-closed"),
    ):
        plan = await filing.file(staff.kateryna, "education", 2026, (LATER,), now=now)
        assert [each.key for each in plan.refusals] == [key]
    assert await stored(database) == [("1.2.3", ReportState.ACCEPTED, 1)]


async def test_only_coordinators_file(reporting: Reporting, staff: Staff) -> None:
    for person in (staff.olena, staff.oksana):
        for act in (reporting.filing.plan, reporting.filing.file):
            with pytest.raises(Denied):
                await act(person, "education", 2026, (ROW,), now=NOW)


async def _staff(url: str) -> None:
    database = Database(url)
    try:
        await hired(database)
    finally:
        await database.close()


async def _stored(url: str) -> list[tuple[str, str, int]]:
    database = Database(url)
    try:
        return await stored(database)
    finally:
        await database.close()


def test_the_form_goes_out_comes_back_and_is_filed(
    commands: Path,
    database_url: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asyncio.run(_staff(database_url))
    out = ["export", "--year", "2026", "--form", "education", "--out", "forma.xlsx"]
    assert cli.main(out) == 0
    _fill(commands / "forma.xlsx", "1.2.3", people=120, money=12.5)
    back = ["import", "forma.xlsx", "--organisation", "education"]
    assert cli.main([*back, "--dry-run"]) == 0
    assert "1.2.3  new" in capsys.readouterr().out
    assert asyncio.run(_stored(database_url)) == []
    assert cli.main(back) == 0
    assert "1 reports were submitted" in capsys.readouterr().out
    assert asyncio.run(_stored(database_url)) == [("1.2.3", "submitted", 1)]
    assert cli.main(["import", "forma.xlsx", "--organisation", "police"]) != 0
    assert "education" in capsys.readouterr().err
    _fill(commands / "forma.xlsx", "1.2.3", people="багато", money=12.5)
    assert cli.main(back) == 1
    said = capsys.readouterr().out
    assert "«Охоплено осіб»" in said
    assert "багато" in said


def _fill(path: Path, measure: str, *, people: object, money: float) -> None:
    """Fill one row in, as an office worker does."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heading = next(
        row for row in sheet.iter_rows() if any(cell.value == "Стан виконання" for cell in row)
    )
    at = {str(cell.value): cell.column for cell in heading}
    (row,) = [each[0].row for each in sheet.iter_rows() if str(each[0].value) == measure]
    said = {
        "Стан виконання": "Виконано",
        "Що зроблено": "Провели акцію у трьох школах.",
        "Охоплено осіб": people,
        "Місцевий бюджет: заплановано, тис. грн": money,
        "Місцевий бюджет: використано, тис. грн": money,
    }
    for name, value in said.items():
        sheet.cell(row, at[name], value)
    book.save(path)


MUCH = {
    "people": (replace(ROW, people=100_001), "people", "wrong-people-many"),
    "events": (replace(ROW, events=100_001), "events", "wrong-events"),
    "money": (
        replace(ROW, money=(FormMoney("local", 10, 10**9 + 1),)),
        "money",
        "wrong-money-much",
    ),
    "until": (
        replace(ROW, status="partly", reason="Карантин", until=date(2047, 1, 1)),
        "until",
        "wrong-until-far",
    ),
}


@pytest.mark.parametrize(("row", "step", "key"), MUCH.values(), ids=MUCH)
async def test_a_form_takes_no_more_than_the_chat_does(
    reporting: Reporting, staff: Staff, row: FormRow, step: str, key: str
) -> None:
    plan = await reporting.filing.plan(staff.kateryna, "education", 2026, (row,), now=NOW)
    assert [(each.step, each.key) for each in plan.refusals] == [(step, key)]


def test_a_form_without_its_code_is_known_by_its_name(
    commands: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(_staff(database_url))
    assert cli.main(["export", "--year", "2026", "--form", "education", "--out", "f.xlsx"]) == 0
    _fill(commands / "f.xlsx", "1.2.3", people=120, money=12.5)
    book = load_workbook(commands / "f.xlsx")
    for row in book.worksheets[0].iter_rows(max_row=8):
        for cell in row:
            if cell.value == "education":
                cell.value = None
    book.save(commands / "f.xlsx")
    assert cli.main(["import", "f.xlsx", "--organisation", "police"]) != 0
    assert "education" in capsys.readouterr().err
    assert asyncio.run(_stored(database_url)) == []
    assert cli.main(["import", "f.xlsx", "--organisation", "education"]) == 0
