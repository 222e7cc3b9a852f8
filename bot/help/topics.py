"""A topic's pages: plain words, whom to call about them, and where to go on."""

from html import escape

from bot.chat.screen import Button, Screen
from bot.content.loader import Content
from bot.content.models import Language, Page, Topic
from bot.help.frame import Rows, bold, columns, filled, framed, number_of, paired
from bot.help.lines import label
from bot.help.places import button_to
from bot.help.presses import Line, OpenTopic

_CARDS_IN_A_ROW = 3


def page(content: Content, language: Language, topic: Topic, shown: Page) -> Screen:
    """Return one page; a topic's first page is its index, the others lead on and back to it."""
    first = shown is topic.pages[0]
    others = topic.pages[1:] if first else _after(topic, shown)
    pages = [
        Button(each.title[language], OpenTopic(language, topic.id, each.id)) for each in others
    ]
    cards = [
        Button(label(content.contacts[id_], language), Line(language, id_)) for id_ in shown.lines
    ]
    see = [button_to(content, language, place) for place in shown.see]
    rows: Rows = (*paired(pages), *columns(cards, _CARDS_IN_A_ROW), *paired(see))
    back = None if first else button_to(content, language, topic.id)
    return framed(content, language, _body(content, language, topic, shown), rows, back=back)


def _body(content: Content, language: Language, topic: Topic, shown: Page) -> str:
    first = shown is topic.pages[0]
    title = topic.title[language] if first else shown.title[language]
    parts = [f"{bold(title)}\n{filled(content, shown.text[language])}"]
    if shown.say is not None:
        words = filled(content, shown.say[language])
        parts.append(f"{bold(content.texts[language]('topic-say'))}\n<i>{words}</i>")
    if shown.lines:
        parts.append(
            "\n".join(
                f"<b>{escape(number_of(content.contacts[id_]))}</b> — "
                f"{escape(content.contacts[id_].name[language])}"
                for id_ in shown.lines
            )
        )
    return "\n\n".join(parts)


def _after(topic: Topic, shown: Page) -> tuple[Page, ...]:
    """Return the page that follows `shown`, if there is one: reading on is one tap."""
    place = topic.pages.index(shown)
    return topic.pages[place + 1 : place + 2]
