"""The sandbox itself: a small Telegram on loopback, with its Bot API, its people and its page."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from aiohttp import web

from bot.sandbox.accounts import Account
from bot.sandbox.botapi import BotApi
from bot.sandbox.chats import ChatKind
from bot.sandbox.clock import MovableClock
from bot.sandbox.faults import Faults
from bot.sandbox.feed import Feed
from bot.sandbox.groups import Group
from bot.sandbox.person import Person
from bot.sandbox.phone import Phone
from bot.sandbox.web_guard import for_programs
from bot.sandbox.world import Call, World

BODY_LIMIT = 64 << 20  # above Telegram's 50 MB, so that its own refusal can be given


def _reachable(host: str) -> str:
    """Return how an address to listen on is written in a URL of this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
    return f"[{host}]" if ":" in host else host


class Page(Protocol):
    """A page on the sandbox's own port; bot.sandbox.web_page is the one that people use."""

    def routes(self) -> list[web.RouteDef]:
        """Return what the page answers."""

    def close(self) -> None:
        """End what the page keeps open."""


class Sandbox:
    """A Telegram for one machine; `start` opens its port, `stop` closes everything."""

    def __init__(
        self,
        clock: MovableClock | None = None,
        *,
        calls_kept: int = 10_000,
        page: "Callable[[Sandbox], Page] | None" = None,
        seed: int | None = None,
    ) -> None:
        """Make a Telegram that nobody uses yet; its tokens are random unless `seed` is given."""
        self.clock = clock or MovableClock()
        self.world = World(self.clock, calls_kept, seed)
        self.bot = self.world.add_bot()
        self.url = ""
        self._api = BotApi(self.world)
        self._people: dict[tuple[str, str], Person] = {}
        self._runner: web.AppRunner | None = None
        self._page = page(self) if page is not None else None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one, `url` says which. Raises OSError."""
        app = web.Application(client_max_size=BODY_LIMIT)
        guarded = partial(for_programs, own=lambda: self.url)
        app.router.add_route("*", "/bot{call:.+}", guarded(self._api.answer))
        app.router.add_get("/file/bot{file:.+}", guarded(self._api.download))
        if self._page is not None:
            app.router.add_routes(self._page.routes())
        app.on_shutdown.append(self._end_waiting)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=2.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        bound = self._runner.addresses[0][1]
        self.url = f"http://{_reachable(host)}:{bound}"

    async def stop(self) -> None:
        """Close the port, then end polls, webhooks and the page's streams."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _end_waiting(self, app: web.Application) -> None:
        await self._api.close()
        if self._page is not None:
            self._page.close()

    @property
    def token(self) -> str:
        """The token of the first bot."""
        return self.bot.token

    @property
    def faults(self) -> Faults:
        """Which faults happen to which calls."""
        return self.world.faults

    @property
    def feed(self) -> Feed:
        """What happens, told as it happens."""
        return self.world.feed

    @property
    def calls(self) -> list[Call]:
        """The latest Bot API calls: (monotonic time, method, parameters), oldest first."""
        return list(self.world.calls)

    @property
    def violations(self) -> list[str]:
        """What a bot sent that the Bot API does not know; real Telegram ignores most of it."""
        return self.world.violations

    def add_bot(self, username: str = "", name: str = "") -> Account:
        """Register another bot; its token is in the result."""
        return self.world.add_bot(username, name)

    def person(
        self, name: str, language: str = "uk", *, username: str = "", bot: Account | None = None
    ) -> Person:
        """Return the person of this name with this bot; a new name is a new person."""
        account = bot or self.bot
        key = (name, account.token)
        if key not in self._people:
            known = next((p for (other, _), p in self._people.items() if other == name), None)
            user = known.phone.user if known else self.world.add_user(name, language, username)
            self._people[key] = Person(Phone(self.world, account, user))
        return self._people[key]

    @property
    def people(self) -> list[Person]:
        """All people of the first bot, in the order in which they came."""
        return [person for (_, token), person in self._people.items() if token == self.token]

    def group(
        self,
        title: str,
        kind: ChatKind = "supergroup",
        bot: Account | None = None,
        username: str = "",
    ) -> Group:
        """Return a new group or channel, without the bot in it yet; public with a username."""
        account = bot or self.bot
        return Group(self.world, account, self.world.add_group(account, title, kind, username))

    def inject(self, update: dict[str, Any], chat_id: int = 0, bot: Account | None = None) -> int:
        """Queue a raw update of any kind, allowed or not, well formed or not; returns its id."""
        return (bot or self.bot).updates.inject(update, chat_id)

    async def polled(self, timeout: float = 10.0) -> None:
        """Wait until the first bot asks for updates or has a webhook; raises TimeoutError."""
        async with asyncio.timeout(timeout):
            await self.bot.updates.heard.wait()

    async def settled(self, update_id: int | None, seconds: float = 10.0) -> None:
        """Wait until the first bot has settled an update; raises TimeoutError."""
        await self.bot.updates.settled(update_id, seconds)
