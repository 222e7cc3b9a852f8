"""The staff of the tests and the service, over each of the two databases."""

import pytest

from bot.content.loader import Content
from bot.reporting.service import Reporting
from bot.storage.database import Database
from tests.storage.told import Staff, hired, reporting_of


@pytest.fixture
async def staff(database: Database) -> Staff:
    return await hired(database)


@pytest.fixture
def reporting(database: Database, content: Content) -> Reporting:
    return reporting_of(database, content)
