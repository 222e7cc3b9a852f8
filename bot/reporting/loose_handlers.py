"""A photo, a document or a text from anywhere: one tap makes an event of it.

Outside a question staff are met like residents: a cry, and what is surely a question to the guide,
goes to the residents' side. Everything else is kept as a draft first, so that nothing is lost.
"""

from collections import deque
from dataclasses import dataclass, field, replace

from bot.errors import Gone, Stale, WrongInput
from bot.people.rules import Action, permitted
from bot.people.visit import Asked, Attachment, Shown, StaffTable, Typed, Visit
from bot.reporting.answers import Draft
from bot.reporting.draft_handlers import KIND, DraftTalks
from bot.reporting.draft_presses import LooseAnswer, LooseAsk, LooseMeasure, LooseToEvent
from bot.reporting.draft_scenes import Scenes
from bot.reporting.draft_titles import kind_of
from bot.reporting.guide import Guide
from bot.reporting.loose_screens import choose_measure, loose
from bot.reporting.taking import taking

ALBUM = "loose-album"  # marks, beside no question, which album is just arriving


@dataclass(frozen=True, slots=True)
class LooseTalks:
    """Takes what came outside a question."""

    talks: DraftTalks
    guide: Guide
    # Albums whose words were no report's: their other parts, without words, are none either.
    others: deque[str] = field(default_factory=lambda: deque(maxlen=100))

    def table(self) -> StaffTable:
        """Return the buttons of what came outside a question, and its handler."""
        return StaffTable(
            presses=dict(
                (
                    taking(LooseAnswer, self.answer),
                    taking(LooseAsk, self.ask),
                    taking(LooseMeasure, self.measure),
                    taking(LooseToEvent, self.choose),
                )
            ),
            answers={},
            loose=self.take,
        )

    async def take(self, visit: Visit, typed: Typed) -> Shown | None:
        """Keep a text or a file; None where the residents' side shall answer."""
        person = visit.person
        if typed.other or not permitted(person, Action.ADD_ENTRY, person.organisation):
            return None
        if typed.album is not None and typed.album in self.others:
            return None
        if typed.text and self.guide.takes(typed.text):
            if typed.album is not None:
                self.others.append(typed.album)
            return None
        if typed.attachment is not None:
            return await self._file(visit, typed, typed.attachment)
        draft = await self._begun(visit, typed.text)
        if isinstance(draft, Shown):
            return draft
        return await self._show(visit, draft)

    async def choose(self, visit: Visit, press: LooseToEvent) -> Shown:
        """Ask to which measure it belongs."""
        draft = await self._read(visit, press.draft)
        if draft.kind != "loose":
            return await self.talks.show(visit, draft, self.talks.sheet.said("stale"))
        return await self._choosing(visit, draft)

    async def measure(self, visit: Visit, press: LooseMeasure) -> Shown:
        """Make an event of it, of today, ready to be looked over and saved."""
        drafts = self.talks.reporting.drafts
        try:
            draft = await drafts.loose_to_event(
                visit.person,
                press.draft,
                press.version,
                press.measure,
                now=visit.now,
                today=visit.today,
            )
        except WrongInput as error:
            draft = await self._read(visit, press.draft)
            return await self._choosing(visit, draft, self.talks.wrong(error))
        except Stale:
            draft = await self._read(visit, press.draft)
            return await self.talks.show(visit, draft, self.talks.sheet.said("stale"))
        return await self.talks.show(visit, draft)

    async def ask(self, visit: Visit, press: LooseAsk) -> Shown:
        """Answer the text as the residents' guide does; it is no draft any more."""
        draft = await self._read(visit, press.draft)
        if draft.kind != "loose" or draft.version != press.version:
            return await self.talks.show(visit, draft, self.talks.sheet.said("stale"))
        text = str(draft.answers.get("text", ""))
        await self._dropped(visit, draft)
        return Shown(self.guide.answer(text, visit.now))

    async def answer(self, visit: Visit, press: LooseAnswer) -> Shown:
        """Take the text as the answer to the question that had stood open for long."""
        talks = self.talks
        kept = await self._read(visit, press.loose)
        waiting = await self._read(visit, press.draft)
        if kept.kind != "loose" or waiting.version != press.version:
            return await talks.show(visit, waiting, talks.sheet.said("stale"))
        typed = Typed(str(kept.answers.get("text", "")))
        asked = Asked(KIND, waiting.id, waiting.version, waiting.step)
        shown = await talks.typed(visit, asked, typed)
        moved = shown.asks is not None and shown.asks.version != waiting.version
        if moved:
            await self._dropped(visit, kept)
        return shown

    async def _file(self, visit: Visit, typed: Typed, attachment: Attachment) -> Shown:
        """Keep a file with the draft of its album, or with a new one."""
        asked = visit.asked
        going_on = (
            asked is not None
            and asked.kind == ALBUM
            and typed.album is not None
            and asked.field == typed.album
        )
        draft: Draft | Shown
        if asked is not None and going_on:
            draft = await self._read(visit, asked.subject)
        else:
            draft = await self._begun(visit, typed.text, attachment.source)
        if isinstance(draft, Shown):
            return draft
        note = await self.talks.attaching.attached(visit, draft.id, typed, attachment)
        kept = await self._read(visit, draft.id)
        if not kept.files and not kept.answers:  # refused, and nothing else came with it
            await self._dropped(visit, kept)
            return self.talks.told(note)
        shown = await self._show(visit, draft, note)
        if typed.album is None:
            return shown
        asks = Asked(ALBUM, draft.id, draft.version, typed.album)
        return replace(shown, asks=asks, fresh=not going_on)

    async def _begun(self, visit: Visit, text: str, source: str = "") -> Draft | Shown:
        """Return a new draft of it; the desk's way where it cannot be kept."""
        drafts = self.talks.reporting.drafts
        try:
            return await drafts.loose(
                visit.person, text, now=visit.now, today=visit.today, source=source
            )
        except WrongInput as error:
            return self.talks.told(self.talks.wrong(error))

    async def _show(self, visit: Visit, draft: Draft, note: str = "") -> Shown:
        files = await self.talks.reporting.files.of_draft(visit.person, draft.id)
        waiting = await self._waiting(visit)
        words = self.talks.content.staff
        question = words(f"{kind_of(waiting)}-{waiting.step}") if waiting else ""
        return Shown(loose(self.talks.sheet, draft, files, note, waiting, question))

    async def _waiting(self, visit: Visit) -> Draft | None:
        """Return the draft whose question was asked last, too long ago to be taken as answered."""
        last = visit.asked_last
        if last is None or last.kind != KIND:
            return None
        try:
            draft = await self._read(visit, last.subject)
        except (Gone, Stale):
            return None
        return draft if draft.version == last.version else None

    async def _choosing(self, visit: Visit, draft: Draft, note: str = "") -> Shown:
        scene = await Scenes(self.talks.reporting, self.talks.content).of(visit, draft)
        return Shown(choose_measure(self.talks.sheet, replace(scene, note=note)))

    async def _dropped(self, visit: Visit, draft: Draft) -> None:
        drafts = self.talks.reporting.drafts
        await drafts.cancel(visit.person, draft.id, draft.version, now=visit.now)

    async def _read(self, visit: Visit, draft_id: int) -> Draft:
        return await self.talks.reporting.drafts.read(visit.person, draft_id)
