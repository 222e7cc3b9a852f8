"""The gate of the staff: who is it, read anew at every tap and message; then their handler.

Whoever is not active staff meets the bot as a resident does, and so does staff outside a
question. A database that cannot be asked makes everybody a resident: help is never held back.
Once it has failed, `ready` says no, and nobody waits for it again until it was opened anew.

A message may come twice (the process was killed before Telegram knew that it was handled): what
`seen` names was answered. Faults with a meaning are told on the desk; nothing typed is deleted.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from telegram import CallbackQuery, Message
from telegram.error import Forbidden, TelegramError

from bot.chat import reply
from bot.chat.buttons import Press
from bot.chat.calls import Calls
from bot.chat.documents import Documents
from bot.chat.routes import PressHandler as TelegramPress
from bot.chat.routes import command_of
from bot.errors import BotError, Closed, DatabaseFault, Denied, Gone, Stale
from bot.logs import get
from bot.people.desks import Standing, keep, mark_reachable, standing
from bot.people.typed_handlers import typed_of
from bot.people.visit import PressHandler, Shown, StaffTable, Told, Typed, Visit
from bot.storage.database import Database
from bot.storage.patience import Patience

log = get(__name__)
Result = TypeVar("Result")

ASKED_FOR = timedelta(hours=1)  # a question that was «just asked»; the draft itself stays
STAFF = "staff"
# While somebody else has the database: a resident is answered soon, a report is worth waiting for.
STRANGERS_WAIT_SECONDS, STAFF_WAIT_SECONDS = 1.5, 15.0
Desk = Callable[[Visit, str], Awaitable[Shown]]  # the desk, under a line of that key ("": none)


class Residents(Protocol):
    """How the residents' side meets whoever is not staff just now."""

    async def old_press(self, query: CallbackQuery, /) -> None:
        """Answer a button that is not theirs."""

    async def unheard(self, message: Message, /) -> None:
        """Answer a message, and erase nothing."""


@dataclass(slots=True)
class Gate:
    """Takes the staff's taps and messages to the features' handlers, and shows what they say."""

    call: Calls
    documents: Documents
    database: Database
    clock: Callable[[], datetime]
    zone: ZoneInfo
    tables: tuple[StaffTable, ...]
    desk: Desk
    residents: Residents
    ready: Callable[[], bool] = lambda: True  # whether the database can be asked
    failed: Callable[[], None] = lambda: None  # is told that it could not be
    patience: float = STRANGERS_WAIT_SECONDS
    waits: Patience = field(default_factory=Patience)
    known: set[int] = field(default_factory=set)  # staff of this process's time

    def presses(self) -> dict[type[Press], TelegramPress]:
        """Return the staff's buttons, each behind the gate."""
        return {
            kind: self._guarded(handler)
            for table in self.tables
            for kind, handler in table.presses.items()
        }

    async def take(self, message: Message) -> bool:
        """Answer a message of the staff; return False where it is to be met like a resident's."""
        command = command_of(message.text or "")
        if message.from_user is None or command not in ("", STAFF):
            return False
        here = await self._standing(message.from_user.id)
        if here is None:
            if known := message.from_user.id in self.known:  # the database could not be asked
                await self.residents.unheard(message)
            return known
        if message.message_id <= here.seen:
            return True
        visit = self._visit(here)
        shown = await self._safely(visit, self._said(visit, typed_of(message), command))
        if shown is not None:
            await self._show_said(message, here, shown)
        return shown is not None

    async def _safely(self, visit: Visit, handled: Awaitable[Result]) -> Result | Shown:
        """Return what a handler shows; the desk with one line of why where it fails."""
        try:
            return await handled
        except BotError as error:
            return await self.desk(visit, _key(error))
        except Exception as error:
            log.error("staff-failed", exc_info=error)
            return await self.desk(visit, "desk-trouble")

    async def show_desk(self, message: Message, line: str) -> bool:
        """Show the desk under the words of a key; return False for whoever has none."""
        here = await self._standing(message.chat.id)
        if here is None:
            return False
        await self._show_said(message, here, await self.desk(self._visit(here), line))
        return True

    async def _said(self, visit: Visit, typed: Typed, command: str) -> Shown | None:
        if command == STAFF:
            return await self.desk(visit, "")
        if visit.asked is not None:
            for table in self.tables:
                if visit.asked.kind in table.answers:
                    return await table.answers[visit.asked.kind](visit, visit.asked, typed)
        for table in self.tables:
            if table.loose is not None and (shown := await table.loose(visit, typed)):
                return shown
        return None

    def _guarded(self, handler: PressHandler) -> TelegramPress:
        async def pressed(query: CallbackQuery, press: Press) -> None:
            here = await self._standing(query.from_user.id)
            if here is None:
                await self.residents.old_press(query)
                return
            visit = self._visit(here)
            await self._show_pressed(query, here, await self._safely(visit, handler(visit, press)))

        return pressed

    async def _standing(self, account: int) -> Standing | None:
        if not self.ready():
            return None
        patience = STAFF_WAIT_SECONDS if account in self.known else self.patience
        try:
            here = await self.waits.within(patience, self._read(account))
        except Exception as error:
            log.error("staff-not-read", exc_info=error)
            if not (isinstance(error, DatabaseFault) and error.kind == "busy"):
                self.failed()
            return None
        (self.known.discard if here is None else self.known.add)(account)
        return here

    async def _read(self, account: int) -> Standing | None:
        async with self.database.begin() as work:
            return await standing(work, account)

    def _visit(self, here: Standing) -> Visit:
        now = self.clock()
        recent = here.asked_at is not None and now - here.asked_at <= ASKED_FOR
        today = now.astimezone(self.zone).date()
        return Visit(here.person, now, today, here.asked if recent else None, here.asked)

    async def _show_pressed(self, query: CallbackQuery, here: Standing, shown: Shown) -> None:
        chat = query.from_user.id
        if shown.send:
            await reply.answer_quietly(self.call, query)
            message: int | None = await self._show_new(chat, here, shown)
        else:
            message = await reply.show_pressed(self.call, query, shown.screen)
        await self._keep(here, message, shown, None)
        await self.tell(shown.tell)
        await self._work(chat, here, message, shown)

    async def _show_said(self, said: Message, here: Standing, shown: Shown) -> None:
        chat = said.chat.id
        edited = (
            not shown.fresh
            and here.message is not None
            and await reply.edit(self.call, chat, here.message, shown.screen)
        )
        message = here.message if edited else await self._show_new(chat, here, shown)
        await self._keep(here, message, shown, said.message_id)
        await self.tell(shown.tell)
        await self._work(chat, here, message, shown)

    async def _work(self, chat: int, here: Standing, message: int | None, shown: Shown) -> None:
        """Do what a screen has promised, and show what came of it instead of that screen."""
        if shown.work is None:
            return
        done = await self._safely(self._visit(here), shown.work())
        if await self._standing(chat) is None:  # it took seconds: rights may be gone by now
            return
        below = await self._show_new(chat, replace(here, message=message), done)
        await self._keep(here, below, done, None)
        await self.tell(done.tell)

    async def _show_new(self, chat: int, here: Standing, shown: Shown) -> int:
        """Send what is shown below everything else; the older desk would only mislead."""
        for each in shown.send:
            await self.documents.send(chat, each.name, each.content, each.picture, each.caption)
        message = await reply.send(self.call, chat, shown.screen)
        if here.message is not None:
            await self._remove(chat, here.message)
        return message

    async def _remove(self, chat: int, message: int) -> None:
        try:
            await self.call("deleteMessage", chat_id=chat, message_id=message)
        except TelegramError as error:  # over 48 hours old, or gone: it stays as it is
            log.info("desk-not-removed", error=type(error).__name__)

    async def _keep(
        self, here: Standing, message: int | None, shown: Shown, seen: int | None
    ) -> None:
        person = here.person
        async with self.database.begin() as work:
            await keep(work, person, message, shown.asks, self.clock(), seen)
            if person.reachable is not True and person.account is not None:
                await mark_reachable(work, person.account, True)

    async def tell(self, told: Iterable[Told]) -> None:
        """Tell others of the staff at once; who cannot be reached sees it on the desk."""
        for each in told:
            if each.person.account is None:
                continue
            try:
                await reply.send(self.call, each.person.account, each.screen)
            except Forbidden:
                await self.left(each.person.account)
            except TelegramError as error:
                log.warning("staff-not-told", error=type(error).__name__)

    async def left(self, account: int) -> None:
        """Note that somebody of the staff has blocked the bot; of a resident nothing is noted."""
        if not self.ready():
            return
        try:
            async with self.database.begin() as work:
                await mark_reachable(work, account, False)
        except BotError as error:
            log.error("staff-not-read", exc_info=error)


def _key(error: BotError) -> str:
    """Return the key of the line on the desk that says what went wrong."""
    if isinstance(error, Stale | Closed):
        return error.key
    if isinstance(error, Denied):
        return "desk-denied"
    return "desk-gone" if isinstance(error, Gone) else "desk-trouble"
