"""Returning a report: which answers, why; and what the executors are told of a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from bot.chat.screen import Button, Screen
from bot.people.rules import Person
from bot.people.visit import Told
from bot.reporting.answers import Report, ReportState
from bot.reporting.presses import Mend, OpenReport
from bot.reporting.review import Case, Decision
from bot.reporting.review_presses import Mark, Marking, Review, SendBack, Waiting
from bot.reporting.review_screens import ReviewScreens, answer, fitting
from bot.reporting.sheet import LABEL, Sheet, cut, drawn
from bot.reporting.telling import told

ANSWER = 1500  # characters of the answer that a reason is asked about
REMARK = (400, 200)  # … and of each remark, of which there may be eight


@dataclass(frozen=True, slots=True)
class ReturnScreens:
    """Draws the marking of answers, and decisions."""

    review: ReviewScreens

    @property
    def sheet(self) -> Sheet:
        """Return how words and names are drawn."""
        return self.review.sheet

    def marking(self, case: Case, note: str = "") -> Screen:
        """Return the answers, each to be marked; `note` is the key of a line above."""
        return fitting(lambda most: self._marking(case, note, most), *REMARK)

    def _marking(self, case: Case, note: str, most: int) -> Screen:
        sheet, report = self.sheet, case.report
        marked = {each.step: each for each in case.remarks}
        parts = [
            sheet.said(note) if note else "",
            sheet.bold("marking-title"),
            sheet.said("marking-hint"),
            "\n".join(self.review.remark(each, most) for each in case.remarks),
        ]
        rows = [(self._mark(report, step, step in marked),) for step in case.steps]
        if marked:
            send = SendBack(report.id, report.version)
            rows.append((sheet.button(send, "marking-send", count=len(marked)),))
        return drawn(parts, [*rows, self.review.below(report.id)])

    def _mark(self, report: Report, step: str, marked: bool) -> Button:
        words = self.sheet.content.staff
        label = words("marking-on" if marked else "marking-off", step=words(f"line-{step}"))
        return Button(cut(label, LABEL), Mark(report.id, report.version, step))

    def asking(self, case: Case, step: str, wrong: str = "") -> Screen:
        """Return the question what is to be mended in an answer; `wrong` (HTML) stands above."""
        sheet, report = self.sheet, case.report
        parts = [
            wrong,
            sheet.bold("marking-ask", step=sheet.content.staff(f"line-{step}")),
            ""
            if step == "files"
            else sheet.said("marking-answer", answer="")
            + answer(sheet, report.answers, step, ANSWER),
            sheet.said("marking-ask-hint"),
        ]
        back = sheet.button(Marking(report.id, report.version), "marking-back")
        return drawn(parts, [(back,), (sheet.desk(),)])

    def reopening(self, report: Report, wrong: str = "") -> Screen:
        """Return the question why an accepted report is opened again."""
        sheet = self.sheet
        parts = [wrong, sheet.bold("reopen-title"), sheet.said("reopen-hint")]
        return drawn(parts, [self.review.below(report.id)])

    def decided(self, decision: Decision, following: int | None) -> Screen:
        """Return what was decided, who was told, and the next report that waits."""
        sheet, report = self.sheet, decision.report
        key = "reopened-now" if report.state is ReportState.SUBMITTED else report.state.value
        name = escape(sheet.numbered(report.measure), quote=False)
        rows: list[tuple[Button, ...]] = []
        if following is not None:
            rows.append((sheet.button(Review(following), "review-next"),))
        rows.append((sheet.button(Review(report.id), "review-to-report"),))
        waiting = sheet.button(Waiting(0, 0), "review-to-waiting")
        parts = [sheet.bold(f"review-{key}"), name, told(sheet, decision.told)]
        return drawn(parts, [*rows, (waiting, sheet.desk())])

    def tell(self, decision: Decision, besides: Person) -> tuple[Told, ...]:
        """Return what each of the organisation is told, whoever decided left out."""
        screen = self.told(decision.report)
        return tuple(Told(each, screen) for each in decision.told if each.id != besides.id)

    def told(self, report: Report) -> Screen:
        """Return a decision as the executors read it, with the way to mend it at once."""
        return fitting(lambda most: self._told(report, most), *REMARK)

    def _told(self, report: Report, most: int) -> Screen:
        sheet = self.sheet
        returned = report.state is ReportState.RETURNED
        reopened = report.state is ReportState.SUBMITTED
        key = "reopened" if reopened else report.state.value
        of = sheet.said("told-of", measure=sheet.numbered(report.measure), year=report.year)
        parts = [sheet.bold(f"told-{key}"), of]
        rows: Sequence[tuple[Button, ...]] = ()
        if returned:
            parts.append("\n".join(self.review.remark(each, most) for each in report.remarks))
            parts.append(sheet.said("told-returned-hint"))
            rows = ((sheet.button(Mend(report.id), "told-mend"),),)
        elif report.decision_reason:
            parts.append(sheet.said("review-reason", reason=cut(report.decision_reason, most)))
        see = sheet.button(OpenReport(report.id), "duty-open")
        return drawn(parts, [*rows, (see,), (sheet.desk(),)])
