"""The screens that stand at the centre: home, the rescue card, what stays, the languages."""

from html import escape

from bot.chat.screen import Button, Screen
from bot.content.models import LANGUAGES, Contact
from bot.help.frame import (
    Rows,
    bold,
    called,
    composed,
    filled,
    framed,
    hide_button,
    packed,
    rescue_button,
)
from bot.help.moment import Moment
from bot.help.places import button_to
from bot.help.presses import Home, MoreTips


def home(at: Moment, note: str | None = None) -> Screen:
    """Return the first screen; `note` is the key of a line that stands before its words."""
    body = escape(at.texts("home"))
    if note is not None:
        body = f"{escape(at.texts(note))}\n\n{body}"
    fixed: Rows = (
        (rescue_button(at), button_to(at, "lines")),
        (button_to(at, "privacy"), other_language(at), hide_button(at)),
    )
    return composed(at, body, packed(_doors(at, at.content.town.home), 2), fixed)


def more(at: Moment) -> Screen:
    """Return the sections that have no door on the first screen."""
    rows = packed(_doors(at, at.content.town.more), 2)
    return framed(at, bold(at.texts("button-more")), rows)


def _doors(at: Moment, places: tuple[str, ...]) -> list[Button]:
    return [button_to(at, place) for place in places]


def other_language(at: Moment) -> Button:
    """Return the button to the first screen in the other language."""
    other = next(each for each in LANGUAGES if each != at.language)
    return Button(at.content.texts[other]("language-name"), Home(other))


def rescue(at: Moment) -> Screen:
    """Return the rescue card, under 1,000 characters: whom to call, how to ask silently."""
    texts = at.texts
    contacts = [at.content.contacts[id_] for id_ in at.content.town.rescue]
    body = "\n".join(
        [
            bold(texts("rescue-title")),
            *(called(contact, at) for contact in contacts),
            "",
            *(filled(at, words) for words in silent_ways(contacts, at)),
        ]
    )
    rows: Rows = (
        (button_to(at, "lines:silent"),),
        (button_to(at, "lines"),),
    )
    return framed(at, body.strip(), rows, rescue=False)


def silent_ways(contacts: list[Contact], at: Moment) -> list[str]:
    """Return how to reach these contacts without speaking aloud, a line each."""
    return [
        channel.note[at.language]
        for contact in contacts
        for channel in contact.channels
        if channel.silent and channel.kind == "sms"
    ]


def about(at: Moment) -> Screen:
    """Return what the bot is and what it keeps, in at most 120 words."""
    texts = at.texts
    body = f"{bold(texts('about-title'))}\n{filled(at, texts('about'))}"
    rows: Rows = (
        (button_to(at, "traces"),),
        (button_to(at, "lang"),),
    )
    return framed(at, body, rows)


def traces(at: Moment) -> Screen:
    """Return what «Сховати» does and what it cannot do, in honest words."""
    texts = at.texts
    words = texts("traces", word=at.content.town.safe_words[0])
    body = f"{bold(texts('traces-title'))}\n{filled(at, words)}"
    rows: Rows = (
        (button_to(at, "phone-safety"),),
        (button_to(at, "privacy"),),
    )
    return framed(at, body, rows)


def languages(at: Moment) -> Screen:
    """Return the choice of a language."""
    body = escape("\n".join(at.content.texts[each]("language-choose") for each in LANGUAGES))
    row = tuple(Button(at.content.texts[each]("language-name"), Home(each)) for each in LANGUAGES)
    return framed(at, body, (row,))


def neutral(at: Moment) -> Screen:
    """Return the page that tells nothing: the same for everybody, and no way to the rest on it."""
    tips = Button(at.texts("button-more-tips"), MoreTips(at.language))
    return Screen(escape(at.content.town.neutral[at.language]), ((tips,),))


def more_tips(at: Moment) -> Screen:
    """Return the second neutral page, with one quiet way back."""
    home = Button(at.texts("button-guide"), Home(at.language))
    return Screen(escape(at.content.town.neutral_more[at.language]), ((home,),))
