"""Pictures drawn anew outside this process, a few at a time."""

import asyncio
import sys
from pathlib import Path

from bot.errors import WrongInput
from bot.logs import get
from bot.reporting.file_kinds import JPEG, PNG, Kind
from bot.reporting.redraw import TOO_LARGE

log = get(__name__)

SCRIPT = Path(__file__).with_name("redraw.py")
SECONDS = 10.0
AT_ONCE = 2


class Pictures:
    """Redraws pictures; what cannot be drawn is refused, and costs nobody else anything."""

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)

    async def redrawn(self, content: bytes, kind: Kind) -> tuple[bytes, Kind]:
        """Return the picture without anything but its pixels, and what kind it is now.

        Raises WrongInput for what is broken, too large, or takes too long.
        """
        async with self._room:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-I",  # nothing of our environment, and no code from where we stand
                str(SCRIPT),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={},
            )
            try:
                async with asyncio.timeout(SECONDS):
                    drawn, _ = await process.communicate(content)
            except TimeoutError:
                raise WrongInput("file-broken") from None
            finally:
                if process.returncode is None:
                    process.kill()
                    await process.wait()
        if process.returncode == TOO_LARGE:
            raise WrongInput("file-too-large-picture")
        if process.returncode != 0 or not drawn:
            log.info("picture-refused", status=process.returncode or 0)
            raise WrongInput("file-broken")
        return drawn, PNG if kind is PNG else JPEG
