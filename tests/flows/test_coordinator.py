"""A coordinator's day in the chat: review, returning, extending, reading what is behind."""

from dataclasses import replace

import pytest

from bot.reporting.answers import Status
from bot.sandbox.person import Person
from bot.settings import Settings
from bot.storage.tables import entries, extensions, remarks, reports
from tests.conftest import Town
from tests.flows.coordinating import acts, report_of, row_of, sent
from tests.flows.executing import FRIDAY, YEAR, Hand, pdf
from tests.storage.reported import DONE


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The council has prolonged the programme."""
    return settings.model_copy(update={"programme_last_year": YEAR})


@pytest.fixture
async def ivanna(town: Town, coordinator: Person) -> Hand:
    town.clock.set(FRIDAY)
    hand = Hand(coordinator)
    await hand.person.say("/staff")
    return hand


async def test_a_report_is_returned_mended_and_accepted(
    town_on: Town, ivanna: Hand, executor: Person
) -> None:
    teacher = Hand(executor)
    await report_of(town_on, executor)
    await ivanna.person.say("/staff")
    await ivanna.tap("На перевірку (1)")
    assert "Найдовше чекають" in ivanna.text
    await ivanna.tap("27.11 · 1.2.3, Освіта")
    for said in ("16 днів", "Освіта", "Виконано", "120", "місцевий бюджет: план 10"):
        assert said in ivanna.text
    await ivanna.tap("Повернути", "☐ Людей")
    assert "Зараз там: 120" in ivanna.text
    await ivanna.say("?")
    assert "що поправити. Приклад" in ivanna.text
    await ivanna.say("Скільки прийшло <b>саме</b> у бібліотеку?")
    assert "☑ Людей" in ivanna.buttons
    assert "Освіта" not in [each.text for each in executor.messages]
    await ivanna.tap("Повернути (1 відповідь)")
    assert "Повідомлено: Відділ освіти" in ivanna.text

    assert "Звіт повернули" in teacher.text
    assert "Скільки прийшло <b>саме</b> у бібліотеку?" in teacher.text
    await teacher.tap("Виправити")
    assert "бібліотеку" in teacher.text
    await teacher.say("145")
    await teacher.tap("Подати виправлене")
    (row,) = await town_on.rows(reports)
    assert (row["version"], row["state"], row["answers"]["people"]) == (2, "submitted", 145)

    await ivanna.tap("До черги")
    await ivanna.tap("27.11 · 1.2.3")
    assert "Версія звіту: 2." in ivanna.text
    await ivanna.tap("Що змінилося")
    assert "Було: 120" in ivanna.text
    assert "Стало: 145" in ivanna.text
    await ivanna.tap("До звіту", "Прийняти")
    assert "Прийнято" in ivanna.text
    assert "Звіт прийнято" in teacher.text
    (row,) = await town_on.rows(reports)
    assert row["state"] == "accepted"
    assert [each for each in await acts(town_on) if each.startswith("report")] == [
        "report-returned",
        "report-submitted",
        "report-accepted",
    ]


async def test_an_old_button_shows_what_became_of_the_report(
    town: Town, ivanna: Hand, executor: Person
) -> None:
    report = await report_of(town, executor)
    await ivanna.person.press(f"cr:{report.id}")
    accept, back = ivanna.data("Прийняти"), ivanna.data("Повернути")
    await ivanna.tap("Прийняти")
    for data in (accept, back, f"cz:{report.id}:1", f"cm:{report.id}:1:text"):
        await ivanna.person.press(data)
        assert "Цей звіт уже прийнято." in ivanna.text
        assert "Відкрити знову" in ivanna.buttons
    await ivanna.person.press(f"cz:{report.id + 9}:1")
    assert "Цього вже немає" in ivanna.text
    assert [each for each in await acts(town) if each.startswith("report")] == ["report-accepted"]


async def test_marks_survive_a_restart_of_the_dialogue(
    town: Town, ivanna: Hand, executor: Person
) -> None:
    report = await report_of(town, executor)
    await ivanna.person.press(f"cm:{report.id}:1:text")
    await ivanna.say("Назвіть, будь ласка, школи")
    await ivanna.person.say("/staff")
    await ivanna.tap("На перевірку")
    await ivanna.person.press(f"cr:{report.id}")
    assert "Назвіть, будь ласка, школи" in ivanna.text
    await ivanna.tap("Повернути: далі", "☑ Що зробили")
    assert "☐ Що зробили" in ivanna.buttons
    assert await town.rows(remarks) == []


async def test_reopening_asks_why(town: Town, ivanna: Hand, executor: Person) -> None:
    report = await report_of(town, executor)
    await ivanna.person.press(f"ca:{report.id}:1")
    await ivanna.tap("До звіту", "Відкрити знову")
    await ivanna.say("...")
    assert "наприклад" in ivanna.text.lower()
    await ivanna.say("Уточнили суму з місцевого бюджету")
    assert "відкрито знову" in ivanna.text
    assert "Уточнили суму" in executor.last.text
    await ivanna.tap("До звіту")
    assert "Прийняти" in ivanna.buttons


async def test_everything_behind_a_report_can_be_read(
    town: Town, ivanna: Hand, executor: Person
) -> None:
    teacher = Hand(executor)
    await teacher.person.say("/staff")
    await teacher.tap("Додати подію", "16 днів", "Сьогодні")
    await teacher.say("Зустріч у ліцеї № 1")
    await teacher.say("45")
    await teacher.tap("Кошти не були потрібні")
    await executor.send_document("програма.pdf", pdf())
    await teacher.tap("Готово", "Зберегти")
    long = "Про зустріч у школі. " * 60
    answers = replace(DONE, status=Status.PARTLY, text=long, reason="Карантин. " * 90)
    report = await report_of(town, executor, answers)
    await ivanna.person.press(f"cr:{report.id}")
    assert "1 подія, 1 файл" in ivanna.text
    await ivanna.tap("Увесь текст: Що зробили")
    assert long.strip() in ivanna.text
    await ivanna.tap("До звіту", "Події (1)")
    assert "27.11.2026: Зустріч у ліцеї № 1 (охоплено 45)" in ivanna.text
    await ivanna.tap("До звіту", "Файли (1)", "програма.pdf")
    assert sent(town, ivanna.person) == [("програма.pdf", pdf())]
    assert "Файл програма.pdf вище." in ivanna.text


async def test_an_extension_is_given_told_and_ended(
    town_on: Town, ivanna: Hand, executor: Person
) -> None:
    await ivanna.tap("Подовження", "Подовжити строк", "Освіта", "1.2.3")
    await ivanna.say("колись")
    assert "дата після сьогодні" in ivanna.text
    await ivanna.say("15.04.2027")
    assert "не пізніше 31.03.2027" in ivanna.text
    await ivanna.say("15.02.2027")
    assert "Як назвати" in ivanna.text
    await ivanna.say("Хвороба")
    await ivanna.say("ні")
    assert "Тут потрібна причина" in ivanna.text
    await ivanna.say("Відповідальна особа хворіє до 10.02")
    assert "Строк подовжено" in ivanna.text
    assert "до 15.02.2027" in executor.last.text
    assert "Відповідальна особа хворіє" in executor.last.text
    await ivanna.tap("До подовжень", "до 15.02: Освіта", "Припинити подовження")
    assert "Діятимуть звичайні дати" in ivanna.text
    await ivanna.tap("Так, припинити")
    (row,) = await town_on.rows(extensions)
    assert (row["until"].isoformat(), row["name"]) == ("2027-02-15", "Хвороба")
    assert row["ended_at"] is not None
    assert [each for each in await acts(town_on) if each.startswith("extension")] == [
        "extension-given",
        "extension-ended",
    ]


async def test_on_behalf_of_an_organisation(town: Town, ivanna: Hand) -> None:
    await ivanna.tap("За організацію", "Поліція", "Додати подію", "16 днів", "Сьогодні")
    await ivanna.say("Зустріч дільничних із мешканцями")
    await ivanna.say("20")
    await ivanna.tap("Кошти не були потрібні", "Готово", "Зберегти")
    (row,) = await town.rows(entries)
    assert (row["organisation"], row["on_behalf"]) == ("police", True)
    await ivanna.tap("До столу", "За організацію", "Поліція", "Річний звіт", "⚪️ 16 днів")
    await ivanna.tap("Почати звіт", "Не настав час")
    await ivanna.say("Чекаємо на лютий")
    while "Усе правильно?" not in ivanna.text:
        await ivanna.tap(next(each for each in ivanna.buttons if each in CONTENT))
    await ivanna.tap("Подати")
    (report,) = await town.rows(reports)
    assert (report["organisation"], report["on_behalf"]) == ("police", True)
    await ivanna.person.press(f"cr:{report['id']}")
    assert "Внесено координатором" in ivanna.text


CONTENT = ("Залишити так", "Пропустити", "Готово")


async def test_ones_own_report_waits_for_another_coordinator(
    town: Town, ivanna: Hand, coordinator: Person
) -> None:
    report = await report_of(town, coordinator, organisation="uszn", measure="1.2.2")
    await ivanna.person.press(f"cr:{report.id}")
    assert "Прийняти" in ivanna.buttons, "there is nobody else"
    await town.seat("Другий координатор", (await row_of(town, coordinator)).role, "uszn")
    await ivanna.tap("Прийняти")
    assert "має інший координатор" in ivanna.text
    (row,) = await town.rows(reports)
    assert row["state"] == "submitted"
