"""Who did what, when, for whom: appended, never changed, each row chained to the one before."""

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from bot.storage.database import Work
from bot.storage.tables import audit

FIRST = "0" * 64  # what the first row is chained to


async def record(
    work: Work,
    *,
    at: datetime,
    act: str,
    subject: str,
    person: int | None = None,
    organisation: str | None = None,
    details: dict[str, Any] | None = None,
) -> None:
    """Append one act inside the transaction that does it; `details` never hold words of people."""
    last = select(audit.c.digest).order_by(audit.c.id.desc()).limit(1).with_for_update()
    previous = (await work.execute(last)).scalar() or FIRST
    row = {
        "at": at,
        "person": person,
        "act": act,
        "subject": subject,
        "organisation": organisation,
        "details": details or {},
        "previous": previous,
    }
    await work.execute(insert(audit).values(digest=digest(row), **row))


def digest(row: dict[str, Any]) -> str:
    """Return the SHA-256 of a row's facts and of the digest before it, as hex."""
    told = {name: row[name] for name in sorted(row) if name not in ("id", "digest")}
    told["at"] = row["at"].isoformat(timespec="microseconds")
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
