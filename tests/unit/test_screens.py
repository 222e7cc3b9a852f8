"""Every screen × language × all content, drawn once and followed button by button from home."""

import html
import re
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.chat.buttons import Press
from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.content.models import LANGUAGES, Language
from bot.help import screens
from bot.help.handlers import language_in
from bot.help.lines import card
from bot.help.moment import Moment
from bot.help.opening import open_press
from bot.help.presses import Hide, Home, Line, Lines, OpenCheck, Rescue

KYIV = ZoneInfo("Europe/Kyiv")
NOON = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TAG = re.compile(r"</?(\w+)>")


@dataclass(frozen=True)
class Seen:
    press: Press
    screen: Screen
    taps: int


def moment(content: Content, language: Language) -> Moment:
    return Moment(content, language, NOON, KYIV)


def plain(text: str) -> str:
    return html.unescape(TAG.sub("", text))


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def same_letters(press: Press) -> bool:
    """The answers of a check make 3^10 screens; two whole ways through it and all first
    questions are followed."""
    return not isinstance(press, OpenCheck) or len(set(press.answers)) <= 1


def crawl(content: Content, language: Language) -> dict[str, Seen]:
    start = Home(language)
    seen = {start.pack(): Seen(start, screens.home(moment(content, language)), 0)}
    queue = deque(seen.values())
    while queue:
        here = queue.popleft()
        for row in here.screen.rows:
            for button in row:
                press = button.press
                assert isinstance(press, Press)
                if isinstance(press, Hide) or language_in(press) != language:
                    continue
                if press.pack() in seen or not same_letters(press):
                    continue
                screen = open_press(moment(content, language), press)
                seen[press.pack()] = Seen(press, screen, here.taps + 1)
                queue.append(seen[press.pack()])
    return seen


@pytest.fixture(scope="module", params=LANGUAGES)
def walked(request: pytest.FixtureRequest, content: Content) -> tuple[Language, list[Seen]]:
    return request.param, list(crawl(content, request.param).values())


def test_every_topic_check_line_and_measure_is_reached(
    walked: tuple[Language, list[Seen]], content: Content
) -> None:
    language, seen = walked
    reached = {each.press.pack() for each in seen}
    for topic in content.topics.values():
        for page in topic.pages:
            assert f"t:{language}:{topic.id}:{page.id}" in reached
    for check in content.checks:
        assert f"q:{language}:{check}:" in reached
    for measure in content.measures:
        assert f"m:{language}:{measure.id}" in reached
    for contact in content.contacts.values():
        code = "o" if contact.kind == "local" else "c"
        if contact.kind != "emergency":
            assert f"{code}:{language}:{contact.id}" in reached


def test_every_screen_is_within_telegrams_limits(walked: tuple[Language, list[Seen]]) -> None:
    for each in walked[1]:
        text = plain(each.screen.text)
        assert 1 <= units(text) <= 4096
        assert sum(len(row) for row in each.screen.rows) <= 100
        assert all(1 <= len(row) <= 8 for row in each.screen.rows)
        opened: list[str] = []
        for tag in re.finditer(r"<(/?)(\w+)>", each.screen.text):
            if tag.group(1):
                assert opened.pop() == tag.group(2)
            else:
                opened.append(tag.group(2))
        assert opened == []
        for row in each.screen.rows:
            for button in row:
                assert 1 <= len(button.press.pack().encode()) <= 64
                assert button.label


def test_no_two_buttons_of_a_screen_do_the_same(walked: tuple[Language, list[Seen]]) -> None:
    for each in walked[1]:
        presses = [button.press for row in each.screen.rows for button in row]
        assert len(set(presses)) == len(presses), each.press


def test_e14_the_first_80_characters_never_betray_the_theme(
    walked: tuple[Language, list[Seen]], content: Content
) -> None:
    for each in walked[1]:
        start = plain(each.screen.text)[:80].casefold()
        assert not [stem for stem in content.town.telling_stems if stem.casefold() in start]
        assert "\n" not in start


def test_e4_hide_is_on_every_screen(walked: tuple[Language, list[Seen]]) -> None:
    for each in walked[1]:
        assert isinstance(each.screen.rows[-1][-1].press, Hide), each.press


def test_k9_no_screen_is_a_dead_end(walked: tuple[Language, list[Seen]], content: Content) -> None:
    language, seen = walked
    for each in seen:
        text = plain(each.screen.text)
        presses = [button.press for row in each.screen.rows for button in row]
        for id_ in content.town.emergency:
            assert content.contacts[id_].numbers[0].show in text
        assert isinstance(each.press, Rescue) or any(isinstance(p, Rescue) for p in presses)
        if each.press.pack() != Home(language).pack():
            assert any(isinstance(press, Home) for press in presses), each.press


def test_k8_any_leaf_is_at_most_three_taps_away(walked: tuple[Language, list[Seen]]) -> None:
    far = [each for each in walked[1] if each.taps > 3 and not isinstance(each.press, OpenCheck)]
    assert far == []


def test_k8_a_line_that_answers_now_is_at_most_one_tap_away(
    walked: tuple[Language, list[Seen]], content: Content
) -> None:
    always = [each for each in content.contacts.values() if each.hours.kind == "always"]
    assert always
    for each in walked[1]:
        presses = [button.press for row in each.screen.rows for button in row]
        rescue = next((press for press in presses if isinstance(press, Rescue)), each.press)
        card = open_press(moment(content, walked[0]), rescue)
        assert any(contact.numbers[0].show in card.text for contact in always)


def test_w9_the_rescue_card_is_one_short_text(
    walked: tuple[Language, list[Seen]], content: Content
) -> None:
    text = plain(screens.rescue(moment(content, walked[0])).text)
    assert len(text) < 1000
    for id_ in ("police", "emergency", "ambulance", "la-strada", "gov-1547"):
        assert content.contacts[id_].numbers[0].show in text


def test_p6_what_is_kept_is_said_in_at_most_120_words_one_tap_from_home(
    walked: tuple[Language, list[Seen]], content: Content
) -> None:
    language = walked[0]
    assert len(content.texts[language]("about").split()) <= 120
    assert any(each.press.pack() == f"a:{language}:" and each.taps == 1 for each in walked[1])


def test_w7_a_label_says_what_it_does_without_a_picture(
    walked: tuple[Language, list[Seen]],
) -> None:
    for each in walked[1]:
        for row in each.screen.rows:
            for button in row:
                assert re.search(r"\w{2,}|\d", button.label)


def test_k3_a_card_says_who_told_it_and_whether_a_person_has_checked(
    walked: tuple[Language, list[Seen]], content: Content
) -> None:
    language, seen = walked
    texts = content.texts[language]
    for each in seen:
        if isinstance(each.press, Line):
            contact = content.contacts[each.press.contact]
            text = plain(each.screen.text)
            assert max(contact.sources, key=lambda source: source.dated).who in text
            if contact.numbers:
                day = contact.verified_on
                told = texts("card-never-checked") if day is None else f"{day:%d.%m.%Y}"
                assert told in text


@pytest.mark.parametrize(
    ("days", "key"), [(None, "card-never-checked"), (90, "card-checked"),
                      (91, "card-checked-long-ago")]
)  # fmt: skip
def test_k4_a_card_says_when_it_was_checked(content: Content, days: int | None, key: str) -> None:
    day = None if days is None else NOON.astimezone(KYIV).date() - timedelta(days=days)
    contact = content.contacts["la-strada"].model_copy(update={"verified_on": day})
    for language in LANGUAGES:
        texts = content.texts[language]
        told = texts(key, date=day) if day else texts(key)
        assert told in plain(card(moment(content, language), contact).text)


def test_a_filter_shows_only_its_lines_and_never_none(content: Content) -> None:
    for only in ("all", "silent", "children", "abroad", "legal", "psychological"):
        screen = open_press(moment(content, "uk"), Lines("uk", only))
        cards = [b for row in screen.rows for b in row if isinstance(b.press, Line)]
        assert len(cards) >= 2, only
