"""How drafts begin: an event, a yearly report, a change, a mend, a text sent from anywhere."""

from dataclasses import replace
from datetime import date, datetime

from bot.errors import Stale, WrongInput
from bot.people.rules import Action, Person, require
from bot.reporting import drafts_store, entries_store, files_store, inputs, steps, walk
from bot.reporting.answers import Draft
from bot.reporting.ground import Ground
from bot.storage.database import Work


class Starting:
    """Opens drafts of events and of texts sent from anywhere."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    async def start_event(
        self,
        person: Person,
        *,
        now: datetime,
        today: date,
        organisation: str | None = None,
        year: int | None = None,
        measure: str | None = None,
        held_on: date | None = None,
        text: str | None = None,
    ) -> Draft:
        """Return a new event draft at its first open question; what is given is answered already.

        Raises Denied, Closed outside the term, WrongInput for a value that cannot be taken.
        """
        ground = self._ground
        organisation = ground.organisation(person, organisation)
        require(person, Action.ADD_ENTRY, organisation)
        year = year or (held_on.year if held_on else ground.term.year_of(today))
        given = {
            "measure": measure,
            "date": held_on.isoformat() if held_on else None,
            "text": text,
        }
        async with ground.database.begin() as work:
            await ground.require_taken(work, organisation, year, measure, now)
            blank = _blank("event", person, organisation, year)
            draft = self._filled(blank, given, today)
            return await _begun_once(work, draft, now)

    async def change_entry(self, person: Person, entry_id: int, *, now: datetime) -> Draft:
        """Return an event draft filled from the entry; one that is open already is gone on with.

        Raises Denied, Gone, and Closed where the year or the duty's report takes no change.
        """
        async with self._ground.database.begin() as work:
            entry = await entries_store.find(work, entry_id, change=True)
            require(person, Action.CHANGE_ENTRY, entry.organisation)
            duty = (entry.organisation, entry.year, entry.measure)
            await self._ground.require_taken(work, *duty, now)
            await entries_store.require_open_duty(work, *duty)
            opened = await drafts_store.open_of_entry(work, entry_id)
            if opened:
                return opened[0]
            answers: dict[str, object] = {
                "measure": entry.measure,
                "date": entry.held_on.isoformat(),
                "text": entry.text,
                "files": True,
                steps.MADE_FROM: entry.version,
                steps.SKIPPED: ["people", "money"],
            }
            answers |= {
                step: said
                for step, said in (("people", entry.people), ("money", entry.money))
                if said is not None
            }
            if reason := await entries_store.personal_reason(work, entry_id):
                answers[steps.KEPT_REASON] = reason
            blank = _blank("event", person, entry.organisation, entry.year)
            draft = replace(blank, measure=entry.measure, entry=entry.id, answers=answers)
            begun = await _begun(work, walk.opened(draft), now)
            await files_store.lend(work, begun.id, entry=entry_id)
            return await drafts_store.find(work, begun.id)

    async def loose(
        self, person: Person, text: str, *, now: datetime, today: date, source: str = ""
    ) -> Draft:
        """Return a draft that keeps a text sent from anywhere until its measure is chosen.

        The text may be empty: a file came alone, `source` tells which. What comes twice is kept
        once. Raises WrongInput for a text that is too long.
        """
        ground = self._ground
        organisation = ground.organisation(person, None)
        require(person, Action.ADD_ENTRY, organisation)
        clean = inputs.cleaned(text)
        if len(clean) > inputs.LONGEST:
            raise WrongInput("wrong-text-long", length=len(clean), limit=inputs.LONGEST)
        draft = _blank("loose", person, organisation, ground.term.year_of(today))
        draft = replace(draft, answers={"text": clean} if clean else {})
        async with ground.database.begin() as work:
            return await _begun_once(work, draft, now, source)

    async def loose_to_event(
        self,
        person: Person,
        draft_id: int,
        version: int,
        measure: str,
        *,
        now: datetime,
        today: date,
    ) -> Draft:
        """Return the loose draft as an event of today, at its check if it has a text.

        In January after the last year of the term its day is asked.

        Its files stay with it. Raises Denied, Stale, Gone, Closed, WrongInput.
        """
        ground = self._ground
        async with ground.database.begin() as work:
            loose = await drafts_store.find(work, draft_id, change=True)
            require(person, Action.ADD_ENTRY, loose.organisation)
            if loose.version != version or loose.kind != "loose":
                raise Stale
            year = ground.term.year_of(today)
            await ground.require_taken(work, loose.organisation, year, measure, now)
            had = str(loose.answers.get("text", ""))
            said = had if len(had) >= inputs.SHORTEST and any(map(str.isalnum, had)) else None
            day = today.isoformat() if today.year == year else None  # it was before the new year
            given = {"measure": measure, "date": day, "text": said}
            blank = replace(loose, kind="event", year=year, answers={})
            draft = self._filled(blank, given, today)
            answers = {**draft.answers, steps.SKIPPED: ["people", "money", "files"]}
            draft = walk.opened(replace(draft, answers=answers))
            return await drafts_store.write(work, loose, draft, now)

    def _filled(self, draft: Draft, given: dict[str, str | None], today: date) -> Draft:
        """Return the draft with the given values read like typed ones, at its first open step."""
        for step, value in given.items():
            if value is None:
                continue
            asking = self._ground.asking(draft.organisation, draft.year, today)
            draft = walk.answered(replace(draft, step=step), value, asking, self._ground.moneyless)
        return walk.opened(draft)


def _blank(kind: str, person: Person, organisation: str, year: int) -> Draft:
    return Draft(0, 0, kind, person.id, organisation, year, None, "measure")


async def _begun_once(work: Work, draft: Draft, now: datetime, source: str = "") -> Draft:
    """Return the new draft; or the one that the same tap or message has begun already."""
    return await drafts_store.begun_so(work, draft, source) or await _begun(work, draft, now)


async def _begun(work: Work, draft: Draft, now: datetime) -> Draft:
    made = await drafts_store.start(work, draft, now)
    if made is None:
        raise Stale
    return made
