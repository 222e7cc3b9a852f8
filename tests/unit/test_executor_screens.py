"""Every screen of an executor, drawn from values: with nothing, with all, with the worst of it."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.chat.buttons import LIMIT
from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.people.presses import Desk
from bot.people.rules import Role
from bot.reporting import (
    check_screens,
    draft_presses,
    entry_screens,
    presses,
    submitted_screens,
    year_screens,
)
from bot.reporting.answers import (
    Answers,
    Draft,
    Entry,
    Money,
    Remark,
    Report,
    ReportState,
    Source,
    Status,
)
from bot.reporting.desk_screens import DeskView, YearOwed, choose_organisation, desk
from bot.reporting.draft_screens import question
from bot.reporting.entry_screens import Whose
from bot.reporting.files_store import StoredFile
from bot.reporting.loose_screens import choose_measure, loose
from bot.reporting.personal_screens import kept_reason, marked
from bot.reporting.rules import Duty, duties
from bot.reporting.scene import Scene
from bot.reporting.sheet import Sheet, cut, thousands, units
from bot.reporting.standing import DutyStanding
from bot.reporting.steps import EVENT, LOOSE, PERSONAL, REPORT
from bot.reporting.walk import pointed_at

KYIV = ZoneInfo("Europe/Kyiv")
TODAY, NOW = date(2026, 11, 27), datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
TAG = re.compile(r"<(/?)(b|i|u|blockquote)>")
EVIL = "<b>&'\"</i> <script>" + "🙂" * 3450  # twice as many units as characters
LONG = "Дуже довга розповідь про зустріч. " * 103
NAME = "Звіт про проведення просвітницького заходу в ліцеї №1 " * 3 + ".pdf"
FILES = tuple(StoredFile(number, NAME, 20 * 2**20, "application/pdf", "") for number in range(10))
WORST = Answers(
    Status.PARTLY,
    EVIL,
    100_000,
    100_000,
    tuple(Money(each, 999_999_999, 999_999_999) for each in Source),
    reason=EVIL[:500],
    until=date(2036, 12, 31),
)
BEST = Answers(Status.DONE, "Провели зустріч", 45, 1, no_money=True)


def checked(screen: Screen) -> Screen:
    """A screen that Telegram takes and a phone can show, with a way to the desk."""
    plain = html.unescape(TAG.sub("", screen.text))
    assert 0 < units(plain) <= 4096, units(plain)
    assert "<" not in TAG.sub("", screen.text), "markup of somebody else's"
    depth: list[str] = []
    for closing, name in TAG.findall(screen.text):
        if closing:
            assert depth.pop() == name
        else:
            depth.append(name)
    assert depth == []
    for row in screen.rows:
        assert row
        for button in row:
            assert 0 < len(button.label) <= (34 if len(row) == 1 else 24), button.label
            assert len(button.press.pack().encode()) <= LIMIT
    presses = [button.press for row in screen.rows for button in row]
    assert len(set(presses)) == len(presses), "two buttons for one thing"
    assert len(screen.rows) <= 20
    return screen


def with_desk(screen: Screen) -> Screen:
    assert Desk() in [button.press for row in checked(screen).rows for button in row]
    return screen


@pytest.fixture(scope="module")
def sheet(content: Content) -> Sheet:
    return Sheet(content)


def draft(kind: str, step: str, **more: object) -> Draft:
    values: dict[str, object] = {"measure": "1.4.2", "answers": {}} | more
    return Draft(10**9, 10**6, kind, 7, "education", 2026, step=step, **values)  # type: ignore[arg-type]


def answered(kind: str, text: str) -> dict[str, object]:
    common: dict[str, object] = {"text": text, "people": 100_000}
    if kind == "event":
        return common | {"date": "2026-11-27", "money": 999_999_999, "files": True}
    money = [[each.value, 999_999_999, 999_999_999] for each in Source]
    return common | {
        "status": "partly",
        "events": 100_000,
        "money": money,
        "reason": text,
        "until": "2036-12-31",
        "gathered_money": 999_999_999,
    }


def scenes(content: Content) -> Iterator[Scene]:
    measures = tuple(each.id for each in content.measures)
    steps = {"event": EVENT, "report": REPORT, "mend": REPORT, "loose": LOOSE}
    for kind, asked in steps.items():
        for step in asked:
            for text in ("", LONG, EVIL):
                answers = answered(kind, text) if text else {}
                yield Scene(
                    draft(kind, step, answers=answers, report=3 if kind == "mend" else None),
                    TODAY,
                    files=FILES if text else (),
                    measures=measures,
                    page=99,
                    last=WORST if text == EVIL else BEST,
                    remark=text[:500],
                    behalf=True,
                )


def test_every_question_of_every_draft_can_be_drawn(sheet: Sheet, content: Content) -> None:
    drawn = [with_desk(question(sheet, each)) for each in scenes(content)]
    assert len(drawn) == 3 * (len(EVENT) + 2 * len(REPORT) + len(LOOSE))


def test_a_draft_of_every_measure_can_be_begun(sheet: Sheet, content: Content) -> None:
    for measure in content.measures:
        for kind, step in (("event", "date"), ("report", "status")):
            screen = with_desk(
                question(sheet, Scene(draft(kind, step, measure=measure.id), TODAY))
            )
            assert measure.short.uk in html.unescape(screen.text)


def test_every_page_of_measures_shows_eight_at_most(sheet: Sheet, content: Content) -> None:
    measures = tuple(each.id for each in content.measures)
    seen: list[str] = []
    for page in range(3):
        one = draft("event", "measure", measure=None)
        screen = with_desk(question(sheet, Scene(one, TODAY, measures=measures, page=page)))
        values = [
            button.press.value
            for row in screen.rows
            for button in row
            if hasattr(button.press, "value")
        ]
        assert len(values) <= 8
        seen += values
    assert seen == list(measures)


def test_of_what_was_answered_nothing_more_is_asked_than_to_keep_it(sheet: Sheet) -> None:
    """«Залишити так» stands wherever an answer does, and «Пропустити» never beside it."""
    for step in ("text", "people", "money", "reason", "until"):
        told = draft("report", step, answers=answered("report", "Провели зустріч"))
        labels = [b.label for row in question(sheet, Scene(told, TODAY)).rows for b in row]
        assert "Залишити так" in labels
        assert "Пропустити" not in labels


def test_personal_data_is_marked_and_nothing_else(sheet: Sheet) -> None:
    text = "Тел. <067 123 45 67> і e-mail a@b.ua " + LONG[:3000] + " ще 050 765 43 21"
    told = pointed_at(draft("event", "text", answers={"text": text}), "text")
    told = replace(told, step=PERSONAL)
    screen = with_desk(question(sheet, Scene(told, TODAY)))
    found = re.findall(r"<b><u>(.+?)</u></b>", marked(told))
    assert found == ["067 123 45 67", "a@b.ua", "050 765 43 21"]
    assert "…" in screen.text
    with_desk(kept_reason(sheet, told, "⚠️"))


def standings(
    owed: tuple[Duty, ...], report: Report, state: str, first: int = 0
) -> tuple[DutyStanding, ...]:
    given = report if state in ("returned", "accepted", "submitted", "excused") else None
    begun = draft("report", "text") if state == "draft" else None
    return tuple(
        DutyStanding(
            each,
            state,
            replace(given, id=first + number, measure=each.measure) if given else None,
            replace(begun, id=first + number, measure=each.measure) if begun else None,
            entries=number,
            late=number % 2 == 0,
            in_season=True,
            due=date(2026, 12, 25),
            closes=date(2027, 1, 31),
        )
        for number, each in enumerate(owed)
    )


def report(answers: Answers, state: ReportState = ReportState.RETURNED) -> Report:
    marks = tuple(Remark(step, EVIL[:500]) for step in REPORT[:-1])
    return Report(
        10**9, 7, "1.4.2", "education", 2026, state, answers, NOW, NOW, 7, True,
        NOW, 8, EVIL[:500], marks, 10,
    )  # fmt: skip


STATES = ("empty", "draft", "returned", "submitted", "accepted", "excused")


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("organisation", ["uszn", "centre", "children", "education", "police"])
def test_desks_lists_and_cards(
    sheet: Sheet, content: Content, organisation: str, state: str
) -> None:
    owed = duties(content.programme, content.organisations, 2026, organisation, 2026)
    told = standings(owed, report(WORST), state)
    here = Whose(organisation, 2026, (2025,), own=state == "draft")
    for page in range(-1, 5):
        with_desk(year_screens.duties(sheet, here, told, "", page, 12))
        with_desk(year_screens.duties(sheet, here, told, "accepted", page, 12))
        with_desk(entry_screens.measures(sheet, here, told, page))
        reports = [each.report for each in told if each.report]
        with_desk(submitted_screens.listed(sheet, here, reports, page, KYIV))
    for each in told:
        with_desk(year_screens.duty(sheet, each, closed=False))
        shut = year_screens.duty(sheet, each, closed=True)
        with_desk(shut)
        assert "Подати" not in shut.text, "nobody is asked for what is not taken any more"
    with_desk(year_screens.ready(sheet, here, [each.draft for each in told if each.draft]))
    before = standings(owed, report(WORST), state, 1000)
    owed_now = YearOwed(2026, date(2026, 12, 25), date(2027, 1, 31), told, ready=9)
    drafts = tuple(replace(draft("event", "date"), id=number) for number in range(60))
    for role in Role:
        for over in (None, 2026):
            view = DeskView(
                role,
                organisation,
                Desk(),
                (owed_now, replace(owed_now, year=2025, standings=before)),
                drafts,
                over,
                "stale",
            )
            checked(desk(sheet, view))


def test_an_empty_year(sheet: Sheet) -> None:
    here = Whose("education", 2030)
    nothing = YearOwed(2030, TODAY, TODAY, ())
    for role in Role:
        checked(desk(sheet, DeskView(role, "education", Desk(), (nothing,))))
        checked(desk(sheet, DeskView(role, None, Desk())))
    with_desk(year_screens.duties(sheet, here, (), "", 0))
    with_desk(year_screens.ready(sheet, here, ()))
    with_desk(entry_screens.measures(sheet, here, (), 0))
    with_desk(entry_screens.entries(sheet, here, "1.2.3", (), 0))
    with_desk(submitted_screens.listed(sheet, here, (), 0, KYIV))
    with_desk(choose_organisation(sheet))


def entry(number: int, text: str) -> Entry:
    return Entry(
        number, 10**6, "1.4.2", "education", 2026, TODAY, text, 100_000, 999_999_999, 7, True, NOW
    )


def test_sixty_events_and_one(sheet: Sheet) -> None:
    here = Whose("education", 2026, (2025,))
    listed = [entry(10**9 + number, EVIL) for number in range(60)]
    for page in range(8):
        with_desk(entry_screens.entries(sheet, here, "1.4.2", listed, page, "entry-removed"))
    for text in ("Раз", LONG, EVIL):
        one = entry(1, text)
        with_desk(entry_screens.entry(sheet, here, one, FILES))
        with_desk(entry_screens.removing(sheet, here, one))
        for changed in (True, False):
            with_desk(check_screens.saved(sheet, one, changed=changed, own=changed))


@pytest.mark.parametrize("state", list(ReportState))
@pytest.mark.parametrize("answers", [WORST, BEST, replace(WORST, status=Status.OBSOLETE)])
def test_reports_with_remarks_and_versions(
    sheet: Sheet, state: ReportState, answers: Answers
) -> None:
    told = report(answers, state)
    for mends in (True, False):
        with_desk(submitted_screens.report(sheet, told, FILES, KYIV, mends=mends))
    other = replace(WORST, text=LONG, people=1, reason=LONG[:500], status=Status.NOT_DONE)
    many = [(number, (answers, other)[number % 2], NOW) for number in range(1, 40)]
    with_desk(submitted_screens.versions(sheet, told, many, KYIV))
    for following in (None, "1.2.3"):
        for again in (True, False):
            with_desk(check_screens.submitted(sheet, told, again=again, following=following))


def test_what_was_sent_from_anywhere(sheet: Sheet, content: Content) -> None:
    measures = tuple(each.id for each in content.measures)
    for text in ("", LONG, EVIL):
        told = draft("loose", "measure", measure=None, answers={"text": text} if text else {})
        waiting = draft("event", "text")
        with_desk(loose(sheet, told, FILES, "✅", waiting, "Що зробили?"))
        with_desk(loose(sheet, told, ()))
        with_desk(choose_measure(sheet, Scene(told, TODAY, measures=measures, page=1)))
        with_desk(check_screens.cancelling(sheet, told))


def test_buttons_have_codes_of_their_own() -> None:
    codes = [each.code for each in (*presses.ALL, *draft_presses.ALL)]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 2 and code.startswith("e") for code in codes)


@pytest.mark.parametrize(
    ("hryvnias", "words"),
    [(0, "0"), (500, "0,5"), (12_500, "12,5"), (1_000, "1"), (10_000, "10"), (12_345, "12,345")],
)
def test_money_is_written_in_thousands(hryvnias: int, words: str) -> None:
    assert thousands(hryvnias) == words


def test_a_cut_text_is_as_long_as_telegram_counts() -> None:
    assert cut("абв", 3) == "абв"
    assert cut("абвг", 3) == "аб…"
    assert units(cut("🙂" * 20, 10)) <= 10
    assert cut("слово, друге", 7) == "слово…"
