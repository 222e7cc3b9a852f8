"""«Річний звіт»: the duties of a year with their marks, one duty's card, all that is ready."""

from collections import Counter
from collections.abc import Sequence

from bot.chat.buttons import Press
from bot.chat.screen import Button, Screen
from bot.reporting.answers import Draft
from bot.reporting.entry_screens import Whose, turning, years
from bot.reporting.presses import (
    AddEvent,
    Continue,
    MeasureEntries,
    Mend,
    OpenDuty,
    OpenReport,
    StartReport,
    SubmitReady,
    YearReport,
)
from bot.reporting.reports import DutyStanding
from bot.reporting.sheet import LABEL, Sheet, cut, drawn, paged

STATES = ("returned", "empty", "draft", "submitted", "accepted", "excused")
TITLE = 400  # characters of a measure's words in the decision


def duties(
    sheet: Sheet,
    whose: Whose,
    standings: Sequence[DutyStanding],
    state: str,
    page: int,
    ready: int = 0,
    note: str = "",
    *,
    closed: bool = False,
) -> Screen:
    """Return the duties of a year in one state ("" is all), each a button with its mark."""
    chosen = [each for each in standings if state in ("", each.state)]
    shown, page, pages = paged(chosen, page)

    def at(number: int) -> Press:
        return YearReport(whose.organisation, whose.year, state, number)

    rows: list[Sequence[Button]] = []
    if ready:
        press = SubmitReady(whose.organisation, whose.year, 0)
        rows.append((sheet.button(press, "desk-submit-ready", count=ready),))
    rows += [(_duty_button(sheet, each),) for each in shown]
    rows.append(turning(sheet, page, pages, at))
    rows += _filters(sheet, whose, standings, state)
    rows += years(sheet, whose, lambda year: YearReport(whose.organisation, year, "", 0))
    rows.append((sheet.desk(),))
    return drawn(_above(sheet, whose, standings, chosen, note, closed), rows)


def _above(
    sheet: Sheet,
    whose: Whose,
    standings: Sequence[DutyStanding],
    chosen: Sequence[DutyStanding],
    note: str,
    closed: bool,
) -> tuple[str, ...]:
    title = (
        sheet.bold("report-list-title", year=whose.year)
        if whose.own
        else sheet.bold(
            "report-list-title-of", year=whose.year, name=sheet.organisation(whose.organisation)
        )
    )
    if not standings:
        return note, title, sheet.said("measures-none", year=whose.year)
    due = max(each.due for each in standings)
    closes = max(each.closes for each in standings)
    if closed:
        return note, title, sheet.said("report-list-closed"), _legend(sheet, standings)
    return (
        note,
        title,
        sheet.said("report-list-due", due=due, closes=closes),
        _legend(sheet, standings),
        sheet.said("report-list-hint") if chosen else sheet.said("report-list-none"),
    )


def _legend(sheet: Sheet, standings: Sequence[DutyStanding]) -> str:
    counted = Counter(each.state for each in standings)
    return "\n".join(
        f"{sheet.said(f'mark-{state}')} {counted[state]} {sheet.said(f'state-{state}')}"
        for state in STATES
        if counted[state]
    )


def _duty_button(sheet: Sheet, standing: DutyStanding) -> Button:
    duty = standing.duty
    mark = sheet.content.staff(f"mark-{standing.state}")
    label = cut(f"{mark} {sheet.measure(duty.measure)}", LABEL)
    return Button(label, OpenDuty(duty.organisation, duty.year, duty.measure))


def _filters(
    sheet: Sheet, whose: Whose, standings: Sequence[DutyStanding], state: str
) -> list[Sequence[Button]]:
    counted = Counter(each.state for each in standings)
    if len(counted) < 2:
        return []
    row = [
        Button(
            f"{sheet.content.staff(f'mark-{each}')} {counted[each]}",
            YearReport(whose.organisation, whose.year, each, 0),
        )
        for each in STATES
        if counted[each] and each != state
    ]
    if state:
        press = YearReport(whose.organisation, whose.year, "", 0)
        row.insert(0, sheet.button(press, "report-filter-all", count=len(standings)))
    return [row]


def duty(sheet: Sheet, standing: DutyStanding, *, closed: bool, note: str = "") -> Screen:
    """Return one duty's card: what it asks for, and where its report goes on."""
    one = standing.duty
    measure = sheet.content.measure(one.measure)
    state = f"{sheet.content.staff(f'mark-{standing.state}')} " + sheet.content.staff(
        f"state-{standing.state}"
    )
    owed = standing.state in ("empty", "draft", "returned")
    if closed:
        when = sheet.said("report-list-closed")
    elif standing.late:
        when = sheet.said("duty-late", due=standing.due, closes=standing.closes)
    else:
        when = sheet.said("duty-due", due=standing.due)
    parts = (
        note,
        f"<b>{sheet.said_name(one.measure)}</b>",
        sheet.plain(cut(measure.title[:1].upper() + measure.title[1:], TITLE)),
        sheet.said("duty-result", result=cut(measure.result, TITLE)),
        "\n".join((sheet.said("duty-state", state=state), when))
        if owed
        else sheet.said("duty-state", state=state),
    )
    back = sheet.button(YearReport(one.organisation, one.year, "", 0), "duty-back")
    return drawn(parts, [*_ways(sheet, standing, closed), (back, sheet.desk())])


def _ways(sheet: Sheet, standing: DutyStanding, closed: bool) -> list[Sequence[Button]]:
    one, report, draft = standing.duty, standing.report, standing.draft
    rows: list[Sequence[Button]] = []
    if draft is not None and not closed:
        rows.append((sheet.button(Continue(draft.id), "duty-continue"),))
    elif standing.state == "returned" and report is not None and not closed:
        rows.append((sheet.button(Mend(report.id), "duty-mend"),))
    elif report is None and not closed:
        start = StartReport(one.organisation, one.year, one.measure)
        rows.append((sheet.button(start, "duty-start"),))
    if report is not None:
        rows.append((sheet.button(OpenReport(report.id), "duty-open"),))
    if standing.entries:
        listed = MeasureEntries(one.organisation, one.year, one.measure, 0)
        rows.append((sheet.button(listed, "duty-entries", count=standing.entries),))
    elif not closed and report is None:
        rows.append((sheet.button(AddEvent(one.organisation), "desk-add-event"),))
    return rows


def ready(sheet: Sheet, whose: Whose, drafts: Sequence[Draft]) -> Screen:
    """Return the list of what is ready, and the one confirmation that submits it."""
    back = sheet.button(YearReport(whose.organisation, whose.year, "", 0), "duty-back")
    if not drafts:
        return drawn((sheet.said("ready-none"),), [(back, sheet.desk())])
    lines = [f"• {sheet.said_name(each.measure)}" for each in drafts]
    parts = (
        sheet.bold("ready-title", count=len(drafts)),
        "\n".join(lines),
        sheet.said("ready-hint"),
    )
    press = SubmitReady(whose.organisation, whose.year, 1)
    submit = sheet.button(press, "ready-yes", count=len(drafts))
    return drawn(parts, [(submit,), (back, sheet.desk())])
