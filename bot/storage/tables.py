"""The tables. Residents have none: whoever is not staff leaves no row anywhere.

Moments are UTC, days are dates, money is whole hryvnias. What is taken away stays as a row with
a moment in it (`removed_at`), so that the audit can be read. Migrations are held to these.
"""

from bot.storage.reminder_tables import announcements, notices, paused_rules
from bot.storage.reporting_tables import (
    drafts,
    entries,
    extensions,
    files,
    remarks,
    report_versions,
    reports,
)
from bot.storage.schema import metadata
from bot.storage.staff_tables import audit, desks, facts, invites, people

__all__ = [
    "announcements",
    "audit",
    "desks",
    "drafts",
    "entries",
    "extensions",
    "facts",
    "files",
    "invites",
    "metadata",
    "notices",
    "paused_rules",
    "people",
    "remarks",
    "report_versions",
    "reports",
]
