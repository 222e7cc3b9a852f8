"""Ukraine may give up changing its clocks: the same day stays one slot, whatever the zone says.

The bot is stopped, its zone data is changed, it is started again on the same database.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.content.loader import Content
from bot.storage.database import Database
from tests.reminded import KYIV, Office, at

SUMMER_FOR_EVER, WINTER_FOR_EVER = ZoneInfo("Etc/GMT-3"), ZoneInfo("Etc/GMT-2")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (KYIV, SUMMER_FOR_EVER),
        (KYIV, WINTER_FOR_EVER),
        (SUMMER_FOR_EVER, KYIV),
        (WINTER_FOR_EVER, SUMMER_FOR_EVER),
    ],
    ids=lambda zone: zone.key,
)
async def test_f30_a_change_of_zone_doubles_and_loses_nothing(
    database: Database, content: Content, before: ZoneInfo, after: ZoneInfo
) -> None:
    first = Office.of(database, content, at(2023, 12, 14, 18), before)
    olha = await first.seat("Ольга", "education")
    told = 0
    for office in (first, Office.of(database, content, at(2023, 12, 15, 6), after)):
        # Half an hour at a time over the day of a step and the nights around it.
        for _ in range(36):
            office.now.moment += timedelta(minutes=30)
            await office.reminders.tick()
        told += len(office.told(olha))
        slots = [(row["rule"], row["day"]) for row in await office.rows()]
        assert len({*slots}) == len(slots)
        again = Office.of(database, content, office.now(), after)
        await again.reminders.tick()
        assert again.told(olha) == []
    assert told == 1
