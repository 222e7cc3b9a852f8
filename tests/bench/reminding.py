"""The bot in earnest, but at a moment of ours and with a lane as fast as Telegram allows."""

import asyncio
import sys
import time
from datetime import UTC, datetime, timedelta

from bot.app import build, serve
from bot.reminders.lane import Lane
from bot.settings import Settings


def main() -> None:
    """Run until a signal: URL TOKEN DATABASE MOMENT MESSAGES-A-SECOND."""
    url, token, database_url, moment, a_second = sys.argv[1:]
    began, at = time.monotonic(), datetime.fromisoformat(moment).astimezone(UTC)

    def clock() -> datetime:
        return at + timedelta(seconds=time.monotonic() - began)

    settings = Settings(
        _env_file=None, bot_token=token, bot_api_url=url, database_url=database_url
    )
    app = build(settings, clock)
    app.staff.reminding.reminders.sending.lane = Lane(float(a_second))
    asyncio.run(serve(app))


if __name__ == "__main__":
    main()
