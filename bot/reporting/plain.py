"""A report's answers as plain values for the database, and back; and what differs between two."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any, cast

from bot.reporting import steps
from bot.reporting.answers import Answers, Draft, Money, Source, Status

Rows = Sequence[Sequence[Any]]


def to_plain(answers: Answers) -> dict[str, object]:
    """Return a report's answers as values that JSON can hold."""
    plain: dict[str, object] = {each.name: getattr(answers, each.name) for each in fields(answers)}
    plain["status"] = answers.status.value
    plain["money"] = [[each.source.value, each.planned, each.spent] for each in answers.money]
    plain["until"] = answers.until.isoformat() if answers.until else None
    return plain


def from_plain(plain: Mapping[str, Any]) -> Answers:
    """Return the answers that `to_plain` has written."""
    return Answers(
        status=Status(plain["status"]),
        text=plain["text"],
        people=plain["people"],
        events=plain["events"],
        money=money_of(plain["money"]),
        no_money=plain["no_money"],
        reason=plain["reason"],
        until=date.fromisoformat(plain["until"]) if plain["until"] else None,
        personal_reason=plain["personal_reason"],
    )


def money_of(rows: Rows) -> tuple[Money, ...]:
    """Return the money of rows [source, planned, spent]."""
    return tuple(Money(Source(str(row[0])), int(row[1]), int(row[2])) for row in rows)


def answers_of(draft: Draft) -> Answers:
    """Return the report that a complete draft holds; what does not apply to its status is left."""
    has, status = draft.answers, steps.status_of(draft.answers)
    applying = {
        step: has[step] for step in steps.REPORT if step in has and steps.applies(step, status)
    }
    rows = cast(Rows | None, applying.get("money"))
    until = applying.get("until")
    return Answers(
        status=Status(str(has["status"])),
        text=str(applying.get("text", "")),
        people=cast(int | None, applying.get("people")),
        events=cast(int | None, applying.get("events")),
        money=money_of(rows or ()),
        no_money=rows is not None and not rows,
        reason=str(applying.get("reason", "")),
        until=date.fromisoformat(str(until)) if until else None,
        personal_reason=str(has.get(steps.KEPT_REASON, "")),
    )


def steps_filled(answers: Answers) -> dict[str, object]:
    """Return a report's answers as the steps of a draft."""
    filled: dict[str, object] = {"status": answers.status.value}
    said = {"text": answers.text, "reason": answers.reason}
    filled |= {step: words for step, words in said.items() if words}
    counted = {"people": answers.people, "events": answers.events}
    filled |= {step: number for step, number in counted.items() if number is not None}
    if answers.money or answers.no_money:
        filled["money"] = to_plain(answers)["money"]
    if answers.until:
        filled["until"] = answers.until.isoformat()
    if answers.personal_reason:
        filled[steps.KEPT_REASON] = answers.personal_reason
    return filled


def changed(before: Answers, after: Answers) -> tuple[str, ...]:
    """Return the steps whose answers differ, in the order of the questions."""
    differing = {each.name for each in fields(Answers)} - {
        each.name
        for each in fields(Answers)
        if getattr(before, each.name) == getattr(after, each.name)
    }
    if "no_money" in differing:
        differing.add("money")
    return tuple(step for step in steps.REPORT if step in differing)
