"""The staff's side of the bot, put together: their database, the gate, their features in order.

The database is opened beside everything else and never in its way: while it cannot be had, the
staff are met like residents, and it is tried again. Help is never held back by it.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.buttons import Press
from bot.chat.calls import Calls
from bot.chat.documents import Documents
from bot.chat.routes import PressHandler, Routes, Take
from bot.content.loader import Content
from bot.errors import DatabaseFault
from bot.help.handlers import Residents
from bot.logs import get
from bot.people.gate_handlers import Gate, joined
from bot.people.interim_desk import InterimDesk
from bot.people.presses import Desk
from bot.people.visit import Shown, StaffTable, Visit
from bot.settings import Settings
from bot.storage.database import Database

log = get(__name__)

OPENED_WITHIN_SECONDS = 5.0  # the residents wait no longer for the staff's database
FIRST_PAUSE_SECONDS, LAST_PAUSE_SECONDS = 1.0, 30.0


@dataclass(slots=True)
class StaffSide:
    """Everything of the staff that the app starts, asks and stops."""

    database: Database
    gate: Gate
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    failed: asyncio.Event = field(default_factory=asyncio.Event)
    first_pause: float = FIRST_PAUSE_SECONDS
    patience: float = OPENED_WITHIN_SECONDS

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
        return (self.gate.take,)

    async def keep_open(self) -> None:
        """Open the database, and open it anew whenever it was lost; ends when cancelled."""
        while True:
            await self._open()
            await self.failed.wait()
            self.opened.clear()

    async def wait_opened(self) -> None:
        """Return when the database is open, and after a few seconds in any case."""
        with suppress(TimeoutError):
            async with asyncio.timeout(self.patience):
                await self.opened.wait()

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
    call: Calls,
    documents: Documents,
    clock: Callable[[], datetime],
    residents: Residents,
) -> StaffSide:
    """Return the staff's side, put together and not yet opened; raises DatabaseFault."""
    database = Database(settings.database_url)
    desk = InterimDesk(content.staff).show
    opened, failed = asyncio.Event(), asyncio.Event()
    gate = Gate(
        call,
        documents,
        database,
        clock,
        settings.zone,
        joined((_desk_table(desk),)),
        desk,
        residents.old_press,
        opened.is_set,
        failed.set,
    )
    return StaffSide(database, gate, opened, failed)


def _desk_table(desk: Callable[[Visit, str], Awaitable[Shown]]) -> StaffTable:
    async def show(visit: Visit, press: Desk) -> Shown:
        return await desk(visit, "")

    return StaffTable({Desk: show}, {})
