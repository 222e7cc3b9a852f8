"""All files of data/ as far as they can be read: one faulty file does not hide the faults of
the others, and a faulty entry still lends its id to those that refer to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from bot.content.files import checked, read_yaml
from bot.content.findings import Finding
from bot.content.models import (
    Announcements,
    Answers,
    Calendar,
    Check,
    Contact,
    Everyday,
    Form,
    Organisations,
    Programme,
    Topic,
    Town,
)

M = TypeVar("M", bound=BaseModel)
E = TypeVar("E", Topic, Check)


@dataclass(slots=True)
class Draft:
    """What was read; None stands for a file with faults, which `findings` names."""

    town: Town | None = None
    organisations: Organisations | None = None
    programme: Programme | None = None
    calendar: Calendar | None = None
    answers: Answers | None = None
    announcements: Announcements | None = None
    everyday: Everyday | None = None
    exports: Form | None = None
    contacts: dict[str, Contact] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)  # ids of entries that exist but have faults
    findings: list[Finding] = field(default_factory=list)


def read(folder: Path) -> Draft:
    """Return everything below `folder` (data/) that can be read, with every fault of form."""
    draft = Draft()
    draft.town = _file(draft, folder, "town.yaml", Town)
    draft.organisations = _file(draft, folder, "organisations.yaml", Organisations)
    draft.programme = _file(draft, folder, "programme.yaml", Programme)
    draft.calendar = _file(draft, folder, "calendar.yaml", Calendar)
    draft.answers = _file(draft, folder, "answers.yaml", Answers)
    draft.announcements = _file(draft, folder, "announcements.yaml", Announcements)
    draft.everyday = _file(draft, folder, "everyday.yaml", Everyday)
    draft.exports = _file(draft, folder, "exports.yaml", Form)
    _contacts(draft, folder)
    draft.topics = _in_order(_entries(draft, folder, "topics", Topic))
    draft.checks = _in_order(_entries(draft, folder, "checks", Check))
    return draft


def _file(draft: Draft, folder: Path, name: str, model: type[M]) -> M | None:
    raw, faults = read_yaml(folder / name, name)
    if not faults:
        found, faults = checked(model, raw, name)
        if found is not None:
            return found
    draft.findings += faults
    return None


def _contacts(draft: Draft, folder: Path) -> None:
    """Read contacts.yaml entry by entry, so that a slip in one leaves the others known."""
    name = "contacts.yaml"
    raw, faults = read_yaml(folder / name, name)
    draft.findings += faults
    if faults:
        return
    entries = raw.get("contacts") if isinstance(raw, dict) else None
    if not isinstance(entries, list) or set(raw) != {"contacts"}:
        draft.findings.append(Finding(name, "", "expected one key, contacts, with a list"))
        return
    for number, entry in enumerate(entries):
        id_ = _id_of(entry)
        at = f"contacts[{id_ or number}]"
        contact, faults = checked(Contact, entry, name, at)
        draft.findings += faults
        if contact is None:
            draft.broken |= {id_} if id_ else set()
        elif contact.id in draft.contacts:
            draft.findings.append(Finding(name, f"{at}.id", "is given to two contacts"))
        else:
            draft.contacts[contact.id] = contact


def _entries(draft: Draft, folder: Path, name: str, model: type[E]) -> dict[str, E]:
    """Return the entries of data/`name`/*.yaml by id, which has to be the file's name."""
    found: dict[str, E] = {}
    paths = sorted(each for each in (folder / name).glob("*") if each.name[0] != ".")
    if not paths:
        draft.findings.append(Finding(name, "", "expected at least one file, ID.yaml"))
    for path in paths:
        file = f"{name}/{path.name}"
        if path.suffix != ".yaml":
            draft.findings.append(Finding(file, "", "is not read; expected a name like ID.yaml"))
            continue
        raw, faults = read_yaml(path, file)
        entry, more = (None, faults) if faults else checked(model, raw, file)
        draft.findings += more
        said = entry.id if entry is not None else _id_of(raw)
        if said and said != path.stem:
            draft.findings.append(
                Finding(file, "id", f"is {said!r}, the file's name says {path.stem!r}")
            )
        if entry is None:
            draft.broken |= {path.stem, said or path.stem}
        elif entry.id not in found:
            found[entry.id] = entry
        else:
            draft.findings.append(Finding(file, "id", f"{entry.id!r} is another file's id too"))
    return found


def _in_order(entries: dict[str, E]) -> dict[str, E]:
    return dict(sorted(entries.items(), key=lambda pair: (pair[1].order, pair[0])))


def _id_of(raw: Any) -> str | None:
    id_ = raw.get("id") if isinstance(raw, dict) else None
    return id_ if isinstance(id_, str) else None


def entry_parts(draft: Draft) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each list of ids inside a file, with the file and the list's key."""
    if draft.organisations:
        ids = [each.id for each in draft.organisations.organisations]
        yield "organisations.yaml", "organisations", ids
    if draft.programme:
        yield "programme.yaml", "measures", [each.id for each in draft.programme.measures]
        sections = draft.programme.sections
        yield "programme.yaml", "sections", [each.id for each in sections]
        directions = [each.id for section in sections for each in section.directions]
        yield "programme.yaml", "directions", directions
    if draft.calendar:
        yield "calendar.yaml", "dates", [each.id for each in draft.calendar.dates]
        yield "calendar.yaml", "rules", [each.id for each in draft.calendar.rules]
    if draft.announcements:
        told = [each.date for each in draft.announcements.announcements]
        yield "announcements.yaml", "announcements", told
    if draft.answers:
        yield "answers.yaml", "kinds", [each.kind for each in draft.answers.kinds]
    if draft.town:
        commands = [each.command for each in draft.town.profile.commands]
        yield "town.yaml", "profile.commands", commands
    for topic in draft.topics.values():
        yield f"topics/{topic.id}.yaml", "pages", [page.id for page in topic.pages]
    for check in draft.checks.values():
        yield f"checks/{check.id}.yaml", "questions", [each.id for each in check.questions]


def parts(draft: Draft) -> Iterator[tuple[str, str, BaseModel]]:
    """Yield everything that was read: its file, where it stands there, and itself."""
    for file, model in (
        ("town.yaml", draft.town),
        ("organisations.yaml", draft.organisations),
        ("programme.yaml", draft.programme),
        ("calendar.yaml", draft.calendar),
        ("answers.yaml", draft.answers),
    ):
        if model is not None:
            yield file, "", model
    for contact in draft.contacts.values():
        yield "contacts.yaml", f"contacts[{contact.id}]", contact
    for topic in draft.topics.values():
        yield f"topics/{topic.id}.yaml", "", topic
    for check in draft.checks.values():
        yield f"checks/{check.id}.yaml", "", check
