"""The events that were told: listed by duty, and removed where they were told by mistake."""

from datetime import datetime

from bot.errors import Closed
from bot.people.rules import Action, Person, require
from bot.reporting import drafts_store, entries_store
from bot.reporting.answers import Entry
from bot.reporting.ground import Ground
from bot.storage import audit


class Entries:
    """Reads and removes events."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def of_duty(
        self, person: Person, organisation: str, year: int, measure: str
    ) -> tuple[Entry, ...]:
        """Return the events of one duty, by their day; raises Denied."""
        require(person, Action.SEE_OWN, organisation)
        async with self._ground.database.begin() as work:
            return await entries_store.of_year(work, organisation, year, measure)

    async def of_organisation(
        self, person: Person, organisation: str, year: int
    ) -> tuple[Entry, ...]:
        """Return all events of an organisation's year, by their day; raises Denied."""
        require(person, Action.SEE_OWN, organisation)
        async with self._ground.database.begin() as work:
            return await entries_store.of_year(work, organisation, year)

    async def read(self, person: Person, entry_id: int) -> Entry:
        """Return one event; raises Gone, Denied."""
        async with self._ground.database.begin() as work:
            entry = await entries_store.find(work, entry_id)
            require(person, Action.SEE_OWN, entry.organisation)
            return entry

    async def personal_reason(self, person: Person, entry_id: int) -> str:
        """Return why personal data in an event was kept, "" where it has none."""
        async with self._ground.database.begin() as work:
            entry = await entries_store.find(work, entry_id)
            require(person, Action.SEE_OWN, entry.organisation)
            return await entries_store.personal_reason(work, entry_id)

    async def remove(self, person: Person, entry_id: int, version: int, *, now: datetime) -> None:
        """Take an event out of all lists; its row stays for the audit.

        Raises Stale where it has changed or is being changed, Gone, Denied, Closed.
        """
        async with self._ground.database.begin() as work:
            entry = await entries_store.find(work, entry_id, change=True)
            require(person, Action.REMOVE_ENTRY, entry.organisation)
            duty = (entry.organisation, entry.year, entry.measure)
            await self._ground.require_taken(work, *duty, now)
            await entries_store.require_open_duty(work, *duty, change=True)
            if await drafts_store.open_of_entry(work, entry_id):
                raise Closed("entry-in-draft")
            await entries_store.change(work, entry_id, version, now, removed_at=now)
            await audit.record(
                work,
                at=now,
                act="entry-removed",
                subject=f"entry:{entry_id}",
                person=person.id,
                organisation=entry.organisation,
            )
