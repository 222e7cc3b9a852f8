"""What a notice says, made when it is sent: from what is owed then, not from what was planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.chat.screen import Screen
from bot.content.models import Rule
from bot.people.rules import Person
from bot.reminders.notices import ASKED, Notice
from bot.reminders.occasions import Occasion, Occasions, newest
from bot.reminders.rules import OWES, Line
from bot.reminders.world import World

ASKED_RULE = Rule(id=ASKED, kind="deadline", to="executor", before=(0,))


@dataclass(frozen=True, slots=True)
class Saying:
    """What one notice says to its receiver, about whom it is meant for."""

    notice: Notice
    meant: Person
    lines: tuple[Line, ...]


class Wording(Protocol):
    """Makes the one message of all that a person is told today."""

    def __call__(self, receiver: Person, said: tuple[Saying, ...], world: World) -> Screen:
        """Return the message."""


def lines_of(
    notice: Notice, meant: Person, world: World, occasions: Occasions
) -> tuple[Line, ...]:
    """Return what a notice says as things stand now; nothing where there is nothing left."""
    found = newest(
        each
        for rule, day in _named(notice)
        if rule not in world.paused
        for each in occasions.on(day, world.extended)
        if each.rule.id == rule
    )
    lines = (world.line(each, meant) for each in found)
    told = tuple(each for each in lines if each is not None)
    return (*told, *_asked(notice, meant, world, occasions)) if notice.about else told


def receivers_of(lines: tuple[Line, ...], meant: Person, world: World) -> frozenset[int]:
    """Return who is to be told these lines now: the person meant, or a deputy."""
    return frozenset(id_ for each in lines for id_ in world.told_for(each.occasion, meant))


def _named(notice: Notice) -> Iterator[tuple[str, date]]:
    if notice.about is None:
        yield notice.rule, notice.day
        return
    for rule, day in notice.about.get("notices", ()):
        yield rule, date.fromisoformat(day)


def _asked(notice: Notice, meant: Person, world: World, occasions: Occasions) -> Iterator[Line]:
    chosen = [(m, o, y) for m, o, y in (notice.about or {}).get("duties", ())]
    owed = [
        each
        for each in world.owed(chosen)
        if each.organisation == meant.organisation and each.state in OWES
    ]
    for year, own in sorted({(each.year, each.due) for each in owed}, key=str):
        due = own or occasions.deadline(year)
        left = (due - world.today).days
        occasion = Occasion(ASKED_RULE, notice.day, notice.day, year, left, due=due)
        yield Line(occasion, tuple(e for e in owed if (e.year, e.due) == (year, own)))
