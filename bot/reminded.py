"""Reminders, put together: their own way to Telegram, their clock, their handlers.

Their pool of connections is their own, so that nobody who waits for an answer stands behind a
reminder, however slowly Telegram takes those.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from telegram import Bot

from bot.chat.buttons import Press
from bot.chat.calls import Calls
from bot.chat.outcomes import sender
from bot.chat.transport import AiohttpRequest
from bot.content.loader import Content
from bot.errors import DatabaseFault, Gone
from bot.people.visit import PressHandler, Shown, StaffTable, Visit
from bot.reminders.clock import SECONDS, Clock
from bot.reminders.notice_handlers import Follow, NoticeTalks
from bot.reminders.notices import Ticked
from bot.reminders.occasions import Occasions
from bot.reminders.overseer_handlers import OverseerTalks
from bot.reminders.overseer_screens import OverseerScreens
from bot.reminders.service import Reminders, calendar_of
from bot.reminders.working_days import WorkingDays
from bot.reporting.coordinator_presses import Board, Picture
from bot.reporting.desk_screens import More
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet
from bot.settings import Settings
from bot.storage.database import Database

CONNECTIONS = 16


@dataclass(slots=True)
class Reminding:
    """What the app starts, asks and stops of the reminders."""

    reminders: Reminders
    request: AiohttpRequest
    overseer: OverseerTalks
    reporting: Reporting
    sheet: Sheet
    calendar: Occasions
    beat_seconds: float = SECONDS  # 0: the clock stands still
    _clock: Clock | None = None

    def tables(self, others: Iterable[StaffTable]) -> tuple[StaffTable, ...]:
        """Return the handlers; a notice's buttons lead to what those of `others` show."""
        follow = _following(others)
        talks = NoticeTalks(self.reminders, self.reporting, self.sheet, follow)
        return (talks.table(), self.overseer.table())

    def beside_the_board(self, tables: Iterable[StaffTable]) -> tuple[StaffTable, ...]:
        """Return the tables; the board has a button that reminds those whom it shows owing."""
        return tuple(
            replace(
                each,
                presses={
                    **each.presses,
                    Board: self._on_board(each.presses[Board]),
                    Picture: self._on_board(each.presses[Picture]),  # the board again, below it
                },
            )
            if Board in each.presses
            else each
            for each in tables
        )

    def _on_board(self, shown_by: PressHandler) -> PressHandler:
        async def board(visit: Visit, press: Board | Picture) -> Shown:
            shown = await shown_by(visit, press)
            organisation = press.organisation if isinstance(press, Board) else ""
            row = self.overseer.remind_row(visit, organisation, press.year)
            screen = shown.screen
            rows = (*screen.rows[:-1], *row, *screen.rows[-1:])  # above the way to the desk
            return replace(shown, screen=replace(screen, rows=rows))

        return board

    async def more(self, visit: Visit) -> More:
        """Return the door to reminders, for a coordinator's desk."""
        return await self.overseer.more(visit)

    def silent_seconds(self) -> float:
        """Return the seconds since reminders last ticked; 0 where they have not begun."""
        return self._clock.silent_seconds() if self._clock is not None else 0.0

    async def keep_time(self, opened: asyncio.Event, failed: Callable[[], None]) -> None:
        """Tick while the database is open; ends when cancelled, after what is being sent."""

        async def tick() -> Ticked:
            if not opened.is_set():
                return Ticked()
            try:
                return await self.reminders.tick()
            except DatabaseFault as error:
                if error.kind != "busy":
                    failed()
                raise

        if not self.beat_seconds:
            return
        await opened.wait()
        await self.request.initialize()
        self._clock = clock = Clock(tick, self.reminders.clock, seconds=self.beat_seconds)
        clock.start()
        try:
            await asyncio.Event().wait()
        finally:
            self.reminders.sending.stopping = True
            await clock.stop()
            await self.request.shutdown()


def working_days(settings: Settings) -> WorkingDays:
    """Return when offices work, by the operator's settings."""
    return WorkingDays(settings.zone, settings.martial_law)


def build_reminding(
    settings: Settings,
    content: Content,
    database: Database,
    bot: Bot,
    clock: Callable[[], datetime],
    reporting: Reporting,
    beat_seconds: float = SECONDS,
) -> Reminding:
    """Return reminders, put together and not yet started; raises ContentFaults."""
    request = AiohttpRequest(limit=CONNECTIONS)
    calendar = calendar_of(content, working_days(settings))
    send = sender(Calls(bot, request))
    reminders = Reminders.of(database, content, reporting.term, calendar, send, clock)
    sheet = Sheet(content)
    screens = OverseerScreens(sheet, settings.zone)
    overseer = OverseerTalks(reminders, screens, reporting.term)
    return Reminding(reminders, request, overseer, reporting, sheet, calendar, beat_seconds)


def _following(tables: Iterable[StaffTable]) -> Follow:
    handlers: dict[type[Press], PressHandler] = {}
    for table in tables:
        handlers |= table.presses

    async def follow(visit: Visit, press: Press) -> Shown:
        if type(press) not in handlers:
            raise Gone
        return await handlers[type(press)](visit, press)

    return follow
