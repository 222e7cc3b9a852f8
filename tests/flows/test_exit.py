"""Leaving: the rules E1–E15 of help.md, each as a test that is named after it."""

from datetime import timedelta
from itertools import pairwise

from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from tests.conftest import Town

HOUR = timedelta(hours=1)


def neutral(town: Town) -> str:
    return town.app.content.town.neutral.uk.strip()


async def test_e1_hiding_is_told_before_anything_sensitive(town: Town, anna: Person) -> None:
    await anna.start()
    words = anna.last.text.split("102 Поліція")[0]
    assert "«Сховати»" in words
    assert len([line for line in words.splitlines()[1:] if line]) <= 3
    stems = town.app.content.town.telling_stems
    assert not [stem for stem in stems if stem in words.casefold()]


async def test_e2_one_card_covers_what_hiding_does_and_does_not(anna: Person) -> None:
    await anna.start()
    await anna.tap("Про бота")
    await anna.tap("Що залишиться на телефоні")
    told = anna.last.text
    for point in (
        "/hide",
        "48 годин",
        "Залишаються",
        "журнал дзвінків",
        "Повернутися",
        "шпигун",
        "барвінок",
        "автовидалення",
        "15 хвилин",
    ):
        assert point in told


async def test_e3_the_first_call_of_hiding_turns_the_screen_neutral(
    town: Town, anna: Person
) -> None:
    await anna.start()
    await anna.tap("План безпеки")
    before = len(town.sandbox.calls)
    await anna.tap("Сховати")
    methods = town.calls(before)
    assert set(methods[:2]) == {"editMessageText", "answerCallbackQuery"}
    assert set(methods[2:]) == {"deleteMessages"}
    assert visible_texts(anna) == [neutral(town)]


async def test_e5_a_button_a_command_and_a_word_all_hide(town: Town, anna: Person) -> None:
    for way in ("/hide", "сховати", "Сховати.", "hide"):
        await anna.start()
        await anna.tap("Мої права")
        await anna.say(way)
        assert visible_texts(anna) == [neutral(town)], way


async def test_e6_the_label_of_hiding_is_what_it_says(anna: Person) -> None:
    await anna.start()
    assert anna.last.buttons[-1] == "Сховати"


async def test_e7_the_neutral_page_is_the_same_for_everybody(town: Town, anna: Person) -> None:
    taras = town.person("Taras")
    for person, label in ((anna, "Мої права"), (taras, "План безпеки")):
        await person.start()
        await person.tap(label)
        await person.tap("Сховати")
    assert anna.last.body["text"] == taras.last.body["text"]
    assert anna.last.buttons == taras.last.buttons == ["Ще поради"]


async def test_e8_hiding_forgets_the_chat_at_once(town: Town, anna: Person) -> None:
    await anna.say("мене б'є чоловік")
    await anna.tap("Сховати")
    assert len(town.app.residents.traces) == 0
    await anna.say("ок")
    assert "Оберіть розділ" in anna.last.text


async def test_e11_everything_younger_than_48_hours_goes_and_nobody_elses(
    town: Town, anna: Person
) -> None:
    taras = town.person("Taras")
    await anna.start()
    old = anna.last.id
    town.clock.move(49 * HOUR)
    for person in (anna, taras, anna, taras):
        await person.say("доброго дня")
    kept = {message.id for message in taras.messages}
    await anna.say("/hide")
    assert {message.id for message in taras.messages} == kept
    assert [message.text for message in anna.messages if message.id != old] == [neutral(town)]


async def test_e13_the_chat_holds_one_message_at_any_step(town: Town, anna: Person) -> None:
    for text in ("/start", "привіт", "мені страшно вдома", "як подати на припис", "ааааа", "/sos"):
        await anna.say(text)
        assert len(anna.messages) == 1, text


async def test_e15_nothing_is_ever_sent_to_a_resident_but_an_answer(
    town: Town, anna: Person
) -> None:
    await anna.start()
    await anna.tap("Мої права")
    before = len(town.sandbox.calls)
    for _ in range(10):
        town.clock.move(3 * HOUR)
        await town.app.residents.neutralise_idle()
    assert town.calls(before) == ["editMessageText"]  # the idle screen, and only once


async def test_hiding_takes_ten_calls_beside_the_edit_at_most(town: Town, anna: Person) -> None:
    for _ in range(3):
        await anna.say("доброго дня")
    before = len(town.sandbox.calls)
    await anna.tap("Сховати")
    calls = [call for call in town.sandbox.calls[before:] if call[1] == "deleteMessages"]
    assert 1 <= len(calls) <= 10
    for _, _, params in calls:
        ids = params["message_ids"]
        assert 1 <= len(ids) <= 100
        assert all(a - b == 1 for a, b in pairwise(ids))


def visible_texts(person: Person) -> list[str]:
    return [message.text for message in person.messages]


async def test_hiding_outlasts_a_bad_moment(town: Town, anna: Person) -> None:
    await anna.start()
    await anna.tap("План безпеки")
    town.sandbox.faults.next("editMessageText", Fault.server_error(502), times=3)
    await anna.tap("Сховати")
    assert visible_texts(anna) == [neutral(town)]


async def test_a_telling_screen_that_cannot_be_turned_is_deleted(town: Town, anna: Person) -> None:
    await anna.start()
    await anna.tap("План безпеки")
    words = "Bad Request: message can't be edited"
    town.sandbox.faults.always("editMessageText", Fault.refuse(400, words))
    await anna.tap("Сховати")
    assert visible_texts(anna) == [neutral(town)]


async def test_where_nothing_can_be_sent_the_telling_screen_is_deleted(
    town: Town, anna: Person
) -> None:
    await anna.start()
    await anna.tap("План безпеки")
    for method in ("editMessageText", "sendMessage"):
        town.sandbox.faults.always(method, Fault.server_error(502))
    await anna.tap("Сховати")
    assert visible_texts(anna) == []


async def test_a_typed_hide_turns_the_telling_screen_first(town: Town, anna: Person) -> None:
    await anna.start()
    await anna.tap("План безпеки")
    before = len(town.sandbox.calls)
    await anna.say("сховати")
    assert town.calls(before)[0] == "editMessageText"
    assert visible_texts(anna) == [neutral(town)]


async def test_a_failed_answer_leaves_no_typed_words_in_the_chat(town: Town, anna: Person) -> None:
    await anna.start()
    town.sandbox.faults.next("sendMessage", Fault.server_error(502), times=1)
    await anna.say("мене б'є чоловік")
    assert len(anna.messages) == 1
    assert anna.last.from_bot


async def test_a_second_press_in_a_hurry_tells_nothing(town: Town, anna: Person) -> None:
    await anna.start("i7")
    await anna.tap("Сховати")
    await anna.tap(anna.last.buttons[-1])
    stems = town.app.content.town.telling_stems
    shown = " ".join([anna.last.text, *anna.last.buttons]).casefold()
    assert not [stem for stem in stems if stem in shown]
