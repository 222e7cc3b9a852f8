"""Who may do what: one table, role by action, asked in the guard and again in the use case.

Whatever is not in the table is refused. Executors act for their own organisation only; overseers
(the deputy mayor, the commission: decision 268, point 2) see the board and the summary.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.errors import Denied


class Role(StrEnum):
    """What somebody is for the programme."""

    EXECUTOR = "executor"
    COORDINATOR = "coordinator"
    OVERSEER = "overseer"


class PersonState(StrEnum):
    """How far somebody has joined; only the active may act."""

    INVITED = "invited"
    WAITING = "waiting"  # has opened the invitation; a coordinator has not confirmed it yet
    ACTIVE = "active"
    FROZEN = "frozen"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Person:
    """One of the staff."""

    id: int
    name: str
    role: Role
    organisation: str | None
    state: PersonState
    account: int | None = None  # Telegram's user id, which is also the private chat's
    phone: str | None = None
    away_until: date | None = None  # the last day away
    deputy: int | None = None
    reachable: bool | None = None


class Action(StrEnum):
    """Everything that somebody of the staff can ask for."""

    SEE_DESK = "see-desk"
    SEE_OWN = "see-own"  # entries, drafts and reports of an organisation
    ADD_ENTRY = "add-entry"
    CHANGE_ENTRY = "change-entry"
    REMOVE_ENTRY = "remove-entry"
    ATTACH = "attach"
    ANSWER = "answer"  # a question of a draft
    SUBMIT = "submit"
    EXCUSE = "excuse"  # «нічого звітувати», with a reason
    SEE_BOARD = "see-board"
    SEE_REPORT = "see-report"
    REVIEW = "review"  # accept or return
    REOPEN = "reopen"
    EXTEND = "extend"
    ON_BEHALF = "on-behalf"
    EXPORT = "export"
    IMPORT = "import"
    SEE_PEOPLE = "see-people"
    INVITE = "invite"
    CONFIRM = "confirm"
    FREEZE = "freeze"
    DISMISS = "dismiss"
    SET_AWAY = "set-away"  # somebody else's absence
    BE_AWAY = "be-away"  # one's own
    SEE_CALENDAR = "see-calendar"
    SEE_NOTICES = "see-notices"
    REMIND = "remind"
    PAUSE_RULE = "pause-rule"
    ANNOUNCE = "announce"


class Scope(StrEnum):
    """For whom a role may do something."""

    OWN = "own"  # for one's own organisation
    ALL = "all"


_EXECUTOR_OWN = (
    Action.SEE_OWN,
    Action.ADD_ENTRY,
    Action.CHANGE_ENTRY,
    Action.REMOVE_ENTRY,
    Action.ATTACH,
    Action.ANSWER,
    Action.SUBMIT,
    Action.EXCUSE,
    Action.SEE_REPORT,
)
_EVERYBODY = (Action.SEE_DESK, Action.BE_AWAY, Action.SEE_CALENDAR)

PERMISSIONS: dict[Role, dict[Action, Scope]] = {
    Role.EXECUTOR: {
        **dict.fromkeys(_EVERYBODY, Scope.ALL),
        **dict.fromkeys(_EXECUTOR_OWN, Scope.OWN),
    },
    # A coordinator enters, corrects and submits for any organisation: then it is on behalf.
    Role.COORDINATOR: dict.fromkeys(Action, Scope.ALL),
    Role.OVERSEER: {
        **dict.fromkeys(_EVERYBODY, Scope.ALL),
        Action.SEE_BOARD: Scope.ALL,
        Action.EXPORT: Scope.ALL,
    },
}


def permitted(person: Person, action: Action, organisation: str | None = None) -> bool:
    """Return whether a person may do this, for `organisation` where the action concerns one.

    An action of OWN scope without an organisation is refused: whoever asks must say for whom.
    """
    if person.state is not PersonState.ACTIVE:
        return False
    scope = PERMISSIONS[person.role].get(action)
    if scope is Scope.ALL:
        return True
    return scope is Scope.OWN and organisation is not None and organisation == person.organisation


def require(person: Person, action: Action, organisation: str | None = None) -> None:
    """Raise Denied unless the person may do this."""
    if not permitted(person, action, organisation):
        raise Denied(action)
