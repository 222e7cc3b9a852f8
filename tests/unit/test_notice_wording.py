"""Notices as people see them: one message whatever there is to tell, buttons that fit a phone."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.screen import Screen, markup
from bot.content.loader import Content
from bot.people.rules import Person, PersonState, Role
from bot.reminders import overseer_lists as lists
from bot.reminders import presses
from bot.reminders.notices import Notice, State, Told
from bot.reminders.occasions import Occasions, newest
from bot.reminders.overseeing import Unreached
from bot.reminders.overseer_screens import OverseerScreens, Overview
from bot.reminders.rules import Backlog, Owed
from bot.reminders.saying import Saying, lines_of
from bot.reminders.service import calendar_of
from bot.reminders.wording import NoticeWording
from bot.reminders.working_days import WorkingDays
from bot.reminders.world import World
from bot.reporting.rules import duties
from bot.reporting.sheet import LABEL, TEXT_UNITS, Sheet, units
from bot.reporting.term import Term

KYIV = ZoneInfo("Europe/Kyiv")
STATES = ("empty", "draft", "submitted", "returned", "accepted")
DAYS = [
    date(2023, 7, 3),
    date(2023, 11, 13),
    date(2023, 11, 22),
    date(2023, 12, 11),
    date(2023, 12, 25),
    date(2024, 1, 1),
]


def boss(name: str = "Координатор") -> Person:
    return Person(1, name, Role.COORDINATOR, "uszn", PersonState.ACTIVE, account=7)


@pytest.fixture(scope="module")
def calendar(content: Content) -> Occasions:
    return calendar_of(content, WorkingDays(KYIV))


@pytest.fixture(scope="module")
def wording(content: Content) -> NoticeWording:
    term = Term.of(content.programme, content.organisations)
    return NoticeWording(Sheet(content), term, 5, 7)


def world_of(content: Content, day: date, states: list[str], person: Person) -> World:
    owed = duties(content.programme, content.organisations, 2023)
    told = tuple(
        Owed(each.measure, each.organisation, 2023, states[place % len(states)], remarks=place)
        for place, each in enumerate(owed)
    )
    backlog = Backlog(3, 2, tuple(content.contacts), 5)
    people = {person.id: person}
    return World(day, (person,), {2023: told}, backlog, frozenset(), people, frozenset())


def fits(screen: Screen) -> None:
    assert 0 < units(screen.text) <= TEXT_UNITS
    for row in markup(screen)["inline_keyboard"]:
        for button in row:
            assert 0 < len(button["text"]) <= LABEL
            assert len(button["callback_data"].encode()) <= 64


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(DAYS),
    st.lists(st.sampled_from(STATES), min_size=1, max_size=7),
    st.text(max_size=120),
)
def test_whatever_there_is_to_tell_fits_one_message(
    content: Content,
    calendar: Occasions,
    wording: NoticeWording,
    day: date,
    states: list[str],
    name: str,
) -> None:
    person = boss(name)
    world = world_of(content, day, states, person)
    said = []
    for place, rule in enumerate(dict.fromkeys(e.rule.id for e in newest(calendar.on(day)))):
        opening = calendar.working.opening(day)
        notice = Notice(10**9 + place, rule, 1, 1, day, opening, State.PLANNED, head=10**9)
        if lines := lines_of(notice, person, world, calendar):
            said.append(Saying(notice, person, lines))
    if said:
        screen = wording(person, tuple(said), world)
        fits(screen)
        assert presses.ToDesk(10**9) in [each.press for row in screen.rows for each in row]


def test_seasons_that_begin_together_stand_under_one_heading(
    content: Content, calendar: Occasions, wording: NoticeWording
) -> None:
    police = Person(2, "Поліція", Role.EXECUTOR, "police", PersonState.ACTIVE)
    day = date(2023, 12, 1)
    world = world_of(content, day, ["empty"], police)
    notice = Notice(5, "season", 2, 2, day, calendar.working.opening(day), State.PLANNED)
    lines = lines_of(notice, police, world, calendar)
    assert len(lines) == 2, "the two weeks of legal knowledge"
    text = wording(police, (Saying(notice, police, lines),), world).text
    assert text.count("Починається час заходу") == 1
    assert "• 1.2.1" in text
    assert "• 2.1.2" in text


def test_a_deputy_reads_for_whom_it_is(
    content: Content, calendar: Occasions, wording: NoticeWording
) -> None:
    away = boss("<b>Хтось & ще</b>")
    deputy = Person(2, "Заступниця", Role.EXECUTOR, "police", PersonState.ACTIVE)
    day = date(2023, 12, 25)
    world = world_of(content, day, ["empty"], away)
    notice = Notice(5, "deadline", 1, 2, day, calendar.working.opening(day), State.PLANNED)
    lines = lines_of(notice, away, world, calendar)
    screen = wording(deputy, (Saying(notice, away, lines),), world)
    assert "&lt;b&gt;Хтось &amp; ще&lt;/b&gt;" in screen.text
    fits(screen)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120) | st.just("Ж" * 120), st.text(max_size=5000), st.integers(0, 40))
def test_the_coordinators_screens_fit_whatever_people_are_called(
    content: Content, calendar: Occasions, name: str, text: str, count: int
) -> None:
    sheet = Sheet(content)
    screens = OverseerScreens(sheet, KYIV)
    day, person = date(2023, 12, 25), boss(name)
    told = tuple(
        Told(1, name, ("deadline", "digest"), day, ("1.2.3",), text) for _ in range(count)
    )
    opening = calendar.working.opening(day)
    notice = Notice(5, "deadline", 1, 2, day, opening, State.UNCERTAIN, changed_at=opening)
    sums = dict.fromkeys(State, count)
    for screen in (
        screens.home(Overview(sums, count, count)),
        screens.preview(day, told, 0, works=True),
        screens.log(None, (notice,) * 8, count, 0, {1: person}),
        screens.one(notice, {2: person}),
        lists.calls(sheet, [Unreached("police", "blocked", person)] * count),
        lists.rules(sheet, content.calendar.rules, frozenset({"deadline"})),
        lists.these(sheet, told, presses.RemindThese("", 2023, 0)),
    ):
        fits(screen)
