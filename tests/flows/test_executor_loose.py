"""A photo, a document or a text from anywhere becomes an event by two taps; a cry never does."""

from datetime import timedelta

import pytest

from bot.people.rules import Role
from bot.settings import Settings
from bot.storage.tables import drafts, entries, files
from tests.conftest import Town
from tests.flows.executing import YEAR, Hand, at_desk, pdf, picture

STORY = "Провели з учнями 9 класу бесіду про безпеку в мережі, роздали пам'ятки"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The council has prolonged the programme."""
    return settings.model_copy(update={"programme_last_year": YEAR})


@pytest.fixture
async def maria(town: Town) -> Hand:
    return await at_desk(town, "Марія")


async def test_a_text_from_anywhere_becomes_an_event(town: Town, maria: Hand) -> None:
    await maria.say(STORY)
    assert STORY in maria.text
    await maria.tap("Додати до звіту", "16 днів")
    assert "Усе правильно?" in maria.text
    assert "27.11.2026" in maria.text
    await maria.tap("Зберегти")
    (entry,) = await town.rows(entries)
    assert entry["text"] == STORY


async def test_an_album_with_words_becomes_an_event_with_its_photos(
    town_on: Town, maria: Hand
) -> None:
    await maria.person.send_album([picture(1), picture(2)], caption=STORY)
    assert "Прийнято 2 файли" in maria.text
    assert len([each for each in maria.person.messages if each.from_bot]) == 1
    await maria.tap("Додати до звіту", "16 днів", "Зберегти")
    (entry,) = await town_on.rows(entries)
    assert [each["entry"] for each in await town_on.rows(files)] == [entry["id"]] * 2


async def test_a_document_without_words_is_asked_what_was_done(town: Town, maria: Hand) -> None:
    await maria.person.send_document("nakaz.pdf", pdf())
    assert "nakaz.pdf" in maria.text
    await maria.tap("Додати до звіту", "16 днів")
    assert "Що зробили?" in maria.text
    await maria.say(STORY)
    await maria.tap("Зберегти")
    assert "Збережено" in maria.text


async def test_what_was_sent_waits_on_the_desk(maria: Hand) -> None:
    await maria.say(STORY)
    await maria.tap("До столу", "Продовжити: Надіслане", "16 днів")
    assert STORY in maria.text


async def test_what_need_not_be_kept_is_gone(town: Town, maria: Hand) -> None:
    await maria.say(STORY)
    await maria.tap("Не зберігати")
    assert "не зберігаємо" in maria.text
    assert [each["outcome"] for each in await town.rows(drafts)] == ["cancelled"]


async def test_a_text_may_be_a_question_to_the_guide(town: Town, maria: Hand) -> None:
    await maria.say("у нас питання щодо притулку для жінки з дітьми, яку привезли вчора ввечері")
    if "Це запитання до довідника" in maria.buttons:
        await maria.tap("Це запитання до довідника")
    assert "102" in maria.text
    assert all(each["ended_at"] for each in await town.rows(drafts))


@pytest.mark.parametrize("cry", ["мене б'є чоловік", "не хочу більше жити", "сос"])
async def test_outside_a_question_staff_are_met_like_residents(
    town: Town, maria: Hand, cry: str
) -> None:
    await maria.say(cry)
    assert "102" in maria.text
    assert await town.rows(drafts) == []


async def test_a_cry_under_a_photo_is_a_cry(town: Town, maria: Hand) -> None:
    await maria.person.send_photo(picture(), caption="мене б'є чоловік")
    assert "102" in maria.text
    assert await town.rows(drafts) == []


async def test_a_question_goes_to_the_guide(town: Town, maria: Hand) -> None:
    await maria.say("як отримати адвоката?")
    assert "адвокат" in maria.text.lower()
    assert await town.rows(drafts) == []


@pytest.mark.parametrize(
    "story",
    [
        "Провели з учнями 9 класу бесіду про безпеку в мережі",
        "Круглий стіл щодо протидії торгівлі людьми, 25 учасників",
        "Роздали 100 буклетів про гарячу лінію",
        "Лекція для батьків про булінг, ліцей № 2",
    ],
)
async def test_a_story_of_work_is_kept_and_not_erased(town: Town, maria: Hand, story: str) -> None:
    await maria.say(story)
    assert "Додати до звіту" in maria.buttons
    assert any(each.text == story for each in maria.person.messages if not each.from_bot)


async def test_an_answer_that_comes_hours_later_is_offered_to_its_question(
    town: Town, maria: Hand
) -> None:
    await maria.tap("Додати подію", "16 днів", "Сьогодні")
    town.clock.move(timedelta(hours=3))
    await maria.say(STORY)
    assert "Що зробили?" in maria.text
    await maria.tap("Це відповідь на запитання")
    assert "Скільки людей" in maria.text
    assert len([each for each in await town.rows(drafts) if each["ended_at"] is None]) == 1


async def test_hostile_files_are_refused_in_one_line(town: Town, maria: Hand) -> None:
    await maria.person.send_document("virus.exe", b"MZ" + bytes(300))
    assert "Такий файл не приймаємо" in maria.text
    await maria.person.send_document("big.pdf", b"%PDF-1.4" + bytes(20 * 2**20))
    assert "завеликий" in maria.text
    assert all(each["ended_at"] for each in await town.rows(drafts))


async def test_an_overseer_keeps_nothing(town: Town) -> None:
    await at_desk(town, "Перша")
    hand = Hand(await town.seat("Заступник", Role.OVERSEER))
    await hand.person.say("/staff")
    assert "Додати подію" not in hand.buttons
    await hand.say(STORY)
    assert await town.rows(drafts) == []


async def test_no_part_of_an_album_that_cries_is_kept(town: Town, maria: Hand) -> None:
    await maria.person.send_album([picture(1), picture(2), picture(3)], caption="мене б'є чоловік")
    assert await town.rows(drafts) == []
    assert await town.rows(files) == []
    assert "102" in maria.text
    await maria.person.send_album([picture(4), picture(5)], caption=STORY)
    assert "Прийнято 2 файли" in maria.text
