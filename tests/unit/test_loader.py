"""data/ is checked as a whole: every fault at once, each with its file and its key."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.content.loader import load, overdue, warnings
from bot.content.places import FILTERS, SCREENS
from bot.errors import ContentFaults
from bot.help import places as buttons

DATA = Path(__file__).parents[2] / "data"

Spoil = Callable[[str, str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/ that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(DATA, copy)
    return copy


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replace words in one file of the copy, which must be there exactly as told."""

    def replace(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


def faults(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ContentFaults) as caught:
        load(folder)
    return caught.value.findings


def one(folder: Path, *parts: str) -> None:
    """There is one finding, and it says all of `parts`."""
    found = faults(folder)
    assert len(found) == 1, found
    assert all(part in found[0] for part in parts), found


def test_the_shipped_data_has_no_fault() -> None:
    content = load(DATA)
    assert len(content.measures) == 22
    assert content.measure("1.2.3").term.months == (11, 12)
    with pytest.raises(KeyError):
        content.measure("9.9.9")
    assert list(content.topics)[:3] == ["need-help", "worried", "child"]
    assert set(content.texts) == {"uk", "en"}


def test_many_faults_in_one_go_each_with_its_file(folder: Path, spoil: Spoil) -> None:
    spoil("contacts.yaml", "cost: unknown", "cost: cheap")
    spoil("organisations.yaml", "collects: uszn", "collects: school")
    spoil("calendar.yaml", '"07-30"', '"07-32"')
    spoil("topics/rights.yaml", "code: i6", "code: i5")
    spoil("locales/en/help.ftl", "button-hide =", "button-hidden =")
    found = faults(folder)
    for told in (
        "contacts.yaml: contacts[police].cost: ",
        "organisations.yaml: control.collects: organisation 'school'",
        "calendar.yaml: dates[world-day].starts: '07-32' is no day",
        "topics/rights.yaml: code: 'i5' is that of topics/work-abroad.yaml",
        "locales/en/help.ftl: button-hidden: is missing in uk",
        "locales/uk/help.ftl: button-hide: is missing in en",
    ):
        assert [each for each in found if each.startswith(told)], (told, found)
    assert len(found) == 6, found


def test_a_broken_line_is_named_and_hides_no_other_file(folder: Path, spoil: Spoil) -> None:
    spoil("calendar.yaml", "dates:", "dates: [")
    spoil("town.yaml", "idle_minutes: 5", "idle_minutes: soon")
    found = faults(folder)
    assert any(each.startswith("calendar.yaml: line ") for each in found), found
    assert any(each.startswith("town.yaml: idle_minutes: ") for each in found), found


def test_a_key_given_twice_is_a_fault(folder: Path, spoil: Spoil) -> None:
    spoil("town.yaml", "idle_minutes: 5", "idle_minutes: 5\nidle_minutes: 6")
    one(folder, "town.yaml: line ", "'idle_minutes' is given twice")


def test_yes_and_no_are_words(folder: Path, spoil: Spoil) -> None:
    spoil("calendar.yaml", "en: World AIDS Day", "en: No")
    assert load(folder).calendar.dates[7].name.en == "No"


def test_a_missing_language_and_an_unknown_key(folder: Path, spoil: Spoil) -> None:
    spoil(
        "contacts.yaml", "name: {uk: Поліція, en: Police}", "name: {uk: Поліція}\n    colour: red"
    )
    found = faults(folder)
    assert "contacts.yaml: contacts[police].name.en: is missing" in found
    assert any("contacts[police].colour: unknown key" in each for each in found)
    assert len(found) == 2, found  # a faulty contact still lends its id to those that name it


def test_a_number_without_quotes(folder: Path, spoil: Spoil) -> None:
    spoil("contacts.yaml", 'dial: "102"', "dial: 102")
    one(folder, "contacts.yaml: contacts[police].numbers[0].dial", "put it in quotes")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("lines: [police,", "lines: [policy,", "contact 'policy' is not in contacts.yaml"),
        ("see: [safety-plan,", "see: [safety-plans,", "'safety-plans' is no place"),
        ("{police}", "{polise}", "{polise}: is not in contacts.yaml"),
        ("{police}", "102", "the number '102' is written out; expected {police}"),
        ("{police}", "0 800 111 22 33", "looks like a number"),
        ("{police}", "{police", "a brace without its other half"),
    ],
)
def test_what_a_topic_names_must_exist(
    folder: Path, spoil: Spoil, old: str, new: str, told: str
) -> None:
    spoil("topics/need-help.yaml", old, new)
    one(folder, "topics/need-help.yaml: pages[start].", told)


def test_a_file_is_called_as_its_id(folder: Path) -> None:
    (folder / "topics/rights.yaml").rename(folder / "topics/laws.yaml")
    one(folder, "topics/laws.yaml: id: is 'rights', the file's name says 'laws'")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("автоматичний довідник для жителів громади:", "допомога:", "header.uk: 'допомог' tells"),
        ("Residents' guide", "Shelter guide", "profile.name.en: 'shelter' tells"),
        ("Мова", "М" * 257, "257 characters; at most 256"),
        ("Гарного дня!", "Поліція близько!", "neutral.uk: 'поліц' tells"),
        ("services, everyday advice, dates and numbers", "", "at least 80 needed"),
    ],
)
def test_what_others_may_see_tells_nothing(
    folder: Path, spoil: Spoil, old: str, new: str, told: str
) -> None:
    spoil("town.yaml", old, new)
    assert any(told in each for each in faults(folder))


def test_every_minute_somebody_answers_for_certain(folder: Path, spoil: Spoil) -> None:
    path = folder / "contacts.yaml"
    text = path.read_text(encoding="utf-8")
    for certain in ("always", "weekly"):
        text = text.replace(f"kind: {certain}", "kind: unknown")
    text = re.sub(r"(?m)^ +spans:\n(?: +- days:.*\n +opens:.*\n +closes:.*\n)+", "", text)
    path.write_text(text, encoding="utf-8")
    one(folder, "no line answers for certain on mon 00:00")


def test_broken_fluent_and_other_variables(folder: Path, spoil: Spoil) -> None:
    spoil("locales/uk/help.ftl", "button-back = Назад", "button-back Назад")
    spoil("locales/en/help.ftl", "hours-open = answers until { $time }", "hours-open = { $clock }")
    spoil("locales/uk/help.ftl", "[few] { $count } заходи", "")
    found = faults(folder)
    assert any("locales/uk/help.ftl: line " in each for each in found), found
    assert any("needs $clock, in uk $time" in each for each in found), found
    assert any("Ukrainian plurals need" in each for each in found), found


def test_a_number_in_the_bots_own_words(folder: Path, spoil: Spoil) -> None:
    spoil("locales/uk/help.ftl", "button-back = Назад", "button-back = Назад 15-47")
    one(folder, "locales/uk/help.ftl: button-back: the number '15-47' is written out")


def test_a_missing_file(folder: Path) -> None:
    (folder / "calendar.yaml").unlink()
    one(folder, "calendar.yaml: the file is missing")


def test_files_that_nobody_reads(folder: Path) -> None:
    (folder / "topics/support.yaml").rename(folder / "topics/support.yml")
    shutil.rmtree(folder / "checks")
    (folder / "locales/uk/more.ftl").write_bytes("more = Ще".encode("cp1251"))
    found = faults(folder)
    assert "topics/support.yml: is not read; expected a name like ID.yaml" in found
    assert "checks: expected at least one file, ID.yaml" in found
    assert any("locales/uk/more.ftl: byte 7 is not UTF-8" in each for each in found), found


def test_never_checked_is_a_warning_and_no_fault() -> None:
    content = load(DATA)
    police, local = content.contacts["police"], content.contacts["local-uszn"]
    contacts = {
        "police": police.model_copy(update={"verified_on": None}),
        "local-uszn": local.model_copy(update={"numbers": ()}),
    }
    as_given = replace(content, contacts=contacts)
    today = date(2026, 11, 22)
    assert warnings(as_given, today) == (
        "contacts.yaml: contacts[police].verified_on: never checked by a call",
        "contacts.yaml: contacts[local-uszn].numbers: no number is known yet",
    )
    assert overdue(as_given, today) == ()


def test_places_of_data_are_those_that_have_a_button() -> None:
    assert frozenset(buttons.SCREENS) == SCREENS
    assert frozenset(buttons.FILTERS) == FILTERS
