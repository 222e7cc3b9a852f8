"""Duties: measure × organisation × year, as Annex 1 and section VII of the programme say."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.content.draft import read
from bot.content.models import Organisations, Programme
from bot.reporting.rules import Duty, duties

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def programme() -> Programme:
    found = read(DATA).programme
    assert found is not None
    return found


@pytest.fixture(scope="module")
def organisations() -> Organisations:
    found = read(DATA).organisations
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("year", "count"), [(2020, 0), (2021, 84), (2022, 83), (2023, 83), (2024, 0)]
)
def test_the_years_of_the_programme(
    programme: Programme, organisations: Organisations, year: int, count: int
) -> None:
    assert len(duties(programme, organisations, year)) == count


def test_only_1_1_1_ends_with_2021(programme: Programme, organisations: Organisations) -> None:
    first = {(each.measure, each.organisation) for each in duties(programme, organisations, 2021)}
    second = {(each.measure, each.organisation) for each in duties(programme, organisations, 2022)}
    assert first - second == {("1.1.1", "uszn")}
    assert second <= first


def test_how_much_each_organisation_owes(
    programme: Programme, organisations: Organisations
) -> None:
    owed = Counter(each.organisation for each in duties(programme, organisations, 2021))
    assert owed == {
        "uszn": 20,
        "centre": 19,
        "children": 14,
        "education": 11,
        "culture": 7,
        "police": 13,
    }
    alone = duties(programme, organisations, 2021, "culture")
    assert [each.measure for each in alone] == [
        "1.2.1", "2.1.2", "2.1.3", "2.1.4", "2.1.5", "2.2.1", "2.2.2",
    ]  # fmt: skip


def test_one_duty_in_full(programme: Programme, organisations: Organisations) -> None:
    sixteen_days = Duty("1.2.3", "education", 2021, (11, 12), date(2021, 12, 25), True)
    assert sixteen_days in duties(programme, organisations, 2021)


def test_duties_without_money(programme: Programme, organisations: Organisations) -> None:
    free = {
        each.measure for each in duties(programme, organisations, 2023) if not each.needs_money
    }
    assert free == {"2.2.1", "2.3.1", "2.4.1", "2.4.2"}


def test_the_order_is_by_measure_and_then_by_organisation(
    programme: Programme, organisations: Organisations
) -> None:
    order = [each.id for each in organisations.organisations]
    keys = [
        (each.measure, order.index(each.organisation))
        for each in duties(programme, organisations, 2022)
    ]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_an_unknown_organisation_is_refused(
    programme: Programme, organisations: Organisations
) -> None:
    with pytest.raises(KeyError, match="school"):
        duties(programme, organisations, 2021, "school")
