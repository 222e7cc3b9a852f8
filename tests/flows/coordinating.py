"""A coordinator at a phone: what the flow tests of review, board and summary share."""

from bot.people.desks import standing
from bot.people.rules import Person as Staff
from bot.reporting.answers import Answers, Report
from bot.reporting.service import Reporting
from bot.sandbox.person import Person
from bot.storage.tables import audit
from tests.conftest import Town
from tests.flows.executing import YEAR, Hand
from tests.storage.reported import DONE, submitted
from tests.storage.told import CAMPAIGN, reporting_of


def reporting(town: Town) -> Reporting:
    """The town's reporting, over its database."""
    return reporting_of(town.database, town.app.content, YEAR)


async def row_of(town: Town, person: Person) -> Staff:
    """Somebody of the staff as their row says."""
    async with town.database.begin() as work:
        found = await standing(work, person.id)
    assert found is not None
    return found.person


async def report_of(
    town: Town,
    person: Person,
    answers: Answers = DONE,
    measure: str = CAMPAIGN,
    organisation: str = "education",
) -> Report:
    """A report that somebody has submitted a moment ago."""
    staff = await row_of(town, person)
    return await submitted(
        reporting(town),
        staff,
        answers,
        measure=measure,
        organisation=organisation,
        now=town.clock.now(),
    )


def sent(town: Town, person: Person) -> list[tuple[str, bytes]]:
    """The files that the bot has sent into a chat, by name."""
    found = []
    for message in person.messages:
        if message.from_bot and message.file_id is not None:
            file = town.sandbox.world.files.get(message.file_id)
            found.append((file.name, file.data))
    return found


async def acts(town: Town) -> list[str]:
    """What the audit holds, oldest first."""
    return [row["act"] for row in await town.rows(audit)]


def every_button(hand: Hand) -> list[str]:
    """The bytes of all buttons of the newest message."""
    return [each["callback_data"] for row in hand.person.last.rows for each in row]
