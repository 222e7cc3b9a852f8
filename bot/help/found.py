"""Answers to plain questions: what fits best, up to four choices, or an honest «not ours»."""

from html import escape

from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.content.models import Language
from bot.help.frame import Rows, columns, framed, paired
from bot.help.places import button_to

CHOICES = 4


def choices(content: Content, language: Language, places: list[str]) -> Screen:
    """Return up to four places that may be meant."""
    buttons = [button_to(content, language, place) for place in places[:CHOICES]]
    body = escape(content.texts[language]("found-choices"))
    rows: Rows = (*columns(buttons, 1), (button_to(content, language, "lines"),))
    return framed(content, language, body, rows)


def not_ours(content: Content, language: Language) -> Screen:
    """Return one kind line for a question that is not ours, with the topics."""
    return framed(
        content, language, escape(content.texts[language]("found-not-ours")), _doors(content, language)
    )


def lost(content: Content, language: Language, times: int) -> Screen:
    """Return the answer to what was not understood; running, no two of them are the same."""
    key = "found-nothing" if times % 2 == 0 else "found-nothing-again"
    body = escape(content.texts[language](key))
    return framed(content, language, body, _doors(content, language))


def not_text(content: Content, language: Language) -> Screen:
    """Return the answer to a voice message, a photo and the like, which are never fetched."""
    body = escape(content.texts[language]("found-not-text"))
    return framed(content, language, body, _doors(content, language))


def _doors(content: Content, language: Language) -> Rows:
    doors = [topic.id for topic in content.topics.values() if topic.door]
    return (
        (button_to(content, language, "lines"),),
        *paired([button_to(content, language, door) for door in doors]),
    )
