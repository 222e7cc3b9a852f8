"""The desk: what is owed this year, what came back, what is in season, where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.chat.buttons import Press
from bot.chat.screen import Button, Screen
from bot.people.rules import Role
from bot.reporting.answers import Draft
from bot.reporting.presses import (
    AddEvent,
    Continue,
    Measures,
    Mend,
    SubmitReady,
    Submitted,
    YearReport,
)
from bot.reporting.reports import DutyStanding
from bot.reporting.seasons import OWED, YEAR_ROUND
from bot.reporting.sheet import Rows, Sheet, beside, drawn, quoted

LINES = 5  # of a list on the desk
REASON = 160  # characters of a remark
BUTTONS = 3  # drafts, and returned reports, that have a button of their own


@dataclass(frozen=True, slots=True)
class YearOwed:
    """What stands where in one year."""

    year: int
    due: date
    closes: date
    standings: tuple[DutyStanding, ...]
    ready: int = 0  # drafts that are complete

    @property
    def owed(self) -> tuple[DutyStanding, ...]:
        """Return the duties that nothing was submitted for, or what was came back."""
        return tuple(each for each in self.standings if each.state in OWED)


@dataclass(frozen=True, slots=True)
class More:
    """What another part of the bot puts on the desk: lines of HTML, rows of buttons."""

    lines: tuple[str, ...] = ()
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class DeskView:
    """Everything that a desk shows."""

    role: Role
    organisation: str | None
    guide: Press  # the residents' home
    years: tuple[YearOwed, ...] = ()
    drafts: tuple[Draft, ...] = ()
    over: int | None = None  # the term's last year, where it is over
    note: str = ""  # a key
    more: tuple[More, ...] = ()


def desk(sheet: Sheet, view: DeskView) -> Screen:
    """Return the desk of one person."""
    parts = [
        sheet.said(view.note) if view.note else "",
        _title(sheet, view),
        *(line for each in view.more for line in each.lines),
        _returned(sheet, view),
        *(_owed(sheet, each, view.over is not None) for each in view.years),
        _in_season(sheet, view),
        sheet.said("desk-drafts", count=len(view.drafts)) if view.drafts else "",
        sheet.said("desk-term-over", last=view.over) if view.over else "",
        sheet.said("desk-hint") if _executes(view) and not view.over else "",
    ]
    return drawn(parts, _rows(sheet, view))


def _executes(view: DeskView) -> bool:
    return view.role is Role.EXECUTOR


def _title(sheet: Sheet, view: DeskView) -> str:
    if view.role is Role.EXECUTOR:
        return sheet.bold("desk-title", name=sheet.organisation(view.organisation or ""))
    return sheet.bold(f"desk-title-{view.role}")


def _owed(sheet: Sheet, owed: YearOwed, over: bool) -> str:
    if not owed.standings:
        return sheet.said("desk-nothing-owed", year=owed.year)
    if over:
        told, total = len(owed.standings) - len(owed.owed), len(owed.standings)
        return sheet.said("desk-over", told=told, total=total, year=owed.year)
    lines = [
        sheet.said(
            "desk-owed",
            owed=len(owed.owed),
            total=len(owed.standings),
            year=owed.year,
            due=owed.due,
        )
    ]
    late = sum(each.late for each in owed.owed)
    if late:
        lines.append(sheet.said("desk-late", late=late, closes=owed.closes))
    return "\n".join(lines)


def _returned(sheet: Sheet, view: DeskView) -> str:
    returned = _of_state(view, "returned")
    if not returned:
        return ""
    lines = [
        "↩️ "
        + sheet.said("desk-returned-line", measure=sheet.measure(each.duty.measure), reason="")
        + quoted(why(each), REASON)
        for each in returned[:LINES]
    ]
    return "\n".join([sheet.bold("desk-returned"), *lines, *_rest(sheet, returned)])


def why(standing: DutyStanding) -> str:
    """Return the reasons for which a report was returned, in one line."""
    if standing.report is None:
        return ""
    reasons = [each.reason for each in standing.report.remarks]
    return "; ".join(reasons) or standing.report.decision_reason


def _in_season(sheet: Sheet, view: DeskView) -> str:
    now = [
        each
        for year in view.years
        for each in year.owed
        if each.in_season and each.state != "returned"
    ]
    short = [each for each in now if len(each.duty.months) < YEAR_ROUND] or now
    if not short or view.over:
        return ""
    lines = [f"• {sheet.said_name(each.duty.measure)}" for each in short[:LINES]]
    return "\n".join([sheet.bold("desk-in-season"), *lines, *_rest(sheet, short)])


def _rest(sheet: Sheet, listed: Sequence[DutyStanding]) -> tuple[str, ...]:
    left = len(listed) - LINES
    return (sheet.said("desk-more-lines", count=left),) if left > 0 else ()


def _of_state(view: DeskView, state: str) -> tuple[DutyStanding, ...]:
    return tuple(each for year in view.years for each in year.standings if each.state == state)


def _rows(sheet: Sheet, view: DeskView) -> Rows:
    urgent = [
        sheet.button(Mend(each.report.id), "desk-mend", name=sheet.measure(each.duty.measure))
        for each in _of_state(view, "returned")[:BUTTONS]
        if each.report is not None
    ]
    going_on = [
        sheet.button(Continue(each.id), "desk-continue", name=draft_name(sheet, each))
        for each in view.drafts[:BUTTONS]
    ]
    ready = [
        sheet.button(
            SubmitReady(view.organisation, each.year, 0), "desk-submit-ready", count=each.ready
        )
        for each in view.years
        if view.organisation and each.ready
    ]
    own = _own(sheet, view)
    guide = (sheet.button(view.guide, "desk-guide"),)
    more = tuple(row for each in view.more for row in each.rows)
    first = tuple((each,) for each in (*urgent, *going_on, *ready))
    if view.role is Role.EXECUTOR:
        return (*first, *own, *more, guide)
    return (*more, *first, *own, guide)


def _own(sheet: Sheet, view: DeskView) -> Rows:
    if view.role is Role.OVERSEER:
        return ()
    add = sheet.button(AddEvent(""), "desk-add-event")
    if not view.organisation:
        return ((add,),)
    own = view.organisation
    return beside(
        (
            add,
            sheet.button(Measures(own, 0, 0), "desk-measures"),
            sheet.button(YearReport(own, 0, "", 0), "desk-report"),
            sheet.button(Submitted(own, 0, 0), "desk-submitted"),
        )
    )


def draft_name(sheet: Sheet, draft: Draft) -> str:
    """Return what a draft is about, for its button."""
    if draft.measure:
        return sheet.measure(draft.measure)
    return sheet.content.staff("event-title" if draft.kind == "event" else "loose-title")


def choose_organisation(sheet: Sheet) -> Screen:
    """Return the question for whom a coordinator enters an event."""
    buttons = [
        Button(each.short.uk, AddEvent(each.id))
        for each in sheet.content.organisations.organisations
    ]
    return drawn(
        (sheet.bold("organisation-choose"),), [*([each] for each in buttons), [sheet.desk()]]
    )
