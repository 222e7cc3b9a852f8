"""People without a database: what is typed, who has guessed too often, how screens are built."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.errors import WrongInput
from bot.people import absence_screens, joining_screens, screens
from bot.people.failures import ACCOUNTS_AT_MOST, Failures
from bot.people.inputs import last_day_away, name_of, phone_of
from bot.people.invitations import Invitation
from bot.people.joining import Opened, Opening
from bot.people.look import Look
from bot.people.presses import Desk
from bot.people.progress import Listed, Progress
from bot.people.rules import Person, PersonState, Role
from bot.people.store import Invite

TODAY = date(2026, 12, 20)
NOW = datetime(2026, 12, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "name"),
    [("  Олена\n Коваль ", "Олена Коваль"), ("О'Ніл", "О'Ніл"), ("Лікар №2", "Лікар №2")],
)
def test_a_name_is_taken_on_one_line(typed: str, name: str) -> None:
    assert name_of(typed) == name


@pytest.mark.parametrize("typed", ["", " ", "7", "О", "...", "12 34", "а" * 101])
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(WrongInput):
        name_of(typed)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("050 123 45 67", "+380501234567"),
        ("(050) 123-45-67", "+380501234567"),
        ("380501234567", "+380501234567"),
        ("+380 50 123 45 67", "+380501234567"),
        ("5-12-34", "51234"),
    ],
)
def test_a_phone_is_taken_in_any_usual_form(typed: str, phone: str) -> None:
    assert phone_of(typed) == phone


@pytest.mark.parametrize("typed", ["", "немає", "12", "050 123 45 67 Олена", "1" * 16])
def test_what_is_no_phone_is_refused(typed: str) -> None:
    with pytest.raises(WrongInput):
        phone_of(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("20.12", date(2026, 12, 20)),
        ("до 05.01", date(2027, 1, 5)),
        ("5/1/27", date(2027, 1, 5)),
        ("2027-01-05", date(2027, 1, 5)),
        ("31.12.2026 включно", date(2026, 12, 31)),
    ],
)
def test_the_last_day_away_is_the_nearest(typed: str, day: date) -> None:
    assert last_day_away(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "колись", "19.12.2026", "31.02", "1.1.2030", "0.5", "99.99", "2026-13-01"]
)
def test_what_is_no_coming_day_is_refused(typed: str) -> None:
    with pytest.raises(WrongInput):
        last_day_away(typed, TODAY)


def test_after_five_failures_an_account_is_silent_for_an_hour() -> None:
    failures = Failures()
    for _ in range(5):
        assert not failures.silent(7, NOW)
        failures.note(7, NOW)
    assert failures.silent(7, NOW + timedelta(minutes=59))
    assert not failures.silent(7, NOW + timedelta(hours=1))
    assert not failures.silent(8, NOW)


def test_failures_are_bounded_in_number_and_time() -> None:
    failures = Failures()
    for account in range(ACCOUNTS_AT_MOST + 50):
        failures.note(account, NOW)
    assert len(failures) == ACCOUNTS_AT_MOST
    failures.note(7, NOW + timedelta(hours=2))
    assert len(failures) == 1


@pytest.fixture(scope="module")
def look(content: Content) -> Look:
    return Look(content.staff, content.organisations, ZoneInfo("Europe/Kyiv"))


LONG = "Олена <Коваль> & " + "ю" * 83


def somebody(role: Role, name: str = LONG) -> Person:
    organisation = None if role is Role.OVERSEER else "education"
    return Person(
        2**40,
        name,
        role,
        organisation,
        PersonState.ACTIVE,
        account=1,
        phone="+380501234567",
        away_until=TODAY,
        deputy=3,
        reachable=False,
    )


def invite() -> Invite:
    return Invite(2**40, 1, NOW, 1, NOW, NOW, 1, None, None)


def everything(look: Look) -> list[Screen]:
    found: list[Screen] = [screens.roles(look), screens.organisations(look)]
    for role, name in product(Role, (LONG, "")):
        person = somebody(role, name)
        listed = [Listed(person, invite(), each) for each in Progress]
        found += [screens.card(look, one, TODAY, "рядок") for one in listed]
        found += [screens.board(look, (*listed, *listed), page, TODAY) for page in (0, 1, 99)]
        found += [
            screens.dismissing(look, person),
            screens.ask_name(look, person),
            *(screens.ask_phone(look, person, inviting) for inviting in (True, False)),
            joining_screens.to_confirm(look, Opened(Opening.WAITING, person, 2**40), "А" * 99),
            joining_screens.welcome(look, person),
            joining_screens.restored(look),
            absence_screens.stands_in(look, person),
        ]
        for own in (True, False):
            found += [
                absence_screens.away(look, person, own, TODAY, "рядок"),
                absence_screens.deputies(look, person, (person,) * 20, own),
                absence_screens.deputies(look, person, (), own),
                absence_screens.absent(look, person, person, own),
                absence_screens.absent(look, replace(person, away_until=None), None, own),
                absence_screens.is_back(look, person, own),
            ]
    return found


def test_every_screen_fits_and_leads_to_the_desk(look: Look) -> None:
    for screen in everything(look):
        assert 0 < len(screen.text.encode("utf-16-le")) // 2 <= 4096
        assert "<Коваль>" not in screen.text
        assert "{" not in screen.text
        presses = [button.press for row in screen.rows for button in row]
        assert Desk() in presses
        for row in screen.rows:
            assert 1 <= len(row) <= 2
            for button in row:
                assert 1 <= len(button.label) <= (34 if len(row) == 1 else 18), button.label
                assert button.press.pack()


def test_what_strangers_may_see_tells_nothing(look: Look, content: Content) -> None:
    """A link may be opened by anybody, and a chat read over a shoulder."""
    made = Invitation("t" * 22, somebody(Role.EXECUTOR, "Олена"), NOW)
    link = joining_screens.link_of("some_bot", made.token)
    shown = [
        joining_screens.to_forward(look, made, link),
        joining_screens.waiting(look, made.person),
        joining_screens.changed(look),
    ]
    for screen in shown:
        assert screen.rows == ()
        told = [stem for stem in content.town.telling_stems if stem in screen.text.lower()]
        assert told == []
    assert "https://t.me/some_bot?start=" in shown[0].text
    assert made.token not in repr(made)


def test_a_name_has_no_mark_that_hides_or_turns_it() -> None:
    assert name_of("Олена\x00\tКоваль\u200b\u202e\ud800") == "Олена Коваль"
    with pytest.raises(WrongInput):
        name_of("\u202e\x00")
