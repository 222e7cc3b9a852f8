"""People and groups: what they can do, and that each act waits until the bot has settled it."""

import asyncio
from datetime import timedelta

import pytest
import telegram
from telegram.error import BadRequest, Forbidden

from bot.sandbox.clock import MovableClock
from bot.sandbox.person import Person
from bot.sandbox.refusals import Refusal
from bot.sandbox.server import Sandbox

Came = list[telegram.Update]
BUTTONS = telegram.InlineKeyboardMarkup.from_column(
    [
        telegram.InlineKeyboardButton("Мені потрібна допомога", callback_data="i1"),
        telegram.InlineKeyboardButton("Мої права", callback_data="i6"),
        telegram.InlineKeyboardButton("Сайт", url="https://korostyshiv.gov.ua"),
        telegram.InlineKeyboardButton("15-47", copy_text=telegram.CopyTextButton("1547")),
    ]
)


async def test_words_come_with_what_telegram_marks_by_itself(polling: Came, olena: Person) -> None:
    await olena.say("/sos Наберіть 0 800 500 335 або https://1547.ukc.gov.ua, a@b.ua")
    message = polling[-1].message
    assert message is not None
    found = {kind.type: message.parse_entity(kind) for kind in message.entities}
    assert found == {
        "bot_command": "/sos",
        "phone_number": "0 800 500 335",
        "url": "https://1547.ukc.gov.ua",
        "email": "a@b.ua",
    }
    assert message.from_user is not None
    assert (message.from_user.language_code, message.chat.type) == ("uk", "private")


async def test_an_act_waits_until_the_bot_is_done(bot: telegram.Bot, olena: Person) -> None:
    olena.patience = 0.2
    with pytest.raises(TimeoutError, match=r"not settled"):
        await olena.say("nobody listens")
    updates = await bot.get_updates()
    saying = asyncio.create_task(olena.say("x"))
    await asyncio.sleep(0.05)
    assert not saying.done()
    await bot.get_updates(offset=updates[-1].update_id + 2)
    await saying


async def test_deep_links(polling: Came, olena: Person) -> None:
    await olena.start("i3")
    assert polling[-1].message is not None
    assert polling[-1].message.text == "/start i3"
    await olena.start("x" * 64)
    for payload in ("x" * 65, "a b", "є", "a=1"):
        with pytest.raises(Refusal, match=r"START_PARAM_INVALID"):
            await olena.start(payload)


async def test_taps(bot: telegram.Bot, polling: Came, olena: Person) -> None:
    await bot.send_message(olena.id, "x", reply_markup=BUTTONS)
    await olena.tap("Мої права")
    assert polling[-1].callback_query is not None
    assert polling[-1].callback_query.data == "i6"
    await olena.tap("Мені")
    assert polling[-1].callback_query is not None
    assert polling[-1].callback_query.data == "i1"
    await olena.tap("Сайт")
    assert olena.phone.opened == ["https://korostyshiv.gov.ua"]
    await olena.tap("15")
    assert olena.phone.clipboard == "1547"
    with pytest.raises(AssertionError, match=r"no button 'Ніде'.*'Мої права'"):
        await olena.tap("Ніде")
    with pytest.raises(AssertionError, match=r"more than one button 'М'"):
        await olena.tap("М")


async def test_a_tap_needs_the_bots_message(polling: Came, olena: Person) -> None:
    with pytest.raises(AssertionError, match=r"no visible message"):
        _ = olena.last
    with pytest.raises(AssertionError, match=r"no button"):
        await olena.tap("x")


async def test_a_reply_keyboard_speaks(bot: telegram.Bot, polling: Came, olena: Person) -> None:
    await bot.send_message(olena.id, "x", reply_markup=telegram.ReplyKeyboardMarkup([["Так"]]))
    await olena.tap("Так")
    assert polling[-1].message is not None
    assert polling[-1].message.text == "Так"
    await bot.send_message(olena.id, "x", reply_markup=telegram.ReplyKeyboardRemove())
    with pytest.raises(AssertionError, match=r"no button"):
        await olena.tap("Так")


async def test_everything_else_a_person_can_send(polling: Came, olena: Person) -> None:
    for act in (
        olena.send_voice(),
        olena.send_sticker(),
        olena.send_location(),
        olena.send_contact(),
        olena.send_document("a.pdf", b"%PDF", caption="x"),
    ):
        await act
    messages = [update.message for update in polling if update.message]
    kinds = ("voice", "sticker", "location", "contact", "document")
    for message, kind in zip(messages[-5:], kinds, strict=True):
        assert getattr(message, kind)


async def test_editing_own_words(polling: Came, olena: Person) -> None:
    await olena.say("x")
    await olena.edit(olena.messages[-1].id, "y")
    assert polling[-1].edited_message is not None
    assert polling[-1].edited_message.text == "y"
    assert polling[-1].edited_message.edit_date is not None


async def test_blocking_tells_the_bot(polling: Came, olena: Person) -> None:
    await olena.block()
    change = polling[-1].my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(AssertionError, match=r"unblock first"):
        await olena.say("x")
    await olena.unblock()
    assert polling[-1].my_chat_member is not None
    await olena.say("x")


async def test_a_name_is_one_person(sandbox: Sandbox, olena: Person) -> None:
    assert sandbox.person("Olena") is olena
    assert sandbox.person("Ivan").id != olena.id
    assert [person.name for person in sandbox.people] == ["Olena", "Ivan"]


async def test_a_bot_in_a_group_can_leave(
    sandbox: Sandbox, bot: telegram.Bot, polling: Came, olena: Person
) -> None:
    group = sandbox.group("Сусіди")
    await group.add_bot(by=olena)
    changes = [update.my_chat_member for update in polling if update.my_chat_member]
    assert changes[-1].new_chat_member.status == "member"
    count = len(polling)
    await group.say(olena, "між собою")
    assert len(polling) == count, "privacy mode: a bot hears only what is meant for it"
    await group.say(olena, "/start@sandbox_bot")
    assert polling[-1].message is not None
    assert polling[-1].message.chat.type == "supergroup"
    await bot.send_message(group.id, "Прощавайте")
    assert await bot.leave_chat(group.id)
    assert group.bot_status == "left"
    with pytest.raises(Forbidden, match=r"bot is not a member of the supergroup chat"):
        await bot.send_message(group.id, "x")
    with pytest.raises(BadRequest, match=r"private chats"):
        await bot.leave_chat(olena.id)


async def test_a_bot_is_put_into_a_channel_and_out(
    sandbox: Sandbox, bot: telegram.Bot, polling: Came, olena: Person
) -> None:
    channel = sandbox.group("Новини", "channel")
    await channel.add_bot(by=olena)
    assert polling[-1].my_chat_member is not None
    assert polling[-1].my_chat_member.new_chat_member.status == "administrator"
    await channel.say(olena, "новина")
    assert polling[-1].channel_post is not None
    await channel.remove_bot(by=olena)
    with pytest.raises(Forbidden, match=r"bot was kicked from the channel chat"):
        await bot.send_message(channel.id, "x")


async def test_who_is_in_a_chat(sandbox: Sandbox, bot: telegram.Bot, olena: Person) -> None:
    assert (await bot.get_chat(olena.id)).first_name == "Olena"
    assert (await bot.get_chat_member(olena.id, olena.id)).status == "member"
    with pytest.raises(BadRequest, match=r"(?i)invalid user_id"):
        await bot.get_chat_member(olena.id, sandbox.person("Ivan").id)


async def test_the_clock_dates_the_messages(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    before = (await bot.send_message(olena.id, "x")).date
    sandbox.clock.move(timedelta(days=2))
    after = (await bot.send_message(olena.id, "x")).date
    assert timedelta(days=2) <= after - before < timedelta(days=2, seconds=5)


def test_the_clock_wants_aware_moments() -> None:
    clock = MovableClock()
    moment = clock.now() + timedelta(days=400)
    clock.set(moment)
    assert abs((clock.now() - moment).total_seconds()) < 1
    with pytest.raises(ValueError, match=r"aware"):
        clock.set(moment.replace(tzinfo=None))
