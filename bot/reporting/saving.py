"""An event's draft becomes an entry: its row, its files and its audit row in one transaction."""

from datetime import date, datetime
from typing import Any

from bot.errors import Stale, WrongInput
from bot.people.rules import Action, Person, require
from bot.reporting import drafts_store, entries_store, files_store, steps
from bot.reporting.answers import Draft, Entry
from bot.reporting.ground import Ground, on_behalf
from bot.storage import audit
from bot.storage.database import Work


class Saving:
    """Saves events."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def save(self, person: Person, draft_id: int, version: int, *, now: datetime) -> Entry:
        """Return the saved event; a changed one keeps its id and gets a new version.

        Raises Stale ("already-saved" the second time, "entry-changed" if somebody else changed it
        meanwhile), WrongInput naming the first missing step, Gone, Denied, Closed.
        """
        async with self._ground.database.begin() as work:
            draft = await drafts_store.find(work, draft_id, change=True)
            if draft.kind != "event" or draft.version != version:
                raise Stale
            action = Action.CHANGE_ENTRY if draft.entry else Action.ADD_ENTRY
            require(person, action, draft.organisation)
            require_complete(draft)
            await self._ground.require_taken(
                work, draft.organisation, draft.year, draft.measure, now
            )
            entry = await self._written(work, person, draft, now)
            await drafts_store.end(work, draft, drafts_store.SAVED, now)
            if draft.entry is not None:
                await files_store.left_out(work, now, entry=entry)
            await files_store.hand_over(work, draft.id, entry=entry)
            await audit.record(
                work,
                at=now,
                act="entry-changed" if draft.entry else "entry-saved",
                subject=f"entry:{entry}",
                person=person.id,
                organisation=draft.organisation,
                details={"draft": draft.id, "measure": draft.measure, "year": draft.year},
            )
            return await entries_store.find(work, entry)

    async def _written(self, work: Work, person: Person, draft: Draft, now: datetime) -> int:
        values = entry_values(draft)
        if draft.entry is not None:
            entry = await entries_store.find(work, draft.entry, change=True)
            was = (entry.organisation, entry.year, entry.measure)
            await entries_store.require_open_duty(work, *was, change=True)
        duty = (draft.organisation, draft.year, draft.measure)
        await entries_store.require_open_duty(work, *duty, change=True)
        if draft.entry is None:
            behalf = on_behalf(person, draft.organisation)
            return await entries_store.add(
                work, author=person.id, on_behalf=behalf, now=now, **values
            )
        made_from = int(str(draft.answers[steps.MADE_FROM]))
        await entries_store.change(work, draft.entry, made_from, now, **values)
        return draft.entry


def require_complete(draft: Draft) -> None:
    """Raise WrongInput for a draft that still misses something; it names the first such step."""
    left = steps.missing(draft)
    if left:
        raise WrongInput("wrong-incomplete", step=left[0])


def entry_values(draft: Draft) -> dict[str, Any]:
    """Return the columns of an event that a complete draft holds."""
    has = draft.answers
    return {
        "measure": draft.measure,
        "organisation": draft.organisation,
        "year": draft.year,
        "held_on": date.fromisoformat(str(has["date"])),
        "text": has["text"],
        "people": has.get("people"),
        "money": has.get("money"),
        "personal_reason": has.get(steps.KEPT_REASON),
    }
