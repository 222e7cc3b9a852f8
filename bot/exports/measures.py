"""Table 1 and the sheet of money: what was done for each measure, by whom, for how much."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.content.models import Form
from bot.exports.facts import DAY, counts, facts
from bot.exports.tables import Box, Line, Table, band, drawn, percent
from bot.exports.values import MeasureRow, MoneyRow, Summary, Told

_SUMS = ("planned", "spent", "percent")
Sums = dict[str, tuple[int, int]]  # source → planned and spent, hryvnias


def measures_table(summary: Summary, form: Form) -> Table:
    """Return table 1: sections as bands, one line per executor, totals by source at the end."""
    lines: list[Line] = []
    for section, in_section in groupby(summary.measures, key=lambda each: each.section):
        lines.append(band(section))
        for direction, in_direction in groupby(in_section, key=lambda each: each.direction):
            lines += _direction(direction, tuple(in_direction), summary, form)
    sums = totals(summary, form)
    lines += total_lines(sums, form, form.measures.columns)
    title = form.measures.title.format(**facts(summary, form))
    return Table(title, form.measures.sheet, form.measures.columns, tuple(lines))


def money_table(summary: Summary, form: Form) -> Table:
    """Return money alone: one line per measure, executor and source, totals at the end."""
    columns = form.money.columns
    lines = []
    for measure, told, row in _money(summary):
        boxes = {
            "number": Box(measure.id, "centre"),
            "measure": Box(measure.title),
            "executor": Box(told.organisation),
            **_amounts(row),
        }
        lines.append(Line("cells", drawn(columns, boxes)))
    if lines:
        lines += total_lines(totals(summary, form), form, columns)
    title = form.money.title.format(**facts(summary, form))
    return Table(title, form.money.sheet, columns, tuple(lines), form.money.none)


def totals(summary: Summary, form: Form) -> Sums:
    """Return planned and spent by source, hryvnias: the form's sources first, in its order."""
    sums: Sums = {each.title: (0, 0) for each in form.sources}
    told = {row.source for _, _, row in _money(summary)}
    for _, _, row in _money(summary):
        planned, spent = sums.get(row.source, (0, 0))
        sums[row.source] = planned + row.planned, spent + row.spent
    return {source: sum_ for source, sum_ in sums.items() if source in told}


def total_lines(sums: Sums, form: Form, columns: Iterable[object]) -> Iterator[Line]:
    """Yield a total for each source, then the total of all."""
    for source, (planned, spent) in sums.items():
        label = form.terms.total_of.format(source=source)
        yield _total(label, source, planned, spent)
    planned, spent = (sum(each[part] for each in sums.values()) for part in (0, 1))
    yield _total(form.terms.total, "", planned, spent)


def _total(label: str, source: str, planned: int, spent: int) -> Line:
    share = percent(spent, planned)
    boxes = (Box(label), Box(planned, "money"), Box(spent, "money"), Box(share, "percent"))
    return Line("total", boxes, of=source)


def _money(summary: Summary) -> Iterator[tuple[MeasureRow, Told, MoneyRow]]:
    for measure in summary.measures:
        for told in measure.told:
            if counts(told, summary.drafts_included):
                for row in told.money:
                    yield measure, told, row


def _amounts(row: MoneyRow) -> dict[str, Box]:
    return {
        "source": Box(row.source),
        "planned": Box(row.planned, "money"),
        "spent": Box(row.spent, "money"),
        "percent": Box(percent(row.spent, row.planned), "percent"),
    }


def _direction(
    title: str, measures: tuple[MeasureRow, ...], summary: Summary, form: Form
) -> Iterator[Line]:
    every = [_measure(measure, summary, form) for measure in measures]
    covered = sum(len(each) for each in every)
    first: dict[str, Box] = {"direction": Box(title, rows=covered)}
    for lines in every:
        for boxes in lines:
            yield Line("cells", drawn(form.measures.columns, {**boxes, **first}))
            first = {}


def _measure(measure: MeasureRow, summary: Summary, form: Form) -> list[dict[str, Box]]:
    lines = [
        line for told in measure.told for line in _executor(told, measure, summary, form)
    ] or [_nobody(measure)]
    covered = len(lines)
    lines[0] |= {
        "number": Box(measure.id, "centre", covered),
        "measure": Box(measure.title, rows=covered),
        "term": Box(measure.term, rows=covered),
        "expected": Box(measure.expected, rows=covered),
    }
    return lines


def _nobody(measure: MeasureRow) -> dict[str, Box]:
    """Return the line of a measure that nobody owes this year: Annex 1 is shown whole."""
    told = {"executor": Box("\n".join(measure.executors)), "source": Box(measure.source)}
    silent = dict.fromkeys(("state", "figures", "reason"), Box(""))
    return told | dict.fromkeys(_SUMS, Box(None, "money")) | silent


def _executor(
    told: Told, measure: MeasureRow, summary: Summary, form: Form
) -> list[dict[str, Box]]:
    """Return one line per source of money; the executor's other boxes cover them all."""
    open_ = counts(told, summary.drafts_included)
    money = told.money if open_ else ()
    covered = max(1, len(money))
    source = (form.terms.no_money if told.no_money else measure.source) if open_ else ""
    empty = {"source": Box(source)} | dict.fromkeys(_SUMS, Box(None, "money"))
    lines: list[dict[str, Box]] = [dict(_amounts(row)) for row in money] or [dict(empty)]
    lines[0] |= {
        "executor": Box(told.organisation, rows=covered),
        "state": _state(told, open_, covered, form),
        "figures": Box(_figures(told, form) if open_ else "", rows=covered),
        "reason": Box(_reason(told, form) if open_ else "", rows=covered),
    }
    return lines


def _state(told: Told, open_: bool, covered: int, form: Form) -> Box:
    state: str = getattr(form.states, told.state)
    if not open_ or told.state == "empty":
        return Box("", rows=covered, lead=state)
    lead = told.status or state
    if told.state != "accepted":
        lead = f"{lead} ({state})" if told.status else state
    return Box(told.text, rows=covered, lead=lead)


def _figures(told: Told, form: Form) -> str:
    said = []
    if told.events is not None:
        said.append(form.terms.events.format(count=told.events))
    if told.people is not None:
        said.append(form.terms.people.format(count=told.people))
    return "\n".join(said)


def _reason(told: Told, form: Form) -> str:
    until = form.terms.until.format(day=f"{told.until:{DAY}}") if told.until else ""
    return "\n".join(each for each in (told.reason, until) if each)
