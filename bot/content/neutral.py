"""What others may see must tell nothing: the header, the profile, the page of «Сховати».

Telegram shows the first words of a message in notifications and in the list of chats, and
the profile to whoever opens it. The limits are those of the Bot API.
"""

import re
import unicodedata
from collections.abc import Iterator

from bot.content.draft import Draft
from bot.content.findings import Finding
from bot.content.models import LANGUAGES, Direction, Measure, Programme, Section, Town, Words

HEADER_AT_LEAST = 80  # characters that a notification shows
NEUTRAL_AT_LEAST = 300  # a shorter page would not be believed
SHORT_AT_MOST = 34  # characters of a button on a narrow phone
_LIMITS = {"profile.name": 64, "profile.short_description": 120, "profile.description": 512}
_COMMAND_LIMIT = 256
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC, _LATIN = re.compile(r"[\u0400-\u052f]"), re.compile(r"[A-Za-z\u00c0-\u024f]")


def folded(text: str) -> str:
    """Return a text as an eye sees it: runs of spaces as one, nothing that takes no place."""
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def disguised(text: str) -> str | None:
    """Return a word of letters of both alphabets, or one broken by an invisible sign; or None.

    Such a word looks like another one that no rule about words can see: «пoліція» with a Latin o.
    """
    for each in _WORD.findall(text):
        if _CYRILLIC.search(each) and _LATIN.search(each):
            return str(each)
    hidden = next((at for at, each in enumerate(text) if unicodedata.category(each) == "Cf"), None)
    return None if hidden is None else ascii(text[hidden])


def telling(town: Town, text: str) -> str | None:
    """Return the first stem of `telling_stems` that a text holds, or None."""
    small = folded(text).casefold()
    return next((stem for stem in town.telling_stems if stem.casefold() in small), None)


def telling_or_long(draft: Draft) -> Iterator[Finding]:
    """Yield what tells the theme, and what is too long or too short for its place."""
    if draft.town is not None:
        yield from _town(draft.town)
    if draft.programme is not None:
        yield from _shorts(draft.programme)


def _town(town: Town) -> Iterator[Finding]:
    for key, words in _seen(town):
        for language in LANGUAGES:
            for told in _faults(town, key, words[language]):
                yield Finding("town.yaml", f"{key}.{language}", told)


def _faults(town: Town, key: str, text: str) -> Iterator[str]:
    stem = telling(town, text)
    if stem:
        yield f"{stem!r} tells what the bot is about"
    word = disguised(text)
    if word:
        yield f"{word!r} mixes Latin and Cyrillic letters, or is an invisible sign"
    limit = _COMMAND_LIMIT if key.startswith("profile.commands") else _LIMITS.get(key)
    if limit is not None and len(text) > limit:
        yield f"{len(text)} characters; at most {limit} are allowed"
    least = {"header": HEADER_AT_LEAST, "neutral": NEUTRAL_AT_LEAST}.get(key, 0)
    seen = len(folded(text))
    if seen < least:
        yield f"{seen} characters; at least {least} needed"
    if key == "header" and "\n" in text:
        yield "expected one line"


def _seen(town: Town) -> Iterator[tuple[str, Words]]:
    yield "header", town.header
    yield "neutral", town.neutral
    yield "neutral_more", town.neutral_more
    yield "profile.name", town.profile.name
    yield "profile.short_description", town.profile.short_description
    yield "profile.description", town.profile.description
    for command in town.profile.commands:
        yield f"profile.commands[{command.command}].text", command.text


def _shorts(programme: Programme) -> Iterator[Finding]:
    named: list[Section | Direction | Measure] = [
        *programme.sections,
        *(direction for section in programme.sections for direction in section.directions),
        *programme.measures,
    ]
    for each in named:
        for language in LANGUAGES:
            text = each.short[language]
            if len(text) > SHORT_AT_MOST:
                told = f"{len(text)} characters; at most {SHORT_AT_MOST} fit a button"
                yield Finding("programme.yaml", f"[{each.id}].short.{language}", told)
