"""data/ becomes frozen, checked objects, or a list of everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.draft import Draft, read
from bot.content.findings import Finding
from bot.content.models import (
    LANGUAGES,
    Answers,
    Calendar,
    Check,
    Contact,
    Language,
    Measure,
    Organisations,
    Programme,
    Topic,
    Town,
)
from bot.content.texts import Texts
from bot.errors import ContentFaults


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is said and known, checked once at start."""

    town: Town
    organisations: Organisations
    programme: Programme
    calendar: Calendar
    answers: Answers
    contacts: Mapping[str, Contact]  # in the editors' order of importance
    topics: Mapping[str, Topic]  # in the order of the first screen
    checks: Mapping[str, Check]
    texts: Mapping[Language, Texts]
    measures: tuple[Measure, ...]  # all rows of Annex 1, in its order

    def measure(self, id_: str) -> Measure:
        """Return one row of Annex 1; raises KeyError for an id that it does not have."""
        for each in self.measures:
            if each.id == id_:
                return each
        raise KeyError(id_)


def load(folder: Path) -> Content:
    """Return the content of data/; raises ContentFaults with every finding at once."""
    content, faults = _built(folder, read(folder))
    if content is None:
        raise ContentFaults(tuple(str(each) for each in faults))
    return content


def _built(folder: Path, draft: Draft) -> tuple[Content | None, list[Finding]]:
    faults = list(draft.findings)
    if faults or not (
        draft.town and draft.organisations and draft.programme and draft.calendar and draft.answers
    ):
        return None, sorted(set(faults))
    content = Content(
        town=draft.town,
        organisations=draft.organisations,
        programme=draft.programme,
        calendar=draft.calendar,
        answers=draft.answers,
        contacts=draft.contacts,
        topics=draft.topics,
        checks=draft.checks,
        texts={each: Texts.load(folder / "locales", each, draft.contacts) for each in LANGUAGES},
        measures=draft.programme.measures,
    )
    return content, []
