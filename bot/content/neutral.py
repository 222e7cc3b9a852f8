"""What others may see must tell nothing: the header, the profile, the page of «Сховати».

Telegram shows the first words of a message in notifications and in the list of chats, and
the profile to whoever opens it. The limits are those of the Bot API.
"""

from collections.abc import Iterator

from bot.content.draft import Draft
from bot.content.findings import Finding
from bot.content.models import LANGUAGES, Direction, Measure, Programme, Section, Town, Words

HEADER_AT_LEAST = 80  # characters that a notification shows
NEUTRAL_AT_LEAST = 300  # a shorter page would not be believed
SHORT_AT_MOST = 34  # characters of a button on a narrow phone
_LIMITS = {"profile.name": 64, "profile.short_description": 120, "profile.description": 512}
_COMMAND_LIMIT = 256


def telling(town: Town, text: str) -> str | None:
    """Return the first stem of `telling_stems` that a text holds, or None."""
    small = text.casefold()
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
            text = words[language]
            place = f"{key}.{language}"
            stem = telling(town, text)
            if stem:
                yield Finding("town.yaml", place, f"{stem!r} tells what the bot is about")
            limit = _LIMITS.get(
                key, _COMMAND_LIMIT if key.startswith("profile.commands") else None
            )
            if limit is not None and len(text) > limit:
                yield Finding(
                    "town.yaml", place, f"{len(text)} characters; at most {limit} are allowed"
                )
            least = {"header": HEADER_AT_LEAST, "neutral": NEUTRAL_AT_LEAST}.get(key, 0)
            if len(text) < least:
                yield Finding(
                    "town.yaml", place, f"{len(text)} characters; at least {least} needed"
                )
            if key == "header" and "\n" in text:
                yield Finding("town.yaml", place, "expected one line")


def _seen(town: Town) -> Iterator[tuple[str, Words]]:
    yield "header", town.header
    yield "neutral", town.neutral
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
