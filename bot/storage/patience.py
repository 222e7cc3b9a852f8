"""Waiting for the database only so long: a resident must not wait for the staff's rows.

A statement under way cannot be interrupted (bot.storage.database), so whoever gives it up leaves
it behind, to end by itself.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.errors import DatabaseFault

Result = TypeVar("Result")


class Patience:
    """Waits, and holds what was given up until it has ended."""

    def __init__(self) -> None:
        self._left: set[asyncio.Task[Any]] = set()

    async def within(self, seconds: float, act: Coroutine[Any, Any, Result]) -> Result:
        """Return what the act returns, or raise what it raises.

        Raises DatabaseFault (busy) when it takes longer: it is cancelled, and not waited for.
        """
        task = asyncio.get_running_loop().create_task(act)
        try:
            await asyncio.wait((task,), timeout=seconds)
        finally:
            if not task.done():
                task.cancel()
                self._left.add(task)
                task.add_done_callback(self._ended)
        if not task.done():
            raise DatabaseFault("the database is not to be had in time", "busy")
        return task.result()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._left.discard(task)
        if not task.cancelled():
            task.exception()  # seen: nobody waits for it any more
