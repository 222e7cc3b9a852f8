"""Whoever is named must exist: contacts, organisations, measures, places, years."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.content.draft import Draft, entry_parts
from bot.content.findings import Finding
from bot.content.models import Calendar, Organisations, Programme
from bot.content.places import places

_LEAP_YEAR = 2024  # 02-29 is a day too


def unknown_contacts(draft: Draft) -> Iterator[Finding]:
    """Yield every contact id that contacts.yaml does not have, wherever it is named."""
    if not draft.contacts:
        return  # contacts.yaml itself has the fault; a flood of followers would hide it
    known = draft.contacts.keys() | draft.broken
    for file, key, ids in _named_contacts(draft):
        for id_ in ids:
            if id_ not in known:
                yield Finding(file, key, f"contact {id_!r} is not in contacts.yaml")
            elif key in ("emergency", "rescue") and not _has_number(draft, id_):
                yield Finding(file, key, f"contact {id_!r} has no number to show")


def _has_number(draft: Draft, id_: str) -> bool:
    return id_ not in draft.contacts or bool(draft.contacts[id_].numbers)


def _named_contacts(draft: Draft) -> Iterator[tuple[str, str, Iterable[str]]]:
    if draft.town:
        yield "town.yaml", "emergency", draft.town.emergency
        yield "town.yaml", "rescue", draft.town.rescue
    if draft.answers:
        for answer in draft.answers.kinds:
            yield "answers.yaml", f"kinds[{answer.kind}].contacts", answer.contacts
    for topic in draft.topics.values():
        for page in topic.pages:
            yield f"topics/{topic.id}.yaml", f"pages[{page.id}].lines", page.lines
    for check in draft.checks.values():
        yield f"checks/{check.id}.yaml", "lines", check.lines


def unknown_places(draft: Draft) -> Iterator[Finding]:
    """Yield every `see` that leads nowhere."""
    known = places(draft.topics, draft.checks)
    for file, key, named in _named_places(draft):
        for place in named:
            head = place.partition("/")[0].removeprefix("check:")
            if place not in known and head not in draft.broken:
                yield Finding(
                    file, key, f"{place!r} is no place: a topic, topic/page, check:…, lines:… is"
                )


def _named_places(draft: Draft) -> Iterator[tuple[str, str, Iterable[str]]]:
    if draft.town is not None:
        yield "town.yaml", "home", draft.town.home
        yield "town.yaml", "more", draft.town.more
    if draft.answers:
        for answer in draft.answers.kinds:
            yield "answers.yaml", f"kinds[{answer.kind}].see", answer.see
    for topic in draft.topics.values():
        for page in topic.pages:
            yield f"topics/{topic.id}.yaml", f"pages[{page.id}].see", page.see
    for check in draft.checks.values():
        yield f"checks/{check.id}.yaml", "see", check.see


def unknown_organisations(draft: Draft) -> Iterator[Finding]:
    """Yield every organisation id that organisations.yaml does not have."""
    if draft.organisations is None:
        return
    known = {each.id for each in draft.organisations.organisations}
    for file, key, id_ in _named_organisations(draft, draft.organisations):
        if id_ is not None and id_ not in known:
            yield Finding(file, key, f"organisation {id_!r} is not in organisations.yaml")


def _named_organisations(
    draft: Draft, organisations: Organisations
) -> Iterator[tuple[str, str, str | None]]:
    yield "organisations.yaml", "control.collects", organisations.control.collects
    for measure in draft.programme.measures if draft.programme else ():
        for executor in measure.executors:
            yield "programme.yaml", f"measures[{measure.id}].executors", executor
    for contact in draft.contacts.values():
        yield "contacts.yaml", f"contacts[{contact.id}].organisation", contact.organisation


def wrong_measures(draft: Draft) -> Iterator[Finding]:
    """Yield measures out of their direction or term, and dates tied to no measure of Annex 1."""
    if draft.programme is None:
        return
    yield from _misplaced(draft.programme)
    known = {each.id for each in draft.programme.measures}
    for day in draft.calendar.dates if draft.calendar else ():
        for id_ in day.measures:
            if id_ not in known:
                key = f"dates[{day.id}].measures"
                yield Finding("calendar.yaml", key, f"measure {id_!r} is not in programme.yaml")


def _misplaced(programme: Programme) -> Iterator[Finding]:
    file = "programme.yaml"
    for section in programme.sections:
        for direction in section.directions:
            if not direction.id.startswith(f"{section.id}."):
                yield Finding(
                    file, f"directions[{direction.id}]", f"stands in section {section.id}"
                )
            for measure in direction.measures:
                if not measure.id.startswith(f"{direction.id}."):
                    key = f"measures[{measure.id}]"
                    yield Finding(file, key, f"stands in direction {direction.id}")
    for measure in programme.measures:
        beyond = sorted(set(measure.term.years) - set(programme.years))
        if beyond:
            key = f"measures[{measure.id}].term.years"
            yield Finding(file, key, f"{beyond} are not among the programme's years")


def wrong_days(draft: Draft) -> Iterator[Finding]:
    """Yield month-days that no calendar has."""
    for key, day in _days(draft.calendar):
        if not _is_day(day):
            yield Finding("calendar.yaml", key, f"{day!r} is no day; expected month-day, 07-30")
    if draft.organisations and not _is_day(draft.organisations.control.due):
        due = draft.organisations.control.due
        yield Finding("organisations.yaml", "control.due", f"{due!r} is no day; expected 12-25")


def _days(calendar: Calendar | None) -> Iterator[tuple[str, str]]:
    for each in calendar.dates if calendar else ():
        yield f"dates[{each.id}].starts", each.starts
        if each.ends is not None:
            yield f"dates[{each.id}].ends", each.ends
    for rule in calendar.rules if calendar else ():
        if rule.on is not None:
            yield f"rules[{rule.id}].on", rule.on


def _is_day(text: str) -> bool:
    month, day = map(int, text.split("-"))
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def twins(draft: Draft) -> Iterator[Finding]:
    """Yield ids, codes and orders that are given twice."""
    for file, key, ids in entry_parts(draft):
        seen: set[str] = set()
        for id_ in ids:
            if id_ in seen:
                yield Finding(file, key, f"{id_!r} is given twice")
            seen.add(id_)
    for attribute in ("code", "order"):
        first: dict[object, str] = {}
        for topic in draft.topics.values():
            value = getattr(topic, attribute)
            if value in first:
                told = f"{value!r} is that of topics/{first[value]}.yaml too"
                yield Finding(f"topics/{topic.id}.yaml", attribute, told)
            first.setdefault(value, topic.id)
