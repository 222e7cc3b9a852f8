"""What was done with people, for the audit: who did it, to whom, never anybody's words."""

from datetime import datetime
from typing import Any

from bot.people.rules import Person
from bot.storage import audit
from bot.storage.database import Work


async def note(
    work: Work, act: str, by: int | None, whom: Person, now: datetime, **details: Any
) -> None:
    """Append an act to the audit, in its own transaction; `by` None: the command line, the bot."""
    await audit.record(
        work,
        at=now,
        act=act,
        subject=f"person:{whom.id}",
        person=by,
        organisation=whom.organisation,
        details={"role": whom.role.value, **details},
    )
