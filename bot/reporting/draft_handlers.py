"""A draft's questions: what is tapped, typed or sent answers the one that stands open.

Whatever cannot be taken shows the same question again under one line that says why; what was
typed stays in the chat.
"""

from collections.abc import Awaitable
from dataclasses import dataclass, replace

from bot.content.loader import Content
from bot.errors import Closed, Gone, Stale, WrongInput
from bot.people.visit import Asked, Attachment, Shown, StaffTable, Typed, Visit
from bot.reporting.answers import Draft
from bot.reporting.attaching import Attaching
from bot.reporting.draft_choices import as_typed
from bot.reporting.draft_presses import (
    Answer,
    Back,
    GoTo,
    KeepPersonal,
    LikeLast,
    Page,
    RemoveFile,
    Skip,
)
from bot.reporting.draft_scenes import Scenes
from bot.reporting.draft_screens import question
from bot.reporting.personal_screens import kept_reason
from bot.reporting.presses import Continue
from bot.reporting.service import Reporting
from bot.reporting.sheet import Sheet, drawn
from bot.reporting.steps import PERSONAL, SPOKEN, pending
from bot.reporting.taking import taking

KIND, KEEPING = "draft", "draft-keep"  # of the questions that a typed text answers
ALBUM = "+"  # between the step and the album whose parts are arriving


@dataclass(frozen=True, slots=True)
class DraftTalks:
    """Takes a draft on by one answer, and shows where it stands then."""

    reporting: Reporting
    content: Content
    attaching: Attaching

    def table(self) -> StaffTable:
        """Return the buttons and the open questions of drafts."""
        return StaffTable(
            presses=dict(
                (
                    taking(Answer, self.answer),
                    taking(Back, self.back),
                    taking(Continue, self.go_on),
                    taking(GoTo, self.go_to),
                    taking(KeepPersonal, self.keep_personal),
                    taking(LikeLast, self.like_last),
                    taking(Page, self.page),
                    taking(RemoveFile, self.remove_file),
                    taking(Skip, self.skip),
                )
            ),
            answers={KIND: self.typed, KEEPING: self.reason},
        )

    @property
    def sheet(self) -> Sheet:
        """Return how words and names are drawn."""
        return Sheet(self.content)

    async def show(self, visit: Visit, draft: Draft, note: str = "", page: int = 0) -> Shown:
        """Return the question at which a draft stands, open to be answered by typing."""
        scene = await Scenes(self.reporting, self.content).of(visit, draft)
        screen = question(self.sheet, replace(scene, note=note, page=page))
        asks = Asked(KIND, draft.id, draft.version, draft.step)
        return Shown(screen, asks=None if draft.kind == "loose" else asks)

    async def go_on(self, visit: Visit, press: Continue) -> Shown:
        """Show a draft at the very step where it was left."""
        return await self.show(visit, await self._read(visit, press.draft))

    async def page(self, visit: Visit, press: Page) -> Shown:
        """Show another page of what can be chosen."""
        return await self.show(visit, await self._read(visit, press.draft), page=press.page)

    async def answer(self, visit: Visit, press: Answer) -> Shown:
        """Take an answer that was tapped."""
        act = self._act(visit, press.draft, press.version, press.step, press.value)
        return await self.moved(visit, press.draft, act)

    async def back(self, visit: Visit, press: Back) -> Shown:
        """Show the question before."""
        act = self.reporting.drafts.back
        return await self.moved(
            visit, press.draft, act(visit.person, press.draft, press.version, now=visit.now)
        )

    async def skip(self, visit: Visit, press: Skip) -> Shown:
        """Leave a question unanswered."""
        act = self.reporting.drafts.skip
        return await self.moved(
            visit, press.draft, act(visit.person, press.draft, press.version, now=visit.now)
        )

    async def go_to(self, visit: Visit, press: GoTo) -> Shown:
        """Show the question whose line is to be changed."""
        act = self.reporting.drafts.go_to(
            visit.person, press.draft, press.version, press.step, now=visit.now
        )
        return await self.moved(visit, press.draft, act)

    async def typed(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take what was typed or sent as the answer to the open question."""
        step, _, album = asked.field.partition(ALBUM)
        if typed.attachment is not None:
            return await self._sent(visit, asked, typed, step, typed.attachment, album)
        if typed.other:
            draft = await self._read(visit, asked.subject)
            return await self.show(visit, draft, self.sheet.said("loose-other"))
        act = self._act(visit, asked.subject, asked.version, step, typed.text)
        return await self.moved(visit, asked.subject, act, "draft-stale-typed")

    async def keep_personal(self, visit: Visit, press: KeepPersonal) -> Shown:
        """Ask why personal data may stay."""
        draft = await self._read(visit, press.draft)
        if draft.version != press.version or pending(draft.answers) is None:
            return await self.show(visit, draft, self.sheet.said("stale"))
        return self._keeping(draft)

    async def reason(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take the reason for which personal data stays."""
        try:
            draft = await self.reporting.drafts.keep_personal(
                visit.person, asked.subject, asked.version, typed.text, now=visit.now
            )
        except WrongInput as error:
            draft = await self._read(visit, asked.subject)
            return self._keeping(draft, self.wrong(error))
        except Stale:
            return await self._again(visit, asked.subject, "draft-stale-typed")
        return await self.show(visit, draft)

    async def remove_file(self, visit: Visit, press: RemoveFile) -> Shown:
        """Take a file out of a draft."""
        note = "draft-file-removed"
        try:
            await self.reporting.files.remove(visit.person, press.file, now=visit.now)
        except (Gone, Closed):
            note = "stale"
        return await self._again(visit, press.draft, note)

    async def moved(
        self, visit: Visit, draft_id: int, act: Awaitable[Draft], why: str = "stale"
    ) -> Shown:
        """Show what came of a step; one that cannot be taken shows the question again."""
        try:
            return await self.show(visit, await act)
        except WrongInput as error:
            return await self.show(visit, await self._read(visit, draft_id), self.wrong(error))
        except Stale:
            return await self._again(visit, draft_id, why)

    def told(self, note: str) -> Shown:
        """Return one line of HTML with the way to the desk."""
        return Shown(drawn((note,), ((self.sheet.desk(),),)))

    def wrong(self, error: WrongInput) -> str:
        """Return the line that says what was expected, as HTML."""
        return self.sheet.wrong(error)

    async def like_last(self, visit: Visit, press: LikeLast) -> Shown:
        """Take the answer of the year before; of money each of its sources."""
        draft = await self._read(visit, press.draft)
        if (draft.version, draft.step) != (press.version, press.step):
            return await self.show(visit, draft, self.sheet.said("stale"))
        last = await self.reporting.reports.last_year(
            visit.person, draft.organisation, draft.year, draft.measure or ""
        )
        values = as_typed(press.step, last) if last else ()
        for value in values:
            draft = await self.reporting.drafts.go_to(
                visit.person, draft.id, draft.version, press.step, now=visit.now
            )
            draft = await self._act(visit, draft.id, draft.version, press.step, value)
        return await self.show(visit, draft)

    def _act(
        self, visit: Visit, draft_id: int, version: int, step: str, value: str
    ) -> Awaitable[Draft]:
        return self.reporting.drafts.answer(
            visit.person, draft_id, version, step, value, now=visit.now, today=visit.today
        )

    async def _again(self, visit: Visit, draft_id: int, key: str) -> Shown:
        """Show a draft as it is now under a line; one that has ended goes to the desk."""
        return await self.show(visit, await self._read(visit, draft_id), self.sheet.said(key))

    def _keeping(self, draft: Draft, note: str = "") -> Shown:
        asks = Asked(KEEPING, draft.id, draft.version, PERSONAL)
        return Shown(kept_reason(self.sheet, draft, note), asks=asks)

    async def _sent(
        self,
        visit: Visit,
        asked: Asked,
        typed: Typed,
        step: str,
        attachment: Attachment,
        album: str,
    ) -> Shown:
        """Keep a file with the draft, whatever is asked; its caption may be the answer."""
        note = await self.attaching.attached(visit, asked.subject, typed, attachment)
        draft = await self._read(visit, asked.subject)
        if typed.text and step in SPOKEN and draft.step == step:
            try:
                draft = await self._act(visit, draft.id, draft.version, step, typed.text)
            except WrongInput as error:
                note = f"{note}\n{self.wrong(error)}"
        shown = await self.show(visit, draft, note)
        if typed.album is None:
            return shown
        field = f"{draft.step}{ALBUM}{typed.album}"
        asks = Asked(KIND, draft.id, draft.version, field)
        return replace(shown, asks=asks, fresh=typed.album != album)

    async def _read(self, visit: Visit, draft_id: int) -> Draft:
        return await self.reporting.drafts.read(visit.person, draft_id)
