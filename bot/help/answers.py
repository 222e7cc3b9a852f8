"""What a typed text is answered with. The order is the promise: danger first, then the two turns
after a cry, then topics; nothing that was typed ends in «not understood» alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat.screen import Screen
from bot.help import danger, found, screens
from bot.help.moment import Moment
from bot.help.traces import Shown
from bot.help.understanding import Reading, Understanding

CONTEXT_TURNS = 2  # rule D10: the turns after a cry that keep to it
_CHOICES = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """A screen, or the press whose screen it is, and what the next turns have to know."""

    screen: Screen | None = None
    place: str | None = None
    dangers: tuple[str, ...] = ()
    turns: int = 0
    lost: int = 0


def answer_text(
    at: Moment, understanding: Understanding, text: str, before: Shown | None
) -> Answer:
    """Return the answer to a typed text, given what the chat showed before."""
    if said(text, at.content.town.hide_words):
        return Answer(place="hide")
    if said(text, at.content.town.safe_words):
        return Answer(place="sos")
    reading = understanding.read(text)
    if reading.kinds:
        kinds = tuple(str(kind) for kind in reading.kinds)
        screen = danger.cry(at, kinds)
        return Answer(screen, dangers=kinds, turns=CONTEXT_TURNS)
    if before is not None and before.turns and not _asks(reading):
        screen = danger.cry(at, before.dangers, again=True)
        return Answer(screen, dangers=before.dangers, turns=before.turns - 1)
    return _plain(at, reading, before)


def _asks(reading: Reading) -> bool:
    return bool(reading.topics) and reading.clear


def _plain(at: Moment, reading: Reading, before: Shown | None) -> Answer:
    places = [scored.place for scored in reading.topics]
    if reading.clear and places:
        return Answer(place=places[0])
    if reading.smalltalk:
        return Answer(screens.home(at))
    if places:
        return Answer(found.choices(at, places[:_CHOICES]))
    if reading.foreign:
        return Answer(found.not_ours(at))
    times = before.lost if before is not None else 0
    return Answer(found.lost(at, times), lost=times + 1)


def said(text: str, words: Sequence[str]) -> bool:
    """Return whether the whole text is one of the words, whatever its case and end signs."""
    plain = " ".join(text.casefold().split()).strip(" .!…\"'«»")
    return any(plain == word.casefold() for word in words)
