"""An event in under a minute, on a phone: counted, resumed, changed, given up, never lost."""

import asyncio
from datetime import timedelta

import pytest

from bot.app import Knowledge, build
from bot.people.rules import Role
from bot.settings import Settings
from bot.storage.tables import drafts, entries
from tests.conftest import Town
from tests.flows.executing import YEAR, Hand, at_desk, pdf, picture

MEASURE = "16 днів"
STORY = "Зустріч зі старшокласниками ліцею № 1 про права дитини"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The council has prolonged the programme."""
    return settings.model_copy(update={"programme_last_year": YEAR})


@pytest.fixture
async def maria(town: Town) -> Hand:
    return await at_desk(town, "Марія")


async def to_people(hand: Hand) -> None:
    """Answer the first three questions of an event."""
    await hand.tap("Додати подію", MEASURE, "Сьогодні")
    await hand.say(STORY)


async def test_an_event_takes_at_most_eight_taps_and_three_typed_answers(
    town_on: Town, maria: Hand
) -> None:
    await to_people(maria)
    assert "Скільки людей" in maria.text
    await maria.say("45")
    await maria.say("12,5")
    await maria.person.send_photo(picture())
    await maria.tap("Готово")
    for line in ("16 днів", "27.11.2026", STORY, "45", "12,5 тис.\u00a0грн", "1 файл"):
        assert line in maria.text
    await maria.tap("Зберегти")
    assert "Збережено" in maria.text
    assert maria.taps <= 8
    assert maria.typed <= 3
    (entry,) = await town_on.rows(entries)
    assert (entry["text"], entry["people"], entry["money"]) == (STORY, 45, 12500)
    assert entry["measure"] == "1.2.3"
    await maria.tap("Додати ще одну")
    assert "До якого заходу" in maria.text


async def test_the_desk_says_what_is_owed_and_what_is_in_season(maria: Hand) -> None:
    assert "ще 11 з 11" in maria.text
    assert "25.12.2026" in maria.text
    assert "16 днів проти насильства" in maria.text
    for label in ("Додати подію", "Мої заходи", "Річний звіт", "Подане", "Довідка"):
        assert label in maria.buttons
    await maria.tap("Довідка")
    assert "102" in maria.text


async def test_another_phone_goes_on_at_the_very_step(town: Town, maria: Hand) -> None:
    await to_people(maria)
    oleh = await at_desk(town, "Олег")
    await oleh.tap("Продовжити: 16 днів")
    assert "Скільки людей" in oleh.text
    await oleh.say("30")
    await maria.say("45")  # Maria's screen still asks for the people
    assert "Тим часом чернетку змінили" in maria.text
    assert "Скільки коштів" in maria.text
    await maria.tap("Кошти не були", "Готово")
    assert "30" in maria.text
    await maria.tap("Зберегти")
    (entry,) = await town.rows(entries)
    assert entry["people"] == 30


async def test_after_a_restart_the_same_question_takes_its_answer(
    town: Town, maria: Hand, knowledge: Knowledge
) -> None:
    await to_people(maria)
    town.app.stop()
    while town.app.staff.opened.is_set():  # noqa: ASYNC110 - the first bot tells nobody its end
        await asyncio.sleep(0)
    app = build(town.app.settings, town.clock.now, knowledge)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(app.run())
        try:
            await maria.say("45")
            assert "Скільки коштів" in maria.text
            await maria.tap("Кошти не були", "Готово")
            assert "45" in maria.text
        finally:
            app.stop()


async def test_an_old_question_is_gone_on_with_after_days(town: Town, maria: Hand) -> None:
    await to_people(maria)
    town.clock.move(timedelta(days=2))
    await maria.person.say("/staff")
    await maria.tap("Продовжити: 16 днів")
    assert "Скільки людей" in maria.text
    await maria.tap("Пропустити")
    assert "Скільки коштів" in maria.text


async def test_an_old_button_redraws_what_is_asked_now(town: Town, maria: Hand) -> None:
    await maria.tap("Додати подію")
    old = maria.data(MEASURE)
    await maria.tap(MEASURE)
    await maria.person.press(old)
    assert "кнопка вже застаріла" in maria.text
    assert "Коли це було" in maria.text
    assert len(await town.rows(drafts)) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [("торік влітку", "дата"), ("25.11.1999", "року"), ("31.12.2026", "ще не настала")],
)
async def test_a_date_that_is_none_is_asked_again_with_an_example(
    maria: Hand, typed: str, said: str
) -> None:
    await maria.tap("Додати подію", MEASURE)
    await maria.say(typed)
    assert said in maria.text
    assert "25.11" in maria.text
    assert "Коли це було" in maria.text
    assert any(typed in each.text for each in maria.person.messages)  # nothing typed is lost


async def test_wrong_numbers_are_asked_again(maria: Hand) -> None:
    await to_people(maria)
    await maria.say("багато")
    assert "Потрібне число людей" in maria.text
    await maria.say("45 людей")
    await maria.say("12500")
    assert "гривні чи тисячі" in maria.text
    await maria.say("12500 грн")
    assert "фото чи документи" in maria.text
    await maria.say("потім")
    assert "«Готово»" in maria.text


async def test_a_voice_message_is_no_answer(maria: Hand) -> None:
    await to_people(maria)
    await maria.person.send_voice()
    assert "не відкриває" in maria.text
    assert "Скільки людей" in maria.text


async def test_a_line_of_the_overview_is_changed_by_its_button(town: Town, maria: Hand) -> None:
    await to_people(maria)
    await maria.tap("Пропустити", "Кошти не були", "Готово")
    await maria.tap("✏️ Дата", "Вчора")
    assert "26.11.2026" in maria.text
    await maria.tap("✏️ Людей")
    await maria.say("60")
    await maria.tap("✏️ Захід", "Залишити так", "Зберегти")
    (entry,) = await town.rows(entries)
    assert (entry["people"], str(entry["held_on"])) == (60, "2026-11-26")


async def test_giving_up_asks_once_and_says_that_it_is_gone(town: Town, maria: Hand) -> None:
    await maria.tap("Додати подію", "Скасувати")  # nothing was answered yet: nothing is asked
    assert "скасовано" in maria.text
    await to_people(maria)
    await maria.tap("Скасувати")
    assert "Відповіді цієї чернетки зникнуть" in maria.text
    await maria.tap("Ні, продовжити")
    assert "Скільки людей" in maria.text
    await maria.tap("Скасувати", "Так, скасувати")
    assert "скасовано" in maria.text
    assert not any("Продовжити" in each for each in maria.buttons)
    assert await town.rows(entries) == []


async def test_going_back_keeps_what_was_answered(maria: Hand) -> None:
    await to_people(maria)
    await maria.tap("Назад")
    assert "Що зробили?" in maria.text
    assert STORY in maria.text
    await maria.tap("Залишити так")
    assert "Скільки людей" in maria.text


async def test_two_presses_save_once(town: Town, maria: Hand) -> None:
    await to_people(maria)
    await maria.tap("Пропустити", "Кошти не були", "Готово")
    save = maria.data("Зберегти")
    await maria.person.press(save)
    await maria.person.press(save)
    assert "вже збережено" in maria.text
    assert len(await town.rows(entries)) == 1


async def test_an_album_is_confirmed_file_by_file_in_one_message(maria: Hand) -> None:
    await to_people(maria)
    await maria.tap("Пропустити", "Кошти не були")
    before = len([each for each in maria.person.messages if each.from_bot])
    await maria.person.send_album([picture(1), picture(2), picture(3)])
    assert "Усього 3 файли" in maria.text
    after = len([each for each in maria.person.messages if each.from_bot])
    assert after == before  # one screen that counts up, not three
    await maria.person.send_document("zvit.pdf", pdf())
    assert "zvit.pdf" in maria.text
    await maria.tap("✖ zvit.pdf")
    assert "Файл прибрано" in maria.text
    assert "Додано (3)" in maria.text


async def test_a_file_over_twenty_megabytes_is_refused_before_it_is_fetched(
    town: Town, maria: Hand
) -> None:
    await to_people(maria)
    await maria.tap("Пропустити", "Кошти не були")
    since = len(town.sandbox.calls)
    await maria.person.send_document("film.pdf", b"%PDF-1.4" + bytes(20 * 2**20))
    assert "завеликий" in maria.text
    assert "getFile" not in town.calls(since)
    assert "фото чи документи" in maria.text


async def test_personal_data_is_pointed_at_and_removed_or_kept(town: Town, maria: Hand) -> None:
    await maria.tap("Додати подію", MEASURE, "Сьогодні")
    await maria.say("Допомогли пані, її телефон 067 123 45 67, дуже дякувала")
    assert "персональні дані" in maria.text
    assert "<u>067 123 45 67</u>" in maria.person.last.html.replace("<b>", "").replace("</b>", "")
    await maria.tap("Виправлю")
    await maria.say(STORY)
    assert "Скільки людей" in maria.text
    await maria.tap("Назад")
    await maria.say("Лектор залишив адресу lektor@example.com для запитань")
    await maria.tap("Залишити, бо…")
    assert "Чому це можна залишити" in maria.text
    await maria.say("Ця адреса була в оголошенні")
    await maria.tap("Пропустити", "Кошти не були", "Готово", "Зберегти")
    (entry,) = await town.rows(entries)
    assert "оголошенні" in entry["personal_reason"]


async def test_a_text_typed_where_data_was_pointed_at_is_the_text_anew(maria: Hand) -> None:
    await maria.tap("Додати подію", MEASURE, "Сьогодні")
    await maria.say("Пишіть на lektor@example.com")
    await maria.say(STORY)
    assert "Скільки людей" in maria.text


async def test_a_saved_event_is_changed_and_removed(town: Town, maria: Hand) -> None:
    await to_people(maria)
    await maria.tap("Пропустити", "Кошти не були", "Готово", "Зберегти")
    await maria.tap("Події цього заходу", "27.11", "Змінити", "✏️ Людей")
    await maria.say("80")
    await maria.tap("Зберегти")
    assert "Зміни збережено" in maria.text
    await maria.tap("До столу", "Мої заходи", "1 · 16 днів", "27.11", "Видалити")
    assert "Видалити цю подію?" in maria.text
    await maria.tap("Ні, залишити", "Видалити", "Так, видалити")
    assert "Подію видалено" in maria.text
    (entry,) = await town.rows(entries)
    assert entry["people"] == 80
    assert entry["removed_at"] is not None


async def test_a_cry_that_answers_a_question_is_an_answer(town: Town, maria: Hand) -> None:
    await maria.tap("Додати подію", MEASURE, "Сьогодні")
    await maria.say("Обговорили, що робити, коли чоловік б'є дружину і погрожує вбити")
    assert "Скільки людей" in maria.text
    await maria.person.say("/sos")
    assert "102" in maria.text
    await maria.person.say("/staff")
    await maria.tap("Продовжити: 16 днів")
    assert "Скільки людей" in maria.text


async def test_outside_a_question_a_cry_gets_the_numbers(town: Town, maria: Hand) -> None:
    await maria.say("мене б'є чоловік")
    assert "102" in maria.text
    assert await town.rows(drafts) == []


async def test_a_coordinator_says_for_whom_first(town: Town) -> None:
    hand = await at_desk(town, "Перша")
    ira = Hand(await town.seat("Ірина", Role.COORDINATOR, "uszn"))
    await ira.person.say("/staff")
    await ira.tap("Додати подію", "Освіта", MEASURE)
    assert "За: Освіта" in ira.text
    await ira.tap("Сьогодні")
    await ira.say(STORY)
    await ira.tap("Пропустити", "Кошти не були", "Готово", "Зберегти")
    (entry,) = await town.rows(entries)
    assert (entry["organisation"], entry["on_behalf"]) == ("education", True)
    await hand.tap("Мої заходи", "1 · 16 днів", "27.11")
    assert "внесено координатором" in hand.text
