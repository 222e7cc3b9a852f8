"""The way through a draft: no dead end, nothing lost, the check only when nothing is missing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import WrongInput
from bot.reporting import plain, steps, walk
from bot.reporting.answers import Answers, Draft, Money, Source, Status
from bot.reporting.inputs import Asking

ASKING = Asking(date(2026, 11, 27), (2026,), ("1.2.3", "2.2.1"))
MONEYLESS = frozenset({"2.2.1"})
PHONE = "Мешканка з телефоном 067 123-45-67 отримала допомогу"
VALUES = {
    "measure": ["1.2.3", "2.2.1"],
    "date": ["вчора", "25.11"],
    "text": ["Провели акцію в парку", PHONE],
    "people": ["120", "0"],
    "events": ["4"],
    "status": [each.value for each in Status],
    "reason": ["Не було коштів", PHONE],
    "until": ["1 березня", "31.12.2027"],
    "files": ["done"],
    steps.PERSONAL: ["remove", "Провели акцію", PHONE],
}
MONEY = {"event": ["0", "12,5"], "report": ["none", "10/8", "state", "other:5/5"]}
ANSWERS = {*steps.EVENT, *steps.REPORT}
RETURNED = plain.steps_filled(
    Answers(Status.DONE, "Провели акцію", 120, 4, (Money(Source.LOCAL, 10_000, 8_000),))
)


def draft(kind: str = "event", **answers: object) -> Draft:
    blank = Draft(1, 1, kind, 1, "education", 2026, None, "", answers)
    return walk.opened(blank)


def said(it: Draft, *values: str) -> Draft:
    for value in values:
        it = walk.answered(it, value, ASKING, MONEYLESS)
    return it


def mended(*remarked: str) -> Draft:
    return draft("mend", **RETURNED, files=True, remarked=list(remarked))


def test_an_event_asks_six_questions_and_ends_at_its_check() -> None:
    it, asked = draft(), []
    for value in ("1.2.3", "вчора", "Провели акцію", "120", "12,5", "done"):
        asked.append(it.step)
        it = said(it, value)
    assert asked == ["measure", "date", "text", "people", "money", "files"]
    assert it.step == steps.CHECK
    assert steps.complete(it)
    assert (it.measure, it.answers["date"], it.answers["money"]) == ("1.2.3", "2026-11-26", 12_500)


def test_a_measure_without_money_is_not_asked_about_it() -> None:
    it = said(draft(), "2.2.1", "вчора", "Провели урок", "25")
    assert (it.step, it.answers["money"]) == ("files", 0)
    it = said(walk.gone_to(it, "measure"), "1.2.3")
    assert (it.step, "money" in it.answers) == ("money", False)


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        ("done", ["status", "text", "people", "events", "money", "files"]),
        ("partly", ["status", "text", "people", "events", "money", "reason", "until", "files"]),
        ("not-done", ["status", "text", "people", "events", "money", "reason", "until", "files"]),
        ("not-yet", ["status", "text", "reason", "files"]),
        ("obsolete", ["status", "text", "reason", "files"]),
    ],
)
def test_a_report_asks_what_applies_and_at_most_nine_questions(
    status: str, asked: list[str]
) -> None:
    it, seen = draft("report"), []
    while it.step != steps.CHECK:
        seen.append(it.step)
        answer = {"status": status, "money": "10/8"}.get(it.step) or VALUES[it.step][0]
        it = said(it, answer)
    assert seen == asked
    assert len(seen) <= 9
    assert plain.answers_of(it).status == status


def test_what_was_gathered_is_not_asked_again() -> None:
    it = draft("report", text="25.11.2026: Провели акцію", events=1, people=120, money=[])
    assert it.step == "status"
    assert said(it, "done", "done").step == steps.CHECK


def test_an_answer_changed_from_the_check_leads_back_to_the_check() -> None:
    it = said(draft(), "1.2.3", "вчора", "Провели акцію", "120", "0", "done")
    it = said(walk.gone_to(it, "people"), "130")
    assert (it.step, it.answers["people"]) == (steps.CHECK, 130)


def test_a_changed_status_opens_its_own_questions_and_forgets_nothing() -> None:
    it = said(draft("report"), "done", "Провели акцію", "120", "4", "10/8", "done")
    it = said(walk.gone_to(it, "status"), "not-yet")
    assert it.step == "reason"
    it = said(it, "Ще не час")
    answers = plain.answers_of(it)
    assert (answers.people, answers.money, answers.reason) == (None, (), "Ще не час")
    it = said(walk.gone_to(it, "status"), "done")
    assert it.step == steps.CHECK
    assert plain.answers_of(it).people == 120
    assert plain.answers_of(it).reason == ""


def test_what_is_needed_cannot_be_skipped_and_the_rest_can() -> None:
    it = said(draft(), "1.2.3")
    with pytest.raises(WrongInput, match="wrong-skip"):
        walk.skipped(it)
    it = said(it, "вчора", "Провели акцію")
    for left in ("people", "money", "files"):
        assert it.step == left
        it = walk.skipped(it)
    assert it.step == steps.CHECK
    assert said(walk.gone_to(it, "people"), "7").answers["people"] == 7


def test_the_check_opens_only_when_nothing_is_missing() -> None:
    it = said(draft(), "1.2.3")
    assert walk.gone_to(it, steps.CHECK).step == "date"
    assert steps.missing(it) == ("date", "text")
    with pytest.raises(WrongInput, match="wrong-step"):
        walk.gone_to(it, "until")


def test_the_money_of_a_report_takes_a_source_by_button_and_its_sums_by_typing() -> None:
    it = walk.gone_to(draft("report", status="done", text="Провели", money=[]), "money")
    it = said(it, "state")
    assert it.step == "money"
    it = walk.gone_to(said(it, "10/8,5"), "money")
    assert it.answers["money"] == [["state", 10_000, 8_500]]
    it = said(it, "5/5")  # the source that was tapped is forgotten: the local budget
    assert plain.money_of(it.answers["money"]) == (  # type: ignore[arg-type]
        Money(Source.LOCAL, 5_000, 5_000),
        Money(Source.STATE, 10_000, 8_500),
    )


def test_personal_data_is_asked_about_until_it_is_removed() -> None:
    it = said(draft(), "1.2.3", "вчора", PHONE)
    assert it.step == steps.PERSONAL
    (found,) = walk.findings(it)
    assert PHONE[found.start : found.end] == "067 123-45-67"
    assert steps.missing(it) == (steps.PERSONAL,)
    assert walk.back(it).step == "text"
    assert said(it, "remove").step == "text"
    again = said(it, "remove", "Мешканка отримала допомогу")
    assert (again.step, walk.findings(again)) == ("people", ())
    assert said(it, "Мешканка отримала допомогу").step == "people"


def test_personal_data_is_kept_with_a_reason() -> None:
    it = said(draft(), "1.2.3", "вчора", PHONE)
    with pytest.raises(WrongInput):
        walk.kept(it, "")
    kept = walk.kept(it, "Номер нашої гарячої лінії")
    assert kept.step == "people"
    assert kept.answers[steps.KEPT_REASON] == "Номер нашої гарячої лінії"
    clean = said(walk.gone_to(kept, "text"), "Без номера")
    assert steps.KEPT_REASON not in clean.answers, "a reason for what is not there"
    with pytest.raises(WrongInput):
        walk.kept(clean, "Номер")


def test_a_returned_report_asks_only_what_was_remarked() -> None:
    it = mended("people", "text")
    assert steps.steps_of(it) == ("text", "people", steps.CHECK)
    assert it.step == "text"
    assert steps.missing(it) == ("text", "people")
    it = said(it, "Провели дві акції", "130")
    assert (it.step, steps.complete(it)) == (steps.CHECK, True)
    before, after = plain.answers_of(mended()), plain.answers_of(it)
    assert plain.changed(before, after) == ("text", "people")
    assert after.money == before.money


def test_a_mended_status_asks_also_what_follows_from_it() -> None:
    it = said(mended("status"), "partly")
    assert it.step == "reason"
    it = said(it, "Не вистачило коштів", "1 березня")
    assert it.step == steps.CHECK


def test_a_remarked_answer_may_stay_as_it_was() -> None:
    it = walk.skipped(mended("text"))
    assert it.step == steps.CHECK
    assert plain.answers_of(it).text == "Провели акцію"


def test_a_return_without_remarks_opens_every_answer() -> None:
    it = mended()
    assert it.step == steps.CHECK
    assert walk.gone_to(it, "money").step == "money"


def test_answers_are_the_same_from_the_row() -> None:
    answers = Answers(
        Status.PARTLY,
        "Текст",
        3,
        2,
        (Money(Source.OTHER, 1, 2),),
        False,
        "Бо",
        date(2027, 3, 1),
        "Так",
    )
    assert plain.from_plain(plain.to_plain(answers)) == answers
    assert plain.answers_of(draft("report", **plain.steps_filled(answers))) == answers
    assert plain.changed(answers, replace(answers, money=(), no_money=True)) == ("money",)


@st.composite
def ways(draw: st.DrawFn) -> tuple[Draft, list[tuple[str, str]]]:
    """A draft and what somebody taps and types in it, however strangely."""
    begun = draw(
        st.sampled_from(
            [draft(), draft("report"), mended("status", "text"), mended("files"), mended()]
        )
    )
    acts = st.sampled_from(["answer", "back", "skip", "go", "keep"])
    return begun, draw(st.lists(st.tuples(acts, st.sampled_from("abcdef")), max_size=30))


def one(it: Draft, act: str, chance: str) -> Draft:
    choices = VALUES | {"money": MONEY["event" if it.kind == "event" else "report"]}
    if act == "answer":
        offered = choices.get(it.step, ["x"])
        return said(it, offered[ord(chance) % len(offered)])
    if act == "go":
        order = steps.steps_of(it)
        return walk.gone_to(it, order[ord(chance) % len(order)])
    if act == "keep":
        return walk.kept(it, "Номер установи")
    return walk.back(it) if act == "back" else walk.skipped(it)


@settings(max_examples=300)
@given(ways())
def test_no_way_ends_or_loses_anything(way: tuple[Draft, list[tuple[str, str]]]) -> None:
    it, acts = way
    for act, chance in acts:
        before = it
        try:
            it = one(it, act, chance)
        except WrongInput:
            continue
        assert it.step in steps.steps_of(it), "it asks what does not apply"
        if act != "answer":
            assert all(it.answers.get(name) == value for name, value in told(before).items())
    assert out_of(it).step == steps.CHECK


def told(it: Draft) -> dict[str, object]:
    """What was answered, without the facts beside it."""
    return {name: value for name, value in it.answers.items() if name in ANSWERS}


def out_of(it: Draft) -> Draft:
    """Answer whatever is asked until the check: within as many answers as there are questions."""
    for _ in range(12):
        if it.step == steps.CHECK:
            return it
        if it.step == steps.PERSONAL:
            it = walk.kept(it, "Номер установи")
            continue
        money = "0" if it.kind == "event" else "none"
        it = said(it, {"money": money}.get(it.step) or VALUES[it.step][0])
    return it
