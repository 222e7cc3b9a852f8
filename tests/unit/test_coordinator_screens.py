"""A coordinator's screens as values: nothing is markup, nothing too long, figures as they are."""

from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

import pytest

from bot.chat.screen import Screen, markup
from bot.content.loader import Content
from bot.people.rules import Person, PersonState, Role
from bot.reporting import coordinator_presses, review_presses
from bot.reporting.answers import (
    Answers,
    Entry,
    Money,
    Remark,
    Report,
    ReportState,
    Source,
    Status,
)
from bot.reporting.behind_screens import BehindScreens
from bot.reporting.board import BoardState
from bot.reporting.board_rules import Chosen, Figure, ReportFacts, Stand, behind, counts, rates
from bot.reporting.board_screens import BoardScreens, percent
from bot.reporting.extension_rules import Extension, last_day, require_until
from bot.reporting.extension_screens import ExtensionScreens
from bot.reporting.extensions import Given
from bot.reporting.files_store import StoredFile
from bot.reporting.return_screens import ReturnScreens
from bot.reporting.review import Case, Decision
from bot.reporting.review_screens import ReviewScreens
from bot.reporting.review_store import Version
from bot.reporting.rules import Duty
from bot.reporting.sheet import Sheet, units
from bot.reporting.steps import REPORT
from bot.reporting.telling import told
from bot.reporting.term import Term

NOW = datetime(2023, 12, 20, 9, 0, tzinfo=UTC)
HOSTILE = "<b>&\"'</b> {x} " + "👩🏽‍⚕️" * 2000
STEPS = [each for each in REPORT if each != "check"]


@pytest.fixture
def term(content: Content) -> Term:
    return Term.of(content.programme, content.organisations)


@pytest.fixture
def review(content: Content, term: Term) -> ReviewScreens:
    return ReviewScreens(Sheet(content), term)


def answers(text: str) -> Answers:
    return Answers(
        Status.PARTLY,
        text[:3500],
        people=120,
        events=4,
        money=tuple(Money(source, 10**9, 10**9) for source in Source),
        reason=text[:3500],
        until=date(2024, 3, 31),
    )


def case(text: str, state: ReportState = ReportState.SUBMITTED, version: int = 2) -> Case:
    told = answers(text)
    remarks = tuple(Remark(step, text[:500]) for step in STEPS)
    report = Report(
        id=12,
        version=version,
        measure="1.2.3",
        organisation="education",
        year=2023,
        state=state,
        answers=told,
        first_submitted_at=NOW,
        submitted_at=NOW,
        submitted_by=1,
        on_behalf=True,
        decided_at=NOW,
        decided_by=2,
        decision_reason=text[:500],
        remarks=remarks,
    )
    event = Entry(
        5, 1, "1.2.3", "education", 2023, date(2023, 12, 1), text[:3500], 45, 0, 1, True, NOW, 1
    )
    earlier = replace(told, text="Інакше", reason=text[:3400] + "!", people=1, money=())
    return Case(
        report=report,
        remarks=remarks,
        entries=(event,) * 30,
        files=tuple(StoredFile(n, text[:160], 10, "image/jpeg", "0" * 64) for n in range(30)),
        versions=(
            Version(1, earlier, NOW, text[:120], False),
            Version(2, told, NOW, text[:120], True),
        ),
        personal=tuple(f"{n}{text[:400]}" for n in range(9)),
        submitted_by=text[:120],
        decided_by=text[:120],
        late=True,
        own=True,
    )


def screens(review: ReviewScreens, about: Case) -> list[Screen]:
    """Every screen of a review."""
    behind, returning = BehindScreens(review), ReturnScreens(review)
    report = about.report
    return [
        review.waiting([report] * 40, 0, 1),
        review.card(about, ["Цей звіт уже прийнято."]),
        behind.events(about, 2),
        behind.files(about, 1, sent=about.files[0].name),
        behind.changes(about, 0),
        behind.whole(about, "text"),
        behind.whole(about, "reason"),
        returning.marking(about),
        *(returning.asking(about, step, "Напишіть причину") for step in about.steps),
        returning.reopening(report),
        returning.told(report),
        returning.decided(Decision(report, ()), 13),
    ]


@pytest.mark.parametrize("state", list(ReportState))
@pytest.mark.parametrize("text", ["Звичайні слова. " * 300, HOSTILE, "<&>" * 1200])
def test_nothing_is_markup_and_nothing_too_long(
    review: ReviewScreens, text: str, state: ReportState
) -> None:
    for screen in screens(review, case(text, state)):
        assert units(unescape(screen.text)) <= 4096
        assert '<b>&"' not in screen.text
        assert screen.text.count("<b>") == screen.text.count("</b>")
        assert markup(screen)
        labels = [each.label for row in screen.rows for each in row]
        assert all(0 < len(each) <= 34 for each in labels), labels
        assert all(len(row) <= 2 for row in screen.rows)
        assert [each.press.pack() for row in screen.rows for each in row][-1] == "sd"


def test_a_card_has_the_buttons_of_its_state(review: ReviewScreens) -> None:
    def labels(about: Case) -> list[str]:
        return [each.label for row in review.card(about).rows for each in row]

    fresh = replace(case("Так"), own=False, remarks=())
    assert labels(fresh)[:2] == ["Прийняти", "Повернути"]
    assert "Прийняти" not in labels(replace(fresh, own=True))
    assert labels(replace(fresh, remarks=case("Так").remarks))[1] == "Повернути: далі"
    accepted = replace(case("Так", ReportState.ACCEPTED), remarks=())
    assert labels(accepted)[0] == "Відкрити знову"
    returned = labels(case("Так", ReportState.RETURNED))
    assert not {"Прийняти", "Повернути", "Відкрити знову"} & set(returned)
    over = replace(fresh, report=replace(fresh.report, year=2024))
    assert "Прийняти" not in labels(over)


def test_the_codes_of_buttons_are_two_letters_and_unique() -> None:
    kinds = (*coordinator_presses.ALL, *review_presses.ALL)
    codes = [each.code for each in kinds]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 2 and code[0] == "c" for code in codes)


def stand(state: str, late: bool, measure: str = "1.2.3", organisation: str = "police") -> Stand:
    duty = Duty(measure, organisation, 2023, (12,), date(2023, 12, 25), True)
    known = {"submitted", "returned", "accepted"}
    report = (
        ReportFacts(1, 1, ReportState(state), Status.DONE, NOW, NOW, False)
        if state in known
        else None
    )
    return Stand(duty, state, late, duty.due, date(2024, 1, 31), report)  # type: ignore[arg-type]


def test_figures_as_reckoned_by_hand() -> None:
    stands = (
        stand("accepted", late=False),
        stand("accepted", late=True),
        stand("submitted", late=False),
        stand("returned", late=True),
        stand("draft", late=True),
        stand("empty", late=False),
        stand("empty", late=True),
    )
    assert {str(each): len(behind(each, stands)) for each in Figure} == {
        "expected": 7,
        "submitted": 4,
        "on-time": 2,
        "late": 2,
        "missing": 3,
        "overdue": 2,
        "waiting": 1,
        "returned": 1,
        "accepted": 2,
    }
    police = rates("Поліція", stands)
    assert (police.expected, police.submitted, police.on_time, police.late) == (7, 4, 2, 2)
    assert police.completeness == pytest.approx(4 / 7)
    assert police.timeliness == pytest.approx(2 / 7)
    for each in stands:
        assert counts(Figure.SUBMITTED, each) != counts(Figure.MISSING, each)


def test_all_is_said_only_of_everything() -> None:
    assert [percent(share) for share in (0, 0.004, 0.999, 1, 83 / 83, 0.57)] == [
        0,
        0,
        99,
        100,
        100,
        57,
    ]


def test_the_board_of_every_year_and_filter(content: Content, term: Term) -> None:
    screens = BoardScreens(Sheet(content), term)
    stands = tuple(
        stand(state, late, measure, each.id)
        for each in content.organisations.organisations
        for measure in ("1.2.3", "2.1.1")
        for state in ("accepted", "submitted", "returned", "draft", "empty")
        for late in (True, False)
    )
    chosen = Chosen("police", "1", "submitted")
    board = BoardState(
        2023, NOW, chosen, stands, stands, (rates("police", stands),), rates("", stands)
    )
    drawn = [
        screens.board(board),
        *(screens.choose(what, board, (2021, 2022, 2023)) for what in ("year", "state", "x")),
        *(screens.behind(board, figure, page) for figure in Figure for page in (0, 1, 99)),
        *(
            screens.duty(
                each,
                person(role),
            )
            for each in stands
            for role in Role
        ),
    ]
    for screen in drawn:
        assert units(unescape(screen.text)) <= 4096
        assert markup(screen)
        assert all(len(each.label) <= 34 for row in screen.rows for each in row)
    assert "лише перегляд" in screens.board(replace(board, year=2025)).text
    assert "Відкрити звіт" not in str(screens.duty(stands[0], person(Role.OVERSEER)).rows)


def person(role: Role) -> Person:
    return Person(1, "Хтось", role, None, PersonState.ACTIVE)


def test_an_extension_is_told_without_markup(content: Content, term: Term) -> None:
    screens = ExtensionScreens(Sheet(content), term)
    told = Extension(
        1, "police", 2023, None, date(2024, 1, 20), HOSTILE[:120], HOSTILE[:900], 1, NOW
    )
    for each in (told, replace(told, ended_at=NOW, measure="1.2.3")):
        given = Given(each, HOSTILE[:120], (person(Role.EXECUTOR),))
        for screen in (
            screens.one(given),
            screens.one(given, sure=True),
            screens.listed([each] * 30, 2023),
            screens.asking("name", 2023, "police", None, each, "Тут потрібна назва"),
            screens.tell(given, replace(person(Role.COORDINATOR), id=2))[0].screen,
        ):
            assert "<b>&" not in screen.text
            assert units(unescape(screen.text)) <= 4096
            assert markup(screen)


def test_an_extension_ends_before_april() -> None:
    today = date(2023, 12, 20)
    assert last_day(2023) == date(2024, 3, 31)
    require_until(date(2023, 12, 21), 2023, today)
    require_until(date(2024, 3, 31), 2023, today)
    for wrong in (today, date(2023, 12, 1), date(2024, 4, 1)):
        with pytest.raises(Exception, match="extension-wrong-until"):
            require_until(wrong, 2023, today)


def test_who_was_not_reached_is_named_with_a_phone(content: Content) -> None:
    sheet = Sheet(content)
    olena = replace(person(Role.EXECUTOR), name="Олена", account=1)
    petro = replace(olena, name="Петро", reachable=False, phone="0 4130 5 12 34")
    assert told(sheet, [olena]) == "Повідомлено: Олена"
    assert told(sheet, [olena, petro]).endswith("зателефонуйте: Петро 0 4130 5 12 34")
    assert "не повідомлено нікого" in told(sheet, [])
