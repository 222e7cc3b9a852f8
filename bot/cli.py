"""The door: `python -m bot COMMAND`. Settings are read here, once, and nowhere else."""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot import settings as settings_room
from bot.app import build, serve
from bot.chat.transport import AiohttpRequest
from bot.commands import people, reminders, reporting, storage
from bot.content.loader import load, overdue, warnings
from bot.errors import (
    AnotherPoller,
    BotError,
    CannotListen,
    ContentFaults,
    SettingsFault,
    TokenRefused,
)
from bot.help.understanding import Understanding
from bot.help.understanding.explain import explain
from bot.logs import set_up
from bot.reporting.rules import Duty, duties
from bot.sandboxed import DEFAULT_PORT, serve_sandbox
from bot.settings import Settings
from bot.storage.checking import findings as database_findings

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_DATA, EXIT_BUSY, EXIT_SETTINGS = 65, 75, 78  # as sysexits.h names them
_EXITS: tuple[tuple[type[BotError], int], ...] = (
    (ContentFaults, EXIT_DATA),
    (AnotherPoller, EXIT_BUSY),
    (CannotListen, EXIT_BUSY),
    (SettingsFault, EXIT_SETTINGS),
    (TokenRefused, EXIT_SETTINGS),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the process's exit code."""
    set_up("INFO", sys.stderr)  # whatever fails from here on, no traceback tells of a setting
    options = _parser().parse_args(arguments)
    try:
        settings = settings_room.read()
        set_up(settings.log_level, sys.stderr)
        command: Callable[[argparse.Namespace, Settings], int] = options.command
        return command(options, settings)
    except BotError as error:
        print(str(error) or (type(error).__doc__ or "").splitlines()[0], file=sys.stderr)
        return next((code for kind, code in _EXITS if isinstance(error, kind)), EXIT_FINDINGS)
    except KeyboardInterrupt:
        return EXIT_OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[..., int], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(command=run)
        return command

    run = add("run", _run, "run the bot; without BOT_TOKEN, the sandbox")
    box = add("sandbox", _sandbox, "a small Telegram on this machine, with the bot in it")
    for each in (run, box):
        each.add_argument("--host", default="127.0.0.1", help="the sandbox's address")
        each.add_argument("--port", type=_port, default=DEFAULT_PORT, help="the sandbox's port")
    check = add("check", _check, "name every fault of data, settings, database and token at once")
    check.add_argument("--strict", action="store_true", help="fail on stale contacts too")
    owed = add("duties", _duties, "who owes what")
    owed.add_argument("--year", type=int, default=datetime.now(UTC).year)
    owed.add_argument("--organisation", help="one organisation's id")
    owed.add_argument("--json", action="store_true", help="for machines")
    ask = add("ask", _ask, "what the bot understands of a text, and which words decided")
    ask.add_argument("text")
    people.add(add)
    storage.add(add)
    reporting.add(add)
    reminders.add(add)
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= 65535):
        raise argparse.ArgumentTypeError("expected 0-65535; 0 takes a free one")
    return int(text)


def _run(options: argparse.Namespace, settings: Settings) -> int:
    if settings.bot_token is None:
        return _sandbox(options, settings)
    asyncio.run(serve(build(settings)))
    return EXIT_OK


def _sandbox(options: argparse.Namespace, settings: Settings) -> int:
    asyncio.run(serve_sandbox(settings, options.host, options.port, _say_where))
    return EXIT_OK


def _say_where(address: str) -> None:
    print(f"Open {address} in a browser. Ctrl+C stops.", flush=True)


def _check(options: argparse.Namespace, settings: Settings) -> int:
    findings: list[str] = []
    stale: tuple[str, ...] = ()
    try:
        content = load(settings.data_dir)
        today = datetime.now(settings.zone).date()
        stale = warnings(content, today)
        findings += overdue(content, today)
    except ContentFaults as error:
        findings += error.findings
    try:
        Understanding.load(settings.data_dir)
    except (ValueError, OSError) as error:
        findings.append(f"understanding: {error}")
    findings += asyncio.run(database_findings(settings.database_url))
    findings += asyncio.run(_token_findings(settings))
    for finding in findings:
        print(finding)
    for warning in stale:
        print(f"warning: {warning}")
    if not findings:
        print("data, settings and database: no faults")
    return EXIT_FINDINGS if findings or (options.strict and stale) else EXIT_OK


async def _token_findings(settings: Settings) -> list[str]:
    """Ask Telegram about the token, and whether BotFather's switches stand as they should."""
    if settings.bot_token is None:
        return []
    token = settings.bot_token.get_secret_value()
    bot = Bot(token, base_url=f"{settings.bot_api_url.rstrip('/')}/bot", request=AiohttpRequest())
    try:
        async with bot:
            me = await bot.get_me()
    except InvalidToken:
        return ["BOT_TOKEN: Telegram refuses it; make a new one with BotFather"]
    except TelegramError as error:
        return [f"BOT_API_URL: no answer from it ({type(error).__name__})"]
    switches = {
        "groups (Allow Groups?)": me.can_join_groups,
        "inline mode": me.supports_inline_queries,
        "business mode": me.can_connect_to_business,
    }
    return [f"BotFather: {name} is on; switch it off" for name, on in switches.items() if on]


def _duties(options: argparse.Namespace, settings: Settings) -> int:
    content = load(settings.data_dir)
    known = [each.id for each in content.organisations.organisations]
    if options.organisation not in (None, *known):
        raise SettingsFault(f"--organisation {options.organisation}: expected {', '.join(known)}")
    owed = duties(
        content.programme,
        content.organisations,
        options.year,
        options.organisation,
        settings.programme_last_year,
    )
    if options.json:
        print(json.dumps([_plain(duty) for duty in owed], ensure_ascii=False, indent=1))
        return EXIT_OK
    for duty in owed:
        months = f"{duty.months[0]:02}-{duty.months[-1]:02}"
        money = "money" if duty.needs_money else "-"
        short = content.measure(duty.measure).short.uk
        print(f"{duty.measure}  {duty.organisation:<10} {months}  {duty.due}  {money:<6} {short}")
    print(f"{len(owed)} duties in {options.year}")
    return EXIT_OK


def _plain(duty: Duty) -> dict[str, object]:
    return {
        "measure": duty.measure,
        "organisation": duty.organisation,
        "months": list(duty.months),
        "due": duty.due.isoformat(),
        "needs_money": duty.needs_money,
    }


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    print(explain(Understanding.load(settings.data_dir).read(options.text)))
    return EXIT_OK
