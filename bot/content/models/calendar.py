"""calendar.yaml: days of awareness, and the rules by which the staff are reminded."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from bot.content.models.programme import MeasureId
from bot.content.models.words import Frozen, Id, Source, Words

MonthDay = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]
Days = Annotated[int, Field(ge=0, le=120)]
RuleKind = Literal[
    "deadline",  # days before and after the day on which reports are due
    "awareness",  # days before a day of awareness, and after its last day
    "season",  # the first day of the months in which a measure is to be done
    "once",  # a fixed day, for measures of the whole year that have no entry yet
    "board",  # who has reported and who has not, by the deadline's days
    "waiting",  # what waits for review or was returned for too long, each week
    "contacts",  # contacts whose check is too old, on a day of each month
    "failures",  # reminders that did not reach somebody, the day after
]
_BY_OFFSET = ("deadline", "awareness", "board")
_NEEDS: dict[RuleKind, tuple[str, ...]] = {
    "once": ("on",),
    "waiting": ("weekday", "review_days", "returned_days"),
    "contacts": ("month_day",),
}


class AwarenessDate(Frozen):
    """A day, or a run of days, on which the programme or the world speaks of these things."""

    id: Id
    name: Words
    starts: MonthDay
    ends: MonthDay | None = None
    measures: tuple[MeasureId, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)


class Rule(Frozen):
    """When somebody of the staff is told something; nobody is told nothing."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z-]{1,22}$")]
    kind: RuleKind
    to: Literal["executor", "coordinator", "overseer"]
    before: tuple[Days, ...] = ()
    after: tuple[Days, ...] = ()
    on: MonthDay | None = None
    weekday: Literal["mon", "tue", "wed", "thu", "fri"] | None = None
    month_day: Annotated[int, Field(ge=1, le=28)] | None = None
    review_days: Days | None = None
    returned_days: Days | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind in _BY_OFFSET and not (self.before or self.after):
            raise ValueError(f"a rule of kind {self.kind} needs days in before or after")
        if self.kind not in _BY_OFFSET and (self.before or self.after):
            raise ValueError(f"a rule of kind {self.kind} takes no before and no after")
        if 0 in self.after:
            raise ValueError("after counts from 1; the day itself is 0 in before")
        if len({*self.before}) != len(self.before) or len({*self.after}) != len(self.after):
            raise ValueError("the same day stands twice")
        for name in ("on", "weekday", "month_day", "review_days", "returned_days"):
            needed = name in _NEEDS.get(self.kind, ())
            if needed != (getattr(self, name) is not None):
                told = "needs" if needed else "takes no"
                raise ValueError(f"a rule of kind {self.kind} {told} {name}")
        return self


class Calendar(Frozen):
    """calendar.yaml."""

    dates: tuple[AwarenessDate, ...]
    rules: tuple[Rule, ...] = Field(min_length=1)
