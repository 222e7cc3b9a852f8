"""The board and the summary in the chat; what an overseer may see, and that nothing else moves."""

import io
from dataclasses import fields, replace
from datetime import timedelta
from zipfile import ZipFile

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.exports.apart import NotMade
from bot.reporting import coordinator_presses, draft_presses, presses, review_presses
from bot.reporting.answers import Status
from bot.sandbox.person import Person
from bot.settings import Settings
from bot.storage.tables import audit, metadata
from tests.conftest import Town
from tests.flows.coordinating import acts, every_button, report_of, reporting, row_of, sent
from tests.flows.executing import FRIDAY, YEAR, Hand, pdf
from tests.storage.reported import DONE

FORMULA = '=HYPERLINK("http://x.example";"тут")'


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The council has prolonged the programme."""
    return settings.model_copy(update={"programme_last_year": YEAR})


@pytest.fixture
async def ivanna(town: Town, coordinator: Person) -> Hand:
    town.clock.set(FRIDAY)
    return Hand(coordinator)


@pytest.fixture
async def deputy(town: Town, overseer: Person) -> Hand:
    town.clock.set(FRIDAY)
    return Hand(overseer)


async def test_the_board_in_numbers_lists_and_a_picture(
    town: Town, ivanna: Hand, executor: Person
) -> None:
    report = await report_of(town, executor)
    await ivanna.person.say("/staff")
    await ivanna.tap("Стан")
    for said in ("Очікується 83 звіти", "Подано: 1 (1 %)", "На перевірці: 1", "25.12.2026"):
        assert said in ivanna.text
    await ivanna.tap("Перевірити (1)", "📨 1.2.3, Освіта")
    for said in ("16 днів", "на перевірці", "Подати до 25.12.2026", "31.01.2027"):
        assert said in ivanna.text
    await ivanna.tap("Відкрити звіт")
    assert "Провели акцію" in ivanna.text
    await ivanna.tap("До столу", "Стан", "Картинкою")
    ((_, picture),) = sent(town, ivanna.person)
    assert picture.startswith(b"\x89PNG")
    assert "Стан звітів" in ivanna.text
    assert report.id


async def test_the_board_is_narrowed(town: Town, ivanna: Hand, executor: Person) -> None:
    await report_of(town, executor)
    await ivanna.person.say("/staff")
    await ivanna.tap("Стан", "Організація", "Поліція")
    assert "Очікується 13 звітів" in ivanna.text
    assert "Показано: Поліція" in ivanna.text
    await ivanna.tap("Стан звіту", "на перевірці")
    assert "Такого немає" in ivanna.text
    await ivanna.tap("Показати все", "Розділ", "Протидія торгівлі людьми")
    assert "Показано: Протидія торгівлі людьми" in ivanna.text
    await ivanna.tap("Рік", "2021")
    assert "Стан звітів за 2021 рік" in ivanna.text


async def test_the_summary_comes_as_word_excel_and_zip(
    town_on: Town, ivanna: Hand, executor: Person, police: Person
) -> None:
    accepted = await report_of(town_on, executor, replace(DONE, text=FORMULA))
    unread = replace(DONE, text="Ще не перевірено", status=Status.DONE)
    await report_of(town_on, police, unread, organisation="police")
    await ivanna.person.say("/staff")
    await ivanna.person.press(f"ca:{accepted.id}:1")
    await ivanna.tap("До столу", "Зведений звіт")
    assert "Прийнято 1 з 83" in ivanna.text
    await ivanna.tap("Word")
    assert "готовий" in ivanna.text
    assert not any("Готую" in each.text for each in ivanna.person.messages)
    await ivanna.tap("До зведеного звіту", "Excel")
    await ivanna.tap("До зведеного звіту", "ZIP")
    await ivanna.tap("До зведеного звіту", "☐ З чернетками", "Word")
    word, excel, archive, draft = sent(town_on, ivanna.person)
    assert [each[0] for each in (word, excel, archive, draft)] == [
        "Зведений звіт 2026.docx",
        "Зведений звіт 2026.xlsx",
        "Зведений звіт 2026.zip",
        "Зведений звіт 2026 (чернетка).docx",
    ]
    told = words(word[1])
    assert FORMULA in told
    assert "Ще не перевірено" not in told
    assert "Поліція: заходи 1.2.1, 1.2.2" in told
    assert "Ще не перевірено" in words(draft[1])
    assert "ЧЕРНЕТКА" in words(draft[1])
    cells = [
        cell
        for sheet in load_workbook(io.BytesIO(excel[1]))
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    (told_cell,) = [each for each in cells if "HYPERLINK" in str(each.value)]
    assert told_cell.data_type == "s", "what somebody wrote is no formula"
    made = [row for row in await town_on.rows(audit) if row["act"] == "summary-made"]
    assert [row["details"]["kind"] for row in made] == ["docx", "xlsx", "zip", "docx"]
    assert all(len(row["details"]["sha256"]) == 64 for row in made)


async def test_many_files_come_in_parts(
    town: Town, deputy: Hand, executor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reporting.summary.PART_BYTES", 20)
    teacher = Hand(executor)
    await teacher.person.say("/staff")
    await teacher.tap("Додати подію", "16 днів", "Сьогодні")
    await teacher.say("Зустріч у ліцеї № 1")
    await teacher.say("45")
    await teacher.tap("Кошти не були потрібні")
    for number in range(2):
        await executor.send_document(f"{number}.pdf", pdf(number))
    await teacher.tap("Готово", "Зберегти")
    await deputy.person.press(f"cy:{YEAR}:1:zip")
    assert "з 2 частин" in deputy.text
    await deputy.tap("ZIP 2 з 2")
    ((name, second),) = sent(town, deputy.person)
    assert name == "Зведений звіт 2026 (чернетка) (2-2).zip"
    inside = ZipFile(io.BytesIO(second)).namelist()
    assert [each.rpartition("/")[2] for each in inside if each.endswith(".pdf")] == ["1.pdf"]
    assert not [each for each in inside if each.endswith(".docx")]
    await deputy.tap("ZIP 1 з 2")
    inside = ZipFile(io.BytesIO(sent(town, deputy.person)[1][1])).namelist()
    assert [each for each in inside if each.endswith(".docx")]
    await deputy.person.press(f"cy:{YEAR}:1:zip-9")
    assert "з 2 частин" in deputy.text


def words(docx: bytes) -> str:
    """All words of a Word file, of its tables and its page heads too."""
    paper = Document(io.BytesIO(docx))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    heads = [
        each.text
        for section in paper.sections
        for part in (section.header, section.footer)
        for each in part.paragraphs
    ]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells, *heads])


async def test_ten_a_day_is_enough(town: Town, deputy: Hand) -> None:
    summaries, person = reporting(town).summary, await row_of(town, deputy.person)
    now = town.clock.now()
    made = (await summaries.gather(person, YEAR, now=now, drafts=False)).summary
    for _ in range(9):
        await summaries.record(person, made, "xlsx", b"", now=now)
    for _ in range(2):
        await deputy.person.press(f"cy:{YEAR}:0:xlsx")
    assert "На сьогодні досить" in deputy.text
    assert len(sent(town, deputy.person)) == 1
    town.clock.move(timedelta(days=1))
    await deputy.person.press(f"cy:{YEAR}:0:xlsx")
    assert len(sent(town, deputy.person)) == 2


async def test_what_cannot_be_made_is_said(
    town: Town, deputy: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> bytes:
        raise NotMade("excel: ended with 1")

    monkeypatch.setattr("bot.reporting.summary.excel_apart", fails)
    await deputy.person.press(f"cy:{YEAR}:0:xlsx")
    assert "Спробуйте ще раз" in deputy.text
    assert "Excel" in deputy.buttons
    assert "summary-made" not in await acts(town)


async def test_an_overseer_sees_the_board_and_the_summary(
    town: Town, deputy: Hand, executor: Person
) -> None:
    await report_of(town, executor)
    await deputy.person.say("/staff")
    assert deputy.buttons[:2] == ["Стан", "Зведений звіт"]
    assert "На перевірку" not in " ".join(deputy.buttons)
    await deputy.tap("Стан", "Подано (1)", "📨 1.2.3")
    assert deputy.buttons == ["До стану", "До столу"]
    assert "Провели акцію" not in deputy.text


SEEN = (
    coordinator_presses.Board,
    coordinator_presses.Picture,
    coordinator_presses.Choose,
    coordinator_presses.Behind,
    coordinator_presses.Duty,
    coordinator_presses.Summary,
    coordinator_presses.Export,
)
REFUSED = [
    each
    for each in (
        *coordinator_presses.ALL,
        *review_presses.ALL,
        *presses.ALL,
        *draft_presses.ALL,
    )
    if each not in SEEN
]


async def test_nothing_else_moves_under_an_overseers_hands(
    town: Town, deputy: Hand, executor: Person
) -> None:
    """Every other button of reporting, with values that would do something for others."""
    report = await report_of(town, executor)
    teacher = Hand(executor)
    await teacher.person.say("/staff")
    await teacher.tap("Додати подію", "16 днів", "Сьогодні")
    before = {table.name: await town.rows(table) for table in metadata.sorted_tables}
    given = {
        "organisation": "education",
        "year": YEAR,
        "measure": "1.2.3",
        "step": "text",
        "report": report.id,
        "version": 1,
        "state": "",
        "value": "done",
        "draft": 1,
        "entry": 1,
        "kind": "docx",
        "extension": 1,
        "file": 1,
        "sure": 1,
        "loose": 1,
    }
    for kind in REFUSED:
        values = {
            each.name: given.get(each.name, 0 if each.type in (int, "int") else "")
            for each in fields(kind)
        }
        await deputy.person.press(kind(**values).pack())
        said = deputy.text
        assert "немає прав" in said or "Цього вже немає" in said, kind.__name__
        assert not any(text in said for text in ("Провели акцію", "Відділ освіти")), kind.__name__
    await deputy.person.say("120")
    for table in metadata.sorted_tables:
        if table.name not in ("desks", "people"):
            assert await town.rows(table) == before[table.name], table.name


async def test_an_executor_has_no_coordinators_button(
    town: Town, executor: Person, ivanna: Hand
) -> None:
    report = await report_of(town, executor)
    teacher = Hand(executor)
    for data in (
        f"cb:{YEAR}:::",
        f"cw:{YEAR}:0",
        f"cr:{report.id}",
        f"ca:{report.id}:1",
        f"cz:{report.id}:1",
        f"cm:{report.id}:1:text",
        f"co:{report.id}:1",
        f"ch:{YEAR}",
        f"cj:{YEAR}:education:1.2.3",
        f"cs:{YEAR}:1",
        f"cy:{YEAR}:1:docx",
        f"cq:{YEAR}:",
    ):
        await teacher.person.press(data)
        assert "немає прав" in teacher.text, data
    assert sent(town, executor) == []
    assert "report-accepted" not in await acts(town)


async def test_every_screen_leads_to_the_desk(town: Town, ivanna: Hand, executor: Person) -> None:
    await report_of(town, executor)
    await ivanna.person.say("/staff")
    seen: set[str] = set()
    waiting = every_button(ivanna)
    while waiting and len(seen) < 120:
        data = waiting.pop(0)
        if data in seen or data[:2] in ("cy", "ci", "ca", "cz") or data[0] != "c":
            continue
        seen.add(data)
        await ivanna.person.press(data)
        assert "sd" in every_button(ivanna), data
        assert len(ivanna.text.encode("utf-16-le")) // 2 <= 4096
        assert all(len(label) <= 34 for label in ivanna.buttons), ivanna.buttons
        waiting += every_button(ivanna)
    assert len(seen) > 60
