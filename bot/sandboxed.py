"""The bot inside the sandbox: everything as in earnest, on this machine alone.

The same `build` as in production, with two seams used: the Bot API's address is the sandbox's,
and the clock is the sandbox's, which its page can move.
"""

from collections.abc import Callable

from pydantic import SecretStr

from bot.app import App, Knowledge, build, serve
from bot.errors import CannotListen
from bot.sandbox.clock import MovableClock
from bot.sandbox.server import Sandbox
from bot.sandbox.web_page import WebPage, invite_residents
from bot.settings import Settings

DEFAULT_PORT = 8268


def build_in(
    sandbox: Sandbox,
    settings: Settings,
    clock: MovableClock,
    knowledge: Knowledge | None = None,
) -> App:
    """Return the bot that lives in a started sandbox."""
    inside = settings.model_copy(
        update={
            "bot_token": SecretStr(sandbox.token),
            "bot_api_url": sandbox.url,
            "webhook_url": None,
            "announce_channel": None,
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
    try:
        app = build_in(sandbox, settings, clock)
        invite_residents(sandbox)
        ready(f"{sandbox.url}/")
        await serve(app)
    finally:
        await sandbox.stop()
