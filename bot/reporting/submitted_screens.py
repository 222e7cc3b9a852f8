"""«Подане»: what was submitted, how it fared, one report with its remarks and versions."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.chat.buttons import Press
from bot.chat.screen import Button, Screen
from bot.reporting.answers import Answers, Report, ReportState
from bot.reporting.check_screens import money_rows
from bot.reporting.entry_screens import Whose, line, named_files, turning, years
from bot.reporting.files_store import StoredFile
from bot.reporting.plain import changed
from bot.reporting.presses import Mend, OpenReport, Submitted, Versions
from bot.reporting.sheet import LABEL, Sheet, cut, day, drawn, paged, quoted
from bot.reporting.steps import CHECK, PERSONAL, REPORT, applies

WHOLE_TEXT, WHOLE_REASON = 1200, 400  # characters of what a report says on its own screen
REMARK, CHANGED = 150, 100  # characters of a remark, of an answer as it was and as it is
VERSIONS = 4  # the newest, on one screen

Version = tuple[int, Answers, datetime]


def listed(
    sheet: Sheet, whose: Whose, reports: Sequence[Report], page: int, zone: ZoneInfo
) -> Screen:
    """Return what was submitted, what came back first."""
    order = {ReportState.RETURNED: 0, ReportState.SUBMITTED: 1, ReportState.ACCEPTED: 2}
    shown, page, pages = paged(sorted(reports, key=lambda each: order[each.state]), page)
    title = (
        sheet.bold("submitted-title", year=whose.year)
        if whose.own
        else sheet.bold(
            "submitted-title-of", year=whose.year, name=sheet.organisation(whose.organisation)
        )
    )
    body = (
        sheet.said("submitted-hint") if reports else sheet.said("submitted-none", year=whose.year)
    )
    lines = "\n".join(_told(sheet, each, zone) for each in shown)
    rows: list[Sequence[Button]] = [
        (
            Button(
                cut(
                    f"{sheet.content.staff(f'mark-{each.state}')} {sheet.measure(each.measure)}",
                    LABEL,
                ),
                OpenReport(each.id),
            ),
        )
        for each in shown
    ]

    def at(number: int) -> Press:
        return Submitted(whose.organisation, whose.year, number)

    rows.append(turning(sheet, page, pages, at))
    rows += years(sheet, whose, lambda year: Submitted(whose.organisation, year, 0))
    return drawn((title, lines, body), [*rows, (sheet.desk(),)])


def _told(sheet: Sheet, report: Report, zone: ZoneInfo) -> str:
    mark = sheet.said(f"mark-{report.state}")
    moment = report.decided_at or report.submitted_at
    when = day(moment.astimezone(zone).date())
    state = sheet.said(f"state-{report.state}")
    return f"{mark} {sheet.said_name(report.measure)}: {state} {when}"


def report(
    sheet: Sheet,
    told: Report,
    files: Sequence[StoredFile],
    zone: ZoneInfo,
    *,
    mends: bool = True,
) -> Screen:
    """Return one submitted report: its answers, its dates, what the coordinator said."""
    state = sheet.content.staff(f"state-{told.state}")
    parts = (
        sheet.bold("report-page-title", year=told.year, state=state)
        + f"\n{sheet.said_name(told.measure)}",
        _remarks(sheet, told),
        answers(sheet, told.answers, files),
        _dates(sheet, told, zone),
    )
    rows: list[Sequence[Button]] = []
    if told.state is ReportState.RETURNED and mends:
        rows.append((sheet.button(Mend(told.id), "duty-mend"),))
    if told.version > 1:
        press = Versions(told.id)
        rows.append((sheet.button(press, "report-versions", count=told.version),))
    back = sheet.button(Submitted(told.organisation, told.year, 0), "report-to-submitted")
    return drawn(parts, [*rows, (back, sheet.desk())])


def answers(sheet: Sheet, told: Answers, files: Sequence[StoredFile]) -> str:
    """Return all that a report says, one line an answer, as HTML."""
    most = {"text": WHOLE_TEXT, "reason": WHOLE_REASON}
    said = {
        step: quoted(words, most.get(step, WHOLE_REASON))
        for step, words in answered(sheet, told).items()
    }
    said["files"] = named_files(sheet, files)
    lines = [
        line(sheet, step, said[step])
        for step in REPORT
        if step != CHECK and applies(step, told.status)
    ]
    if told.personal_reason:
        lines.append(line(sheet, PERSONAL, quoted(told.personal_reason, REMARK)))
    return "\n".join(lines)


def answered(sheet: Sheet, told: Answers) -> dict[str, str]:
    """Return each answer of a report in words, not yet HTML."""
    words, unsaid = sheet.content.staff, sheet.content.staff("not-said")
    return {
        "status": words(f"status-{told.status}"),
        "text": told.text or unsaid,
        "people": _number(told.people, unsaid),
        "events": _number(told.events, unsaid),
        "money": money_rows(sheet, told.money) if told.money or told.no_money else unsaid,
        "reason": told.reason or unsaid,
        "until": day(told.until) if told.until else unsaid,
    }


def _number(number: int | None, unsaid: str) -> str:
    return unsaid if number is None else str(number)


def _remarks(sheet: Sheet, told: Report) -> str:
    if told.state is not ReportState.RETURNED:
        return ""
    lines = [
        f"↩️ {sheet.said(f'line-{each.step}')}: {quoted(each.reason, REMARK)}"
        for each in told.remarks
    ]
    if told.decision_reason:
        reason = cut(told.decision_reason, REMARK)
        lines.append(sheet.said("report-decision-reason", reason=reason))
    return "\n".join([sheet.bold("report-remarks"), *lines])


def _dates(sheet: Sheet, told: Report, zone: ZoneInfo) -> str:
    first, last = (_date(each, zone) for each in (told.first_submitted_at, told.submitted_at))
    lines = [
        sheet.said("report-submitted-on", date=last)
        if told.version == 1
        else sheet.said("report-first-submitted-on", date=first, last=last)
    ]
    if told.decided_at is not None and told.state is not ReportState.SUBMITTED:
        key = f"report-decided-{told.state}"
        lines.append(sheet.said(key, date=_date(told.decided_at, zone)))
    if told.on_behalf:
        lines.append(sheet.said("entry-on-behalf"))
    return "<i>" + "\n".join(lines) + "</i>"


def _date(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


def versions(sheet: Sheet, told: Report, each_of: Sequence[Version], zone: ZoneInfo) -> Screen:
    """Return what changed from one submission to the next, newest first."""
    lines = []
    before: Answers | None = None
    for number, said, at in each_of:
        head = sheet.bold("report-version", number=number, date=_date(at, zone))
        lines.append(f"{head}\n{_difference(sheet, before, said)}")
        before = said
    title = f"<b>{sheet.said_name(told.measure)}</b>"
    rows = ((sheet.button(OpenReport(told.id), "draft-back"), sheet.desk()),)
    return drawn((title, *reversed(lines[-VERSIONS:])), rows)


def _difference(sheet: Sheet, before: Answers | None, after: Answers) -> str:
    """Return which answers differ, each as it was and as it is."""
    if before is None:
        return sheet.said("report-version-first")
    steps = changed(before, after)
    if not steps:
        return sheet.said("report-version-same")
    was, now = answered(sheet, before), answered(sheet, after)
    return "\n".join(
        line(sheet, each, f"{quoted(was[each], CHANGED)} → {quoted(now[each], CHANGED)}")
        for each in steps
    )
