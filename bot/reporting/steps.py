"""Which questions a draft has, which comes next, and what is still missing before the check.

A draft's `answers` hold the value of each step under its name, and beside them a few facts about
the way: which steps were skipped, which the coordinator has remarked, where personal data waits.
There is no dead end: from every step the way leads on to another question or to the check.
"""

from collections.abc import Mapping
from typing import cast

from bot.reporting.answers import REASONED, UNFINISHED, Draft, Status

CHECK = "check"
PERSONAL = "personal"  # the sub-question after a text in which personal data was found
EVENT = ("measure", "date", "text", "people", "money", "files", CHECK)
REPORT = ("status", "text", "people", "events", "money", "reason", "until", "files", CHECK)
LOOSE = ("measure",)
SPOKEN = ("text", "reason")  # the steps in which people write freely

# Facts beside the answers.
SKIPPED, ASSUMED, REMARKED, TOUCHED = "skipped", "assumed", "remarked", "touched"
SOURCE = "source"  # the button of money's source that was tapped before typing
KEPT_REASON = "personal_reason"
MADE_FROM = "version"  # of the event or report that is being changed

_NEEDED = {"event": ("measure", "date", "text"), "loose": LOOSE}
_COUNTED = ("people", "events", "money")  # nothing to count where nothing was to be done
_IDLE = (Status.NOT_YET, Status.OBSOLETE)

Values = Mapping[str, object]


def steps_of(draft: Draft) -> tuple[str, ...]:
    """Return the steps that apply to a draft as it stands, in order; the check is last."""
    wanted = _plain_steps(draft)
    where = pending(draft.answers)
    if where is None:
        return wanted
    place = wanted.index(where) + 1 if where in wanted else len(wanted) - 1
    return (*wanted[:place], PERSONAL, *wanted[place:])


def next_step(draft: Draft, after: str) -> str:
    """Return the next open question after a step, else the first open one, else the check."""
    order = steps_of(draft)
    place = order.index(after) + 1 if after in order else 0
    for step in (*order[place:], *order[:place]):
        if step != CHECK and not settled(draft, step):
            return step
    return order[-1]


def previous(draft: Draft, step: str) -> str:
    """Return the step before; the first step has none and stays."""
    order = steps_of(draft)
    if step == PERSONAL:
        return pending(draft.answers) or order[0]
    place = order.index(step) if step in order else 0
    before = [each for each in order[:place] if each != PERSONAL]
    return before[-1] if before else order[0]


def settled(draft: Draft, step: str) -> bool:
    """Return whether a step needs no more asking: it has its answer, or was skipped."""
    if step == PERSONAL:
        return False
    if step in named(draft.answers, REMARKED):
        return step in named(draft.answers, TOUCHED)
    return step in draft.answers or (
        step in named(draft.answers, SKIPPED) and step not in needed(draft)
    )


def needed(draft: Draft) -> tuple[str, ...]:
    """Return the steps without whose answers a draft cannot be saved or submitted."""
    if draft.kind in _NEEDED:
        return _NEEDED[draft.kind]
    status = status_of(draft.answers)
    if status is None:
        return ("status", "text", "money")
    steps = ["status"] if status in _IDLE else ["status", "text", "money"]
    steps += ["reason"] if status in REASONED else []
    steps += ["until"] if status in UNFINISHED else []
    return tuple(steps)


def skippable(draft: Draft, step: str) -> bool:
    """Return whether a step may be left without an answer; a remarked one keeps its old one."""
    if step in (CHECK, PERSONAL):
        return False
    if step in named(draft.answers, REMARKED) and step in draft.answers:
        return True
    return step not in needed(draft)


def missing(draft: Draft) -> tuple[str, ...]:
    """Return the steps that must still be answered before the check can be passed."""
    wanted, remarked = needed(draft), named(draft.answers, REMARKED)
    return tuple(
        step
        for step in steps_of(draft)
        if step == PERSONAL
        or (step in wanted and step not in draft.answers)
        or (step in remarked and not settled(draft, step))
    )


def complete(draft: Draft) -> bool:
    """Return whether nothing is asked any more: the draft stands, or could stand, at its check."""
    return not missing(draft) and next_step(draft, CHECK) == CHECK


def pending(answers: Values) -> str | None:
    """Return the step whose text holds personal data that was neither removed nor kept."""
    found = answers.get(PERSONAL)
    return str(found["step"]) if isinstance(found, Mapping) else None


def status_of(answers: Values) -> Status | None:
    """Return the status that a yearly report's draft has been given."""
    value = answers.get("status")
    return Status(str(value)) if value is not None else None


def named(answers: Values, fact: str) -> tuple[str, ...]:
    """Return the steps that are listed under a fact beside the answers."""
    return tuple(cast(list[str], answers.get(fact, ())))


def _plain_steps(draft: Draft) -> tuple[str, ...]:
    if draft.kind == "event":
        return EVENT
    if draft.kind == "loose":
        return LOOSE
    status = status_of(draft.answers)
    steps = [step for step in REPORT if applies(step, status)]
    remarked = named(draft.answers, REMARKED)
    if draft.kind != "mend" or not remarked:
        return tuple(steps)
    wanted = needed(draft)
    return tuple(
        step
        for step in steps
        if step == CHECK
        or step in remarked
        or step in named(draft.answers, TOUCHED)
        or (step in wanted and step not in draft.answers)
    )


def applies(step: str, status: Status | None) -> bool:
    """Return whether a question of the yearly report is asked with this status."""
    if step == "reason":
        return status in REASONED
    if step == "until":
        return status in UNFINISHED
    return not (step in _COUNTED and status in _IDLE)
