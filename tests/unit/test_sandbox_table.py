"""The sandbox's table of methods against Telegram's machine-readable specification."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.answers import ANSWERS
from bot.sandbox.methods import BOT_API_VERSION, METHODS
from bot.sandbox.shapes import MEDIA, REPLY_MARKUPS, SHAPES
from bot.sandbox.updates import UPDATE_KINDS

SPECIFICATION = Path(__file__).resolve().parents[3] / "shared" / "bot-api.json"
LIMIT = re.compile(r"(\d+)-(\d+) (?:characters|bytes|items|identifiers)")
UNIONS = {
    "ReplyMarkup": set(REPLY_MARKUPS.values()),
    "InputMedia": {f"Array of InputMedia{kind}" for kind in ("Photo", "Document")},
}

needs_specification = pytest.mark.skipif(
    not SPECIFICATION.exists(), reason="the specification lies beside the checkout only sometimes"
)


@pytest.fixture(scope="module")
def specification() -> dict[str, Any]:
    return json.loads(SPECIFICATION.read_text())


def agrees(ours: str, theirs: list[str]) -> bool:
    if ours == "ReplyMarkup":
        return set(theirs) == UNIONS[ours]
    if ours == "Array of InputMedia":
        return set(theirs) >= UNIONS["InputMedia"]
    return ours == " or ".join(theirs)


def test_every_method_of_the_table_has_an_answer_and_no_other_has() -> None:
    assert set(METHODS) == set(ANSWERS)


@needs_specification
def test_the_version_is_the_one_that_the_table_was_written_from(
    specification: dict[str, Any],
) -> None:
    assert f"Bot API {BOT_API_VERSION}" == specification["version"]


@needs_specification
@pytest.mark.parametrize("method", METHODS)
def test_fields_types_and_needs_are_telegrams(method: str, specification: dict[str, Any]) -> None:
    theirs = {field["name"]: field for field in specification["methods"][method].get("fields", [])}
    ours = METHODS[method]
    assert set(ours) == set(theirs)
    for name, field in ours.items():
        assert field.required == theirs[name]["required"], name
        assert agrees(field.type, theirs[name]["types"]), (name, theirs[name]["types"])


@needs_specification
@pytest.mark.parametrize("method", METHODS)
def test_limits_are_telegrams(method: str, specification: dict[str, Any]) -> None:
    for field in specification["methods"][method].get("fields", []):
        if found := LIMIT.search(field["description"]):
            ours = METHODS[method][field["name"]]
            assert (ours.least, ours.most) == tuple(map(int, found.groups())), field["name"]


@needs_specification
@pytest.mark.parametrize("shape", sorted(set(SHAPES) - {"BotCommandScope", "MenuButton"}))
def test_inner_objects_have_telegrams_fields(shape: str, specification: dict[str, Any]) -> None:
    theirs = {field["name"]: field for field in specification["types"][shape]["fields"]}
    ours = {name.rstrip("!"): (kind, name.endswith("!")) for name, kind in SHAPES[shape].items()}
    assert set(ours) == set(theirs)
    for name, (kind, required) in ours.items():
        assert required == theirs[name]["required"], name
        if kind != "Object":
            assert kind == " or ".join(theirs[name]["types"]), name


@needs_specification
@pytest.mark.parametrize("shape", ["BotCommandScope", "MenuButton"])
def test_inner_unions_have_the_fields_of_all_their_kinds(
    shape: str, specification: dict[str, Any]
) -> None:
    kinds = specification["types"][shape]["subtypes"]
    fields = {field["name"] for kind in kinds for field in specification["types"][kind]["fields"]}
    assert {name.rstrip("!") for name in SHAPES[shape]} == fields


@needs_specification
def test_kinds_of_updates_are_telegrams(specification: dict[str, Any]) -> None:
    fields = {field["name"] for field in specification["types"]["Update"]["fields"]}
    assert set(UPDATE_KINDS) == fields - {"update_id"}


def test_albums_know_photos_and_documents() -> None:
    assert set(MEDIA) == {"photo", "document"}
