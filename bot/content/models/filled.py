"""Lines of exports.yaml that fill something in: a slip in a name is found when data/ is read."""

import string
from collections.abc import Callable
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.content.models.words import Line


def only(*names: str) -> Callable[[str], str]:
    """Return a check that a line fills in nothing but `names`: {year} and the like."""

    def check(line: str) -> str:
        for _, name, how, conversion in string.Formatter().parse(line):
            if name is not None and (name not in names or how or conversion):
                raise ValueError(f"fills in {{{name}}}; there are only {', '.join(names)}")
        return line

    return check


FACTS = ("programme", "year", "number", "date", "council", "responsible", "start", "end")
Fact = Annotated[Line, AfterValidator(only(*FACTS, "cut_off", "accepted", "expected"))]
WithYear = Annotated[Line, AfterValidator(only("programme", "year"))]
WithSource = Annotated[Line, AfterValidator(only("source"))]
WithCount = Annotated[Line, AfterValidator(only("count"))]
WithDay = Annotated[Line, AfterValidator(only("day"))]
WithTurn = Annotated[Line, AfterValidator(only("turn"))]
WithMissing = Annotated[Line, AfterValidator(only("organisation", "measures"))]
WithMeasure = Annotated[Line, AfterValidator(only("number", "date", "measure"))]
WithPlace = Annotated[Line, AfterValidator(only("row", "column", "value"))]
Width = Annotated[float, Field(gt=0.5, lt=30)]  # cm
SheetName = Annotated[Line, Field(max_length=31, pattern=r"^[^\[\]:*?/\\']+$")]
