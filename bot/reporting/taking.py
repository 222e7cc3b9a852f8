"""A handler of one kind of button, put under that kind in a feature's table."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.chat.buttons import Press
from bot.errors import UnknownPress
from bot.people.visit import PressHandler, Shown, Visit

P = TypeVar("P", bound=Press)


def taking(
    kind: type[P], handler: Callable[[Visit, P], Awaitable[Shown]]
) -> tuple[type[Press], PressHandler]:
    """Return a pair for StaffTable.presses; raises UnknownPress for any other kind of press."""

    async def taken(visit: Visit, press: Press) -> Shown:
        if not isinstance(press, kind):
            raise UnknownPress
        return await handler(visit, press)

    return kind, taken
