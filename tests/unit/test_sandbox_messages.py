"""Sending, changing and deleting messages: what Telegram refuses, the sandbox refuses."""

from datetime import timedelta

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox

ONE = InlineKeyboardMarkup([[InlineKeyboardButton("One", callback_data="1")]])
LONGEST = "😀" * 2048


async def test_a_message_comes_as_it_was_sent(bot: telegram.Bot, olena: Person) -> None:
    sent = await bot.send_message(
        olena.id,
        "  <b>Ви</b> не самі ",
        parse_mode="HTML",
        disable_notification=True,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=ONE,
    )
    seen = olena.last
    assert (sent.text, sent.message_id) == ("Ви не самі", seen.id)
    assert (seen.text, seen.html) == ("Ви не самі", "<b>Ви</b> не самі")
    assert (seen.buttons, seen.silent, seen.protected) == (["One"], True, True)
    assert seen.link_preview_options == {"is_disabled": True}


async def test_text_is_measured_after_parsing_in_utf16_units(
    bot: telegram.Bot, olena: Person
) -> None:
    assert (await bot.send_message(olena.id, f"<b>{LONGEST}</b>", "HTML")).text == LONGEST
    with pytest.raises(BadRequest, match=r"^Message is too long$"):
        await bot.send_message(olena.id, f"<b>{LONGEST}a</b>", "HTML")


@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        ("", None, "Message text is empty"),
        (" \n ", None, "Text must be non-empty"),
        ("<b></b>", "HTML", "Text must be non-empty"),
        ("\u200b\u2800", None, "Text must be non-empty"),
        ("x", "BBCode", "Unsupported parse_mode"),
        ("<p>x</p>", "HTML", 'Can\'t parse entities: unsupported start tag "p" at byte offset 0'),
    ],
)
async def test_words_that_cannot_be_sent(
    bot: telegram.Bot, olena: Person, text: str, mode: str | None, words: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(olena.id, text, mode)
    assert caught.value.message == words


@pytest.mark.parametrize("chat", [0, 77, -5, "@nobody_is_here", "words"])
async def test_a_chat_that_the_bot_does_not_know(bot: telegram.Bot, chat: int | str) -> None:
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message(chat, "x")


async def test_nobody_who_never_wrote_can_be_written_to(
    sandbox: Sandbox, bot: telegram.Bot
) -> None:
    stranger = sandbox.person("Stranger")
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message(stranger.id, "x")


async def test_a_person_who_blocked_the_bot(bot: telegram.Bot, olena: Person) -> None:
    sent = await bot.send_message(olena.id, "x")
    olena.phone.block()
    with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
        await bot.send_message(olena.id, "x")
    with pytest.raises(Forbidden, match=r"blocked"):
        await sent.edit_text("y")
    olena.phone.unblock()
    await bot.send_message(olena.id, "x")


async def test_ids_count_per_bot_across_all_private_chats(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    ivan = sandbox.person("Ivan")
    ivan.phone.start()
    ids = [(await bot.send_message(who.id, "x")).message_id for who in (olena, ivan, olena)]
    assert [number - ids[0] for number in ids] == [0, 1, 2]


async def test_entities_are_checked_against_the_words(bot: telegram.Bot, olena: Person) -> None:
    bold = telegram.MessageEntity("bold", 0, 5)
    assert (await bot.send_message(olena.id, "hello", entities=[bold])).entities == (bold,)
    with pytest.raises(
        BadRequest, match=r"(?i)begins after the end of the text at utf-16 offset 100$"
    ):
        await bot.send_message(olena.id, "x", entities=[telegram.MessageEntity("bold", 100, 1)])


async def test_an_answer_to_a_message_that_is_gone(bot: telegram.Bot, olena: Person) -> None:
    with pytest.raises(BadRequest, match=r"^Message to be replied not found$"):
        await bot.send_message(olena.id, "x", reply_to_message_id=999_999)


async def test_a_preview_of_a_wrong_address(bot: telegram.Bot, olena: Person) -> None:
    with pytest.raises(BadRequest, match=r"(?i)^webpage_url_invalid$"):
        await bot.send_message(
            olena.id, "x", link_preview_options=LinkPreviewOptions(url="not-a-url")
        )


async def test_marks_beyond_100_would_be_dropped_silently(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    await bot.send_message(olena.id, "<b>x</b> " * 100, "HTML")
    with pytest.raises(BadRequest, match=r"101 entities"):
        await bot.send_message(olena.id, "<b>x</b> " * 101, "HTML")
    assert len(sandbox.violations) == 1


async def test_an_edit_must_change_something(bot: telegram.Bot, olena: Person) -> None:
    sent = await bot.send_message(olena.id, "<b>x</b>", "HTML", reply_markup=ONE)
    with pytest.raises(BadRequest) as caught:
        await sent.edit_text("<strong>x</strong>", "HTML", reply_markup=ONE)
    assert caught.value.message == (
        "Message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    await sent.edit_text("<i>x</i>", "HTML")
    assert olena.last.edited
    assert olena.last.buttons == [], "a keyboard that is not given again is taken away"


async def test_only_own_messages_that_are_there_can_be_edited(
    bot: telegram.Bot, olena: Person
) -> None:
    own = olena.messages[0].id
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("x", olena.id, 999_999)
    with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
        await bot.edit_message_text("x", olena.id, own)
    sent = await bot.send_message(olena.id, "x")
    with pytest.raises(BadRequest, match=r"^There is no caption in the message to edit$"):
        await sent.edit_caption("y")
    await sent.edit_reply_markup(ONE)
    assert olena.last.buttons == ["One"]


async def test_a_message_with_a_reply_keyboard_cannot_be_edited(
    bot: telegram.Bot, olena: Person
) -> None:
    keyboard = telegram.ReplyKeyboardMarkup([["Так", "Ні"]])
    sent = await bot.send_message(olena.id, "x", reply_markup=keyboard)
    with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
        await sent.edit_text("y")


async def test_deleting_reaches_both_sides_for_48_hours(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    sent = await bot.send_message(olena.id, "x")
    sandbox.clock.move(timedelta(hours=47, minutes=59))
    assert await bot.delete_message(olena.id, sent.message_id)
    assert await bot.delete_message(olena.id, olena.messages[0].id)
    assert olena.messages == []
    with pytest.raises(BadRequest, match=r"^Message to delete not found$"):
        await bot.delete_message(olena.id, sent.message_id)


async def test_after_48_hours_a_message_stays(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    old = await bot.send_message(olena.id, "old")
    sandbox.clock.move(timedelta(hours=48))
    new = await bot.send_message(olena.id, "new")
    with pytest.raises(BadRequest, match=r"^Message can't be deleted for everyone$"):
        await old.delete()
    with pytest.raises(BadRequest, match=r"^Message can't be deleted for everyone$"):
        await bot.delete_messages(olena.id, [new.message_id, old.message_id])
    assert olena.last.text == "new"


async def test_deleting_many_skips_unknown_ids_and_other_chats(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    ivan = sandbox.person("Ivan")
    ivan.phone.start()
    last = max(person.messages[-1].id for person in (olena, ivan))
    assert await bot.delete_messages(olena.id, list(range(last, max(0, last - 100), -1)))
    assert olena.messages == []
    assert [message.text for message in ivan.messages] == ["/start"]


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ([], "Message identifiers are not specified"),
        (list(range(1, 102)), "Too many message identifiers specified"),
        ([0], "Invalid message identifier specified"),
    ],
)
async def test_deleting_many_has_limits(
    bot: telegram.Bot, olena: Person, ids: list[int], words: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.delete_messages(olena.id, ids)
    assert caught.value.message == words


async def test_actions_are_telegrams(bot: telegram.Bot, olena: Person) -> None:
    assert await bot.send_chat_action(olena.id, "typing")
    assert olena.chat.action == "typing"
    with pytest.raises(BadRequest, match=r"^Wrong parameter action in request$"):
        await bot.send_chat_action(olena.id, "sleeping")
