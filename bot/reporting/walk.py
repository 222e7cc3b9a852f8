"""One step of a draft's way: an answer, back, skip, a jump from the overview. Pure.

Each returns the draft as it is to be written. Nothing that was answered is lost on the way: an
answer goes only where a newer one takes its place.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from bot.errors import WrongInput
from bot.reporting import inputs, personal, steps
from bot.reporting.amounts import NO_SOURCE
from bot.reporting.answers import Draft, Source
from bot.reporting.inputs import Asking

REMOVE = "remove"  # the button of the personal sub-question: write the text again
_SOURCES = tuple(each.value for each in Source)


def answered(draft: Draft, value: str, asking: Asking, moneyless: frozenset[str]) -> Draft:
    """Return the draft with the answer to its step, at the next open question.

    `moneyless` are the measures that need no money by Annex 1: it is taken as answered. Raises
    WrongInput with the line that says what is expected.
    """
    step = draft.step
    if step == steps.CHECK:
        raise WrongInput("wrong-check")
    if step == steps.PERSONAL:
        where = steps.pending(draft.answers) or "text"
        if inputs.cleaned(value) == REMOVE:
            return replace(draft, step=where)
        return answered(replace(draft, step=where), value, asking, moneyless)
    if step == "money" and draft.kind != "event":
        return _report_money(draft, value)
    read = inputs.read(step, value, asking)
    draft = _with(draft, step, read)
    if step == "date":
        draft = replace(draft, year=date.fromisoformat(str(read)).year)
    if step == "measure":
        draft = _of_measure(draft, str(read), moneyless)
    if step in steps.SPOKEN:
        draft = pointed_at(draft, step)
    return _on(draft, step)


def back(draft: Draft) -> Draft:
    """Return the draft at the question before; at the first one it stays as it is."""
    return _at(draft, steps.previous(draft, draft.step))


def skipped(draft: Draft) -> Draft:
    """Return the draft at the next open question; raises WrongInput where an answer is needed."""
    step = draft.step
    if not steps.skippable(draft, step):
        raise WrongInput("wrong-skip")
    if step not in draft.answers:
        draft = _noted(draft, steps.SKIPPED, step)
    return _on(_touched(draft, step), step)


def gone_to(draft: Draft, step: str) -> Draft:
    """Return the draft at a step that applies to it; raises WrongInput for any other.

    The check opens when nothing is missing, until then the first missing question does.
    """
    if step not in steps.steps_of(draft):
        raise WrongInput("wrong-step")
    if step == steps.CHECK:
        left = steps.missing(draft)
        return _at(draft, left[0] if left else step)
    return _at(draft, step)


def kept(draft: Draft, reason: str) -> Draft:
    """Return the draft with personal data kept and the reason beside it; raises WrongInput."""
    where = steps.pending(draft.answers)
    if where is None:
        raise WrongInput("wrong-step")
    answers = {name: value for name, value in draft.answers.items() if name != steps.PERSONAL}
    said = str(answers.get(steps.KEPT_REASON, ""))
    reason = inputs.reason(reason, "wrong-keep-short")
    if personal.findings(reason):
        raise WrongInput("wrong-reason-personal")
    answers[steps.KEPT_REASON] = f"{said}; {reason}" if said and said != reason else reason
    return _on(replace(draft, answers=answers), where)


def pointed_at(draft: Draft, step: str) -> Draft:
    """Return the draft with a question where its text has personal data, without where not."""
    answers = {name: value for name, value in draft.answers.items() if name != steps.PERSONAL}
    found = personal.findings(str(answers.get(step, "")))
    if found:
        spans = [[each.start, each.end, each.kind] for each in found]
        answers[steps.PERSONAL] = {"step": step, "spans": spans}
    elif not any(personal.findings(str(answers.get(each, ""))) for each in steps.SPOKEN):
        answers.pop(steps.KEPT_REASON, None)
    return replace(draft, answers=answers)


def findings(draft: Draft) -> tuple[personal.Finding, ...]:
    """Return where personal data stands in the text that the sub-question is about."""
    found = draft.answers.get(steps.PERSONAL)
    if not isinstance(found, Mapping):
        return ()
    return tuple(personal.Finding(*span) for span in found["spans"])


def opened(draft: Draft) -> Draft:
    """Return a draft at its first open question, or at the check."""
    return replace(draft, step=steps.next_step(draft, ""))


def _report_money(draft: Draft, value: str) -> Draft:
    """Take a source's button, after which the sums are typed, or the sums themselves."""
    if value in _SOURCES:
        return replace(draft, answers={**draft.answers, steps.SOURCE: value})
    source = Source(str(draft.answers.get(steps.SOURCE, NO_SOURCE)))
    had = draft.answers.get("money")
    rows = inputs.read_rows(value, had if isinstance(had, list) else [], source)
    return _on(_with(_at(draft, "money"), "money", rows), "money")


def _of_measure(draft: Draft, measure: str, moneyless: frozenset[str]) -> Draft:
    draft = replace(draft, measure=measure)
    assumed = "money" in steps.named(draft.answers, steps.ASSUMED)
    if measure in moneyless and "money" not in draft.answers:
        return _noted(_with(draft, "money", 0), steps.ASSUMED, "money")
    if measure not in moneyless and assumed:
        dropped = ("money", steps.ASSUMED)
        left = {name: value for name, value in draft.answers.items() if name not in dropped}
        return replace(draft, answers=left)
    return draft


def _with(draft: Draft, step: str, value: object) -> Draft:
    """Return the draft with an answer: its step is neither skipped nor assumed any more."""
    answers = {**draft.answers, step: value}
    for fact in (steps.SKIPPED, steps.ASSUMED):
        if step in steps.named(answers, fact):
            answers[fact] = [each for each in steps.named(answers, fact) if each != step]
    return _touched(replace(draft, answers=answers), step)


def _touched(draft: Draft, step: str) -> Draft:
    return _noted(draft, steps.TOUCHED, step) if draft.kind == "mend" else draft


def _noted(draft: Draft, fact: str, step: str) -> Draft:
    noted = list(dict.fromkeys([*steps.named(draft.answers, fact), step]))
    return replace(draft, answers={**draft.answers, fact: noted})


def _on(draft: Draft, step: str) -> Draft:
    return _at(draft, steps.next_step(draft, step))


def _at(draft: Draft, step: str) -> Draft:
    """Return the draft at a step; a source that was tapped is forgotten on leaving."""
    answers = {name: value for name, value in draft.answers.items() if name != steps.SOURCE}
    return replace(draft, answers=answers, step=step)
