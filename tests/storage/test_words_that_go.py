"""What somebody has decided not to keep is kept nowhere."""

import pytest
from sqlalchemy import select

from bot.errors import WrongInput
from bot.reporting.service import Reporting
from bot.storage.database import Database
from bot.storage.tables import drafts
from tests.storage.told import CAMPAIGN, NOW, TODAY, Staff, answered


async def test_a_text_that_was_not_to_be_kept_stands_in_no_row(
    reporting: Reporting, staff: Staff, database: Database
) -> None:
    draft = await reporting.drafts.loose(
        staff.olena, "Мені дуже важко вдома", now=NOW, today=TODAY
    )
    await reporting.drafts.cancel(staff.olena, draft.id, draft.version, now=NOW)
    async with database.begin() as work:
        row = (await work.execute(select(drafts))).one()
    assert (row.outcome, row.answers) == ("cancelled", {})


async def test_the_reason_for_personal_data_holds_none_itself(
    reporting: Reporting, staff: Staff
) -> None:
    begun = await reporting.drafts.start_event(
        staff.olena, now=NOW, today=TODAY, measure=CAMPAIGN, held_on=TODAY
    )
    begun = await answered(reporting, staff.olena, begun, "Допомогли Марії Петренко, 0671234567")
    assert begun.step == "personal"
    with pytest.raises(WrongInput) as wrong:
        await reporting.drafts.keep_personal(
            staff.olena, begun.id, begun.version, "Марія Петренко просила, 0671234567", now=NOW
        )
    assert wrong.value.key == "wrong-reason-personal"
