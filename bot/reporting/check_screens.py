"""The look over before «Зберегти» or «Подати»: every answer is a line, and its button changes it.

And what stands at a draft's end: saved, submitted, cancelled.
"""

from collections.abc import Sequence
from datetime import date
from typing import cast

from bot.chat.screen import Button, Screen
from bot.reporting.answers import Draft, Entry, Money, Report, Status
from bot.reporting.draft_presses import Cancel, GoTo, Save, Submit
from bot.reporting.draft_titles import head
from bot.reporting.entry_screens import line, money, named_files
from bot.reporting.files_store import StoredFile
from bot.reporting.plain import Rows as MoneyRows
from bot.reporting.plain import money_of
from bot.reporting.presses import AddEvent, Continue, MeasureEntries, OpenDuty, YearReport
from bot.reporting.sheet import Sheet, beside, day, drawn, quoted, thousands
from bot.reporting.steps import CHECK, KEPT_REASON, PERSONAL, SPOKEN, missing, steps_of

OVERVIEW_TEXT, KEPT = 1200, 200  # characters of a long answer in the overview: two of them fit


def check(
    sheet: Sheet,
    draft: Draft,
    files: Sequence[StoredFile],
    note: str = "",
    *,
    behalf: bool = False,
) -> Screen:
    """Return all answers of a draft, each to be changed by its button, and the way to end it."""
    kind = "event" if draft.kind == "event" else "report"
    asked = [step for step in steps_of(draft) if step not in (CHECK, PERSONAL)]
    lines = [
        line(sheet, each, answer(sheet, draft, each, files))
        for each in asked
        if each != "measure"  # it stands in the heading
    ]
    if kept := str(draft.answers.get(KEPT_REASON, "")):
        lines.append(line(sheet, PERSONAL, quoted(kept, KEPT)))
    parts = (
        note,
        head(sheet, draft, for_whom=behalf),
        "\n".join(lines),
        sheet.bold(f"{kind}-check") + "\n" + sheet.said(f"{kind}-check-hint"),
    )
    changes = beside(
        [
            sheet.button(
                GoTo(draft.id, draft.version, each),
                "draft-change",
                name=sheet.content.staff(f"line-{each}"),
            )
            for each in asked
        ]
    )
    cancel = sheet.button(Cancel(draft.id, draft.version, 0), "draft-cancel")
    return drawn(parts, [_ending(sheet, draft), *changes, (cancel, sheet.desk())])


def _ending(sheet: Sheet, draft: Draft) -> tuple[Button, ...]:
    if missing(draft):
        return ()
    if draft.kind == "event":
        return (sheet.button(Save(draft.id, draft.version), "draft-save"),)
    key = "report-resubmit" if draft.kind == "mend" else "report-submit"
    return (sheet.button(Submit(draft.id, draft.version), key),)


def answer(
    sheet: Sheet,
    draft: Draft,
    step: str,
    files: Sequence[StoredFile],
    most: int = OVERVIEW_TEXT,
) -> str:
    """Return one answer of a draft as HTML; «не вказано» where there is none."""
    if step == "files":
        return named_files(sheet, files)
    if step == "measure":
        return sheet.said_name(draft.measure) or sheet.said("not-said")
    value = draft.answers.get(step)
    if value is None:
        return sheet.said("not-said")
    return quoted(str(value), most) if step in SPOKEN else sheet.plain(told(sheet, step, value))


def told(sheet: Sheet, step: str, value: object) -> str:
    """Return a step's plain value in words."""
    if step == "status":
        return sheet.content.staff(f"status-{Status(str(value))}")
    if step in ("date", "until"):
        return day(date.fromisoformat(str(value)))
    if step == "money":
        return _money(sheet, value)
    return str(value)


def _money(sheet: Sheet, value: object) -> str:
    if isinstance(value, int):
        return money(sheet, value)
    return money_rows(sheet, money_of(cast(MoneyRows, value)))


def money_rows(sheet: Sheet, rows: Sequence[Money]) -> str:
    """Return a year's money, one source after the other, in words without anybody's markup."""
    if not rows:
        return sheet.content.staff("money-none")
    return "; ".join(
        sheet.content.staff(
            "money-row",
            source=sheet.content.staff(f"source-{each.source}"),
            planned=thousands(each.planned),
            spent=thousands(each.spent),
        )
        for each in rows
    )


def cancelling(sheet: Sheet, draft: Draft) -> Screen:
    """Return the question whether a draft is really to be given up."""
    rows = (
        (sheet.button(Cancel(draft.id, draft.version, 1), "draft-cancel-yes"),),
        (sheet.button(Continue(draft.id), "draft-cancel-no"),),
        (sheet.desk(),),
    )
    return drawn((head(sheet, draft), sheet.bold("draft-cancel-sure")), rows)


def saved(sheet: Sheet, entry: Entry, *, changed: bool, own: bool) -> Screen:
    """Return the thanks for an event, and what may come next."""
    told = sheet.said(
        "event-saved-line", measure=sheet.numbered(entry.measure), date=entry.held_on
    )
    key = "event-saved-changed" if changed else "event-saved"
    rows = (
        (sheet.button(AddEvent("" if own else entry.organisation), "event-more"),),
        (
            sheet.button(
                MeasureEntries(entry.organisation, entry.year, entry.measure, 0), "event-see"
            ),
        ),
        (sheet.desk(),),
    )
    return drawn((sheet.bold(key), told), rows)


def submitted(sheet: Sheet, report: Report, *, again: bool, following: str | None) -> Screen:
    """Return the thanks for a report; `following` is the measure that is owed next."""
    rows: list[tuple[Button, ...]] = []
    if following is not None:
        press = OpenDuty(report.organisation, report.year, following)
        rows.append((sheet.button(press, "report-next"),))
    rows.append((sheet.button(YearReport(report.organisation, report.year, "", 0), "duty-back"),))
    key = "report-resubmitted" if again else "report-submitted"
    name = sheet.said_name(report.measure)
    next_step = sheet.said("report-submitted-next")
    return drawn((sheet.bold(key), f"{name}\n{next_step}"), [*rows, (sheet.desk(),)])
