"""contacts.yaml: the rules K1 to K7 of the research on help bots, as far as they are data."""

import re
from datetime import date, time
from pathlib import Path

import pytest

from bot.content.coverage import stale, unanswered
from bot.content.draft import parts, read
from bot.content.models import DAYS, LANGUAGES, Contact
from bot.content.numbers import WrittenOut, words_in

DATA = Path(__file__).parents[2] / "data"
IDS = [
    "police", "emergency", "ambulance", "rescue", "gov-1547", "la-strada", "la-strada-child",
    "migrants-527", "legal-aid", "lifeline", "men-2345", "aurora", "police-center", "gov-1545",
    "consul", "local-uszn", "local-centre", "local-children", "local-police", "local-education",
    "local-culture",
]  # fmt: skip
CONTACTS = read(DATA).contacts

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


def test_k3_nobody_has_called_yet_and_no_entry_says_so() -> None:
    assert [each.id for each in CONTACTS.values() if each.verified_on is not None] == []


def test_k4_old_checks_are_named() -> None:
    contact = CONTACTS["police"]
    today = date(2026, 11, 22)

    def told(checked: date) -> list[str]:
        dated = contact.model_copy(update={"verified_on": checked})
        return [str(each) for each in stale([dated], today)]

    assert told(date(2026, 11, 1)) == []
    assert told(date(2026, 8, 24)) == []  # 90 days
    assert "91 days ago" in told(date(2026, 8, 23))[0]
    assert "future" in told(date(2026, 11, 23))[0]
    assert "never checked" in str(next(stale([contact], today)))


def test_k5_hours_are_certain_only_where_a_source_says_so() -> None:
    always = {each.id for each in CONTACTS.values() if each.hours.kind == "always"}
    weekly = {each.id for each in CONTACTS.values() if each.hours.kind == "weekly"}
    assert always == {"gov-1547", "la-strada", "lifeline"}
    assert weekly == {"men-2345"}
    span = CONTACTS["men-2345"].hours.spans[0]
    assert (span.days, span.opens, span.closes) == (DAYS, time(14), time(6))
    for id_ in always:  # none of the confirmations is recent, and each card says how old it is
        note = CONTACTS[id_].hours.note
        assert note is not None
        assert re.search(r"20\d\d", note.uk)


def test_k6_somebody_answers_at_every_minute() -> None:
    assert unanswered(CONTACTS.values()) is None


def test_k6_a_gap_is_found_to_the_minute() -> None:
    only = CONTACTS["men-2345"]
    assert unanswered([only]) == 6 * 60  # Monday, as Sunday's night ends
    assert unanswered([]) == 0
    rest = only.hours.spans[0].model_copy(update={"opens": time(6), "closes": time(13, 59)})
    day = only.model_copy(update={"hours": only.hours.model_copy(update={"spans": (rest,)})})
    assert unanswered([only, day]) == 13 * 60 + 59


def test_k7_no_shelter_and_no_hidden_app() -> None:
    text = (DATA / "contacts.yaml").read_text(encoding="utf-8").casefold()
    for word in ("вул.", "вулиця", "street", "березівк", "курне", "кімната №"):
        assert word not in text
    assert [
        each.to for each in CONTACTS.values() for each in each.channels if each.kind == "app"
    ] == []


def test_free_only_where_a_source_says_so() -> None:
    free = {each.id for each in CONTACTS.values() if each.cost != "unknown"}
    assert free == {
        "gov-1547", "la-strada", "la-strada-child", "migrants-527", "legal-aid", "men-2345",
        "aurora",
    }  # fmt: skip


def test_numbers_that_facts_forbid_are_absent() -> None:
    dials = {number.dial for each in CONTACTS.values() for number in each.numbers}
    assert dials.isdisjoint({"0800501720", "1678", "386", "772", "1578", "1588", "+380442381550"})
    assert dials == {
        "102", "103", "101", "112", "1547", "116123", "0800500335", "116111", "0800500225", "527",
        "0800505501", "0800213103", "7333", "2345", "0800500202", "1545", "+380442381588",
    }  # fmt: skip


def test_local_services_have_no_number_and_say_what_to_do() -> None:
    local = [each for each in CONTACTS.values() if each.kind == "local"]
    assert len(local) == 6
    for contact in local:
        assert contact.organisation is not None
        assert contact.numbers == ()
        assert contact.instead is not None
        assert "{" in contact.instead.uk


def test_a_way_without_speaking() -> None:
    sms = CONTACTS["emergency"].channels[0]
    assert (sms.kind, sms.to, sms.silent) == ("sms", "112", True)
    silent = {each.id for each in CONTACTS.values() if any(way.silent for way in each.channels)}
    assert silent == {"emergency", "gov-1547", "legal-aid", "consul"}


@pytest.mark.parametrize("contact", CONTACTS.values(), ids=lambda contact: contact.id)
def test_plain_words(contact: Contact) -> None:
    for key, words in words_in(contact):
        for language in LANGUAGES:
            text = words[language]
            assert not BANNED.search(text), key
            assert not GENDERED.search(text), key
            sentences = [each for each in re.split(r"[.!?:;]\s+", text) if each]
            assert all(len(each.split()) <= 25 for each in sentences), (key, text)
