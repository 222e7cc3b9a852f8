"""exports.yaml, the key `form`: the reporting form that is filled in and sent back by e-mail."""

from typing import Literal

from bot.content.models.filled import SheetName, Width, WithPlace, WithSource, WithYear
from bot.content.models.words import Frozen, Line


class FormColumn(Frozen):
    """A column of the reporting form that is filled in and sent back."""

    key: Literal[
        "measure",
        "title",
        "status",
        "text",
        "people",
        "events",
        "planned",
        "spent",
        "no_money",
        "reason",
        "until",
    ]
    title: WithSource  # `planned`, `spent`: one column for each source
    width: Width
    synonyms: tuple[WithSource, ...] = ()
    hint: Line | None = None  # what Excel shows beside the cell


class FormFaults(Frozen):
    """One line each for what can be wrong with a filled form, with what was expected."""

    cell: WithPlace  # begins the line of a wrong cell: row and column
    row: WithPlace
    number: WithPlace
    money: WithPlace
    date: WithPlace
    status: WithPlace
    yes: WithPlace
    text: WithPlace
    cut: WithPlace
    formula: WithPlace
    error: WithPlace
    measure: WithPlace
    twice: WithPlace
    no_measure: WithPlace
    too_far: WithPlace
    no_table: Line
    no_column: WithPlace
    column_twice: WithPlace
    year: WithPlace
    not_excel: Line
    too_big: Line
    active: Line


class ReportingForm(Frozen):
    """The form that an organisation fills in, and how it is read back."""

    title: WithYear
    sheet: SheetName
    lists: SheetName
    advice: tuple[Line, ...]
    year: Line
    organisation: Line
    code: Line
    cut: Line  # ends a text that no cell can hold whole
    yes: Line
    yes_synonyms: tuple[Line, ...]
    no_synonyms: tuple[Line, ...]
    columns: tuple[FormColumn, ...]
    faults: FormFaults
