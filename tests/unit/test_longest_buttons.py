"""Every staff button fits Telegram's 64 bytes with the longest ids that there may be."""

import importlib
from dataclasses import fields

import pytest

from bot.chat.buttons import LIMIT, NUMBERS_BELOW, Press

ROOMS = (
    "bot.people.presses",
    "bot.reporting.presses",
    "bot.reporting.coordinator_presses",
    "bot.reporting.review_presses",
    "bot.reminders.presses",
    "bot.reminders.announcement_presses",
)
KINDS = sorted(
    {
        each
        for room in ROOMS
        for each in vars(importlib.import_module(room)).values()
        if isinstance(each, type) and issubclass(each, Press) and each.code
    },
    key=lambda each: each.code,
)


ID = "o" * 24  # bot.content.models.words.Id holds no more
LONGEST = {
    **dict.fromkeys(("organisation", "rule", "date", "occasion"), ID),
    **dict.fromkeys(("measure", "value"), "not-done"),
    "section": "1.1",
    **dict.fromkeys(("until", "when", "day", "held_on"), "2026-12-31"),
    "step": "personal",
    "field": "phone",
    "role": "coordinator",
    "state": "submitted",
    "status": "not-yet",
    "what": "organisation",
    "figure": "accepted",
    "kind": "zip-99",
}


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.__name__)
def test_the_longest_button_fits(kind: type[Press]) -> None:
    said = {
        each.name: (
            (2026 if each.name == "year" else NUMBERS_BELOW - 1)
            if each.type in (int, "int")
            else LONGEST[each.name]
        )
        for each in fields(kind)
    }
    for name in ("page", "sure", "drafts", "inviting"):
        if name in said:
            said[name] = 9
    press = kind(**said)
    assert len(press.pack().encode()) <= LIMIT
    assert kind.parse(press.pack()) == press
