"""A topic's pages: plain words, whom to call about them, and where to go on."""

from bot.chat.screen import Button, Screen
from bot.content.models import Page, Topic
from bot.help.frame import Rows, bold, called, filled, framed, packed
from bot.help.lines import label
from bot.help.moment import Moment
from bot.help.places import button_to
from bot.help.presses import Line, OpenTopic


def page(at: Moment, topic: Topic, shown: Page) -> Screen:
    """Return one page; a topic's first page is its index, the others lead on and back to it."""
    first = shown is topic.pages[0]
    others = topic.pages[1:] if first else _after(topic, shown)
    pages = [
        Button(each.title[at.language], OpenTopic(at.language, topic.id, each.id))
        for each in others
    ]
    cards = [
        Button(label(at.content.contacts[id_], at), Line(at.language, id_)) for id_ in shown.lines
    ]
    see = [button_to(at, place) for place in shown.see]
    rows: Rows = (*packed(pages), *packed(cards), *packed(see))
    back = None if first else button_to(at, topic.id)
    return framed(at, _body(at, topic, shown), rows, back=back)


def _body(at: Moment, topic: Topic, shown: Page) -> str:
    first = shown is topic.pages[0]
    title = topic.title[at.language] if first else shown.title[at.language]
    parts = [f"{bold(title)}\n{filled(at, shown.text[at.language])}"]
    if shown.say is not None:
        words = filled(at, shown.say[at.language])
        parts.append(f"{bold(at.texts('topic-say'))}\n<i>{words}</i>")
    if shown.lines:
        parts.append(
            "\n".join(
                called(at.content.contacts[id_], at, abroad=topic.abroad) for id_ in shown.lines
            )
        )
    return "\n\n".join(parts)


def _after(topic: Topic, shown: Page) -> tuple[Page, ...]:
    """Return the page that follows `shown`, if there is one: reading on is one tap."""
    place = topic.pages.index(shown)
    return topic.pages[place + 1 : place + 2]
