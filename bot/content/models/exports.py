"""exports.yaml: the council's form. Words, columns and their order are the council's to change."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from bot.content.models.filled import (
    Fact,
    SheetName,
    Width,
    WithCount,
    WithDay,
    WithMeasure,
    WithMissing,
    WithSource,
    WithTurn,
)
from bot.content.models.reporting_form import ReportingForm
from bot.content.models.words import Frozen, Id, Line


class Column(Frozen):
    """A column of a table; columns of one `group` stand below its heading."""

    key: str
    title: Line
    width: Width  # cm; all of a table together fill the width of the page
    group: Line | None = None


class MeasureColumn(Column):
    """A column of table 1."""

    key: Literal[
        "number",
        "direction",
        "measure",
        "term",
        "executor",
        "source",
        "planned",
        "spent",
        "percent",
        "state",
        "expected",
        "figures",
        "reason",
    ]


class RateColumn(Column):
    """A column of table 3."""

    key: Literal[
        "number",
        "executor",
        "expected",
        "submitted",
        "completeness",
        "on_time",
        "timeliness",
        "late",
        "returned",
        "accepted",
    ]


class LateColumn(Column):
    """A column of table 4."""

    key: Literal["number", "document", "measure", "term", "executor", "reason", "state", "until"]


class EventColumn(Column):
    """A column of the appendix."""

    key: Literal["number", "measure", "title", "date", "executor", "people", "money", "files"]


class MoneyColumn(Column):
    """A column of the sheet of money."""

    key: Literal["number", "measure", "executor", "source", "planned", "spent", "percent"]


class LeafColumn(Column):
    """A column of the index of files."""

    key: Literal["number", "file", "measure", "executor", "about", "size", "digest", "state"]


class _Sheet(Frozen):
    title: Fact
    sheet: SheetName  # in the Excel

    @model_validator(mode="after")
    def _each_once(self) -> "_Sheet":
        columns: tuple[Column, ...] = getattr(self, "columns", ())
        keys = [each.key for each in columns]
        if len(set(keys)) < len(keys):
            raise ValueError("a column stands twice")
        return self


class MeasuresSheet(_Sheet):
    """Table 1: what was done."""

    columns: tuple[MeasureColumn, ...] = Field(min_length=2)


class RatesSheet(_Sheet):
    """Table 3: who has submitted; below it every duty by measure and organisation."""

    columns: tuple[RateColumn, ...] = Field(min_length=2)
    by_measure: Fact
    by_measure_sheet: SheetName
    measure: Line  # heading of its first column


class LateSheet(_Sheet):
    """Table 4: what was not done in time."""

    columns: tuple[LateColumn, ...] = Field(min_length=2)
    document: WithMeasure
    none: Line


class EventsSheet(_Sheet):
    """The appendix of events, by days of awareness."""

    columns: tuple[EventColumn, ...] = Field(min_length=2)
    others: Line  # heading of the events that fall to no such day
    none: Line


class MoneySheet(_Sheet):
    """Money by measure, organisation and source."""

    columns: tuple[MoneyColumn, ...] = Field(min_length=2)
    none: Line


class FilesSheet(_Sheet):
    """The index of files in the ZIP."""

    columns: tuple[LeafColumn, ...] = Field(min_length=2)
    index: Annotated[Line, Field(pattern=r"^[^/\\.]{1,40}$")]  # name of the index's files
    packed: Line
    elsewhere: Line  # where a year needs more than one ZIP
    damaged: Line


class StatusWords(Frozen):
    """What a status is called, also by those who fill in the form their own way."""

    id: Id
    title: Line
    synonyms: tuple[Line, ...] = ()
    unfinished: bool = False  # then it stands in table 4


class SourceWords(Frozen):
    """What a source of money is called."""

    id: Id
    title: Line
    synonyms: tuple[Line, ...] = ()


class StateWords(Frozen):
    """What the state of a report is called."""

    empty: Line
    draft: Line
    submitted: Line
    returned: Line
    accepted: Line
    excused: Line


class Terms(Frozen):
    """Short words inside cells."""

    none: Line  # stands where there is nothing to say
    late: Line
    on_behalf: Line
    no_money: Line
    until: WithDay
    events: WithCount
    people: WithCount
    total: Line
    total_of: WithSource
    to_be_continued: WithTurn
    continued: WithTurn
    long_texts: SheetName
    page: Line
    of_pages: Line


class Missing(Frozen):
    """The list of reports that are not accepted on the cut-off date."""

    title: Fact
    line: WithMissing
    none: Line


class DraftDecision(Frozen):
    """The words of the council's decision; `if_missing` is said only where reports are."""

    title: Line
    heading: Fact
    preamble: Fact
    points: tuple[Fact, ...] = Field(min_length=1)
    if_missing: Fact


class Signature(Frozen):
    """The block below everything; one row for each of the summary's signers."""

    sign: Line
    name: Line
    day: Line


class Form(Frozen):
    """exports.yaml: the whole layout of what is filed."""

    programme_prefix: str  # taken off the programme's name, for the sentences below
    title: tuple[Fact, ...] = Field(min_length=1)
    head: tuple[Fact, ...]
    draft: Line  # stands on each page while reports that are not accepted are included
    measures: MeasuresSheet
    rates: RatesSheet
    late: LateSheet
    events: EventsSheet
    money: MoneySheet
    files: FilesSheet
    missing: Missing
    decision: DraftDecision
    signature: Signature
    statuses: tuple[StatusWords, ...] = Field(min_length=1)
    sources: tuple[SourceWords, ...] = Field(min_length=1)
    states: StateWords
    terms: Terms
    form: ReportingForm
