"""The bot inside the sandbox: everything as in earnest, on this machine alone.

The same `build` as in production, with two seams used: the Bot API's address is the sandbox's,
and the clock is the sandbox's, which its page can move.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import SecretStr

from bot.app import App, Knowledge, build, serve
from bot.content.models import Organisations
from bot.errors import CannotListen
from bot.people import store
from bot.people.rules import PersonState, Role
from bot.sandbox.clock import MovableClock
from bot.sandbox.person import Person
from bot.sandbox.server import Sandbox
from bot.sandbox.web_page import WebPage, invite_residents, staff_words
from bot.settings import Settings
from bot.storage.database import Database

DEFAULT_PORT = 8268
CHANNEL = "town_news"  # the council's channel of the sandbox, with the bot in it


def build_in(
    sandbox: Sandbox,
    settings: Settings,
    clock: MovableClock,
    knowledge: Knowledge | None = None,
) -> App:
    """Return the bot that lives in a started sandbox, and may publish in its channel."""
    sandbox.group(CHANNEL, "channel", username=CHANNEL).chat.bot_status = "administrator"
    inside = settings.model_copy(
        update={
            "bot_token": SecretStr(sandbox.token),
            "bot_api_url": sandbox.url,
            "webhook_url": None,
            "announce_channel": f"@{CHANNEL}",
        }
    )
    return build(inside, clock.now, knowledge)


async def serve_sandbox(
    settings: Settings, host: str, port: int, ready: Callable[[str], None]
) -> None:
    """Run the sandbox and the bot in it until a signal asks both to stop.

    `ready` is told the page's address. Raises CannotListen where the port is taken.
    """
    clock = MovableClock()
    sandbox = Sandbox(clock, page=WebPage)
    try:
        await sandbox.start(host, port)
    except OSError as error:
        await sandbox.stop()
        told = f"Port {port} of {host} cannot be used ({error.strerror}); try --port 0."
        raise CannotListen(told) from None
    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        inside = settings.model_copy(
            update={
                "database_url": f"sqlite+aiosqlite:///{Path(folder) / 'bot.db'}",
                "programme_last_year": settings.programme_last_year or clock.now().year,
            }
        )
        try:
            app = build_in(sandbox, inside, clock)
            invite_residents(sandbox)
            await app.staff.database.migrate()
            await seat_staff(sandbox, app)
            ready(f"{sandbox.url}/")
            await serve(app)
        finally:
            await sandbox.stop()


async def seat_staff(sandbox: Sandbox, app: App) -> None:
    """Let in staff of every role, who have joined already; called by their posts."""
    words = staff_words()
    for role, organisation, post in _posts(app.content.organisations, words):
        person = sandbox.person(post)
        person.note = words[role]["note"]
        await seat(app.staff.database, person, role, organisation, sandbox.clock)


async def seat(
    database: Database,
    person: Person,
    role: Role,
    organisation: str | None,
    clock: MovableClock,
) -> int:
    """Make somebody of the sandbox active staff, as if confirmed long ago; return the row's id."""
    person.join()
    async with database.begin() as work:
        return await store.add(
            work,
            role=role,
            organisation=organisation,
            name=person.name,
            account=person.id,
            state=PersonState.ACTIVE,
            now=clock.now(),
        )


def _posts(
    organisations: Organisations, words: dict[str, dict[str, str]]
) -> Iterator[tuple[Role, str | None, str]]:
    collects = organisations.control.collects
    yield Role.COORDINATOR, collects, words[Role.COORDINATOR]["name"]
    for each in organisations.organisations:
        if "executor" in each.roles:
            yield Role.EXECUTOR, each.id, each.short.uk
    yield Role.OVERSEER, None, words[Role.OVERSEER]["name"]
