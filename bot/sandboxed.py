"""The bot inside the sandbox: everything as in earnest, on this machine alone.

The same `build` as in production, with two seams used: the Bot API's address is the sandbox's,
and the clock is the sandbox's, which its page can move.
"""

import asyncio
import signal

from pydantic import SecretStr

from bot.app import App, Knowledge, build
from bot.sandbox.clock import MovableClock
from bot.sandbox.server import Sandbox
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


async def serve_sandbox(settings: Settings, host: str, port: int, announce: bool = True) -> None:
    """Run the sandbox and the bot in it until a signal asks both to stop.

    Raises OSError where the port is taken.
    """
    clock = MovableClock()
    sandbox = Sandbox(clock)
    await sandbox.start(host, port)
    try:
        app = build_in(sandbox, settings, clock)
        loop = asyncio.get_running_loop()
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, app.stop)
        if announce:
            print(f"Open {sandbox.url}/ in a browser. Ctrl+C stops.", flush=True)  # noqa: T201  # says where the page is
        await app.run()
    finally:
        await sandbox.stop()
