"""organisations.yaml and programme.yaml: the decision as data."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.content.models.words import Frozen, Id, Line, Words


class Organisation(Frozen):
    """An executor of the programme."""

    id: Id
    name: Line  # as in the decision
    short: Words
    does: Words  # what a resident may expect from it
    by_agreement: bool = False
    roles: tuple[Literal["executor", "coordinator"], ...] = ("executor",)


class Control(Frozen):
    """Who coordinates and who controls (the programme's section VII, the decision's point 2)."""

    coordinates: Line
    collects: Id  # the organisation to which executors report
    controls: tuple[Line, ...]
    due: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]  # month-day, every year
    # Month-day of the year after: the last day on which a report is still taken.
    closes: Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]
    signs: tuple[Line, ...] = ()  # posts below the yearly report


class Organisations(Frozen):
    """organisations.yaml."""

    organisations: tuple[Organisation, ...]
    control: Control


class Term(Frozen):
    """When a measure is to be done: in each of `years`, during `months`."""

    years: tuple[int, ...] = Field(min_length=1)
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = Field(min_length=1)
    text: Line  # as in Annex 1


MeasureId = Annotated[str, StringConstraints(pattern=r"^\d\.\d\.\d$")]


class Measure(Frozen):
    """One row of Annex 1."""

    id: MeasureId
    title: Line
    short: Words
    term: Term
    executors: tuple[Id, ...] = Field(min_length=1)
    source: Line
    money: Line
    needs_money: bool
    result: Line


class Direction(Frozen):
    """A direction (column 2 of Annex 1) with its measures."""

    id: Annotated[str, StringConstraints(pattern=r"^\d\.\d$")]
    title: Line
    short: Words
    measures: tuple[Measure, ...] = Field(min_length=1)


class Section(Frozen):
    """A section of Annex 1."""

    id: Annotated[str, StringConstraints(pattern=r"^\d$")]
    title: Line
    short: Words
    directions: tuple[Direction, ...] = Field(min_length=1)


class Decision(Frozen):
    """The decision that approved the programme."""

    number: int
    date: date
    council: Line
    title: Line


class PassportRow(Frozen):
    """One row of the programme's passport (section I)."""

    number: int
    title: Line
    text: Line


class Chapter(Frozen):
    """Goals, tasks or results of sections III to VI, in short."""

    id: Annotated[str, StringConstraints(pattern=r"^(III|IV|V|VI)$")]
    title: Line
    points: tuple[Line, ...] = Field(min_length=1)


class Programme(Frozen):
    """programme.yaml: the passport, the goals and Annex 1."""

    title: Line
    about: Words  # what it is, in two or three plain sentences
    decision: Decision
    years: tuple[int, ...] = Field(min_length=1)
    passport: tuple[PassportRow, ...]
    chapters: tuple[Chapter, ...]
    sections: tuple[Section, ...] = Field(min_length=1)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """Return all rows of Annex 1 in their order."""
        return tuple(
            measure
            for section in self.sections
            for direction in section.directions
            for measure in direction.measures
        )
