"""The term of the programme: which years are open, when reports are due, when a year closes."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.content.loader import Content
from bot.errors import Closed
from bot.reporting.rules import duties
from bot.reporting.term import Term


@pytest.fixture
def decided(content: Content) -> Term:
    return Term.of(content.programme, content.organisations)


@pytest.fixture
def prolonged(content: Content) -> Term:
    return Term.of(content.programme, content.organisations, 2026)


def test_the_decision_ends_in_2023(decided: Term) -> None:
    assert [year for year in range(2019, 2027) if decided.open(year)] == [2021, 2022, 2023]
    with pytest.raises(Closed) as closed:
        decided.require_open(2024)
    assert closed.value.key == "term-over"
    assert decided.year_of(date(2026, 5, 1)) == 2023
    assert decided.year_of(date(2020, 5, 1)) == 2021
    assert decided.years_to_show(date(2026, 1, 10)) == (2023,)


def test_the_council_may_prolong_it(prolonged: Term, content: Content) -> None:
    prolonged.require_open(2026)
    assert prolonged.year_of(date(2026, 5, 1)) == 2026
    owed = duties(content.programme, content.organisations, 2026, last_year=2026)
    like = duties(content.programme, content.organisations, 2023)
    assert [(each.measure, each.organisation) for each in owed] == [
        (each.measure, each.organisation) for each in like
    ]
    assert {each.due for each in owed} == {date(2026, 12, 25)}
    assert duties(content.programme, content.organisations, 2027, last_year=2026) == ()
    assert len(duties(content.programme, content.organisations, 2021, last_year=2026)) == 84


def test_in_january_the_year_before_is_still_on_offer(prolonged: Term) -> None:
    assert prolonged.years_to_show(date(2026, 1, 31)) == (2026, 2025)
    assert prolonged.years_to_show(date(2026, 2, 1)) == (2026,)
    assert prolonged.years_to_show(date(2027, 1, 31)) == (2026,)
    assert prolonged.years_to_show(date(2021, 1, 10)) == (2021,)


def test_the_due_day_moves_before_days_off_and_the_closing_day_does_not(content: Content) -> None:
    def friday(day: date) -> date:
        return day - timedelta(max(0, day.weekday() - 4))

    term = Term.of(content.programme, content.organisations, 2027, working_day_before=friday)
    assert term.due(2026) == date(2026, 12, 25)
    assert term.due(2027) == date(2027, 12, 24)  # the 25th is a Saturday
    assert term.closes(2027) == date(2028, 1, 31)


def test_a_day_ends_at_midnight_of_the_community(decided: Term) -> None:
    assert decided.today(datetime(2023, 12, 25, 21, 59, tzinfo=UTC)) == date(2023, 12, 25)
    assert decided.today(datetime(2023, 12, 25, 22, 0, tzinfo=UTC)) == date(2023, 12, 26)
