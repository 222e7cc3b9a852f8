"""The screens that stand at the centre: home, the rescue card, what stays, the languages."""

from html import escape

from bot.chat.screen import Button, Screen
from bot.content.loader import Content
from bot.content.models import LANGUAGES, Contact, Language
from bot.help.frame import Rows, bold, filled, framed, number_of, paired
from bot.help.places import button_to
from bot.help.presses import Home


def home(content: Content, language: Language, note: str | None = None) -> Screen:
    """Return the first screen; `note` is the key of a line that stands before its words."""
    texts = content.texts[language]
    other = next(other for other in LANGUAGES if other != language)
    doors = [button_to(content, language, topic.id) for topic in content.topics.values() if topic.door]
    checks = [button_to(content, language, f"check:{check}") for check in content.checks]
    rows: Rows = (
        (button_to(content, language, "lines"),),
        *paired(doors),
        *paired(checks),
        (button_to(content, language, "local"), button_to(content, language, "programme")),
        (
            button_to(content, language, "privacy"),
            Button(content.texts[other]("language-name"), Home(other)),
        ),
    )
    body = escape(texts("home"))
    if note is not None:
        body = f"{escape(texts(note))}\n\n{body}"
    return framed(content, language, body, rows, home=False)


def rescue(content: Content, language: Language) -> Screen:
    """Return the rescue card: whom to call, how to ask without speaking; under 1,000 characters."""
    texts = content.texts[language]
    contacts = [content.contacts[id_] for id_ in content.town.rescue]
    body = "\n".join(
        [
            bold(texts("rescue-title")),
            *(_call(contact, language) for contact in contacts),
            "",
            *(escape(line) for line in silent_ways(contacts, language)),
        ]
    )
    rows: Rows = (
        (button_to(content, language, "lines:silent"),),
        (button_to(content, language, "lines"),),
    )
    return framed(content, language, body.strip(), rows)


def _call(contact: Contact, language: Language) -> str:
    return f"<b>{escape(number_of(contact))}</b> — {escape(contact.name[language])}"


def silent_ways(contacts: list[Contact], language: Language) -> list[str]:
    """Return how to reach these contacts without speaking aloud, a line each."""
    return [
        channel.note[language]
        for contact in contacts
        for channel in contact.channels
        if channel.silent and channel.kind == "sms"
    ]


def about(content: Content, language: Language) -> Screen:
    """Return what the bot is and what it keeps, in at most 120 words."""
    texts = content.texts[language]
    body = f"{bold(texts('about-title'))}\n{filled(content, texts('about'))}"
    rows: Rows = ((button_to(content, language, "traces"),), (button_to(content, language, "lang"),))
    return framed(content, language, body, rows)


def traces(content: Content, language: Language) -> Screen:
    """Return what «Сховати» does and what it cannot do, in honest words."""
    texts = content.texts[language]
    body = f"{bold(texts('traces-title'))}\n{filled(content, texts('traces'))}"
    rows: Rows = (
        (button_to(content, language, "phone-safety"),),
        (button_to(content, language, "privacy"),),
    )
    return framed(content, language, body, rows)


def languages(content: Content, language: Language) -> Screen:
    """Return the choice of a language."""
    body = escape("\n".join(content.texts[each]("language-choose") for each in LANGUAGES))
    row = tuple(Button(content.texts[each]("language-name"), Home(each)) for each in LANGUAGES)
    return framed(content, language, body, (row,))


def neutral(content: Content, language: Language) -> Screen:
    """Return the page that tells nothing: the same for everybody, with one quiet way back."""
    texts = content.texts[language]
    return Screen(
        escape(content.town.neutral[language]),
        ((Button(texts("button-menu"), Home(language)),),),
    )
