"""What `check` refuses because a person in danger would pay for it: other digits, no way to help,
screens that no message holds, words that act by accident, a disguise that is none."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.conduct import KINDS
from bot.content.loader import load
from bot.errors import ContentFaults

DATA = Path(__file__).parents[2] / "data"

Change = Callable[[str, Callable[[Any], object]], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of data/ that a test may spoil."""
    copy = tmp_path / "data"
    for name in ("topics", "checks", "locales"):
        shutil.copytree(DATA / name, copy / name)
    for path in DATA.glob("*.yaml"):
        shutil.copy(path, copy / path.name)
    return copy


@pytest.fixture
def change(folder: Path) -> Change:
    """Change one file of the copy as its parsed content."""

    def write(name: str, act: Callable[[Any], object]) -> None:
        path = folder / name
        raw = yaml.safe_load(path.read_text("utf-8"))
        act(raw)
        path.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), "utf-8")

    return write


def one(folder: Path, *parts: str) -> None:
    """There is one finding, and it says all of `parts`."""
    with pytest.raises(ContentFaults) as caught:
        load(folder)
    found = caught.value.findings
    assert len(found) == 1, found
    assert all(part in found[0] for part in parts), found


def told(folder: Path) -> tuple[str, ...]:
    with pytest.raises(ContentFaults) as caught:
        load(folder)
    return caught.value.findings


def contact(raw: Any, id_: str) -> Any:
    return next(each for each in raw["contacts"] if each["id"] == id_)


def test_a_copy_without_changes_has_no_fault(folder: Path, change: Change) -> None:
    for name in ("town.yaml", "contacts.yaml", "answers.yaml", "topics/rights.yaml"):
        change(name, lambda raw: None)
    assert load(folder).town.home


def test_shown_digits_are_those_that_are_dialled(folder: Path, change: Change) -> None:
    def slip(raw: Any) -> None:
        contact(raw, "la-strada")["numbers"][1]["show"] = "0 800 500 336"

    change("contacts.yaml", slip)
    one(folder, "contacts.yaml: contacts[la-strada].numbers[1].show", "0800500335")


def test_shown_digits_from_abroad_too(folder: Path, change: Change) -> None:
    def slip(raw: Any) -> None:
        contact(raw, "gov-1547")["abroad"]["show"] = "+38 044 284 19 51"

    change("contacts.yaml", slip)
    one(folder, "contacts[gov-1547].abroad.show")


@pytest.mark.parametrize(
    ("key", "lost"),
    [
        ("emergency", "police"),
        ("emergency", "emergency"),
        ("home", "need-help"),
        ("home", "more"),
    ],
)
def test_what_every_screen_must_offer(folder: Path, change: Change, key: str, lost: str) -> None:
    change("town.yaml", lambda raw: raw[key].remove(lost))
    assert f"town.yaml: {key}: {lost!r} is missing" in told(folder)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_danger_has_one_answer(folder: Path, change: Change, kind: str) -> None:
    def lose(raw: Any) -> None:
        raw["kinds"] = [each for each in raw["kinds"] if each["kind"] != kind]

    change("answers.yaml", lose)
    one(folder, f"answers.yaml: kinds: {kind!r} has no answer")


def test_no_kind_of_danger_has_two_answers(folder: Path, change: Change) -> None:
    change("answers.yaml", lambda raw: raw["kinds"].append(raw["kinds"][3]))
    one(folder, "answers.yaml: kinds: 'suicide' is given twice")


LONG = "Слово " * 1000


@pytest.mark.parametrize(
    ("file", "act", "place", "most"),
    [
        ("topics/rights.yaml", lambda raw, text: raw["pages"][0]["text"].update(uk=text),
         "pages[start].text.uk", 1200),
        ("contacts.yaml", lambda raw, text: contact(raw, "lifeline")["what_for"].update(en=text),
         "contacts[lifeline].what_for.en", 600),
        ("contacts.yaml",
         lambda raw, text: contact(raw, "consul")["hours"]["note"].update(uk=text),
         "contacts[consul].hours.note.uk", 600),
        ("programme.yaml", lambda raw, text: raw["about"].update(uk=text), "about.uk", 800),
        ("checks/job.yaml", lambda raw, text: raw["questions"][0]["means"].update(uk=text),
         ".means.uk", 400),
        ("answers.yaml", lambda raw, text: raw["kinds"][0]["words"].update(uk=text),
         "kinds[0].words.uk", 300),
        ("town.yaml", lambda raw, text: raw["neutral"].update(uk=text), "neutral.uk", 3000),
    ],
)  # fmt: skip
def test_a_text_fits_its_place(
    folder: Path,
    change: Change,
    file: str,
    act: Callable[[Any, str], object],
    place: str,
    most: int,
) -> None:
    change(file, lambda raw: act(raw, LONG[: most - 1] + "я"))
    load(folder)  # as long as it may be
    change(file, lambda raw: act(raw, LONG[:most] + "я"))
    one(folder, place, f"{most + 1} characters; at most {most}")


def test_a_check_whose_meanings_no_message_holds_together(folder: Path, change: Change) -> None:
    def swell(raw: Any) -> None:
        for question in raw["questions"]:
            question["means"]["uk"] = LONG[:399] + "я"

    change("checks/violence.yaml", swell)
    one(folder, "checks/violence.yaml: the uk screen of it may take", "a message holds 4096")


def test_signs_of_two_units_count_twice(folder: Path, change: Change) -> None:
    change("town.yaml", lambda raw: raw["neutral"].update(uk="🌻" * 1501))
    one(folder, "neutral.uk: 3002 characters; at most 3000")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("так", "everyday"),
        ("Ні", "everyday"),
        ("ок", "everyday"),
        ("да", "everyday"),
        ("нет", "everyday"),
        ("Yes", "everyday"),
        ("no", "everyday"),
        ("добре", "everyday"),
        ("допомога", "everyday"),
        ("будь ласка", "everyday"),
        ("кіт", "too short"),
        ("1234", "too short"),
    ],
)
@pytest.mark.parametrize("key", ["safe_words", "hide_words"])
def test_a_word_that_acts_is_never_typed_by_the_way(
    folder: Path, change: Change, key: str, words: str, why: str
) -> None:
    change("town.yaml", lambda raw: raw[key].append(words))
    one(folder, f"town.yaml: {key}: {words!r}", why)


def test_a_word_does_not_call_for_help_and_hide_at_once(folder: Path, change: Change) -> None:
    change("town.yaml", lambda raw: raw["hide_words"].append(raw["safe_words"][0].upper()))
    one(folder, "town.yaml: hide_words: ", "stands in safe_words too")


def test_a_word_stands_once(folder: Path, change: Change) -> None:
    change("town.yaml", lambda raw: raw["safe_words"].append(raw["safe_words"][0]))
    one(folder, "town.yaml: safe_words: ", "stands twice")


def test_a_topic_to_which_nothing_leads(folder: Path, change: Change) -> None:
    def lonely(raw: Any) -> None:
        page = raw["pages"][0]
        raw.update(id="island", code="i99", order=99, pages=[page])
        page["see"] = ["island", "rights"]

    shutil.copy(folder / "topics/support.yaml", folder / "topics/island.yaml")
    change("topics/island.yaml", lonely)
    one(folder, "topics/island.yaml: no way leads to 'island'")
    change("topics/rights.yaml", lambda raw: raw["pages"][-1].update(see=["island/start"]))
    assert "island" in load(folder).topics


@pytest.mark.parametrize(
    ("file", "act"),
    [
        ("checks/job.yaml", lambda raw: raw["none"]),
        ("checks/violence.yaml", lambda raw: raw["questions"][0]["means"]),
        ("answers.yaml", lambda raw: raw["kinds"][0]["words"]),
        ("topics/child.yaml", lambda raw: raw["pages"][1]["text"]),
        ("contacts.yaml", lambda raw: contact(raw, "lifeline")["what_for"]),
    ],
)
def test_no_text_sends_to_a_contact_that_cannot_be_reached(
    folder: Path, change: Change, file: str, act: Callable[[Any], Any]
) -> None:
    def silent(raw: Any) -> None:
        contact(raw, "aurora").update(numbers=[], channels=[])

    change("contacts.yaml", silent)
    change(file, lambda raw: act(raw).update(uk="Тут допоможе {aurora}."))
    one(folder, file, "{aurora}: this contact has no number")


@pytest.mark.parametrize(
    ("key", "text", "why"),
    [
        ("header", "Коростишів · довідник" + " " * 60 + "жителя", "28 characters; at least 80"),
        ("header", "Коростишів" + "\u200b" * 80, "10 characters; at least 80"),
        ("header", "Коростишів · пoрада " + "слово " * 14, "'пoрада' mixes"),
        ("neutral", "Гарного дня, пoліцiя. " * 20, "'пoліцiя' mixes"),
        ("neutral", "Поради для дому: пол\u00adіція. " * 20, "'поліц' tells"),
        ("neutral", "Гаряча \n лінія для квітів. " * 20, "'гаряча лінія' tells"),
    ],
)
def test_a_disguise_is_one_for_the_eye(
    folder: Path, change: Change, key: str, text: str, why: str
) -> None:
    change("town.yaml", lambda raw: raw[key].update(uk=text))
    assert any(f"town.yaml: {key}.uk: " in each and why in each for each in told(folder))


def test_the_profile_is_held_to_it_too(folder: Path, change: Change) -> None:
    change("town.yaml", lambda raw: raw["profile"]["name"].update(uk="Дoвідник"))
    one(folder, "town.yaml: profile.name.uk: 'Дoвідник' mixes Latin and Cyrillic letters")
