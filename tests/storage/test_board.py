"""The board on both databases: figures reckoned by hand, extensions, a full year at once."""

import time
from datetime import UTC, date, datetime

import pytest

from bot.content.loader import Content
from bot.errors import Closed, Denied, Gone, Stale, WrongInput
from bot.people.rules import Person
from bot.reporting.answers import Remark
from bot.reporting.board import BoardState
from bot.reporting.service import Reporting
from bot.storage.database import Database
from tests.bench.year import fill
from tests.storage.reported import submitted
from tests.storage.told import Staff, hired, reporting_of

IN_TIME = datetime(2026, 12, 25, 21, 59, tzinfo=UTC)  # 25.12 23:59 in Kyiv
LATE = datetime(2026, 12, 25, 22, 1, tzinfo=UTC)  # 26.12 00:01 in Kyiv
BEFORE = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
AFTER = datetime(2026, 12, 28, 9, 0, tzinfo=UTC)


@pytest.fixture
async def staff(database: Database) -> Staff:
    return await hired(database)


@pytest.fixture
def reporting(database: Database, content: Content) -> Reporting:
    return reporting_of(database, content)


async def board(
    reporting: Reporting, person: Person, now: datetime = AFTER, **chosen: str
) -> BoardState:
    return await reporting.board.read(person, 2026, now=now, **chosen)


async def test_an_empty_year(reporting: Reporting, staff: Staff) -> None:
    seen = await board(reporting, staff.oksana, BEFORE)
    assert {each.state for each in seen.stands} == {"empty"}
    assert not any(each.late for each in seen.stands)
    assert (seen.total.expected, seen.total.completeness, seen.total.timeliness) == (
        len(seen.stands),
        0,
        0,
    )
    assert all(each.late for each in (await board(reporting, staff.oksana)).stands)


async def test_the_five_measures_as_reckoned_by_hand(reporting: Reporting, staff: Staff) -> None:
    """Culture owes seven measures: two in time, one late, of the three one accepted, one back."""
    culture = [each.measure for each in reporting.ground.duties("culture", 2026)]
    for measure, now in zip(culture, (BEFORE, IN_TIME, LATE), strict=False):
        await submitted(
            reporting, staff.kateryna, organisation="culture", measure=measure, now=now
        )
    review, kateryna = reporting.review, staff.kateryna
    first, second, _ = await review.waiting(kateryna)
    await review.accept(kateryna, first.id, 1, now=AFTER)
    await review.return_(kateryna, second.id, 1, (Remark("text", "Де саме?"),), now=AFTER)
    await reporting.drafts.start_report(staff.kateryna, "culture", 2026, culture[3], now=AFTER)

    seen = await board(reporting, staff.oksana, organisation="culture")
    told = seen.total
    expected = len(culture)
    assert (told.expected, told.submitted, told.on_time, told.late) == (expected, 3, 2, 1)
    assert (told.returned, told.accepted) == (1, 1)
    assert told.completeness == pytest.approx(3 / expected)
    assert told.timeliness == pytest.approx(2 / expected)
    states = ["accepted", "returned", "submitted", "draft"] + ["empty"] * (expected - 4)
    assert [each.state for each in seen.stands] == states
    assert [each.late for each in seen.stands] == [False, False] + [True] * (expected - 2)
    assert [each.organisation for each in seen.rates] == ["culture"]
    assert len(seen.every) > expected, "what is not chosen is still known"


async def test_what_is_chosen(reporting: Reporting, staff: Staff) -> None:
    await submitted(reporting, staff.olena, measure="1.2.3", now=BEFORE)
    section = await board(reporting, staff.oksana, section="1")
    assert {each.duty.measure[0] for each in section.stands} == {"1"}
    told = await board(reporting, staff.oksana, state="submitted")
    assert [(e.duty.measure, e.duty.organisation) for e in told.stands] == [("1.2.3", "education")]
    assert [each.submitted for each in told.rates] == [1]


async def test_whoever_executes_sees_no_board(reporting: Reporting, staff: Staff) -> None:
    with pytest.raises(Denied):
        await board(reporting, staff.olena)


async def test_an_extension_moves_both_dates(reporting: Reporting, staff: Staff) -> None:
    extensions, kateryna = reporting.extensions, staff.kateryna
    given = await extensions.extend(
        kateryna,
        "education",
        2026,
        "1.2.3",
        date(2027, 2, 15),
        "Відпустка",
        "Відповідальна особа хворіє",
        now=BEFORE,
    )
    assert [each.name for each in given.told] == ["olena", "petro"]
    seen = await board(reporting, staff.oksana)
    moved = seen.stand("education", "1.2.3")
    other = seen.stand("education", "1.2.2")
    assert moved is not None
    assert other is not None
    assert (moved.due, moved.closes) == (date(2027, 2, 15), date(2027, 2, 15))
    assert (other.due, other.closes) == (date(2026, 12, 25), date(2027, 1, 31))
    assert (moved.late, moved.extended, other.late, other.extended) == (False, True, True, False)

    february = datetime(2027, 2, 10, 9, 0, tzinfo=UTC)
    report = await submitted(reporting, staff.olena, measure="1.2.3", now=february)
    assert not (await reporting.review.read(kateryna, report.id)).late
    with pytest.raises(Closed):
        await submitted(reporting, staff.olena, measure="1.2.2", now=february)

    await extensions.end(kateryna, given.extension.id, now=february)
    ended = (await board(reporting, staff.oksana)).stand("education", "1.2.3")
    assert ended is not None
    assert (ended.late, ended.due) == (True, date(2026, 12, 25))
    with pytest.raises(Stale):
        await extensions.end(kateryna, given.extension.id, now=february)


async def test_an_earlier_extension_moves_only_the_due_day(
    reporting: Reporting, staff: Staff
) -> None:
    await reporting.extensions.extend(
        staff.kateryna,
        "police",
        2026,
        None,
        date(2027, 1, 10),
        "Усім",
        "Перевірка у відділі",
        now=BEFORE,
    )
    stands = (await board(reporting, staff.oksana, organisation="police")).stands
    assert {(each.due, each.closes) for each in stands} == {(date(2027, 1, 10), date(2027, 1, 31))}


@pytest.mark.parametrize(
    "until", [date(2026, 12, 1), date(2026, 11, 1), date(2027, 4, 1)], ids=str
)
async def test_until_when_has_bounds(reporting: Reporting, staff: Staff, until: date) -> None:
    with pytest.raises(WrongInput, match="extension-wrong-until"):
        await reporting.extensions.begin(staff.kateryna, "police", 2026, None, until, now=BEFORE)


async def test_what_was_begun_is_not_in_force(reporting: Reporting, staff: Staff) -> None:
    extensions, kateryna = reporting.extensions, staff.kateryna
    until = date(2027, 2, 1)
    first = await extensions.begin(kateryna, "police", 2026, None, until, now=BEFORE)
    second = await extensions.begin(kateryna, "police", 2026, "1.2.2", until, now=BEFORE)
    assert (first.id, second.measure) == (second.id, "1.2.2"), "the first is left"
    with pytest.raises(Gone):  # its name comes first
        await extensions.give(kateryna, second.id, "Перевірка", now=BEFORE)
    with pytest.raises(WrongInput):
        await extensions.name(kateryna, second.id, "  ")
    assert await extensions.of_year(kateryna, 2026) == ()
    seen = (await board(reporting, kateryna)).stand("police", "1.2.2")
    assert seen is not None
    assert not seen.extended
    await extensions.name(kateryna, second.id, "Перевірка")
    await extensions.drop(kateryna)
    with pytest.raises(Gone):
        await extensions.give(kateryna, second.id, "Перевірка", now=BEFORE)


async def test_extensions_are_a_coordinators(reporting: Reporting, staff: Staff) -> None:
    until = date(2027, 2, 1)
    for person in (staff.olena, staff.oksana):
        for act in (
            reporting.extensions.of_year(person, 2026),
            reporting.extensions.read(person, 1),
            reporting.extensions.begin(person, "education", 2026, None, until, now=BEFORE),
            reporting.extensions.name(person, 1, "Назва"),
            reporting.extensions.give(person, 1, "Причина", now=BEFORE),
            reporting.extensions.drop(person),
            reporting.extensions.end(person, 1, now=BEFORE),
        ):
            with pytest.raises(Denied):
                await act


async def test_a_full_year_is_read_within_a_second(
    database: Database, content: Content, staff: Staff
) -> None:
    await fill(database, content)
    reporting = reporting_of(database, content)
    began = time.perf_counter()
    seen = await reporting.board.read(staff.oksana, 2023, now=datetime(2024, 1, 5, tzinfo=UTC))
    took = time.perf_counter() - began
    assert {each.state for each in seen.every} >= {"empty", "draft", "submitted", "accepted"}
    assert sum(each.entries for each in seen.every) == 2000
    assert took < 1, f"{took:.2f} s"
