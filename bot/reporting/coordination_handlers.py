"""All of the coordinators' and overseers' side of reporting, for whoever puts the bot together."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.content.loader import Content
from bot.people.visit import StaffTable, Visit
from bot.reporting.coordinator_handlers import Overview
from bot.reporting.desk_screens import More
from bot.reporting.export_handlers import Exporting
from bot.reporting.extension_handlers import Extending
from bot.reporting.review_handlers import Reviews
from bot.reporting.service import Reporting


@dataclass(frozen=True, slots=True)
class Coordination:
    """Handler tables, and what they put on a desk."""

    tables: tuple[StaffTable, ...]
    more: Callable[[Visit], Awaitable[More]]


def coordination(reporting: Reporting, content: Content) -> Coordination:
    """Return the coordinators' side over one reporting."""
    overview = Overview(reporting, content)
    rest = (
        Reviews(reporting, content),
        Extending(reporting, content),
        Exporting(reporting, content),
    )
    return Coordination((overview.table(), *(each.table() for each in rest)), overview.more)
