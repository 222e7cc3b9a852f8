"""Who may do what, cell by cell. Expected is written by hand here, from the issue and the
decision (section VII, point 2), and never read from the product's own table."""

from dataclasses import replace
from itertools import product

import pytest

from bot.errors import Denied
from bot.people.rules import PERMISSIONS, Action, Person, PersonState, Role, permitted, require

# own: in one's own organisation; foreign: in another; none: where no organisation is named.
OWN_ONLY = {"own": True, "foreign": False, "none": False}
ANYWHERE = {"own": True, "foreign": True, "none": True}
NOWHERE = {"own": False, "foreign": False, "none": False}

EXPECTED = {
    #                  executor  coordinator overseer
    "see-desk": (ANYWHERE, ANYWHERE, ANYWHERE),
    "be-away": (ANYWHERE, ANYWHERE, ANYWHERE),
    "see-calendar": (ANYWHERE, ANYWHERE, ANYWHERE),
    "see-own": (OWN_ONLY, ANYWHERE, NOWHERE),
    "add-entry": (OWN_ONLY, ANYWHERE, NOWHERE),
    "change-entry": (OWN_ONLY, ANYWHERE, NOWHERE),
    "remove-entry": (OWN_ONLY, ANYWHERE, NOWHERE),
    "attach": (OWN_ONLY, ANYWHERE, NOWHERE),
    "answer": (OWN_ONLY, ANYWHERE, NOWHERE),
    "submit": (OWN_ONLY, ANYWHERE, NOWHERE),
    "excuse": (OWN_ONLY, ANYWHERE, NOWHERE),
    "see-report": (OWN_ONLY, ANYWHERE, NOWHERE),
    "see-board": (NOWHERE, ANYWHERE, ANYWHERE),
    "export": (NOWHERE, ANYWHERE, ANYWHERE),
    "review": (NOWHERE, ANYWHERE, NOWHERE),
    "reopen": (NOWHERE, ANYWHERE, NOWHERE),
    "extend": (NOWHERE, ANYWHERE, NOWHERE),
    "on-behalf": (NOWHERE, ANYWHERE, NOWHERE),
    "import": (NOWHERE, ANYWHERE, NOWHERE),
    "see-people": (NOWHERE, ANYWHERE, NOWHERE),
    "invite": (NOWHERE, ANYWHERE, NOWHERE),
    "confirm": (NOWHERE, ANYWHERE, NOWHERE),
    "freeze": (NOWHERE, ANYWHERE, NOWHERE),
    "dismiss": (NOWHERE, ANYWHERE, NOWHERE),
    "set-away": (NOWHERE, ANYWHERE, NOWHERE),
    "see-notices": (NOWHERE, ANYWHERE, NOWHERE),
    "remind": (NOWHERE, ANYWHERE, NOWHERE),
    "pause-rule": (NOWHERE, ANYWHERE, NOWHERE),
    "announce": (NOWHERE, ANYWHERE, NOWHERE),
}
ROLES = ("executor", "coordinator", "overseer")
MAY_ACT = {
    "invited": False,
    "waiting": False,
    "active": True,
    "frozen": False,
    "dismissed": False,
}
WHERE = {"own": "education", "foreign": "police", "none": None}


def somebody(role: str, state: str = "active") -> Person:
    organisation = None if role == "overseer" else "education"
    return Person(1, "Олена", Role(role), organisation, PersonState(state))


def test_the_table_of_expectations_has_every_cell() -> None:
    assert set(EXPECTED) == {each.value for each in Action}
    assert set(ROLES) == {each.value for each in Role} == {each.value for each in PERMISSIONS}
    assert set(MAY_ACT) == {each.value for each in PersonState}


@pytest.mark.parametrize(
    ("role", "action", "where", "state"), list(product(ROLES, EXPECTED, WHERE, MAY_ACT))
)
def test_every_cell(role: str, action: str, where: str, state: str) -> None:
    expected = EXPECTED[action][ROLES.index(role)][where] and MAY_ACT[state]
    person = somebody(role, state)
    assert permitted(person, Action(action), WHERE[where]) is expected
    if expected:
        require(person, Action(action), WHERE[where])
    else:
        with pytest.raises(Denied):
            require(person, Action(action), WHERE[where])


@pytest.mark.parametrize("role", ROLES)
def test_what_is_not_in_the_table_is_refused(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PERMISSIONS, Role(role), {})
    assert not any(permitted(somebody(role), each, "education") for each in Action)


def test_an_executor_without_an_organisation_acts_for_none() -> None:
    nobody = replace(somebody("executor"), organisation=None)
    assert not permitted(nobody, Action.ADD_ENTRY, None)
    assert not permitted(nobody, Action.ADD_ENTRY, "education")
