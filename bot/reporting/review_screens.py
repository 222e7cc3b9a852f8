"""What a coordinator reads before deciding: the queue, a report, what is behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape

from bot.chat.screen import Button, Screen
from bot.reporting.answers import Answers, Remark, Report, ReportState
from bot.reporting.check_screens import money_rows
from bot.reporting.entry_screens import line, turning
from bot.reporting.review import Case
from bot.reporting.review_presses import (
    Accept,
    Changes,
    Events,
    Files,
    Marking,
    Reopen,
    Review,
    Waiting,
    Whole,
)
from bot.reporting.sheet import (
    LABEL,
    TEXT_UNITS,
    Sheet,
    beside,
    cut,
    day,
    drawn,
    paged,
    quoted,
    units,
)
from bot.reporting.term import Term

# Characters of each free text on the card; the whole of it has a screen of its own.
SHOWN, TIGHT, TIGHTEST = 500, 200, 70
REASONS = 3  # why personal data was kept: as many are shown


def answer(sheet: Sheet, answers: Answers, step: str, most: int = SHOWN) -> str:
    """Return one answer of a submitted report as HTML; «не вказано» where there is none."""
    if step == "status":
        return sheet.said(f"status-{answers.status}")
    if step == "money":
        said = answers.money or answers.no_money
        return money_rows(sheet, answers.money) if said else sheet.said("not-said")
    if step == "until":
        return day(answers.until) if answers.until else sheet.said("not-said")
    value = getattr(answers, step, None)
    return quoted(str(value), most) if value not in (None, "") else sheet.said("not-said")


def fitting(draw: Callable[[int], Screen], *lengths: int) -> Screen:
    """Return what `draw` makes of the first length of texts that Telegram takes as a message.

    Telegram counts what is read, not how HTML writes it.
    """
    for length in lengths:
        screen = draw(length)
        if units(unescape(screen.text)) <= TEXT_UNITS:
            break
    return screen


@dataclass(frozen=True, slots=True)
class ReviewScreens:
    """Draws a review."""

    sheet: Sheet
    term: Term

    def waiting(self, reports: Sequence[Report], year: int, page: int) -> Screen:
        """Return the queue, the longest waiting first."""
        sheet = self.sheet
        shown, page, pages = paged(reports, page)
        parts = [sheet.bold("waiting-title", count=len(reports))]
        parts.append(sheet.said("waiting-hint" if reports else "waiting-none"))
        rows = [(self._in_queue(each),) for each in shown]
        turn = turning(sheet, page, pages, lambda number: Waiting(year, number))
        return drawn(parts, [*rows, turn, (sheet.desk(),)])

    def _in_queue(self, report: Report) -> Button:
        words = self.sheet.content.staff(
            "waiting-button",
            day=f"{self.term.today(report.submitted_at):%d.%m}",
            measure=report.measure,
            name=self.sheet.organisation(report.organisation),
        )
        return Button(cut(words, LABEL), Review(report.id))

    def card(self, case: Case, notes: Sequence[str] = ()) -> Screen:
        """Return a report with all its answers; `notes` (HTML) stand above it."""
        return fitting(lambda most: self._card(case, notes, most), SHOWN, TIGHT, TIGHTEST)

    def _card(self, case: Case, notes: Sequence[str], most: int) -> Screen:
        report, sheet = case.report, self.sheet
        parts = [
            *notes,
            self._head(report),
            self._facts(case, most),
            "\n".join(
                line(sheet, step, answer(sheet, report.answers, step, most))
                for step in case.steps
                if step != "files"
            ),
            "\n".join(
                sheet.said("review-personal", reason=cut(each, most // 3))
                for each in case.personal[:REASONS]
            ),
            self._marked(case.remarks, most // 3),
            self._behind(case),
            sheet.said("review-own") if case.own and _waits(report) else "",
            "" if self._open(report) else sheet.said("review-not-allowed-year"),
        ]
        rows = [*self._decisions(case), *beside(self._ways(case))]
        return drawn(parts, [*rows, self._back(report)])

    def _open(self, report: Report) -> bool:
        return self.term.open(report.year)

    def _head(self, report: Report) -> str:
        sheet = self.sheet
        name = f"<b>{escape(sheet.numbered(report.measure), quote=False)}</b>"
        who = sheet.organisation(report.organisation)
        return f"{name}\n{sheet.said('review-who', name=who, year=report.year)}"

    def _facts(self, case: Case, most: int) -> str:
        report, said = case.report, self.sheet.said
        state = self.sheet.content.staff(f"state-{report.state}")
        lines = [
            said("review-state", state=state),
            said(
                "review-submitted", day=self.term.today(report.submitted_at), who=case.submitted_by
            ),
            said("review-on-behalf") if report.on_behalf else "",
            said("review-late") if case.late else "",
            said("review-version", number=report.version) if report.version > 1 else "",
        ]
        if report.decided_at is not None:
            how = "reopened" if _waits(report) else f"decided-{report.state}"
            lines.append(
                said(f"review-{how}", day=self.term.today(report.decided_at), who=case.decided_by)
            )
        if report.decision_reason:
            lines.append(said("review-reason", reason=cut(report.decision_reason, most // 2)))
        return "\n".join(each for each in lines if each)

    def _marked(self, remarks: Sequence[Remark], most: int) -> str:
        if not remarks:
            return ""
        lines = [self.remark(each, most) for each in remarks]
        return "\n".join([self.sheet.bold("review-marked"), *lines])

    def remark(self, remark: Remark, most: int) -> str:
        """Return one remark as HTML."""
        step = self.sheet.content.staff(f"line-{remark.step}")
        return "• " + self.sheet.said("review-remark", step=step, reason=cut(remark.reason, most))

    def _behind(self, case: Case) -> str:
        words = self.sheet.content.staff
        events = words("review-events", count=len(case.entries))
        files = words("review-files", count=len(case.files))
        return self.sheet.said("review-behind", events=events, files=files)

    def _decisions(self, case: Case) -> list[tuple[Button, ...]]:
        report, button = case.report, self.sheet.button
        if not self._open(report):
            return []
        if report.state is ReportState.ACCEPTED:
            return [(button(Reopen(report.id, report.version), "review-reopen"),)]
        if not _waits(report):
            return []
        accept = button(Accept(report.id, report.version), "review-accept")
        key = "review-go-on-returning" if case.remarks else "review-return"
        marking = button(Marking(report.id, report.version), key)
        return [(marking,) if case.own else (accept, marking)]

    def _ways(self, case: Case) -> list[Button]:
        report, button = case.report, self.sheet.button
        answers = report.answers
        found = []
        if case.entries:
            found.append(
                button(Events(report.id, 0), "review-see-events", count=len(case.entries))
            )
        if case.files:
            found.append(button(Files(report.id, 0), "review-see-files", count=len(case.files)))
        if len(case.versions) > 1:
            found.append(button(Changes(report.id, 0), "review-see-changes"))
        for step, text in (("text", answers.text), ("reason", answers.reason)):
            if len(text) > SHOWN:
                name = self.sheet.content.staff(f"line-{step}")
                found.append(button(Whole(report.id, step), "review-see-whole", step=name))
        return found

    def _back(self, report: Report) -> tuple[Button, ...]:
        return (self.sheet.button(Waiting(0, 0), "review-to-waiting"), self.sheet.desk())

    def below(self, report: int) -> tuple[Button, ...]:
        """Return the way back to a report, and to the desk."""
        return (self.sheet.button(Review(report), "review-to-report"), self.sheet.desk())


def _waits(report: Report) -> bool:
    return report.state is ReportState.SUBMITTED
