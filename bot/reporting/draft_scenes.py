"""What a draft's question needs beside it, read when the question is shown."""

from dataclasses import dataclass

from bot.content.loader import Content
from bot.people.visit import Visit
from bot.reporting.answers import Answers, Draft
from bot.reporting.scene import Scene
from bot.reporting.seasons import season
from bot.reporting.service import Reporting
from bot.reporting.steps import CHECK

_WITH_FILES = ("files", CHECK)


@dataclass(frozen=True, slots=True)
class Scenes:
    """Reads for a draft's step what its screen is drawn from."""

    reporting: Reporting
    content: Content

    async def of(self, visit: Visit, draft: Draft) -> Scene:
        """Return the scene of a draft's step; raises Denied."""
        person = visit.person
        files = (
            await self.reporting.files.of_draft(person, draft.id)
            if draft.step in _WITH_FILES or draft.kind == "loose"
            else ()
        )
        return Scene(
            draft,
            visit.today,
            files=files,
            measures=self.measures(visit, draft) if draft.step == "measure" else (),
            last=await self._last(visit, draft),
            remark=await self._remark(visit, draft),
            behalf=person.organisation != draft.organisation,
        )

    def measures(self, visit: Visit, draft: Draft) -> tuple[str, ...]:
        """Return the organisation's measures of the draft's year, those in season first."""
        owed = self.reporting.ground.duties(draft.organisation, draft.year)
        return tuple(
            each.measure for each in sorted(owed, key=lambda duty: season(duty, visit.today))
        )

    async def _last(self, visit: Visit, draft: Draft) -> Answers | None:
        if draft.kind != "report" or draft.measure is None or draft.step == CHECK:
            return None
        return await self.reporting.reports.last_year(
            visit.person, draft.organisation, draft.year, draft.measure
        )

    async def _remark(self, visit: Visit, draft: Draft) -> str:
        if draft.kind != "mend" or draft.report is None:
            return ""
        report = await self.reporting.reports.read(visit.person, draft.report)
        return "; ".join(each.reason for each in report.remarks if each.step == draft.step)
