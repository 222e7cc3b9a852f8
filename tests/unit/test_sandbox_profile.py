"""What the bot shows of itself: names, descriptions, commands by scope and language, the menu."""

from typing import Any

import pytest
import telegram
from telegram.error import BadRequest

from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox


async def test_words_are_kept_per_language(bot: telegram.Bot) -> None:
    await bot.set_my_description("Довідник міста")
    await bot.set_my_description("Town guide", "en")
    assert (await bot.get_my_description("en")).description == "Town guide"
    assert (await bot.get_my_description("pl")).description == "Довідник міста"
    await bot.set_my_description("", "en")
    assert (await bot.get_my_description("en")).description == "Довідник міста"
    await bot.set_my_name("Коростишів")
    assert (await bot.get_my_name()).name == "Коростишів"
    assert (await bot.get_me()).first_name == "Коростишів"
    await bot.set_my_short_description("Коротко")
    assert (await bot.get_my_short_description()).short_description == "Коротко"


@pytest.mark.parametrize(
    ("method", "field", "limit"),
    [
        ("setMyName", "name", 64),
        ("setMyDescription", "description", 512),
        ("setMyShortDescription", "short_description", 120),
    ],
)
async def test_words_have_limits(raw: Any, method: str, field: str, limit: int) -> None:
    assert (await raw(method, **{field: "є" * limit}))[0] == 200
    assert (await raw(method, **{field: "є" * (limit + 1)}))[0] == 400


async def test_commands_are_kept_per_scope_and_language(
    sandbox: Sandbox, bot: telegram.Bot, olena: Person
) -> None:
    await bot.set_my_commands([("sos", "Швидка довідка")])
    scope = telegram.BotCommandScopeChat(olena.id)
    await bot.set_my_commands([("menu", "Меню")], scope)
    await bot.set_my_commands([("sos", "Quick help")], language_code="en")
    assert [command.command for command in await bot.get_my_commands(scope)] == ["menu"]
    assert (await bot.get_my_commands(language_code="en"))[0].description == "Quick help"
    assert sandbox.bot.commands_for(olena.chat, "uk")[0]["command"] == "menu"
    await bot.delete_my_commands(scope)
    assert sandbox.bot.commands_for(olena.chat, "uk")[0]["description"] == "Швидка довідка"
    john = sandbox.person("John", "en")
    assert sandbox.bot.commands_for(john.chat, "en")[0]["description"] == "Quick help"


@pytest.mark.parametrize(
    ("commands", "words"),
    [
        ([("Sos", "x")], "Bot_command_invalid"),
        ([("сос", "x")], "Bot_command_invalid"),
        ([("x" * 33, "x")], "Bot_command_invalid"),
        ([("sos", "")], "Bot_command_description_invalid"),
        ([("sos", "x" * 257)], "Bot_command_description_invalid"),
        ([(f"c{number}", "x") for number in range(101)], "Bot_commands_too_much"),
    ],
)
async def test_commands_that_telegram_refuses(
    bot: telegram.Bot, commands: list[tuple[str, str]], words: str
) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.set_my_commands(commands)
    assert caught.value.message == words


async def test_the_menu_button(bot: telegram.Bot, olena: Person) -> None:
    assert (await bot.get_chat_menu_button()).type == "commands"
    await bot.set_chat_menu_button(olena.id, telegram.MenuButtonDefault())
    assert (await bot.get_chat_menu_button(olena.id)).type == "default"
    page = telegram.MenuButtonWebApp("x", telegram.WebAppInfo("http://a.ua"))
    with pytest.raises(BadRequest, match=r"(?i)only https"):
        await bot.set_chat_menu_button(menu_button=page)
