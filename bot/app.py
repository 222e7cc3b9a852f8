"""The roof: builds everything once, starts it and stops it in order (composition root).

Importing any module of the house does nothing; here, and only here, the parts are put together.
"""

import asyncio
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.chat.intake import Intake
from bot.chat.profile import set_profile
from bot.chat.routes import Router
from bot.chat.transport import AiohttpRequest
from bot.chat.watchdog import Watchdog
from bot.chat.web import Web
from bot.content.loader import Content, load
from bot.errors import TokenRefused
from bot.help.handlers import Residents
from bot.help.traces import Traces
from bot.help.understanding import Understanding
from bot.logs import get
from bot.settings import Settings

log = get(__name__)

Clock = Callable[[], datetime]
IDLE_TICK_SECONDS = 1.0
POLL_CONNECTIONS = 2


def utc_now() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class App:
    """The running bot."""

    settings: Settings
    content: Content
    bot: Bot
    residents: Residents
    intake: Intake
    watchdog: Watchdog
    web: Web | None

    async def run(self) -> None:
        """Run until `stop`; raises TokenRefused or AnotherPoller, after an orderly stop."""
        try:
            await self._start()
            async with asyncio.TaskGroup() as tasks:
                idle = tasks.create_task(self._watch_idle())
                profile = tasks.create_task(set_profile(self.bot, self.content.town.profile))
                try:
                    await self.intake.run()
                finally:
                    idle.cancel()
                    profile.cancel()
        except InvalidToken:
            raise TokenRefused from None
        finally:
            await self._stop()

    def stop(self) -> None:
        """Ask the bot to finish what is in flight and to stop."""
        self.intake.stop()

    async def _start(self) -> None:
        await self.bot.initialize()
        if self.web is not None:
            await self.web.start()
        self.watchdog.start()
        log.info("started")

    async def _stop(self) -> None:
        self.watchdog.stop()
        if self.web is not None:
            await self.web.stop()
        await self.bot.shutdown()
        log.info("stopped")

    async def _watch_idle(self) -> None:
        while True:
            await asyncio.sleep(IDLE_TICK_SECONDS)
            try:
                await self.residents.neutralise_idle()
            except TelegramError as error:
                log.warning("idle-not-neutral", error=type(error).__name__)


def build(settings: Settings, clock: Clock = utc_now) -> App:
    """Return the bot, put together and not yet started; raises ContentFaults."""
    if settings.bot_token is None:
        raise ValueError("build() needs a token; without one the sandbox starts")
    content = load(settings.data_dir)
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{settings.bot_api_url.rstrip('/')}/bot",
        base_file_url=f"{settings.bot_api_url.rstrip('/')}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(limit=POLL_CONNECTIONS),
    )
    residents = Residents(
        bot,
        content,
        Understanding.load(settings.data_dir),
        Traces(timedelta(minutes=content.town.idle_minutes)),
        clock,
        settings.zone,
    )
    watchdog = Watchdog()
    intake = Intake(bot, Router(bot, residents.routes()).handle, watchdog=watchdog)
    return App(settings, content, bot, residents, intake, watchdog, _web(settings, intake))


def _web(settings: Settings, intake: Intake) -> Web | None:
    if settings.listen is None:
        return None
    host, _, port = settings.listen.rpartition(":")
    return Web(host, int(port))


async def serve(app: App) -> None:
    """Run the bot until it is asked to stop by a signal."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, app.stop)
    await app.run()
