"""The door for machines: is it alive, what has it counted, and Telegram's own visits.

No access log is kept: who called when is nobody's business.
"""

from collections.abc import Callable

from aiohttp import web

from bot.chat.metrics import Counts
from bot.chat.webhook import BODY_LIMIT, Webhook
from bot.errors import CannotListen

_EXPOSITION = {"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
_CLOSE_SECONDS = 2.0  # connections that are still open; what they asked for was answered


class Web:
    """Serves /health and /metrics on `host`:`port`, and `webhook` under `path` where given.

    `alive` is the watchdog's own question; port 0 takes any free one, see `port`.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        alive: Callable[[], bool],
        counts: Counts,
        webhook: Webhook | None = None,
        path: str = "/telegram",
    ) -> None:
        self._host, self.port = host, port
        self._alive, self._counts = alive, counts
        app = web.Application(client_max_size=BODY_LIMIT)
        app.router.add_get("/health", self._health)
        app.router.add_get("/metrics", self._metrics)
        if webhook is not None:
            app.router.add_post(path, webhook.answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_CLOSE_SECONDS)

    async def start(self) -> None:
        """Listen; raises CannotListen where the address cannot be had."""
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._host, self.port).start()
        except OSError as error:
            told = f"LISTEN: {self._host}:{self.port} cannot be used ({error.strerror})"
            raise CannotListen(told) from None
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Listen no longer; with a webhook, stop that first: it answers what it has in hand."""
        await self._runner.cleanup()

    async def _health(self, _: web.Request) -> web.Response:
        alive = self._alive()
        return web.Response(status=200 if alive else 503, text="alive\n" if alive else "silent\n")

    async def _metrics(self, _: web.Request) -> web.Response:
        return web.Response(body=self._counts.exposition(), headers=_EXPOSITION)
