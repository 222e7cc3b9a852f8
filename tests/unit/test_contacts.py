"""contacts.yaml: the rules K1 to K7 of the research on help bots, as far as they are data."""

import re
import shutil
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import yaml

from bot.content.coverage import stale, unanswered
from bot.content.draft import parts, read
from bot.content.loader import load, overdue, warnings
from bot.content.models import DAYS, LANGUAGES, Contact, Hours, Span
from bot.content.numbers import WrittenOut, words_in

DATA = Path(__file__).parents[2] / "data"
IDS = [
    "police", "emergency", "ambulance", "rescue", "gov-1547", "la-strada", "la-strada-child",
    "migrants-527", "legal-aid", "lifeline", "men-2345", "aurora", "police-center", "gov-1545",
    "consul", "local-uszn", "local-centre", "local-children", "local-police", "local-education",
    "local-culture",
]  # fmt: skip
CONTACTS = read(DATA).contacts
BEGUN = date(2026, 1, 1)  # nobody can have called for this bot before
TODAY = date(2026, 11, 22)

# Rule W1: words that blame, order, soothe falsely, or call a person a victim.
BANNED = re.compile(
    r"чому ви не|ви впевнені|заспокойтесь|все буде добре|ви повинні|ви мусите|жертв"
    r"|сімейний конфлікт|помиріться|why didn't you|calm down|you must|you should|victim",
    re.IGNORECASE,
)
# Rule W6: verb forms and nouns that take the reader for a man or for a woman.
GENDERED = re.compile(r"\b(готов(ий|а)|впевнен(ий|а)|сам(отній|отня)|ви \w+(ла|в|вся|лася))\b")


def test_exactly_the_agreed_contacts() -> None:
    assert sorted(CONTACTS) == sorted(IDS)


def test_k1_no_number_is_written_out_in_any_text() -> None:
    draft = read(DATA)
    written = WrittenOut(draft.contacts)
    told = [
        (file, key, problem)
        for file, at, model in parts(draft)
        for key, words in words_in(model, at)
        for language in LANGUAGES
        for problem in written.told(words[language])
    ]
    assert told == []


@pytest.mark.parametrize("id_", IDS)
def test_k2_each_record_is_complete(id_: str) -> None:
    contact = CONTACTS[id_]
    assert contact.sources
    assert contact.numbers or contact.instead is not None
    for number in contact.numbers:
        assert re.sub(r"\D", "", number.show) == re.sub(r"\D", "", number.dial)
    if contact.hours.kind == "unknown":
        assert contact.hours.note is not None


def test_k3_a_check_is_never_claimed_before_it_was_done() -> None:
    """The day is the editors' to fill in; it is a day on which somebody can have called."""
    today = datetime.now(UTC).date() + timedelta(days=1)  # Kyiv is ahead
    for contact in CONTACTS.values():
        assert contact.verified_on is None or BEGUN <= contact.verified_on <= today


def test_k4_old_checks_are_named() -> None:
    contact = CONTACTS["police"]
    today = date(2026, 11, 22)

    def told(checked: date | None) -> list[tuple[str, str]]:
        dated = contact.model_copy(update={"verified_on": checked})
        return [(how, str(each)) for how, each in stale([dated], today)]

    def one(checked: date | None, how: str, words: str) -> None:
        ((severity, text),) = told(checked)
        assert (severity, words in text) == (how, True), text

    assert told(date(2026, 11, 22)) == []
    assert told(date(2026, 8, 24)) == []  # 90 days
    one(date(2026, 8, 23), "warning", "91 days ago")
    one(date(2026, 5, 26), "warning", "180 days ago")
    one(date(2026, 5, 25), "fault", "181 days ago")
    one(date(2026, 11, 23), "fault", "future")
    one(None, "warning", "never checked")
    without = contact.model_copy(update={"numbers": (), "verified_on": date(2020, 1, 1)})
    ((severity, text),) = [(how, str(each)) for how, each in stale([without], today)]
    assert (severity, "no number is known yet" in text) == ("warning", True)


def test_k5_hours_are_certain_only_where_a_source_or_a_call_says_so() -> None:
    for contact in CONTACTS.values():
        if contact.hours.kind == "unknown" or contact.verified_on is not None:
            continue
        said = " ".join(f"{each.what or ''}" for each in contact.sources)
        assert re.search(r"цілодобово|години", said), contact.id
        note = contact.hours.note  # none of these is recent, and each card says how old it is
        assert note is not None, contact.id
        assert re.search(r"20\d\d", note.uk), contact.id


def test_k6_somebody_answers_at_every_minute() -> None:
    assert unanswered(CONTACTS.values()) is None


def test_k6_a_gap_is_found_to_the_minute() -> None:
    night = Span(days=DAYS, opens=time(14), closes=time(6))
    day = Span(days=DAYS, opens=time(6), closes=time(13, 59))

    def line(*spans: Span) -> Contact:
        hours = Hours(kind="weekly", spans=spans)
        return CONTACTS["men-2345"].model_copy(update={"hours": hours})

    assert unanswered([line(night)]) == 6 * 60  # Monday, as Sunday's night ends
    assert unanswered([]) == 0
    assert unanswered([line(night), line(day)]) == 13 * 60 + 59


def test_k7_no_shelter_and_no_hidden_app() -> None:
    text = (DATA / "contacts.yaml").read_text(encoding="utf-8").casefold()
    for word in ("вул.", "вулиця", "street", "березівк", "курне", "кімната №"):
        assert word not in text
    assert [
        each.to for each in CONTACTS.values() for each in each.channels if each.kind == "app"
    ] == []


def test_free_only_where_a_source_or_a_call_says_so() -> None:
    for contact in CONTACTS.values():
        if contact.cost != "unknown" and contact.verified_on is None:
            said = " ".join(f"{each.what or ''}" for each in contact.sources)
            assert "безоплатно" in said, contact.id


def test_numbers_that_facts_forbid_are_absent() -> None:
    dials = {number.dial for each in CONTACTS.values() for number in each.numbers}
    assert dials.isdisjoint({"0800501720", "1678", "386", "772", "1578", "1588", "+380442381550"})


def test_the_numbers_that_lives_hang_on_are_those_of_the_sources() -> None:
    for id_, dial in {
        "police": "102",
        "ambulance": "103",
        "rescue": "101",
        "emergency": "112",
        "gov-1547": "1547",
        "la-strada": "116123",
        "la-strada-child": "116111",
        "lifeline": "7333",
    }.items():
        assert CONTACTS[id_].numbers[0].dial == dial


def test_local_services_say_what_to_do_while_they_have_no_number() -> None:
    local = [each for each in CONTACTS.values() if each.kind == "local"]
    assert len(local) == 6
    for contact in local:
        assert contact.organisation is not None
        if not contact.numbers:
            assert contact.instead is not None
            assert "{" in contact.instead.uk


def test_a_way_without_speaking() -> None:
    sms = CONTACTS["emergency"].channels[0]
    assert (sms.kind, sms.to, sms.silent) == ("sms", "112", True)
    silent = {each.id for each in CONTACTS.values() if any(way.silent for way in each.channels)}
    assert silent >= {"emergency", "gov-1547"}


def test_whoever_fills_in_what_is_asked_for_breaks_nothing(tmp_path: Path) -> None:
    """An editor has called every line, and found a number for every local service."""
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder, ignore=shutil.ignore_patterns("phrases", "understanding"))
    path = folder / "contacts.yaml"
    raw = yaml.safe_load(path.read_text("utf-8"))
    for number, each in enumerate(raw["contacts"]):
        each["verified_on"] = TODAY
        each["numbers"] = each["numbers"] or [
            {"dial": f"04130511{number:02}", "show": f"0 4130 511 {number:02}"}
        ]
        if each["hours"]["kind"] == "unknown":
            spans = [{"days": ["mon", "fri"], "opens": "08:00", "closes": "17:00"}]
            each["hours"] = {"kind": "weekly", "spans": spans}
    path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")
    content = load(folder)
    assert warnings(content, TODAY) == overdue(content, TODAY) == ()


@pytest.mark.parametrize("contact", CONTACTS.values(), ids=lambda contact: contact.id)
def test_plain_words(contact: Contact) -> None:
    for key, words in words_in(contact):
        for language in LANGUAGES:
            text = words[language]
            assert not BANNED.search(text), key
            assert not GENDERED.search(text), key
            sentences = [each for each in re.split(r"[.!?:;]\s+", text) if each]
            assert all(len(each.split()) <= 25 for each in sentences), (key, text)
