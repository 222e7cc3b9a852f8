"""Which duties come first in a list: what came back, then what this month is for."""

from collections.abc import Iterable
from datetime import date

from bot.reporting.rules import Duty
from bot.reporting.standing import DutyStanding

YEAR_ROUND = 12  # months
OWED = ("empty", "draft", "returned")  # nothing was submitted, or it came back


def season(duty: Duty, today: date) -> int:
    """Return the place of a duty: its own months are now (0), all year round (1), not now (2)."""
    if duty.year != today.year or today.month not in duty.months:
        return 2
    return int(len(duty.months) >= YEAR_ROUND)


def pressing(standings: Iterable[DutyStanding], today: date) -> tuple[DutyStanding, ...]:
    """Return the duties by how much they press, else in the order they had."""

    def place(each: DutyStanding) -> tuple[bool, bool, int]:
        return each.state != "returned", each.state not in OWED, season(each.duty, today)

    return tuple(sorted(standings, key=place))
