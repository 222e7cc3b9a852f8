"""Answers to plain questions: what fits best, up to four choices, or an honest «not ours»."""

from html import escape

from bot.chat.screen import Screen
from bot.help.frame import Rows, framed, packed
from bot.help.moment import Moment
from bot.help.places import button_to

CHOICES = 4


def choices(at: Moment, places: list[str]) -> Screen:
    """Return up to four places that may be meant."""
    buttons = [button_to(at, place) for place in places[:CHOICES]]
    body = escape(at.texts("found-choices"))
    rows: Rows = (*packed(buttons, 1), (button_to(at, "lines"),))
    return framed(at, body, rows)


def not_ours(at: Moment) -> Screen:
    """Return one kind line for a question that is not ours, with the topics."""
    return framed(
        at,
        escape(at.texts("found-not-ours")),
        _doors(at),
    )


def lost(at: Moment, times: int) -> Screen:
    """Return the answer to what was not understood; running, no two of them are the same."""
    key = "found-nothing" if times % 2 == 0 else "found-nothing-again"
    body = escape(at.texts(key))
    return framed(at, body, _doors(at))


def not_text(at: Moment) -> Screen:
    """Return the answer to a voice message, a photo and the like, which are never fetched."""
    body = escape(at.texts("found-not-text"))
    return framed(at, body, _doors(at))


def _doors(at: Moment) -> Rows:
    doors = [button_to(at, place) for place in at.content.town.home]
    return ((button_to(at, "lines"),), *packed(doors, 2))
