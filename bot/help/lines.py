"""The lines: who answers this minute, and each line's card."""

from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from bot.chat.screen import Button, Screen
from bot.content.loader import Content
from bot.content.models import DAYS, Contact, Language, Number
from bot.help.frame import Rows, bold, columns, filled, framed, number_of
from bot.help.hours import Answering, answering, by_who_answers
from bot.help.places import FILTERS, button_to
from bot.help.presses import Line, Lines

STALE_DAYS = 90  # help.md K4: an older check is told as possibly out of date
_SOURCES_SHOWN = 2


def passes(contact: Contact, only: str) -> bool:
    """Return whether a line belongs under a filter of the lines screen."""
    if contact.kind != "line":
        return False
    if only == "all":
        return True
    if only == "silent":
        return any(channel.silent for channel in contact.channels)
    if only == "abroad":
        return contact.abroad is not None or "abroad" in contact.serves
    return only in contact.serves


def listed(content: Content, only: str) -> list[Contact]:
    """Return the contacts under a filter, in the editors' order.

    Under `silent` the emergency numbers that can be reached without speaking stand first.
    """
    emergency = [
        contact
        for contact in content.contacts.values()
        if only == "silent"
        and contact.kind == "emergency"
        and any(channel.silent for channel in contact.channels)
    ]
    return emergency + [contact for contact in content.contacts.values() if passes(contact, only)]


def lines(content: Content, language: Language, only: str, now: datetime, zone: ZoneInfo) -> Screen:
    """Return all lines under a filter, those that answer this minute first."""
    texts = content.texts[language]
    only = only if only in FILTERS else "all"
    rows_of = by_who_answers(listed(content, only), now, zone)
    body = "\n\n".join(
        [
            f"{bold(texts(f'filter-{only}'))}\n{escape(texts('lines-now', time=_clock(now, zone)))}",
            *(_item(content, language, contact, state, only, now, zone) for contact, state in rows_of),
        ]
    )
    cards = [Button(label(contact, language), Line(language, contact.id)) for contact, _ in rows_of]
    filters = [
        Button(texts(f"filter-{each}"), Lines(language, each)) for each in FILTERS if each != only
    ]
    rows: Rows = (*columns(cards, 3), *columns(filters, 2))
    return framed(content, language, body, rows)


def label(contact: Contact, language: Language) -> str:
    """Return a line's shortest telling label: its number, or its name where it has none."""
    return contact.numbers[0].show if contact.numbers else contact.name[language]


def _item(
    content: Content,
    language: Language,
    contact: Contact,
    state: Answering,
    only: str,
    now: datetime,
    zone: ZoneInfo,
) -> str:
    told = told_state(content, language, state, now, zone)
    lines_ = [f"<b>{escape(_reached(contact, only))}</b> — {escape(contact.name[language])}", escape(told)]
    if only == "silent":
        lines_ += [escape(channel.note[language]) for channel in contact.channels if channel.silent]
    return "\n".join(lines_)


def _reached(contact: Contact, only: str) -> str:
    if only == "abroad" and contact.abroad is not None:
        return contact.abroad.show
    return number_of(contact)


def told_state(
    content: Content, language: Language, state: Answering, now: datetime, zone: ZoneInfo
) -> str:
    """Return a line's state in words: open until, opens at, or not certain."""
    texts = content.texts[language]
    if state.until is None:
        return texts(f"hours-{state.state}")
    time = f"{state.until:%H:%M}"
    if state.state == "open":
        return texts("hours-open", time=time)
    days = (state.until.date() - now.astimezone(zone).date()).days
    if days < 2:
        return texts("hours-opens-today" if days == 0 else "hours-opens-tomorrow", time=time)
    return texts("hours-opens-day", day=texts(f"on-{DAYS[state.until.weekday()]}"), time=time)


def _clock(now: datetime, zone: ZoneInfo) -> str:
    return f"{now.astimezone(zone):%H:%M}"


def card(
    content: Content, language: Language, contact: Contact, now: datetime, zone: ZoneInfo
) -> Screen:
    """Return one line's card: numbers, what happens when one calls, cost, who says so and when."""
    texts = content.texts[language]
    state = told_state(content, language, answering(contact.hours, now, zone), now, zone)
    about = [filled(content, contact.what_for[language])]
    if contact.numbers:
        about.append(f"{bold(texts('card-calling'))} {filled(content, contact.what_happens[language])}")
    head = [bold(contact.name[language]), *(_number(each, language) for each in contact.numbers)]
    if contact.kind != "local":
        head.append(escape(state))
    if contact.hours.note is not None:
        head.append(filled(content, contact.hours.note[language]))
    parts = ["\n".join(head), "\n".join(about), _ways(content, language, contact)]
    if contact.instead is not None and not contact.numbers:
        parts.append(filled(content, contact.instead[language]))
    parts.append(escape(_standing(content, language, contact, now, zone)))
    place = "local" if contact.kind == "local" else "lines"
    back = button_to(content, language, place)
    return framed(content, language, "\n\n".join(part for part in parts if part), back=back)


def _number(number: Number, language: Language) -> str:
    note = f" ({escape(number.note[language])})" if number.note else ""
    return f"<b>{escape(number.show)}</b>{note}"


def _ways(content: Content, language: Language, contact: Contact) -> str:
    texts = content.texts[language]
    ways = [filled(content, channel.note[language]) for channel in contact.channels]
    if contact.abroad is not None:
        note = f" ({escape(contact.abroad.note[language])})" if contact.abroad.note else ""
        ways.append(f"{escape(texts('card-abroad'))} {escape(contact.abroad.show)}{note}")
    if contact.numbers:
        ways.append(escape(texts(f"card-cost-{contact.cost}")))
    if contact.languages:
        ways.append(escape(texts("card-languages", list=", ".join(contact.languages))))
    return "\n".join(ways)


def _standing(
    content: Content, language: Language, contact: Contact, now: datetime, zone: ZoneInfo
) -> str:
    texts = content.texts[language]
    sources = "; ".join(
        f"{source.who} ({source.seen})" for source in contact.sources[:_SOURCES_SHOWN]
    )
    told = [texts("card-operator", name=contact.operator[language])]
    if sources:
        told.append(texts("card-sources", list=sources))
    if not contact.numbers:
        return "\n".join(told)
    if contact.verified_on is None:
        told.append(texts("card-never-checked"))
    else:
        old = (now.astimezone(zone).date() - contact.verified_on).days > STALE_DAYS
        key = "card-checked-long-ago" if old else "card-checked"
        told.append(texts(key, date=f"{contact.verified_on:%d.%m.%Y}"))
    return "\n".join(told)
