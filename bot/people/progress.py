"""How far somebody has come on the way to their desk: what the board of people shows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.people.rules import Person, PersonState
from bot.people.store import Invite


class Progress(StrEnum):
    """Where a person and their newest invitation stand."""

    UNSENT = "unsent"  # no link was made yet
    SENT = "sent"
    OPENED = "opened"  # somebody has opened it and waits to be confirmed
    EXPIRED = "expired"  # nobody has opened it in time, or it was ended
    CONFIRMED = "confirmed"
    MOVING = "moving"  # a link for another phone is on its way; the old one still works
    MOVED = "moved"  # … and was opened there
    FROZEN = "frozen"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of the board, with the newest invitation."""

    person: Person
    invite: Invite | None
    progress: Progress


def listed(person: Person, invite: Invite | None, now: datetime) -> Listed:
    """Return a person as the board shows them."""
    return Listed(person, invite, _progress(person, invite, now))


def _progress(person: Person, invite: Invite | None, now: datetime) -> Progress:
    pending = invite is not None and invite.pending(now)
    opened = pending and invite is not None and invite.opened_at is not None
    if person.state is PersonState.ACTIVE:
        if not pending:
            return Progress.CONFIRMED
        return Progress.MOVED if opened else Progress.MOVING
    if person.state is PersonState.INVITED:
        if pending:
            return Progress.SENT
        return Progress.UNSENT if invite is None else Progress.EXPIRED
    if person.state is PersonState.WAITING:
        return Progress.OPENED if opened else Progress.EXPIRED
    return Progress(person.state.value)
