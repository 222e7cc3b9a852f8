"""town.yaml and answers.yaml keep what a person in danger relies on: the emergency numbers under
every screen, an answer to every kind of danger, words that act only where they were meant to,
and a way to every topic."""

from collections.abc import Iterable, Iterator
from typing import get_args

from bot.content.draft import Draft
from bot.content.findings import Finding
from bot.content.models import Check, Everyday, KindAnswer, Topic, Town

KINDS: tuple[str, ...] = get_args(KindAnswer.model_fields["kind"].annotation)
ALWAYS_SHOWN = ("police", "emergency")
DOORS = ("need-help", "more")
WORD_AT_LEAST = 4  # letters; a shorter word is typed for other reasons, or by a slip


def wrong_conduct(draft: Draft) -> Iterator[Finding]:
    """Yield what is missing or dangerous in how the bot behaves."""
    if draft.town is not None:
        yield from _always_shown(draft.town)
        yield from _acting_words(draft.town, draft.everyday)
    if draft.answers is not None:
        answered = {each.kind for each in draft.answers.kinds}
        for kind in KINDS:
            if kind not in answered:
                yield Finding("answers.yaml", "kinds", f"{kind!r} has no answer")


def _always_shown(town: Town) -> Iterator[Finding]:
    for key, needed, given in (
        ("emergency", ALWAYS_SHOWN, town.emergency),
        ("home", DOORS, town.home),
    ):
        for each in needed:
            if each not in given:
                yield Finding("town.yaml", key, f"{each!r} is missing")


def _acting_words(town: Town, everyday: Everyday | None) -> Iterator[Finding]:
    common = {word.casefold() for word in everyday.words} if everyday else set()
    seen: dict[str, str] = {}
    for key, words in (("safe_words", town.safe_words), ("hide_words", town.hide_words)):
        for word in words:
            small = " ".join(word.casefold().split())
            if set(small.split()) <= common:
                yield Finding("town.yaml", key, f"{word!r} is an everyday answer; choose another")
            elif sum(letter.isalpha() for letter in small) < WORD_AT_LEAST:
                told = f"{word!r} is too short; at least {WORD_AT_LEAST} letters"
                yield Finding("town.yaml", key, told)
            if small in seen:
                where = "twice" if seen[small] == key else f"in {seen[small]} too"
                yield Finding("town.yaml", key, f"{word!r} stands {where}")
            seen.setdefault(small, key)


def unreachable(draft: Draft) -> Iterator[Finding]:
    """Yield topics and checks to which no chain of buttons leads from the first screen."""
    if draft.town is None or draft.broken:
        return  # a faulty file's ways are not known; its own fault is told
    reached: set[str] = set()
    waiting = [_entry(place) for place in (*draft.town.home, *draft.town.more)]
    while waiting:
        here = waiting.pop()
        if here in reached:
            continue
        reached.add(here)
        waiting += [_entry(place) for place in _ways(draft, here)]
    entries: list[tuple[str, Topic | Check]] = [
        *((f"topics/{id_}.yaml", topic) for id_, topic in draft.topics.items()),
        *((f"checks/{id_}.yaml", check) for id_, check in draft.checks.items()),
    ]
    for file, entry in entries:
        place = entry.id if isinstance(entry, Topic) else f"check:{entry.id}"
        if place not in reached:
            told = f"no way leads to {place!r}; expected in town.yaml (home, more) or a page's see"
            yield Finding(file, "", told)


def _entry(place: str) -> str:
    """Return the topic of a page; a page's own buttons lead to all of its topic."""
    return place.partition("/")[0]


def _ways(draft: Draft, place: str) -> Iterable[str]:
    if place in draft.topics:
        return [way for page in draft.topics[place].pages for way in page.see]
    check = draft.checks.get(place.removeprefix("check:"))
    return check.see if check is not None else ()
