"""The whole year in one story, as it is shown by hand, from an invitation to the Word."""

import io

import pytest
from docx import Document

from bot.sandbox.person import Person
from bot.settings import Settings
from bot.storage.tables import entries, files, report_versions, reports
from tests.conftest import Town
from tests.flows.coordinating import acts, sent
from tests.flows.executing import FRIDAY, YEAR, Hand, picture
from tests.flows.test_people import invite, tap_on

MEASURE = "16 днів"
SCHOOL = "Зустріч зі старшокласниками ліцею № 1"
LIBRARY = "Виставка книжок у центральній бібліотеці"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The council has prolonged the programme."""
    return settings.model_copy(update={"programme_last_year": YEAR})


async def event(hand: Hand, text: str, people: str, photos: list[bytes]) -> None:
    """Tell of an event, with an album."""
    await hand.tap("Додати подію", MEASURE, "Сьогодні")
    await hand.say(text)
    await hand.say(people)
    await hand.tap("Кошти не були потрібні")
    await hand.person.send_album(photos)
    await hand.tap("Готово", "Зберегти", "До столу")


async def test_from_the_invitation_to_the_councils_word(
    town_on: Town, coordinator: Person
) -> None:
    town_on.clock.set(FRIDAY)
    token = await invite(coordinator, "Олена Коваль")
    olena = Hand(town_on.person("Олена"))
    await olena.person.start(token)
    await tap_on(coordinator, "Підтвердити")
    await olena.person.say("/staff")
    assert "Освіта" in olena.text

    await event(olena, SCHOOL, "45", [picture(1), picture(2), picture(3)])
    await event(olena, LIBRARY, "30", [picture(4), picture(5)])
    assert len(await town_on.rows(entries)) == 2
    assert len(await town_on.rows(files)) == 5

    await olena.tap("Річний звіт", "⚪️ 16 днів", "Почати звіт", "Виконано")
    for line in (SCHOOL, LIBRARY, "75"):
        assert line in olena.text or await checked(olena, line)
    await finish(olena)
    (report,) = await town_on.rows(reports)
    assert (report["state"], report["answers"]["people"]) == ("submitted", 75)

    ivanna = Hand(coordinator)
    await ivanna.person.say("/staff")
    await ivanna.tap("На перевірку (1)", "27.11 · 1.2.3, Освіта")
    assert "2 події, 5 файлів" in ivanna.text
    await ivanna.tap("Файли (5)")
    await ivanna.tap(ivanna.buttons[0])
    ((_, photo),) = sent(town_on, coordinator)
    assert photo.startswith(b"\xff\xd8\xff")
    await ivanna.tap("До звіту", "Повернути", "☐ Людей")
    await ivanna.say("Скільки з них дітей? Порахуйте разом із бібліотекою")
    await ivanna.tap("Повернути (1")

    assert "Порахуйте разом із бібліотекою" in olena.text
    await olena.tap("Виправити")
    await olena.say("80")
    await olena.tap("Подати виправлене")
    assert [row["version"] for row in await town_on.rows(report_versions)] == [1, 2]

    await ivanna.tap("До черги", "27.11 · 1.2.3", "Прийняти")
    assert "Повідомлено: Олена Коваль" in ivanna.text
    assert "Звіт прийнято" in olena.text

    await ivanna.tap("До столу", "Стан")
    assert "Прийнято: 1" in ivanna.text
    await ivanna.tap("Прийнято (1)")
    assert "✅ 1.2.3, Освіта, молодь та спорт" in ivanna.buttons
    await ivanna.tap("До столу", "Зведений звіт", "Word")
    name, word = sent(town_on, coordinator)[-1]
    assert name == "Зведений звіт 2026.docx"
    told = words(word)
    for line in (SCHOOL, LIBRARY, "Виконано", "охоплено осіб: 80"):
        assert line in told
    assert [each for each in await acts(town_on) if each.startswith(("report", "summary"))] == [
        "report-submitted",
        "report-returned",
        "report-submitted",
        "report-accepted",
        "summary-made",
    ]


async def checked(hand: Hand, line: str) -> bool:
    """Answer what is asked of a gathered report, up to the look over; whether it has a line."""
    for _ in range(6):
        if "Усе правильно?" in hand.text:
            break
        label = next(
            each
            for want in ("Так, ", "Залишити", "Кошти не були", "Готово", "Пропустити")
            for each in hand.buttons
            if each.startswith(want)
        )
        await hand.tap(label)
    return line in hand.text


async def finish(hand: Hand) -> None:
    assert "Усе правильно?" in hand.text
    await hand.tap("Подати")
    assert "Звіт подано" in hand.text


def words(docx: bytes) -> str:
    """All words of a Word file."""
    paper = Document(io.BytesIO(docx))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in paper.paragraphs), *cells])
