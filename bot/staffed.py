"""The staff's side of the bot, put together: their database, the gate, their features in order.

The database is opened beside everything else and never in its way: while it cannot be had, the
staff are met like residents, and it is tried again. Help is never held back by it.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from telegram import Bot

from bot.announced import build_calendar
from bot.chat.buttons import Press
from bot.chat.calls import Calls
from bot.chat.documents import Documents
from bot.chat.routes import PressHandler, Routes, Take
from bot.content.loader import Content
from bot.errors import DatabaseFault
from bot.help.handlers import Residents
from bot.logs import get
from bot.people.away_handlers import Leaves
from bot.people.desks import belong_to
from bot.people.gate_handlers import Gate
from bot.people.handlers import Cards
from bot.people.invite_handlers import Inviting
from bot.people.joining_handlers import Door
from bot.people.look import Look
from bot.people.menu_handlers import Menus
from bot.people.screens import doors
from bot.people.service import People
from bot.people.visit import StaffTable, Visit, joined
from bot.reminded import Reminding, build_reminding
from bot.reminders.clock import SECONDS
from bot.reported import build_reporting
from bot.reporting.desk_screens import More
from bot.settings import Settings
from bot.storage.database import Database

log = get(__name__)

OPENED_WITHIN_SECONDS = 5.0  # the residents wait no longer for the staff's database
FORGETS_EVERY_SECONDS = 3600.0  # who opened a link and was not let in
FIRST_PAUSE_SECONDS, LAST_PAUSE_SECONDS = 1.0, 30.0


@dataclass(slots=True)
class StaffSide:
    """Everything of the staff that the app starts, asks and stops."""

    bot: Bot
    database: Database
    people: People
    gate: Gate
    door: Door
    menus: Menus
    reminding: Reminding
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    failed: asyncio.Event = field(default_factory=asyncio.Event)
    first_pause: float = FIRST_PAUSE_SECONDS
    patience: float = OPENED_WITHIN_SECONDS
    forgets_every: float = FORGETS_EVERY_SECONDS

    def routes(self, residents: Routes) -> Routes:
        """Return the residents' handlers with the staff's buttons among them."""

        async def left(chat: int) -> None:
            await residents.left(chat)
            await self.gate.left(chat)

        presses: dict[type[Press], PressHandler] = {**residents.presses, **self.gate.presses()}
        return Routes(
            presses=presses,
            commands=residents.commands,
            message=residents.message,
            old_press=residents.old_press,
            left=left,
            trouble=residents.trouble,
        )

    def takes(self) -> tuple[Take, ...]:
        """Return who is asked about a message before the residents' side is."""
        return (self.door.start, self.gate.take)

    async def keep_open(self) -> None:
        """Open the database, and open it anew whenever it was lost; ends when cancelled."""
        while True:
            await self._open()
            with suppress(DatabaseFault):  # lost again already
                await self.menus.give_all(self.database)
            await self._forget_until_failed()
            self.opened.clear()

    async def _forget_until_failed(self) -> None:
        while not self.failed.is_set():
            with suppress(DatabaseFault):
                await self.people.joining.forget_expired(now=self.gate.clock())
            with suppress(TimeoutError):
                async with asyncio.timeout(self.forgets_every):
                    await self.failed.wait()

    async def wait_opened(self) -> None:
        """Return when the database is open, and after a few seconds in any case."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.patience):
                await self.opened.wait()

    async def remind(self) -> None:
        """Remind whoever owes something while the database is open; ends when cancelled."""
        await self.reminding.keep_time(self.opened, self.failed.set)

    async def close(self) -> None:
        """Close the database."""
        self.opened.clear()
        with suppress(DatabaseFault):  # one that was never there
            await self.database.close()

    async def _open(self) -> None:
        pause = self.first_pause
        while True:
            self.failed.clear()
            try:
                await self.database.migrate()
                async with self.database.begin() as work:
                    await belong_to(work, self.bot.token.partition(":")[0])  # its id
            except Exception as error:
                kind = error.kind if isinstance(error, DatabaseFault) else type(error).__name__
                log.critical("database-not-opened", kind=kind, seconds=pause, exc_info=error)
            else:
                self.opened.set()
                return
            await asyncio.sleep(pause)
            pause = min(pause * 2, LAST_PAUSE_SECONDS)


def build_staff(
    settings: Settings,
    content: Content,
    bot: Bot,
    clock: Callable[[], datetime],
    residents: Residents,
    beat_seconds: float = SECONDS,
) -> StaffSide:
    """Return the staff's side, put together and not yet opened; raises DatabaseFault."""
    database, call = Database(settings.database_url), Calls(bot)
    people, menus = People(database, content.organisations), Menus(call, content)
    look, documents = Look(content.staff, content.organisations, settings.zone), Documents(bot)
    side = build_reporting(settings, content, residents.understanding, database, documents)
    reminding = build_reminding(
        settings, content, database, bot, clock, side.reporting, beat_seconds
    )
    term = side.reporting.term
    calendar = build_calendar(settings, content, database, bot, reminding.calendar, term)
    for more in (partial(_doors, look), reminding.more, calendar.more):
        side.desks.add(more)
    opened, failed = asyncio.Event(), asyncio.Event()
    tables = (
        *reminding.beside_the_board(side.tables),
        *_people_tables(people, look, menus, lambda: bot.username),
        *calendar.tables(),
    )
    gate = Gate(
        call,
        documents,
        database,
        clock,
        settings.zone,
        joined((*tables, *reminding.tables(tables))),
        side.desks.desk,
        residents,
        opened.is_set,
        failed.set,
    )
    door = Door(call, gate, people.joining, look, menus, clock)
    return StaffSide(bot, database, people, gate, door, menus, reminding, opened, failed)


def _people_tables(
    people: People, look: Look, menus: Menus, username: Callable[[], str]
) -> tuple[StaffTable, ...]:
    cards = Cards(people, look, menus)
    leaves = Leaves(people.absences, look)
    return cards.table(), Inviting(cards, username).table(), leaves.table()


async def _doors(look: Look, visit: Visit) -> More:
    """Return what somebody may do with people, for their desk."""
    return More(rows=doors(look, visit.person, visit.today))
