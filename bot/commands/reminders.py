"""The command of the reminders: plan and send what is due, or only show who would get what."""

import argparse
import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime
from html import unescape

from telegram import Bot

from bot.chat.calls import Calls
from bot.chat.outcomes import Outcome, Send, sender
from bot.chat.screen import Screen
from bot.chat.transport import AiohttpRequest
from bot.content.loader import Content, load
from bot.errors import SettingsFault
from bot.reminders.notices import Ticked, Told
from bot.reminders.service import Reminders, calendar_of
from bot.reminders.working_days import WorkingDays
from bot.reporting.term import Term
from bot.settings import Settings
from bot.storage.database import Database

EXIT_OK = 0
Add = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]
_TAG = re.compile(r"<[^>]*>")


def add(command: Add) -> None:
    """Add this room's command by `command(name, run, text)`."""
    remind = command("remind", _remind, "plan and send what is due; --dry-run only shows it")
    remind.add_argument("--dry-run", action="store_true", help="send and write nothing")
    remind.add_argument("--on", type=_day, help="with --dry-run: of which day, 2023-12-20")
    remind.add_argument("--json", action="store_true", help="for machines")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("expected a day, 2023-12-20") from None


def _remind(options: argparse.Namespace, settings: Settings) -> int:
    content = load(settings.data_dir)
    if options.dry_run:
        today = datetime.now(settings.zone).date()
        told = asyncio.run(_preview(content, settings, options.on or today))
        _print_told(told, options.on or today, as_json=options.json)
        return EXIT_OK
    if options.on is not None:
        raise SettingsFault("--on belongs to --dry-run: what is sent is sent today")
    if settings.bot_token is None:
        raise SettingsFault("BOT_TOKEN is missing: nothing can be sent; try --dry-run")
    ticked = asyncio.run(_tick(content, settings))
    if options.json:
        print(json.dumps(asdict(ticked), default=str))
    else:
        ends = ", ".join(f"{count} {end}" for end, count in ticked.outcomes.items())
        print(f"planned {ticked.planned}, missed {ticked.missed}; messages: {ends or 'none'}")
    return EXIT_OK


async def _preview(content: Content, settings: Settings, day: date) -> tuple[Told, ...]:
    async def send(chat: int, screen: Screen) -> Outcome:
        raise AssertionError("a dry run sends nothing")

    database = Database(settings.database_url)
    try:
        await database.migrate()
        reminders = built(content, settings, database, send, _now)
        return await reminders.previewing.preview(day)
    finally:
        await database.close()


async def _tick(content: Content, settings: Settings) -> Ticked:
    if settings.bot_token is None:
        raise ValueError("nothing is sent without a token")
    request = AiohttpRequest()
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{settings.bot_api_url.rstrip('/')}/bot",
        request=request,
        get_updates_request=AiohttpRequest(limit=1),
    )
    database = Database(settings.database_url)
    await request.initialize()
    try:
        await database.migrate()
        send = sender(Calls(bot, request))
        return await built(content, settings, database, send, _now).tick()
    finally:
        await database.close()
        await request.shutdown()


def built(
    content: Content,
    settings: Settings,
    database: Database,
    send: Send,
    clock: Callable[[], datetime],
) -> Reminders:
    """Return reminders as the app has them, over a database of the caller's."""
    working = WorkingDays(settings.zone, settings.martial_law)
    term = Term.of(
        content.programme,
        content.organisations,
        settings.programme_last_year,
        settings.zone,
        working.on_or_before,
    )
    return Reminders.of(database, content, term, calendar_of(content, working), send, clock)


def _now() -> datetime:
    return datetime.now(UTC)


def _print_told(told: tuple[Told, ...], day: date, *, as_json: bool) -> None:
    if as_json:
        lines = [{**asdict(each), "text": _plain(each.text)} for each in told]
        print(json.dumps(lines, ensure_ascii=False, default=str, indent=1))
        return
    if not told:
        print(f"{day}: nobody is told anything (a day off, nothing owed, or nobody has joined)")
    for each in told:
        measures = " ".join(each.measures) or "-"
        print(f"{each.day}  {each.name}  [{', '.join(each.rules)}]  {measures}")
        print("".join(f"    {line}\n" for line in _plain(each.text).splitlines()))


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text))
