"""A file on its way from Telegram: fetched anew, or asked for again; no empty draft is left."""

import asyncio

import pytest
from sqlalchemy import update

from bot.chat import documents
from bot.people.rules import PersonState
from bot.reporting.coordinator_presses import Export
from bot.sandbox.faults import Fault
from bot.sandbox.person import Person
from bot.settings import Settings
from bot.storage.tables import drafts, files, people
from tests.conftest import Town
from tests.flows.coordinating import sent
from tests.flows.executing import FRIDAY, YEAR, Hand, at_desk, pdf, picture


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The council has prolonged the programme."""
    return settings.model_copy(update={"programme_last_year": YEAR})


@pytest.fixture
async def maria(town: Town) -> Hand:
    return await at_desk(town, "Марія")


async def test_a_fault_on_the_way_is_made_up_for(town: Town, maria: Hand) -> None:
    town.sandbox.faults.next("getFile", Fault.server_error(502))
    await maria.person.send_document("nakaz.pdf", pdf())
    assert "nakaz.pdf" in maria.text
    assert len(await town.rows(files)) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault.server_error(502),
        Fault.drop_before_accept(),
        Fault.refuse(400, "Bad Request: wrong file_id or the file is temporarily unavailable"),
        Fault.slow(30),
    ],
    ids=lambda fault: fault.kind,
)
async def test_what_cannot_be_fetched_is_asked_for_again(
    town: Town, maria: Hand, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "FETCHED_WITHIN_SECONDS", 1.0)
    town.sandbox.faults.always("getFile", fault)
    await maria.person.send_document("nakaz.pdf", pdf())
    assert "Надішліть" in maria.text
    assert [each for each in await town.rows(drafts) if each["ended_at"] is None] == []
    town.sandbox.faults.clear()
    await maria.tap("До столу", "Додати подію", "16 днів", "Сьогодні")
    town.sandbox.faults.always("getFile", fault)
    await maria.person.send_photo(picture())
    assert "Надішліть" in maria.text
    assert "Що зробили?" in maria.text, "the question stands"


async def test_who_is_frozen_while_a_file_is_on_its_way_stores_nothing(
    town_on: Town, maria: Hand
) -> None:
    await maria.tap("Додати подію", "16 днів", "Сьогодні")
    town_on.sandbox.faults.next("getFile", Fault.slow(0.5))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(maria.person.send_photo(picture()))
        await asyncio.sleep(0.2)
        async with town_on.database.begin() as work:
            await work.execute(update(people).values(state=PersonState.FROZEN))
    assert await town_on.rows(files) == []


async def test_who_is_frozen_while_the_summary_is_made_gets_none(
    town: Town, coordinator: Person
) -> None:
    town.clock.set(FRIDAY)
    await coordinator.say("/staff")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(coordinator.press(Export(YEAR, 0, "docx").pack()))
        await asyncio.sleep(0.3)
        async with town.database.begin() as work:
            await work.execute(update(people).values(state=PersonState.FROZEN))
    assert sent(town, coordinator) == []
