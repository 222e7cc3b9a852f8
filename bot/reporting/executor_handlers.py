"""How drafts begin and end: an event is added, a report started; saved, submitted, given up."""

from dataclasses import dataclass

from bot.errors import Stale, WrongInput
from bot.people.rules import Role
from bot.people.visit import Shown, StaffTable, Visit
from bot.reporting import check_screens
from bot.reporting.answers import Draft, Report
from bot.reporting.desk_handlers import Desks
from bot.reporting.desk_screens import choose_organisation
from bot.reporting.draft_handlers import DraftTalks
from bot.reporting.draft_presses import Cancel, Save, Submit
from bot.reporting.presses import AddEvent, ChangeEntry, Mend, StartReport
from bot.reporting.seasons import OWED
from bot.reporting.steps import EVENT, REPORT
from bot.reporting.taking import taking


@dataclass(frozen=True, slots=True)
class Executors:
    """Begins drafts, and ends them."""

    talks: DraftTalks
    desks: Desks

    def table(self) -> StaffTable:
        """Return the buttons at which drafts begin and end."""
        return StaffTable(
            presses=dict(
                (
                    taking(AddEvent, self.add),
                    taking(Cancel, self.cancel),
                    taking(ChangeEntry, self.change),
                    taking(Mend, self.mend),
                    taking(Save, self.save),
                    taking(StartReport, self.start),
                    taking(Submit, self.submit),
                )
            ),
            answers={},
        )

    async def add(self, visit: Visit, press: AddEvent) -> Shown:
        """Begin an event; a coordinator says for whom first."""
        person = visit.person
        if not press.organisation and person.role is Role.COORDINATOR:
            return Shown(choose_organisation(self.talks.sheet))
        draft = await self.talks.reporting.drafts.start_event(
            person,
            now=visit.now,
            today=visit.today,
            organisation=press.organisation or person.organisation,
        )
        return await self.talks.show(visit, draft)

    async def change(self, visit: Visit, press: ChangeEntry) -> Shown:
        """Open a saved event to be changed."""
        drafts = self.talks.reporting.drafts
        draft = await drafts.change_entry(visit.person, press.entry, now=visit.now)
        return await self.talks.show(visit, draft)

    async def start(self, visit: Visit, press: StartReport) -> Shown:
        """Begin the yearly report of a duty, or go on with it."""
        draft = await self.talks.reporting.drafts.start_report(
            visit.person, press.organisation, press.year, press.measure, now=visit.now
        )
        return await self.talks.show(visit, draft)

    async def mend(self, visit: Visit, press: Mend) -> Shown:
        """Ask anew only what the coordinator has marked."""
        drafts = self.talks.reporting.drafts
        draft = await drafts.mend(visit.person, press.report, now=visit.now)
        return await self.talks.show(visit, draft)

    async def save(self, visit: Visit, press: Save) -> Shown:
        """Save an event; a second press says that it is saved."""
        talks = self.talks
        draft = await talks.reporting.drafts.read(visit.person, press.draft)
        try:
            entry = await talks.reporting.drafts.save(
                visit.person, press.draft, press.version, now=visit.now
            )
        except (Stale, WrongInput) as error:
            return await self._not_ended(visit, press.draft, error)
        own = visit.person.organisation == entry.organisation
        changed = draft.entry is not None
        return Shown(check_screens.saved(talks.sheet, entry, changed=changed, own=own))

    async def submit(self, visit: Visit, press: Submit) -> Shown:
        """Submit a report, or what was mended in it; a second press says that it is submitted."""
        talks = self.talks
        try:
            report = await talks.reporting.drafts.submit(
                visit.person, press.draft, press.version, now=visit.now
            )
        except (Stale, WrongInput) as error:
            return await self._not_ended(visit, press.draft, error)
        following = await self._following(visit, report)
        again = report.version > 1
        return Shown(
            check_screens.submitted(talks.sheet, report, again=again, following=following)
        )

    async def cancel(self, visit: Visit, press: Cancel) -> Shown:
        """Give a draft up; where something was answered, after one question."""
        talks = self.talks
        draft = await talks.reporting.drafts.read(visit.person, press.draft)
        if draft.version != press.version:
            return await talks.show(visit, draft, talks.sheet.said("stale"))
        if not press.sure and _answered(draft):
            return Shown(check_screens.cancelling(talks.sheet, draft))
        await talks.reporting.drafts.cancel(
            visit.person, press.draft, press.version, now=visit.now
        )
        key = "loose-dropped" if draft.kind == "loose" else "draft-cancelled"
        return await self.desks.desk(visit, key)

    async def _not_ended(self, visit: Visit, draft_id: int, error: Stale | WrongInput) -> Shown:
        """Show the draft as it is now; one that has ended raises, and the desk says how."""
        talks = self.talks
        draft = await talks.reporting.drafts.read(visit.person, draft_id)
        note = talks.wrong(error) if isinstance(error, WrongInput) else talks.sheet.said(error.key)
        return await talks.show(visit, draft, note)

    async def _following(self, visit: Visit, report: Report) -> str | None:
        """Return the measure that is owed next, those in season first."""
        owed = await self.talks.reporting.reports.standing(
            visit.person, report.organisation, report.year, today=visit.today
        )
        return next((each.duty.measure for each in owed if each.state in OWED), None)


def _answered(draft: Draft) -> bool:
    """Return whether something would be lost with a draft."""
    return draft.files > 0 or any(step in draft.answers for step in {*EVENT, *REPORT})
