"""A yearly report's first draft, gathered from the events of the year: nothing is asked twice."""

from collections.abc import Sequence

from bot.content.texts import shown
from bot.reporting import steps
from bot.reporting.answers import Entry
from bot.reporting.inputs import LONGEST

MONEY_SPENT = "gathered_money"  # hryvnias that the events name; their source is not known
_LEAST = 20  # characters of an event's text that say something


def gathered(
    entries: Sequence[Entry], reasons: Sequence[str], moneyless: bool
) -> dict[str, object]:
    """Return the answers of a report that the year's events give already, by step.

    `reasons` are why personal data in them was kept. Money is answered where none was needed; else
    what the events name stands under MONEY_SPENT, for the question to offer.
    """
    answers: dict[str, object] = {}
    if entries:
        answers |= {"text": _joined(entries), "events": len(entries)}
    people = [each.people for each in entries if each.people is not None]
    if people:
        answers["people"] = sum(people)
    if reasons:
        answers[steps.KEPT_REASON] = "; ".join(reasons)
    return answers | _money(entries, moneyless)


def _money(entries: Sequence[Entry], moneyless: bool) -> dict[str, object]:
    sums = [each.money for each in entries]
    spent = sum(each or 0 for each in sums)
    if spent:
        return {MONEY_SPENT: spent}
    if moneyless or (sums and None not in sums):
        return {"money": [], steps.ASSUMED: ["money"]}
    return {}


def _joined(entries: Sequence[Entry]) -> str:
    """Return the events' texts with their days; where they are too long, each gets its share."""
    lines = [f"{shown(each.held_on)}: {each.text}" for each in entries]
    if len("\n".join(lines)) <= LONGEST:
        return "\n".join(lines)
    share = max(LONGEST // len(lines) - 1, _LEAST)
    return _cut("\n".join(_cut(" ".join(each.split()), share) for each in lines), LONGEST)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
