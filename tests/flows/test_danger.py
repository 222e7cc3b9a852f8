"""The first reply to a cry: the rules D1–D18 of help.md, each as a test named after it."""

import random
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from bot.sandbox.person import Person
from tests.conftest import Town

State = Callable[[Town, Person], Awaitable[None]]


async def fresh(town: Town, anna: Person) -> None:
    pass


async def at_home(town: Town, anna: Person) -> None:
    await anna.start()


async def in_a_topic(town: Town, anna: Person) -> None:
    await anna.start("i6")
    await anna.tap("Припис суду")


async def in_the_middle_of_a_check(town: Town, anna: Person) -> None:
    await anna.start()
    await anna.tap("Чи це насильство?")
    await anna.tap("Ні")


async def after_nonsense(town: Town, anna: Person) -> None:
    await anna.say("ъъъ щщщ ъъъ")
    await anna.say("ґґґ ййй ьььь")


async def after_another_cry(town: Town, anna: Person) -> None:
    await anna.say("я вдарив дружину і боюсь себе")


async def after_hiding(town: Town, anna: Person) -> None:
    await anna.start()
    await anna.tap("Сховати")


async def in_english(town: Town, anna: Person) -> None:
    await anna.start()
    if "English" in anna.last.buttons:  # the language of the last screen is kept for minutes
        await anna.tap("English")


async def on_an_idle_screen(town: Town, anna: Person) -> None:
    await anna.start()
    town.clock.move(timedelta(minutes=20))
    await town.app.residents.neutralise_idle()


async def after_a_voice_message(town: Town, anna: Person) -> None:
    await anna.send_voice()


STATES: list[State] = [
    fresh,
    at_home,
    in_a_topic,
    in_the_middle_of_a_check,
    after_nonsense,
    after_another_cry,
    after_hiding,
    in_english,
    on_an_idle_screen,
    after_a_voice_message,
]
CRIES = [
    "мене б'є чоловік",
    "муж меня избил",
    "мене бє муж шо робити",
    "muj menya biot",
    "my husband hits me",
    "ВІН МЕНЕ ДУШИВ!!!",
    "у нього ніж, погрожує зарізати",
    "мене зґвалтували",
    "не хочу більше жити",
    "забрали паспорт і не платять, не відпускають",
    "замкнув мене в квартирі",
]


@pytest.mark.parametrize("state", STATES, ids=lambda each: each.__name__)
async def test_d1_every_cry_in_every_state_brings_the_numbers_in_the_first_reply(
    town: Town, anna: Person, state: State
) -> None:
    for cry in CRIES:
        await state(town, anna)
        await anna.say(cry)
        numbers = "7333" if "жити" in cry else "102"
        assert numbers in anna.last.text.split("102 Поліція ·")[0], (cry, state.__name__)
        assert any(word in anna.last.buttons for word in MISTAKEN), (cry, state.__name__)


MISTAKEN = ("Помилка, я про інше", "A mistake, I meant another thing")


async def test_d2_no_wall_stands_before_help_on_the_first_contact(town: Town) -> None:
    person = town.person("Olha")
    await person.say("допоможіть він мене зараз вб'є")
    assert "102" in person.last.text
    assert "15-47" in person.last.text


async def test_d3_words_numbers_and_two_buttons_make_the_reply(anna: Person) -> None:
    await anna.say("мене б'є чоловік")
    paragraphs = anna.last.text.split("\n\n")
    assert "немає вашої вини" in paragraphs[1]
    assert paragraphs[2].startswith("102")
    assert {"Помилка, я про інше", "Поговорити з людиною"} <= set(anna.last.buttons)


async def test_d4_a_mistake_is_mended_in_one_tap_without_blame(town: Town, anna: Person) -> None:
    await anna.say("мене б'є чоловік")
    await anna.tap("Помилка")
    assert "Гаразд" in anna.last.text
    assert "Мої права" in anna.last.buttons
    await anna.say("дякую")
    assert "102 — Поліція" not in anna.last.text


@pytest.mark.parametrize(
    "variant",
    [
        "мене б’є чоловік",
        "мене бʼє чоловік",
        "мене б`є чоловік",
        "мене бє чоловік",
        "МЕНЕ Б'Є",
        "мене б є чоловік",
        "мене б'єєєєє чоловік",
        "мене 😢б'є😢 чоловік",
        "мене б'є,чоловік",
    ],
)
async def test_d6_spelling_is_no_wall(anna: Person, variant: str) -> None:
    await anna.say(variant)
    assert "102 — Поліція" in anna.last.text


async def test_d7_a_witness_is_not_told_that_it_is_not_their_fault(anna: Person) -> None:
    await anna.say("сусід б'є дружину за стіною")
    assert "102 — Поліція" in anna.last.text
    assert "вашої вини" not in anna.last.text
    assert "Хвилююся за іншу людину" in anna.last.buttons


async def test_d8_who_did_harm_gets_help_to_stop_and_no_shelter(anna: Person) -> None:
    await anna.say("я вдарив дружину і не знаю що робити")
    assert "2345" in anna.last.text
    assert "102 — Поліція" in anna.last.text
    assert "вашої вини" not in anna.last.text
    assert not any("ритул" in label for label in anna.last.buttons)


async def test_d9_a_denial_cancels_only_what_it_names(anna: Person) -> None:
    await anna.say("чоловік мене б'є, але я не хочу помирати")
    assert "102 — Поліція" in anna.last.text
    assert "7333" not in anna.last.text


@pytest.mark.parametrize("follow_up", ["так", "ок", "що робити", "боюсь", "....", "ні"])
async def test_d10_the_two_turns_after_a_cry_keep_to_it(anna: Person, follow_up: str) -> None:
    await anna.say("мене б'є чоловік")
    for _ in range(2):
        await anna.say(follow_up)
        assert "102 — Поліція" in anna.last.text


async def test_d11_several_dangers_bring_all_their_lines_life_first(anna: Person) -> None:
    await anna.say("він мене б'є і погрожує ножем, а мені 13 років і я не хочу жити")
    text = anna.last.text
    assert text.index("102") < text.index("15-47")
    for number in ("102", "7333", "116 111"):
        assert number in text


async def test_d12_suicide_adds_its_line_and_replaces_none(anna: Person) -> None:
    await anna.say("чоловік б'є мене щодня, я вже не хочу жити")
    for number in ("102", "15-47", "116 123", "7333"):
        assert number in anna.last.text


async def test_d13_a_childs_words_add_the_childrens_line(anna: Person) -> None:
    await anna.say("мені 12, тато мене б'є")
    assert "116 111" in anna.last.text
    assert "102 — Поліція" in anna.last.text


async def test_d14_no_text_ends_in_not_understood_alone(anna: Person) -> None:
    dice = random.Random(14)
    letters = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяqwertyuiop 0123456789 .,!?😀"
    before = ""
    for _ in range(100):
        text = "".join(dice.choices(letters, k=dice.randint(1, 40))).strip() or "?"
        await anna.say(text)
        assert "102" in anna.last.text
        assert "Сховати" in anna.last.buttons
        if "не впевнений" in anna.last.text or "незрозуміло" in anna.last.text:
            assert anna.last.text != before
        before = anna.last.text


@pytest.mark.parametrize("state", STATES, ids=lambda each: each.__name__)
@pytest.mark.parametrize("word", ["/sos", "sos", "СОС", "112", "102", "поліція", "швидка"])
async def test_d16_the_word_for_help_works_in_every_state(
    town: Town, anna: Person, state: State, word: str
) -> None:
    await state(town, anna)
    await anna.say(word)
    assert "102" in anna.last.text.split("102 Поліція ·")[0]
    assert {"Сховати", "Hide"} & set(anna.last.buttons)


async def test_d17_harmless_lookalikes_bring_no_rescue_card(anna: Person) -> None:
    for text in ("де можна вибити килими", "вдарив мороз", "душно в автобусі", "як убити час"):
        await anna.say(text)
        assert "102 — Поліція" not in anna.last.text, text


async def test_d18_the_first_hours_stand_at_the_top(anna: Person) -> None:
    await anna.say("мене вчора зґвалтували")
    above_the_numbers = anna.last.text.split("102 — Поліція")[0]
    assert "72 годин" in above_the_numbers
    assert "120 годин" in above_the_numbers
    await anna.start("i7")
    assert "72" in anna.last.text.split("\n\n")[1]


@pytest.mark.parametrize(
    "text", ["він зараз тут", "не можу говорити", "він читає мої повідомлення"]
)
async def test_who_cannot_speak_sees_silent_ways_and_hiding_first(anna: Person, text: str) -> None:
    await anna.say(text)
    assert anna.last.buttons[0] == "Сховати"
    assert anna.last.text.index("SMS") < anna.last.text.index("102 — Поліція")


async def test_a_question_that_is_not_ours_is_told_so_kindly(anna: Person) -> None:
    await anna.say("коли вимкнуть світло на нашій вулиці")
    assert "102 — Поліція" not in anna.last.text
    assert "Мої права" in anna.last.buttons
