"""Who is told what: only those who owe, those away through their deputies, in any order."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.draft import read
from bot.people.rules import Person, PersonState, Role
from bot.reminders.occasions import Occasion, Occasions, newest
from bot.reminders.rules import Backlog, Owed, line, receivers
from bot.reminders.working_days import WorkingDays

DATA = Path(__file__).parents[2] / "data"
STATES = ("empty", "draft", "submitted", "returned", "accepted")
LAST = date(2023, 12, 25)
CALM = Backlog()


def person(id_: int, organisation: str | None = "education", role: Role = Role.EXECUTOR) -> Person:
    return Person(id_, f"Person {id_}", role, organisation, PersonState.ACTIVE, account=1000 + id_)


@pytest.fixture(scope="module")
def calendar() -> Occasions:
    data = read(DATA)
    assert data.calendar
    assert data.programme
    return Occasions(
        data.calendar, data.programme.measures, WorkingDays(ZoneInfo("Europe/Kyiv")), "12-25"
    )


def on(calendar: Occasions, day: date, rule: str, *until: date) -> Occasion:
    """The newest occasion of a rule on a day."""
    extended = [(2023, each) for each in until]
    [found] = newest(each for each in calendar.on(day, extended) if each.rule.id == rule)
    return found


owed_lists = st.lists(
    st.builds(
        Owed,
        measure=st.sampled_from(("1.2.1", "1.2.3", "2.1.3")),
        organisation=st.sampled_from(("education", "police")),
        year=st.just(2023),
        state=st.sampled_from(STATES),
    ),
    unique_by=lambda each: (each.measure, each.organisation),
)


@settings(deadline=None)
@given(st.data(), owed_lists)
def test_the_order_in_which_reports_came_does_not_matter(
    calendar: Occasions, data: st.DataObject, owed: list[Owed]
) -> None:
    shuffled = data.draw(st.permutations(owed))
    last = on(calendar, LAST, "deadline")
    one = line(last, person(1), {2023: owed}, CALM)
    other = line(last, person(1), {2023: shuffled}, CALM)
    assert (one is None) == (other is None)
    if one and other:
        assert set(one.owed) == set(other.owed)


@settings(deadline=None)
@given(owed_lists)
def test_only_those_who_owe_are_told_and_only_of_what_they_owe(
    calendar: Occasions, owed: list[Owed]
) -> None:
    told = line(on(calendar, LAST, "deadline"), person(1), {2023: owed}, CALM)
    expected = {
        each
        for each in owed
        if each.organisation == "education" and each.state in ("empty", "draft", "returned")
    }
    assert set(told.owed if told else ()) == expected


def test_a_report_that_comes_in_takes_its_line_out(calendar: Occasions) -> None:
    last, owed = on(calendar, LAST, "deadline"), Owed("1.2.3", "education", 2023, "draft")
    assert line(last, person(1), {2023: [owed]}, CALM)
    assert line(last, person(1), {2023: [replace(owed, state="submitted")]}, CALM) is None


def test_a_year_outside_the_term_has_nothing_to_remind_of(calendar: Occasions) -> None:
    assert line(on(calendar, LAST, "deadline"), person(1), {}, CALM) is None
    assert line(on(calendar, LAST, "digest"), person(1), {}, CALM) is None


def test_an_extended_duty_is_reminded_of_by_its_own_day(calendar: Occasions) -> None:
    until = date(2024, 1, 10)
    late = Owed("1.2.3", "education", 2023, "empty", due=until)
    other = Owed("1.2.1", "education", 2023, "empty")
    of_all = line(on(calendar, LAST, "deadline"), person(1), {2023: [late, other]}, CALM)
    own = line(on(calendar, until, "deadline", until), person(1), {2023: [late, other]}, CALM)
    assert of_all
    assert of_all.owed == (other,)
    assert own
    assert own.owed == (late,)


def test_coordinators_are_told_of_backlogs_only_where_there_are_some(calendar: Occasions) -> None:
    coordinator = person(3, "uszn", Role.COORDINATOR)
    monday = on(calendar, date(2023, 5, 1), "waiting")
    assert line(monday, coordinator, {}, CALM) is None
    assert line(monday, coordinator, {}, Backlog(failures=3)) is None
    told = line(monday, coordinator, {}, Backlog(review=2, returned=1, failures=3))
    assert told
    assert told.backlog == Backlog(review=2, returned=1)


absences = st.one_of(st.none(), st.dates(LAST - timedelta(days=9), LAST + timedelta(days=9)))


@settings(deadline=None)
@given(st.lists(st.tuples(absences, st.none() | st.integers(0, 5)), min_size=1, max_size=5))
def test_whoever_is_away_is_told_for_by_somebody_who_is_there_if_there_is_one(
    calendar: Occasions, staff_as: list[tuple[date | None, int | None]]
) -> None:
    staff = [
        replace(person(number), away_until=away, deputy=deputy)
        for number, (away, deputy) in enumerate(staff_as)
    ]
    there = {each.id for each in staff if each.away_until is None or each.away_until < LAST}
    told = receivers(on(calendar, LAST, "deadline"), staff, LAST)
    assert len({meant.id for _, meant in told}) == len(told), "nobody is told for twice"
    assert {meant.id for receiver, meant in told if receiver is meant} >= there
    assert {receiver.id for receiver, _ in told} == (there or {each.id for each in staff})


def test_the_deputy_is_told_for_somebody_away_until_that_very_day(calendar: Occasions) -> None:
    away, deputy = replace(person(1), away_until=LAST, deputy=2), person(2, "police")
    told = receivers(on(calendar, LAST, "deadline"), [away, deputy], LAST)
    assert {(receiver.id, meant.id) for receiver, meant in told} == {(2, 1), (2, 2)}
    back = receivers(on(calendar, LAST, "deadline"), [away, deputy], LAST + timedelta(days=1))
    assert {(receiver.id, meant.id) for receiver, meant in back} == {(1, 1), (2, 2)}


def test_nobody_who_was_dismissed_or_frozen_is_told(calendar: Occasions) -> None:
    gone = [
        replace(person(number), state=state)
        for number, state in enumerate(PersonState)
        if state is not PersonState.ACTIVE
    ]
    assert receivers(on(calendar, LAST, "deadline"), gone, LAST) == ()


def test_each_rule_speaks_to_those_whom_it_is_for(calendar: Occasions) -> None:
    staff = [
        person(1),
        person(2, "uszn", Role.COORDINATOR),
        person(3, None, Role.OVERSEER),
        person(4, None, Role.COORDINATOR),
    ]
    told = {
        rule: {receiver.id for receiver, _ in receivers(on(calendar, day, rule), staff, day)}
        for rule, day in (
            ("deadline", LAST),
            ("digest", LAST),
            ("overseers", date(2023, 12, 15)),
        )
    }
    assert told == {"deadline": {1, 2}, "digest": {2, 4}, "overseers": {3}}
