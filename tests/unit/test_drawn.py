"""Screens that no button leads to: the answers to a cry, to what was not understood, the notes."""

from itertools import combinations

import pytest

from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.content.models import LANGUAGES, Language
from bot.help import danger, found, screens
from bot.help.frame import packed
from bot.help.moment import Moment
from bot.help.presses import Hide, Home, Rescue
from tests.unit.test_screens import moment, plain, units


@pytest.fixture(params=LANGUAGES)
def at(request: pytest.FixtureRequest, content: Content) -> Moment:
    language: Language = request.param
    return moment(content, language)


def drawn(at: Moment) -> list[Screen]:
    kinds = [answer.kind for answer in at.content.answers.kinds]
    sets = [
        *combinations(kinds, 1),
        *combinations(kinds, 2),
        *combinations(kinds, 3),
        tuple(kinds),
    ]
    notes = ("home-mistaken", "home-old-button", "home-trouble")
    return [
        *(danger.cry(at, each) for each in sets),
        *(danger.cry(at, each, again=True) for each in combinations(kinds, 1)),
        *(found.lost(at, times) for times in (0, 1)),
        found.choices(at, list(at.content.town.home)),
        found.not_ours(at),
        found.not_text(at),
        *(screens.home(at, note) for note in notes),
    ]


def test_each_is_within_telegrams_limits_and_starts_neutral(at: Moment) -> None:
    for screen in drawn(at):
        text = plain(screen.text)
        assert units(text) <= 2000
        start = text[:80].casefold()
        assert not [stem for stem in at.content.town.telling_stems if stem.casefold() in start]
        assert all(1 <= len(b.press.pack().encode()) <= 64 for row in screen.rows for b in row)
        assert all(len(row) <= 3 for row in screen.rows)


def test_each_has_a_way_home_the_rescue_card_and_hiding(at: Moment) -> None:
    for screen in drawn(at):
        presses = [button.press for row in screen.rows for button in row]
        assert any(isinstance(press, Hide) for press in presses)
        assert any(isinstance(press, Rescue) for press in presses)
        assert len(set(presses)) == len(presses)
        assert "102" in plain(screen.text)
        assert "112" in plain(screen.text)
        assert any(isinstance(p, Home) for p in presses)


def test_every_kind_keeps_the_lines_that_are_its_own(at: Moment) -> None:
    everything = danger.cry(at, [answer.kind for answer in at.content.answers.kinds])
    for answer in at.content.answers.kinds:
        alone = danger.cry(at, [answer.kind])
        for id_ in answer.contacts[:2]:
            number = at.content.contacts[id_].numbers[0].show
            assert number in plain(alone.text), (answer.kind, id_)
            assert number in plain(everything.text), (answer.kind, id_)


def test_people_abroad_see_numbers_that_work_from_there(at: Moment) -> None:
    text = plain(danger.cry(at, ["trafficking"]).text)
    for id_ in ("gov-1547", "consul"):
        abroad = at.content.contacts[id_].abroad
        assert abroad is not None
        assert abroad.show in text


def test_a_row_never_holds_more_than_a_narrow_phone_can_show(at: Moment) -> None:
    buttons = [button for row in screens.home(at).rows for button in row]
    for side_by_side in packed(buttons):
        if len(side_by_side) > 1:
            assert max(len(button.label) for button in side_by_side) <= 18
