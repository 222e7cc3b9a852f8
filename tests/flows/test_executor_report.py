"""The yearly report, measure by measure: gathered, asked, submitted once, mended where marked."""

import pytest
from sqlalchemy import update

from bot.reporting.answers import Remark, Status
from bot.settings import Settings
from bot.storage.tables import drafts, entries, reports
from tests.conftest import Town
from tests.flows.executing import YEAR, Hand, at_desk, picture, returned

STORY = "Зустріч зі старшокласниками ліцею № 1 про права дитини"
DONE = "Провели п'ять зустрічей у ліцеях громади"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The council has prolonged the programme."""
    return settings.model_copy(update={"programme_last_year": YEAR})


@pytest.fixture
async def maria(town: Town) -> Hand:
    return await at_desk(town, "Марія")


async def tell_event(hand: Hand, people: str = "45", money: str = "12,5") -> None:
    await hand.tap("Додати подію", "16 днів", "Сьогодні")
    for answer in (STORY, people, money):
        await hand.say(answer)
    await hand.tap("Готово", "Зберегти", "До столу")


async def report_done(hand: Hand, measure: str = "16 днів") -> None:
    """Answer a report that has no events, up to the look over."""
    await hand.tap("Річний звіт")
    await hand.tap(next(each for each in hand.buttons if measure in each))
    await hand.tap("Почати звіт", "Виконано")
    await hand.say(DONE)
    await hand.say("320")
    await hand.say("5")
    await hand.tap("Кошти не були", "Готово")
    assert "Усе правильно?" in hand.text


async def test_a_report_without_events_asks_and_is_submitted(town_on: Town, maria: Hand) -> None:
    await report_done(maria)
    for line in ("Виконано", DONE, "320", "не були потрібні"):
        assert line in maria.text
    await maria.tap("Подати")
    assert "Звіт подано" in maria.text
    (report,) = await town_on.rows(reports)
    assert (report["measure"], report["state"], report["version"]) == ("1.2.3", "submitted", 1)
    await maria.tap("До столу", "Подане", "📨 16 днів")
    assert DONE in maria.text
    assert "27.11.2026" in maria.text


async def test_events_are_gathered_so_that_little_is_asked(town: Town, maria: Hand) -> None:
    await tell_event(maria)
    await tell_event(maria, "30", "0")
    await maria.tap("Річний звіт", "⚪️ 16 днів", "Почати звіт", "Виконано")
    assert "витрачено 12,5" in maria.text  # what is left to ask: from which source
    await maria.tap("План і факт по 12,5", "Готово")
    for line in (STORY, "75", "місцевий бюджет: план 12,5, факт 12,5"):
        assert line in maria.text
    await maria.tap("✏️ Що зробили", "Залишити так", "✏️ Кошти", "Державний бюджет")
    await maria.say("20 / 8,5")
    assert "державний бюджет: план 20, факт 8,5" in maria.text
    await maria.tap("Подати")
    (report,) = await town.rows(reports)
    assert report["answers"]["people"] == 75
    assert report["answers"]["money"] == [["local", 12500, 12500], ["state", 20000, 8500]]


async def test_why_and_until_are_asked_only_where_they_apply(town: Town, maria: Hand) -> None:
    await maria.tap("Річний звіт", "⚪️ 16 днів", "Почати звіт", "Частково виконано")
    await maria.say(DONE)
    await maria.tap("Пропустити", "Пропустити", "Кошти не були")
    assert "Чому?" in maria.text
    await maria.say("Перенесли через ремонт")
    assert "До коли" in maria.text
    await maria.say("торік")
    assert "майбутня дата" in maria.text or "Потрібна дата" in maria.text
    await maria.say("березень")
    await maria.tap("Готово")
    assert "31.03.2027" in maria.text
    await maria.tap("✏️ Стан", "Не настав час")
    assert "До коли" not in maria.text
    await maria.tap("Подати")
    (report,) = await town.rows(reports)
    assert report["answers"]["status"] == Status.NOT_YET


async def test_two_presses_submit_once(town: Town, maria: Hand) -> None:
    await report_done(maria)
    submit = maria.data("Подати")
    await maria.person.press(submit)
    await maria.person.press(submit)
    assert "Звіт уже подано" in maria.text
    assert len(await town.rows(reports)) == 1


async def test_all_that_is_ready_is_submitted_after_one_look(town: Town, maria: Hand) -> None:
    for measure in ("16 днів", "Тиждень «НІ"):
        await report_done(maria, measure)
        await maria.tap("До столу")
    await maria.tap("Подати все готове (2)")
    assert "16 днів" in maria.text
    assert "Тиждень «НІ" in maria.text
    assert await town.rows(reports) == []
    confirm = maria.data("Так, подати (2)")
    await maria.person.press(confirm)
    assert "Подано 2 звіти" in maria.text
    await maria.person.press(confirm)
    assert len(await town.rows(reports)) == 2


async def test_what_was_returned_asks_only_for_what_was_marked(town_on: Town, maria: Hand) -> None:
    town = town_on
    await report_done(maria)
    await maria.tap("Подати")
    await returned(town, Remark("people", "А скільки з них дітей?"))
    await maria.person.say("/staff")
    assert "А скільки з них дітей?" in maria.text
    await maria.tap("Виправити: 16 днів")
    assert "А скільки з них дітей?" in maria.text
    assert "Скільки людей" in maria.text
    await maria.say("310")
    assert "Усе правильно?" in maria.text
    await maria.tap("Подати виправлене")
    (report,) = await town.rows(reports)
    assert (report["state"], report["version"]) == ("submitted", 2)
    await maria.tap("До столу", "Подане", "📨 16 днів", "Версії (2)")
    assert "320 → 310" in maria.text


async def test_last_years_answer_is_one_tap_away(town: Town, maria: Hand) -> None:
    await report_done(maria)
    await maria.tap("Подати")
    (report,) = await town.rows(reports)
    async with town.database.begin() as work:
        await work.execute(update(reports).values(year=YEAR - 1))
    await maria.person.say("/staff")
    await maria.tap("Річний звіт", "⚪️ 16 днів", "Почати звіт", "Виконано")
    await maria.tap("Як торік: Провели")
    await maria.tap("Як торік: 320", "Як торік: 5", "Як торік: не були", "Готово", "Подати")
    newer = (await town.rows(reports))[-1]
    assert newer["answers"] == report["answers"]


async def test_a_report_takes_files(town: Town, maria: Hand) -> None:
    await report_done(maria)
    await maria.tap("✏️ Файли")
    await maria.person.send_album([picture(1), picture(2)])
    assert "Усього 2 файли" in maria.text
    await maria.tap("Готово", "Подати", "До столу", "Подане", "📨 16 днів")
    assert "2 файли" in maria.text


async def test_the_list_is_filtered_by_state(maria: Hand) -> None:
    await report_done(maria)
    await maria.tap("До столу", "Річний звіт", "✏️ 1")
    assert [each for each in maria.buttons if "16 днів" in each]
    assert not [each for each in maria.buttons if "Тиждень" in each]
    await maria.tap("Усі")
    assert [each for each in maria.buttons if "Тиждень" in each]


async def test_outside_the_term_all_is_read_only(town: Town, maria: Hand) -> None:
    await tell_event(maria)
    town.clock.set(town.clock.now().replace(year=YEAR + 2))
    await maria.person.say("/staff")
    assert f"діяло до {YEAR} року" in maria.text
    await maria.tap("Мої заходи", "1 · 16 днів")
    assert "27.11" in " ".join(maria.buttons)
    await maria.tap("До столу", "Додати подію")
    assert "лише перегляд" in maria.text
    assert len(await town.rows(drafts)) == 1
    assert len(await town.rows(entries)) == 1
