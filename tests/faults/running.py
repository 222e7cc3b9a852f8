"""The bot as the operator runs it: a process of its own, which signals can reach and kill."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.sandbox.server import Sandbox

ROOT = Path(__file__).resolve().parent.parent.parent


async def until(true: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something to become so; raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  # it is looked at from outside; nothing tells
            await asyncio.sleep(0.001)


class Running:
    """`python -m bot run` against a sandbox, in an environment and a folder of its own.

    Whatever a test forgets, the process is gone when the `async with` ends.
    """

    def __init__(self, sandbox: Sandbox, folder: Path, token: str = "") -> None:
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "BOT_TOKEN": token or sandbox.token,
            "BOT_API_URL": sandbox.url,
            "LOG_LEVEL": "DEBUG",
        }
        self._folder = folder
        self._output = folder / "output.txt"
        self._process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> Self:
        with self._output.open("ab") as output:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "run"),
                env=self._environment,
                cwd=self._folder,
                stdout=output,
                stderr=output,
            )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        frames: TracebackType | None,
    ) -> None:
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()

    def send(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        assert self._process is not None
        self._process.send_signal(number)

    async def exit_code(self, seconds: float) -> int:
        """Return the exit code; raises TimeoutError if the process still runs after `seconds`."""
        assert self._process is not None
        async with asyncio.timeout(seconds):
            return await self._process.wait()

    @property
    def output(self) -> str:
        """All that was written to stdout and stderr, by all runs in this folder."""
        return self._output.read_text(encoding="utf-8")
