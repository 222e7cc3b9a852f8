"""What stands above every question of a draft: what it is about, how far it has come."""

from bot.reporting.answers import Draft
from bot.reporting.sheet import Sheet
from bot.reporting.steps import CHECK, PERSONAL, steps_of


def head(sheet: Sheet, draft: Draft, step: str = "", for_whom: bool = False) -> str:
    """Return the heading of a draft as HTML; `step` adds «Питання 2 з 6»."""
    lines = [f"<b>{_title(sheet, draft)}</b>"]
    if draft.measure:
        lines.append(sheet.said_name(draft.measure))
    if for_whom:
        lines.append(sheet.said("draft-on-behalf", name=sheet.organisation(draft.organisation)))
    order = [each for each in steps_of(draft) if each not in (CHECK, PERSONAL)]
    if step in order and len(order) > 1:
        lines.append(
            f"<i>{sheet.said('draft-place', number=order.index(step) + 1, total=len(order))}</i>"
        )
    return "\n".join(lines)


def _title(sheet: Sheet, draft: Draft) -> str:
    if draft.kind == "event":
        return sheet.said("event-title-change" if draft.entry else "event-title")
    if draft.kind == "loose":
        return sheet.said("loose-title")
    key = "report-title-mend" if draft.kind == "mend" else "report-title"
    return sheet.said(key, year=draft.year)


def kind_of(draft: Draft) -> str:
    """Return whose questions a draft asks: an event's or a yearly report's."""
    return "event" if draft.kind in ("event", "loose") else "report"
