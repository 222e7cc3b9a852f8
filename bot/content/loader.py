"""data/ becomes frozen, checked objects, or a list of everything that is wrong with it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bot.content.announced import wrong_announcements
from bot.content.conduct import unreachable, wrong_conduct
from bot.content.coverage import Severity, stale, wrong_contacts
from bot.content.draft import Draft, read
from bot.content.findings import Finding
from bot.content.lengths import too_long
from bot.content.locales import STAFF, wrong_locales
from bot.content.models import (
    LANGUAGES,
    Announcement,
    Answers,
    Calendar,
    Check,
    Contact,
    Form,
    Language,
    Measure,
    Organisations,
    Programme,
    Topic,
    Town,
    Words,
)
from bot.content.neutral import telling_or_long
from bot.content.numbers import shown_otherwise, wrong_numbers
from bot.content.references import (
    twins,
    unknown_contacts,
    unknown_organisations,
    unknown_places,
    wrong_days,
    wrong_measures,
)
from bot.content.texts import Texts
from bot.errors import ContentFaults

RULES: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    unknown_contacts,
    unknown_places,
    unknown_organisations,
    wrong_measures,
    wrong_days,
    twins,
    wrong_numbers,
    shown_otherwise,
    wrong_contacts,
    telling_or_long,
    too_long,
    wrong_conduct,
    unreachable,
    wrong_announcements,
)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is said and known, checked once at start."""

    town: Town
    organisations: Organisations
    programme: Programme
    calendar: Calendar
    announcements: Mapping[str, Announcement]  # by the date's id of calendar.yaml
    answers: Answers
    exports: Form  # the council's form of the yearly report
    contacts: Mapping[str, Contact]  # in the editors' order of importance
    topics: Mapping[str, Topic]  # in the order of the first screen
    checks: Mapping[str, Check]
    texts: Mapping[Language, Texts]
    staff: Texts  # what is said to executors, coordinators and overseers, in Ukrainian
    measures: tuple[Measure, ...]  # all rows of Annex 1, in its order

    def purpose(self, contact: Contact) -> Words:
        """Return what a contact is for; of a local service, what its organisation does."""
        for each in self.organisations.organisations:
            if each.id == contact.organisation:
                return each.does
        return contact.what_for

    def measure(self, id_: str) -> Measure:
        """Return one row of Annex 1; raises KeyError for an id that it does not have."""
        for each in self.measures:
            if each.id == id_:
                return each
        raise KeyError(id_)


def load(folder: Path) -> Content:
    """Return the content of data/; raises ContentFaults with every finding at once."""
    draft = read(folder)
    faults = sorted({*draft.findings, *_crossed(draft, folder)})
    content = None if faults else _built(draft, folder)
    if content is None:
        raise ContentFaults(tuple(str(each) for each in faults))
    return content


def warnings(content: Content, today: date) -> tuple[str, ...]:
    """Return the contacts that nobody has checked by calling, or not within 90 days of `today`."""
    return _aged(content, today, "warning")


def overdue(content: Content, today: date) -> tuple[str, ...]:
    """Return the contacts whose last check cannot count on `today`: `check` fails on them.

    The bot starts with them all the same: an old number with its date helps more than no bot.
    """
    return _aged(content, today, "fault")


def _aged(content: Content, today: date, severity: Severity) -> tuple[str, ...]:
    found = stale(content.contacts.values(), today)
    return tuple(str(each) for how, each in found if how == severity)


def _crossed(draft: Draft, folder: Path) -> Iterator[Finding]:
    """Yield what is wrong between the files, each of which may be right by itself."""
    for rule in RULES:
        yield from rule(draft)
    yield from wrong_locales(folder / "locales", draft.contacts, draft.broken)


def _built(draft: Draft, folder: Path) -> Content | None:
    if not (draft.town and draft.organisations and draft.programme and draft.calendar):
        return None
    if not (draft.answers and draft.exports and draft.announcements):
        return None
    return Content(
        town=draft.town,
        organisations=draft.organisations,
        programme=draft.programme,
        calendar=draft.calendar,
        announcements=MappingProxyType(
            {each.date: each for each in draft.announcements.announcements}
        ),
        answers=draft.answers,
        exports=draft.exports,
        contacts=MappingProxyType(draft.contacts),
        topics=MappingProxyType(draft.topics),
        checks=MappingProxyType(draft.checks),
        texts={each: Texts.load(folder / "locales", each, draft.contacts) for each in LANGUAGES},
        staff=Texts.load(folder / "locales", "uk", draft.contacts, STAFF),
        measures=draft.programme.measures,
    )
