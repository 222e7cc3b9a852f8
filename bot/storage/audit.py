"""Who did what, when, for whom: appended, never changed, each row chained to the one before.

Triggers refuse to change or delete a row. Whoever goes around them breaks the chain: each row
holds the digest of the one before, and the newest digest stands in `facts`, so that a cut tail
is seen too. Both are in every backup.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select, update

from bot.storage.database import Work
from bot.storage.tables import audit, facts

FIRST = "0" * 64  # what the first row is chained to
HEAD = "audit_head"  # the fact that holds the newest digest


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the audit is not as it was written; `row` is None for its end."""

    row: int | None
    fault: str

    def __str__(self) -> str:
        return f"audit {f'row {self.row}' if self.row else 'end'}: {self.fault}"


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
    """Append one act inside the transaction that does it; `details` never hold words of people.

    Best as the last statements of a transaction: others who record wait until it ends.
    """
    previous = await _locked_head(work)
    row = {
        "at": at.astimezone(UTC),
        "person": person,
        "act": act,
        "subject": subject,
        "organisation": organisation,
        "details": json.loads(_written(details or {})),  # as it will be read back
        "previous": previous,
    }
    head = digest(row)
    await work.execute(insert(audit).values(digest=head, **row))
    await work.execute(update(facts).where(facts.c.name == HEAD).values(value=head))


def digest(row: dict[str, Any]) -> str:
    """Return the SHA-256 of a row's facts and of the digest before it, as hex."""
    told = {name: value for name, value in row.items() if name not in ("id", "digest")}
    told["at"] = row["at"].astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(_written(told).encode()).hexdigest()


async def verify(work: Work) -> list[Break]:
    """Return where the audit was changed, row by row; an empty list when it is whole."""
    breaks: list[Break] = []
    previous = FIRST
    rows = await work.stream(select(audit).order_by(audit.c.id).execution_options(yield_per=500))
    async for found in rows:
        row = dict(found._mapping)
        if row["previous"] != previous:
            breaks.append(Break(row["id"], "the row before it is missing or was changed"))
        if digest(row) != row["digest"]:
            breaks.append(Break(row["id"], "the row was changed"))
        previous = row["digest"]
    head = await work.scalar(select(facts.c.value).where(facts.c.name == HEAD))
    if (head or FIRST) != previous:
        breaks.append(Break(None, "the newest rows are missing"))
    return breaks


async def _locked_head(work: Work) -> str:
    """Return the newest digest; until the transaction ends nobody else appends."""
    query = select(facts.c.value).where(facts.c.name == HEAD).with_for_update()
    found: str | None = await work.scalar(query)
    if found is None:
        await work.execute(insert(facts).values(name=HEAD, value=FIRST))
    return found or FIRST


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, allow_nan=False)
