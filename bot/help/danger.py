"""The first reply to a text that tells of danger: numbers at once, nothing to confirm before.

One text may tell of several dangers: the lines of all of them are named, life first. Suicide
adds its line and replaces none (rules D11 and D12); a child's words add the children's line.
"""

from collections.abc import Sequence
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from bot.chat.screen import Button, Screen
from bot.content.loader import Content
from bot.content.models import Contact, KindAnswer, Language
from bot.help.frame import Rows, bold, filled, framed, number_of, paired
from bot.help.hours import answering
from bot.help.lines import told_state
from bot.help.places import button_to
from bot.help.presses import Hide, Lines, Mistaken

_WORDS_AT_MOST = 2  # one line for each of the two gravest kinds; more would push the numbers away
_LINES_AT_MOST = 7
_PLACES_AT_MOST = 4


def cry(
    content: Content,
    language: Language,
    kinds: Sequence[str],
    now: datetime,
    zone: ZoneInfo,
    *,
    again: bool = False,
) -> Screen:
    """Return the answer to dangers of these kinds; `again` for the two turns that follow it."""
    texts = content.texts[language]
    answers = [answer for answer in content.answers.kinds if answer.kind in kinds]
    silent = "silent" in kinds or "confinement" in kinds
    parts = [_words(content, language, answers, again)]
    parts += [bold_line for bold_line in _urgent(content, language, answers)]
    contacts = _contacts(content, answers, now, zone)
    ways = [
        escape(channel.note[language])
        for contact in contacts
        for channel in contact.channels
        if channel.silent and channel.kind == "sms"
    ]
    numbers = "\n".join(_line(content, language, contact, now, zone) for contact in contacts)
    parts += [*ways, numbers] if silent else [numbers, *ways]
    return framed(content, language, "\n\n".join(parts), _rows(content, language, answers, silent))


def _words(
    content: Content, language: Language, answers: list[KindAnswer], again: bool
) -> str:
    if again:
        return filled(content, content.answers.after[language])
    words = dict.fromkeys(answer.words[language] for answer in _voices(answers))
    return filled(content, "\n".join(list(words)[:_WORDS_AT_MOST]))


def _voices(answers: list[KindAnswer]) -> list[KindAnswer]:
    """Return the answers whose words fit whoever writes: a witness or the person who did harm
    is not told «it is not your fault», and a child hears the words for children first."""
    for kind in ("perpetrator", "third_person", "child"):
        first = [answer for answer in answers if answer.kind == kind]
        if first:
            extra = [answer for answer in answers if answer.kind == "suicide"]
            return first + extra
    return answers


def _urgent(content: Content, language: Language, answers: list[KindAnswer]) -> list[str]:
    return [
        f"<b>{filled(content, answer.urgent[language])}</b>"
        for answer in answers
        if answer.urgent is not None
    ]


def _contacts(
    content: Content, answers: list[KindAnswer], now: datetime, zone: ZoneInfo
) -> list[Contact]:
    """Return the lines of all kinds: emergency first, then who answers now, none twice.

    Every kind keeps the line that only it names, even where the list has to be cut.
    """
    ids = dict.fromkeys(id_ for answer in answers for id_ in answer.contacts)
    contacts = [content.contacts[id_] for id_ in ids]
    if any(answer.kind == "perpetrator" for answer in answers[:1]):
        return contacts[:_LINES_AT_MOST]
    own = {id_ for answer in answers for id_ in answer.contacts[:3]}
    ranked = sorted(
        contacts,
        key=lambda contact: (
            contact.kind != "emergency",
            contact.id not in own,
            not answering(contact.hours, now, zone).certain,
        ),
    )
    return ranked[:_LINES_AT_MOST]


def _line(
    content: Content, language: Language, contact: Contact, now: datetime, zone: ZoneInfo
) -> str:
    line = f"<b>{escape(number_of(contact))}</b> — {escape(contact.name[language])}"
    if contact.kind == "emergency":
        return line
    state = answering(contact.hours, now, zone)
    return f"{line}, {escape(told_state(content, language, state, now, zone))}"


def _rows(
    content: Content, language: Language, answers: list[KindAnswer], silent: bool
) -> Rows:
    texts = content.texts[language]
    places = list(dict.fromkeys(place for answer in answers for place in answer.see))
    see = paired([button_to(content, language, place) for place in places[:_PLACES_AT_MOST]])
    ways = (
        (Button(texts("button-human"), Lines(language, "silent" if silent else "all")),),
        (Button(texts("button-mistaken"), Mistaken(language)),),
    )
    hide = ((Button(texts("button-hide"), Hide(language)),),) if silent else ()
    return (*hide, *see, *ways)
