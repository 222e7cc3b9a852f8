"""Somebody answers at every minute of the week, and what was checked long ago is named."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Literal

from bot.content.draft import Draft
from bot.content.findings import Finding
from bot.content.models import DAYS, Contact, Span

STALE_DAYS = 90  # rule K4 of the research on help bots: an older check is told as possibly old
OVERDUE_DAYS = 180  # rule K4: an older check counts no longer
Severity = Literal["warning", "fault"]
_DAY = 24 * 60
_WEEK = 7 * _DAY


def wrong_contacts(draft: Draft) -> Iterator[Finding]:
    """Yield contacts that leave a person with nothing, and a minute at which nobody answers."""
    for contact in draft.contacts.values():
        for key, told in _faults(contact):
            yield Finding("contacts.yaml", f"contacts[{contact.id}]{key}", told)
    if draft.contacts and not draft.broken & _lines_maybe(draft):
        minute = unanswered(draft.contacts.values())
        if minute is not None:
            told = f"no line answers for certain on {_spoken(minute)}, Kyiv time"
            yield Finding("contacts.yaml", "contacts", told)


def _lines_maybe(draft: Draft) -> set[str]:
    return draft.broken - draft.topics.keys() - draft.checks.keys()


def _faults(contact: Contact) -> Iterator[tuple[str, str]]:
    if not contact.numbers and not contact.channels and contact.instead is None:
        yield "", "no number, no channel: expected `instead`, what to do meanwhile"
    if contact.kind == "local" and contact.organisation is None:
        yield ".organisation", "is missing: a local service is one of organisations.yaml"
    if (contact.hours.kind == "weekly") != bool(contact.hours.spans):
        yield ".hours", "spans belong to kind: weekly, and weekly needs them"
    if contact.hours.kind == "unknown" and contact.hours.note is None:
        yield ".hours.note", "is missing: say what is not known"
    if not contact.sources:
        yield ".sources", "expected at least one source: who says so, and when it was seen"


def unanswered(contacts: Iterable[Contact]) -> int | None:
    """Return the first minute of the week (0 is Monday 00:00) at which no line surely answers.

    Counted are help lines with a number and known hours; None means that somebody always answers.
    """
    covered = bytearray(_WEEK)
    for contact in contacts:
        if contact.kind != "line" or not contact.numbers:
            continue
        if contact.hours.kind == "always":
            return None
        for span in contact.hours.spans:
            for minute in _minutes(span):
                covered[minute % _WEEK] = 1
    gap = covered.find(0)
    return gap if gap >= 0 else None


def _minutes(span: Span) -> Iterator[int]:
    opens, closes = _minute(span.opens), _minute(span.closes)
    length = (closes - opens) % _DAY or _DAY
    for day in span.days:
        start = DAYS.index(day) * _DAY + opens
        yield from range(start, start + length)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute


def _spoken(minute: int) -> str:
    day, rest = divmod(minute, _DAY)
    return f"{DAYS[day]} {rest // 60:02}:{rest % 60:02}"


def stale(contacts: Iterable[Contact], today: date) -> Iterator[tuple[Severity, Finding]]:
    """Yield contacts whose check by a call is missing or old on `today`, and how grave that is.

    Warnings: no number yet, never checked, more than 90 days ago. Faults: more than 180 days ago,
    or on a day that has not come yet.
    """
    for contact in contacts:
        key = f"contacts[{contact.id}]"
        if not contact.numbers:
            yield "warning", Finding("contacts.yaml", f"{key}.numbers", "no number is known yet")
            continue
        key += ".verified_on"
        if contact.verified_on is None:
            yield "warning", Finding("contacts.yaml", key, "never checked by a call")
            continue
        days = (today - contact.verified_on).days
        if days < 0:
            yield "fault", Finding("contacts.yaml", key, "lies in the future")
        elif days > STALE_DAYS:
            how: Severity = "fault" if days > OVERDUE_DAYS else "warning"
            yield how, Finding("contacts.yaml", key, f"checked {days} days ago; call again")
