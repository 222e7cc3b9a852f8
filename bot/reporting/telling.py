"""Who was told at once in their chats, and who has to be called instead."""

from collections.abc import Sequence

from bot.people.rules import Person
from bot.reporting.sheet import Sheet


def told(sheet: Sheet, people: Sequence[Person]) -> str:
    """Return as HTML who has got a message, and who has not, with their phones."""
    reached = [each for each in people if each.account is not None and each.reachable is not False]
    names = ", ".join(each.name for each in reached)
    lines = [sheet.said("review-told", count=len(reached), names=names)]
    missed = [
        " ".join(part for part in (each.name, each.phone) if part)
        for each in people
        if each not in reached
    ]
    if missed:
        lines.append(sheet.said("review-not-told", names=", ".join(missed)))
    return "\n".join(lines)
