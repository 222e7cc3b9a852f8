"""What a coordinator types of an extension is kept as it can be read, on both databases."""

from datetime import date

from bot.reporting.service import Reporting
from tests.storage.told import NOW, Staff


async def test_marks_that_nobody_sees_are_not_kept(reporting: Reporting, staff: Staff) -> None:
    given = await reporting.extensions.extend(
        staff.kateryna,
        "education",
        2026,
        None,
        date(2027, 1, 20),
        "Карантин\u202e\x00",
        "Школа \x07зачинена\u200b до січня",
        now=NOW,
    )
    assert (given.extension.name, given.extension.reason) == (
        "Карантин",
        "Школа зачинена до січня",
    )
