"""Reports that were submitted: the short way for tests that begin where reporting ends."""

from datetime import datetime

from bot.people.rules import Person
from bot.reporting import reports_store
from bot.reporting.answers import Answers, Money, Report, Source, Status
from bot.reporting.service import Reporting
from bot.reporting.submitting import filed
from tests.storage.told import CAMPAIGN, NOW

DONE = Answers(
    Status.DONE,
    "Провели акцію «16 днів» у трьох школах.",
    people=120,
    events=3,
    money=(Money(Source.LOCAL, 10_000, 8_500),),
)


async def submitted(
    reporting: Reporting,
    person: Person,
    answers: Answers = DONE,
    *,
    measure: str = CAMPAIGN,
    organisation: str = "education",
    year: int = 2026,
    now: datetime = NOW,
) -> Report:
    """A report of a duty as it stands after its submission; a next version if there was one."""
    async with reporting.ground.database.begin() as work:
        duty = (organisation, year, measure)
        number = await filed(work, reporting.ground, person, duty, answers, now)
        return await reports_store.find(work, number)
