"""A resident's way through the bot, as it is used: one message, three taps, nothing left."""

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from tests.conftest import Town


def visible(person: Person) -> list[str]:
    return [message.text for message in person.messages]


async def test_anna_finds_a_number_in_three_taps(anna: Person) -> None:
    await anna.start()
    await anna.tap("Мені потрібна допомога")
    await anna.tap("Притулок")
    await anna.tap("15-47")
    assert "15-47" in anna.last.text
    assert "цілодобово" in anna.last.text
    assert len(anna.messages) == 1


async def test_john_finds_a_number_in_english(john: Person) -> None:
    await john.start()
    await john.tap("Help now")
    assert "102" in john.last.text
    assert "Police" in john.last.text
    await john.tap("Who answers now")
    await john.tap("116 123")
    assert "La Strada" in john.last.text


async def test_e13_ten_taps_leave_one_message(anna: Person) -> None:
    await anna.start()
    for label in ("Мої права", "Припис поліції", "Припис суду", "Мої права", "На початок"):
        await anna.tap(label)
    for label in ("Інші розділи", "Служби громади", "Служба у справах", "На початок", "Про бота"):
        await anna.tap(label)
    assert len(anna.messages) == 1


async def test_what_anna_types_is_deleted_after_the_answer(anna: Person) -> None:
    await anna.start()
    await anna.say("як отримати безоплатного адвоката")
    assert len(anna.messages) == 1
    assert anna.last.from_bot


async def test_a_check_keeps_its_answers_only_in_the_button(town: Town, anna: Person) -> None:
    await anna.start()
    await anna.tap("Інші розділи")
    await anna.tap("Чи безпечна ця робота?")
    for _ in range(20):
        if "Пропустити" not in anna.last.buttons:
            break
        await anna.tap("Ні")
    assert "Пройти ще раз" in anna.last.buttons
    assert "102" in anna.last.text
    assert len(anna.messages) == 1


async def test_answering_no_to_everything_is_never_told_as_safety(john: Person) -> None:
    await john.start()
    await john.tap("Is this violence?")
    while "Skip" in john.last.buttons:
        await john.tap("No")
    text = john.last.text.lower()
    assert "116 123" in text
    assert not any(word in text for word in ("you are safe", "low risk", "all is well"))


async def test_the_language_travels_in_the_buttons(anna: Person) -> None:
    await anna.start()
    await anna.tap("English")
    await anna.tap("My rights")
    assert "lawyer" in anna.last.text
    await anna.say("привіт")
    assert "Help now" in anna.last.buttons
    await anna.say("/lang")
    await anna.tap("Українською")
    assert "Допомога зараз" in anna.last.buttons


async def test_a_poster_opens_its_topic(anna: Person, town: Town) -> None:
    for topic in town.app.content.topics.values():
        await anna.start(topic.code)
        assert topic.title.uk in anna.last.text
        assert len(anna.messages) == 1
    await anna.start("i999")
    assert "Оберіть розділ" in anna.last.text


async def test_sos_and_the_safe_word_bring_the_rescue_card_from_anywhere(
    anna: Person, town: Town
) -> None:
    await anna.start()
    await anna.tap("Чи це насильство?")
    await anna.say("/sos")
    card = anna.last.text
    assert "103" in card
    for word in town.app.content.town.safe_words:
        await anna.tap("На початок")
        await anna.say(f"{word.upper()}!")
        assert anna.last.text == card


@pytest.mark.parametrize("send", ["send_voice", "send_sticker", "send_location", "send_contact"])
async def test_d15_what_is_no_text_is_answered_and_never_fetched(
    town: Town, anna: Person, send: str
) -> None:
    await getattr(anna, send)()
    assert "102" in anna.last.text
    assert len(anna.messages) == 1
    assert "getFile" not in {call[1] for call in town.sandbox.calls}


async def test_d15_files_are_answered_and_never_fetched(town: Town, anna: Person) -> None:
    await anna.send_document("звіт.txt", b"hello")
    await anna.send_album([("a.txt", b"1"), ("b.txt", b"2")])
    assert len(anna.messages) == 1
    assert "getFile" not in {call[1] for call in town.sandbox.calls}


async def test_an_edited_message_changes_nothing(town: Town, anna: Person) -> None:
    await anna.start()
    before = anna.last.text
    town.sandbox.faults.always("deleteMessages", Fault.refuse(400, "Bad Request: no"))
    await anna.say("доброго дня")
    own = next(message for message in anna.messages if not message.from_bot)
    calls = len(town.sandbox.calls)
    await anna.edit(own.id, "мене б'ють")
    assert town.calls(calls) == []
    assert anna.last.text == before


async def test_an_old_button_opens_the_start_with_one_line_of_why(anna: Person) -> None:
    await anna.start()
    for forged in ("zz:1", "t:uk:gone:page:extra", "h", "h:uk:x", ""):
        await anna.press(forged or " ")
        assert "вже застаріла" in anna.last.text
        await anna.tap("Мої права")
        assert len(anna.messages) == 1


async def test_a_message_that_cannot_be_edited_is_replaced(anna: Person) -> None:
    await anna.start()
    gone = anna.last.id - 1
    await anna.press("h:uk", message_id=gone)
    assert "Оберіть розділ" in anna.last.text


async def test_every_message_is_silent_and_without_previews(town: Town, anna: Person) -> None:
    await anna.start()
    await anna.tap("Хто зараз на лінії")
    await anna.say("допоможіть")
    sends = [call for call in town.sandbox.calls if call[1] in ("sendMessage", "editMessageText")]
    assert sends
    for _, method, params in sends:
        assert params["link_preview_options"] == {"is_disabled": True}
        assert method == "editMessageText" or params["disable_notification"] is True
        assert "protect_content" not in params  # P8: a card may be forwarded and copied


async def test_a_group_is_left_politely(town: Town, anna: Person) -> None:
    group = town.sandbox.group("Сусіди")
    await group.add_bot(anna)
    assert group.bot_status == "left"
    assert [call for call in town.sandbox.calls if call[1] == "sendMessage"] == []


async def test_one_bad_moment_keeps_no_idle_screen_telling(town: Town, anna: Person) -> None:
    people = [anna, *(town.person(name) for name in ("Olha", "Taras", "Ivan"))]
    for person in people:
        await person.start("i6")
    town.clock.move(timedelta(minutes=6))
    town.sandbox.faults.next("editMessageText", Fault.server_error(502))
    await town.app.residents.neutralise_idle()
    turned = [person for person in people if "Поради" in person.last.text]
    assert len(turned) == len(people) - 1
    town.clock.move(timedelta(seconds=30))
    await town.app.residents.neutralise_idle()
    assert all("Поради" in person.last.text for person in people)


async def test_an_idle_edit_never_turns_a_screen_that_was_just_opened(
    town: Town, anna: Person
) -> None:
    await anna.start()
    town.clock.move(timedelta(minutes=6))
    town.sandbox.faults.next("editMessageText", Fault.too_many(retry_after=2))
    await town.app.residents.neutralise_idle()
    await anna.tap("Мої права")
    town.clock.move(timedelta(seconds=30))
    await town.app.residents.neutralise_idle()
    assert "право" in anna.last.text


async def test_a_stopping_bot_leaves_no_telling_screen(town: Town, anna: Person) -> None:
    await anna.start("i7")
    town.app.stop()
    await asyncio.sleep(0.5)
    assert "Поради" in anna.last.text


async def test_nobody_is_answered_long_after(town: Town, anna: Person) -> None:
    town.sandbox.faults.always("getUpdates", Fault.server_error(502))
    update = anna.phone.say("мене б'є чоловік")
    await asyncio.sleep(0.3)
    town.clock.move(timedelta(minutes=20))
    town.sandbox.faults.clear()
    await town.sandbox.settled(update)
    assert anna.messages == []


async def test_an_unknown_command_opens_the_start(anna: Person) -> None:
    for command in ("/help", "/staff", "/settings now"):
        await anna.say(command)
        assert "Оберіть розділ" in anna.last.text


async def test_an_idle_screen_turns_neutral_by_itself(town: Town, anna: Person) -> None:
    await anna.start()
    await anna.tap("Мої права")
    minutes = town.app.content.town.idle_minutes
    town.clock.move(timedelta(minutes=minutes - 1))
    await town.app.residents.neutralise_idle()
    assert "право" in anna.last.text.lower()
    town.clock.move(timedelta(minutes=1, seconds=1))
    await town.app.residents.neutralise_idle()
    assert anna.last.text == town.app.content.town.neutral.uk.strip()
    await anna.tap("Ще поради")
    assert "Ще поради для дому" in anna.last.text
    await anna.tap("Довідник")
    assert "Оберіть розділ" in anna.last.text


async def test_who_blocks_the_bot_is_forgotten_at_once(town: Town, anna: Person) -> None:
    await anna.start()
    assert len(town.app.residents.traces) == 1
    await anna.block()
    assert len(town.app.residents.traces) == 0
