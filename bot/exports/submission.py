"""Tables 3 and 4: who has submitted and when, and what was not done in time."""

from bot.content.models import Form
from bot.content.models.exports import Column
from bot.exports.facts import DAY, counts, facts
from bot.exports.plain import cleaned
from bot.exports.tables import Box, Line, Table, band, drawn
from bot.exports.values import Rates, Summary, Told


def rates_table(summary: Summary, form: Form) -> Table:
    """Return table 3: the measures of DHIS2 by executor; the last line is the total."""
    columns = form.rates.columns
    lines = []
    for number, rates in enumerate(summary.rates, 1):
        last = number == len(summary.rates)
        lines.append(Line("cells", drawn(columns, _rates(rates, number, last))))
    title = form.rates.title.format(**facts(summary, form))
    return Table(title, form.rates.sheet, columns, tuple(lines), form.terms.none)


def _rates(rates: Rates, number: int, last: bool) -> dict[str, Box]:
    name = cleaned(rates.organisation)
    boxes: dict[str, Box] = {
        "number": Box(" " if last else number, "centre"),
        "executor": Box("", lead=name) if last else Box(name),
        "completeness": Box(100 * rates.completeness, "percent"),
        "timeliness": Box(100 * rates.timeliness, "percent"),
    }
    for key in ("expected", "submitted", "on_time", "late", "returned", "accepted"):
        boxes[key] = Box(getattr(rates, key), "number")
    return boxes


def duties_table(summary: Summary, form: Form) -> Table:
    """Return table 3.1: measures × executors with the state and day of each report."""
    told_by = {told.organisation for measure in summary.measures for told in measure.told}
    known = [rates.organisation for rates in summary.rates if rates.organisation in told_by]
    names = list(dict.fromkeys((*known, *sorted(told_by))))
    width = max(1.5, 24.7 / max(1, len(names)))
    # Names are people's words, not the form's: they are shown as they are, without its checks.
    columns = (
        Column(key="measure", title=form.rates.measure, width=2.0),
        *(
            Column.model_construct(key=f"o{place}", title=name, width=width, group=None)
            for place, name in enumerate(names)
        ),
    )
    lines = []
    for measure in summary.measures:
        by_name = {told.organisation: told for told in measure.told}
        boxes = {"measure": Box(measure.id, "centre")}
        for place, name in enumerate(names):
            told = by_name.get(name)
            boxes[f"o{place}"] = (
                Box(_submission(told, form), "centre") if told else Box("", "centre")
            )
        lines.append(Line("cells", drawn(columns, boxes)))
    title = form.rates.by_measure.format(**facts(summary, form))
    return Table(title, form.rates.by_measure_sheet, columns, tuple(lines), form.terms.none)


def _submission(told: Told, form: Form) -> str:
    said = [getattr(form.states, told.state)]
    if told.submitted_on:
        said.append(f"{told.submitted_on:{DAY}}")
        if told.submitted_on > told.due:
            said.append(form.terms.late)
    if told.on_behalf:
        said.append(form.terms.on_behalf)
    return "\n".join(said)


def late_table(summary: Summary, form: Form) -> Table:
    """Return table 4: what was told as unfinished, and what nothing was accepted about."""
    columns = form.late.columns
    lines: list[Line] = []
    number = 0
    for measure in summary.measures:
        for told in measure.told:
            open_ = counts(told, summary.drafts_included)
            if not _unfinished(told, open_, form):
                continue
            number += 1
            boxes = {
                "number": Box(number, "centre"),
                "document": Box(_document(summary, measure.id, form)),
                "measure": Box(measure.title),
                "term": Box(measure.term),
                "executor": Box(told.organisation),
                "reason": Box(told.reason if open_ else ""),
                "state": Box(_state(told, open_, form)),
                "until": Box(f"{told.until:{DAY}}" if open_ and told.until else "", "centre"),
            }
            lines.append(Line("cells", drawn(columns, boxes)))
    title = form.late.title.format(**facts(summary, form))
    return Table(title, form.late.sheet, columns, tuple(lines), form.late.none)


def _unfinished(told: Told, open_: bool, form: Form) -> bool:
    if told.state == "excused":
        return False
    if not open_ or told.state == "empty":
        return True
    return told.status in {each.title for each in form.statuses if each.unfinished}


def _state(told: Told, open_: bool, form: Form) -> str:
    state: str = getattr(form.states, told.state)
    return told.status if open_ and told.status else state


def _document(summary: Summary, measure: str, form: Form) -> str:
    told = facts(summary, form)
    return form.late.document.format(number=told["number"], date=told["date"], measure=measure)


def events_table(summary: Summary, form: Form) -> Table:
    """Return the appendix: events by day of awareness, then all others."""
    columns = form.events.columns
    names = list(dict.fromkeys(event.awareness for event in summary.events if event.awareness))
    lines: list[Line] = []
    number = 0
    for name in (*names, ""):
        mine = [event for event in summary.events if event.awareness == name]
        if mine and names:
            lines.append(band(name or form.events.others))
        for event in mine:
            number += 1
            boxes = {
                "number": Box(number, "centre"),
                "measure": Box(event.measure, "centre"),
                "title": Box(event.title),
                "date": Box(f"{event.held_on:{DAY}}", "centre"),
                "executor": Box(event.organisation),
                "people": Box(event.people, "number"),
                "money": Box(event.money, "money"),
                "files": Box("\n".join(event.files)),
            }
            lines.append(Line("cells", drawn(columns, boxes)))
    title = form.events.title.format(**facts(summary, form))
    return Table(title, form.events.sheet, columns, tuple(lines), form.events.none)
