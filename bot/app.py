"""The roof: builds everything once, starts it and stops it in order (composition root).

Importing any module of the house does nothing; here, and only here, the parts are put together.
"""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.chat.calls import Calls
from bot.chat.intake import Intake
from bot.chat.lanes import ALLOWED_UPDATES
from bot.chat.metrics import Counts
from bot.chat.profile import set_profile
from bot.chat.routes import Router
from bot.chat.transport import AiohttpRequest
from bot.chat.watchdog import Watchdog
from bot.chat.web import Web
from bot.chat.webhook import Webhook
from bot.content.loader import Content, load
from bot.errors import BotError, TokenRefused
from bot.help.handlers import Residents
from bot.help.traces import Traces
from bot.help.understanding import Understanding
from bot.logs import get, watch
from bot.reminders.clock import SANDBOX_SECONDS, SECONDS
from bot.settings import Settings
from bot.staffed import StaffSide, build_staff

log = get(__name__)

Clock = Callable[[], datetime]
SILENT = "Seconds since the reminders last ticked"  # more than a minute: they do not
IDLE_TICK_SECONDS = 1.0
FAREWELL_SECONDS = 3.0  # for turning open screens neutral before the process ends
FIRST_PAUSE_SECONDS, LAST_PAUSE_SECONDS = 1.0, 30.0


def utc_now() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the bot knows: read from data/ once, shared by whoever needs it, never changed."""

    content: Content
    understanding: Understanding

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Return the knowledge of a folder; raises ContentFaults."""
        return cls(load(folder), Understanding.load(folder))


@dataclass(slots=True)
class App:
    """The running bot."""

    settings: Settings
    content: Content
    bot: Bot
    residents: Residents
    staff: StaffSide
    intake: Intake | Webhook
    web: Web | None

    async def run(self) -> None:
        """Run until `stop`; raises TokenRefused or AnotherPoller, after an orderly stop."""
        failure: BotError | None = None
        try:
            await self._start()
            async with asyncio.TaskGroup() as tasks:
                acts = (self.staff.keep_open, self.staff.remind, self._watch_idle, self._profile)
                beside = [tasks.create_task(act()) for act in acts]
                try:
                    await self.staff.wait_opened()
                    await self.intake.run()
                except BotError as error:
                    failure = error  # a group would wrap what it is about
                finally:
                    for task in beside:
                        task.cancel()
        except InvalidToken:
            failure = TokenRefused()
        finally:
            await self._stop()
        if failure is not None:
            raise failure

    def stop(self) -> None:
        """Ask the bot to finish what is in flight and to stop."""
        self.intake.stop()

    async def _start(self) -> None:
        if self.web is not None:
            await self.web.start()
        await self._when_reached(self.bot.initialize)
        await self._when_reached(self._choose_delivery)
        log.info("started")

    async def _when_reached(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do `act` as soon as Telegram can be reached: a machine may wake before its network."""
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                return await act()
            except InvalidToken:
                raise
            except (NetworkError, RetryAfter) as error:
                log.warning("telegram-not-reached", error=type(error).__name__, seconds=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LAST_PAUSE_SECONDS)

    async def _choose_delivery(self) -> None:
        """Tell Telegram whether it shall bring updates or keep them until they are fetched."""
        if self.settings.webhook_url is None or self.settings.webhook_secret is None:
            await self.bot.delete_webhook()
            return
        await self.bot.set_webhook(
            self.settings.webhook_url,
            secret_token=self.settings.webhook_secret.get_secret_value(),
            allowed_updates=ALLOWED_UPDATES,
        )

    async def _stop(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(FAREWELL_SECONDS):
                await self.residents.neutralise_all()
        if self.web is not None:
            await self.web.stop()
        await self.staff.close()
        await self.bot.shutdown()
        log.info("stopped")

    async def _profile(self) -> None:
        await set_profile(self.bot, self.content.town.profile)

    async def _watch_idle(self) -> None:
        while True:
            await asyncio.sleep(IDLE_TICK_SECONDS)
            await self.residents.neutralise_idle()


def build(settings: Settings, clock: Clock = utc_now, knowledge: Knowledge | None = None) -> App:
    """Return the bot, put together and not yet started; raises ContentFaults."""
    if settings.bot_token is None:
        raise ValueError("build() needs a token; without one the sandbox starts")
    known = knowledge or Knowledge.load(settings.data_dir)
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{settings.bot_api_url.rstrip('/')}/bot",
        base_file_url=f"{settings.bot_api_url.rstrip('/')}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(limit=1),
    )
    residents = Residents(
        Calls(bot),
        known.content,
        known.understanding,
        Traces(timedelta(minutes=known.content.town.idle_minutes)),
        clock,
        settings.zone,
    )
    beat = SECONDS if clock is utc_now else SANDBOX_SECONDS
    staff = build_staff(settings, known.content, bot, clock, residents, beat)
    counts, watchdog = Counts(), Watchdog()
    counts.watch("bot_reminders_silent_seconds", SILENT, staff.reminding.silent_seconds)
    handle = Router(bot, staff.routes(residents.routes()), *staff.takes()).handle
    intake: Intake | Webhook
    hook: Webhook | None = None
    if settings.webhook_url is not None and settings.webhook_secret is not None:
        secret = settings.webhook_secret.get_secret_value()
        intake = hook = Webhook(bot, handle, secret=secret, watchdog=watchdog, seen=counts.seen)
    else:
        intake = Intake(bot, handle, watchdog=watchdog, seen=counts.seen)
    web = _web(settings, watchdog, counts, hook)
    return App(settings, known.content, bot, residents, staff, intake, web)


def _web(
    settings: Settings, watchdog: Watchdog, counts: Counts, hook: Webhook | None
) -> Web | None:
    if settings.listen is None:
        return None
    host, _, port = settings.listen.rpartition(":")
    path = urlsplit(settings.webhook_url or "").path or "/telegram"
    return Web(host, int(port), alive=watchdog.alive, counts=counts, webhook=hook, path=path)


async def serve(app: App) -> None:
    """Run the bot until it is asked to stop by a signal."""
    loop = asyncio.get_running_loop()
    watch(loop)
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, app.stop)
    await app.run()
