"""The way through a draft, one answer at a time, each written before the next is asked."""

from collections.abc import Callable
from datetime import date, datetime

from bot.errors import Stale, WrongInput
from bot.people.rules import Action, Person, Role, require
from bot.reporting import drafts_store, files_store, walk
from bot.reporting.answers import Draft
from bot.reporting.ground import Ground
from bot.storage import audit


class Walking:
    """Reads drafts and takes them on; any phone of the organisation may."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def read(self, person: Person, draft_id: int) -> Draft:
        """Return an open draft; raises Gone or Stale for one that has ended, Denied."""
        async with self._ground.database.begin() as work:
            draft = await drafts_store.find(work, draft_id)
            require(person, Action.ANSWER, draft.organisation)
            return draft

    async def open_of(self, person: Person) -> tuple[Draft, ...]:
        """Return the open drafts that somebody may go on with, newest first.

        An executor's are those of the organisation, a coordinator's the ones that they began.
        """
        require(person, Action.ANSWER, person.organisation)
        own = (person.organisation or "") if person.role is Role.EXECUTOR else ""
        async with self._ground.database.begin() as work:
            return await drafts_store.open_for(work, organisation=own, person=person.id)

    async def answer(
        self,
        person: Person,
        draft_id: int,
        version: int,
        step: str,
        value: str,
        *,
        now: datetime,
        today: date,
    ) -> Draft:
        """Return the draft with one answer more, at its next open question.

        `value` is what was typed, or a button's value: a measure's id, a Status, "none" for money,
        "local" (a source, before its sums are typed) or "local:10/8,5" in a report, "done" for
        files, "remove" for personal data; a text in its place is the text written again.
        Raises WrongInput (nothing is lost), Stale, Gone, Denied, Closed.
        """
        ground = self._ground

        def on(draft: Draft) -> Draft:
            if draft.step != step:
                raise Stale
            ground.term.require_open(draft.year)
            asking = ground.asking(draft.organisation, draft.year, today)
            moved = walk.answered(draft, value, asking, ground.moneyless)
            owed = {each.measure for each in ground.duties(moved.organisation, moved.year)}
            if moved.measure is not None and moved.measure not in owed:
                raise WrongInput("wrong-measure")
            return moved

        return await self._step(person, draft_id, version, now, on)

    async def back(self, person: Person, draft_id: int, version: int, *, now: datetime) -> Draft:
        """Return the draft at the question before; at the first one it stays there."""
        return await self._step(person, draft_id, version, now, walk.back)

    async def skip(self, person: Person, draft_id: int, version: int, *, now: datetime) -> Draft:
        """Return the draft at the next question; raises WrongInput where an answer is needed."""
        return await self._step(person, draft_id, version, now, walk.skipped)

    async def go_to(
        self, person: Person, draft_id: int, version: int, step: str, *, now: datetime
    ) -> Draft:
        """Return the draft at a step that applies to it; raises WrongInput for any other."""

        def on(draft: Draft) -> Draft:
            return walk.gone_to(draft, step)

        return await self._step(person, draft_id, version, now, on)

    async def keep_personal(
        self, person: Person, draft_id: int, version: int, reason: str, *, now: datetime
    ) -> Draft:
        """Return the draft with its personal data kept for a reason; raises WrongInput."""

        def on(draft: Draft) -> Draft:
            return walk.kept(draft, reason)

        return await self._step(person, draft_id, version, now, on)

    async def cancel(self, person: Person, draft_id: int, version: int, *, now: datetime) -> None:
        """End a draft without anything saved; its new files go. Raises Stale, Gone, Denied."""
        async with self._ground.database.begin() as work:
            draft = await drafts_store.find(work, draft_id, change=True)
            require(person, Action.ANSWER, draft.organisation)
            if draft.version != version:
                raise Stale
            await drafts_store.cancel(work, draft, now)
            await files_store.let_go(work, draft.id, now)
            await audit.record(
                work,
                at=now,
                act="draft-cancelled",
                subject=f"draft:{draft.id}",
                person=person.id,
                organisation=draft.organisation,
            )

    async def _step(
        self,
        person: Person,
        draft_id: int,
        version: int,
        now: datetime,
        on: Callable[[Draft], Draft],
    ) -> Draft:
        async with self._ground.database.begin() as work:
            draft = await drafts_store.find(work, draft_id, change=True)
            require(person, Action.ANSWER, draft.organisation)
            if draft.version != version:
                raise Stale
            return await drafts_store.write(work, draft, on(draft), now)
