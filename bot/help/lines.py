"""The lines: who answers this minute, and each line's card."""

from html import escape

from bot.chat.screen import Button, Screen
from bot.content.coverage import STALE_DAYS
from bot.content.models import DAYS, Contact, Number
from bot.help.frame import bold, called, filled, framed, packed
from bot.help.hours import Answering, answering, by_who_answers
from bot.help.moment import Moment
from bot.help.places import FILTERS, button_to
from bot.help.presses import Line, Lines

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
        return contact.abroad is not None
    return only in contact.serves


def listed(at: Moment, only: str) -> list[Contact]:
    """Return the contacts under a filter, in the editors' order.

    Under `silent` the emergency numbers that can be reached without speaking stand first.
    """
    emergency = [
        contact
        for contact in at.content.contacts.values()
        if only == "silent"
        and contact.kind == "emergency"
        and any(channel.silent for channel in contact.channels)
    ]
    return emergency + [
        contact for contact in at.content.contacts.values() if passes(contact, only)
    ]


def lines(at: Moment, only: str) -> Screen:
    """Return all lines under a filter in groups: who answers now, who may, who will later."""
    texts = at.texts
    only = only if only in FILTERS else "all"
    ranked = by_who_answers(listed(at, only), at.now, at.zone)
    parts = [bold(texts("lines-title", filter=texts(f"filter-{only}"), time=f"{at.local:%H:%M}"))]
    parts += [_group(at, key, ranked, only) for key in ("reach", "now", "unknown", "later")]
    if any(contact.verified_on is None for contact, _ in ranked):
        parts.append(escape(texts("lines-not-checked")))
    cards = [Button(label(contact, at), Line(at.language, contact.id)) for contact, _ in ranked]
    filters = [
        Button(texts(f"filter-{each}"), Lines(at.language, each))
        for each in FILTERS
        if each != only
    ]
    return framed(
        at, "\n\n".join(part for part in parts if part), (*packed(cards), *packed(filters))
    )


def _group(at: Moment, key: str, ranked: list[tuple[Contact, Answering]], only: str) -> str:
    items = [
        _item(at, contact, state, only)
        for contact, state in ranked
        if key == _key(contact, state, only)
    ]
    if not items or key == "reach":
        return "\n".join(items)
    return "\n".join([f"<i>{escape(at.texts(f'lines-{key}'))}</i>", *items])


def _key(contact: Contact, state: Answering, only: str) -> str:
    """Return the group of a line. The hours are those of its domestic voice line: they say
    nothing of a number from abroad, of a bot or a site."""
    if contact.kind == "emergency" or only in ("silent", "abroad"):
        return "reach"
    return "now" if state.certain else "later" if state.state == "closed" else "unknown"


def label(contact: Contact, at: Moment) -> str:
    """Return a line's shortest telling label: its number, or its name where it has none."""
    return contact.numbers[0].show if contact.numbers else contact.name[at.language]


def _item(at: Moment, contact: Contact, state: Answering, only: str) -> str:
    if only == "silent":
        ways = [filled(at, each.note[at.language]) for each in contact.channels if each.silent]
        return "\n".join([bold(contact.name[at.language]), *ways])
    if only == "abroad" and contact.abroad is not None:
        return f"<b>{escape(contact.abroad.show)}</b> — {escape(contact.name[at.language])}"
    told = called(contact, at)
    if contact.kind != "emergency" and state.state != "unknown":
        told += f", {escape(told_state(at, state))}"
    return told


def told_state(at: Moment, state: Answering) -> str:
    """Return a line's state in words: open until, opens at, or not certain."""
    texts = at.texts
    if state.until is None:
        return texts(f"hours-{state.state}")
    time = f"{state.until:%H:%M}"
    if state.state == "open":
        return texts("hours-open", time=time)
    days = (state.until.date() - at.local.date()).days
    if days < 2:
        return texts("hours-opens-today" if days == 0 else "hours-opens-tomorrow", time=time)
    return texts("hours-opens-day", day=texts(f"on-{DAYS[state.until.weekday()]}"), time=time)


def card(at: Moment, contact: Contact) -> Screen:
    """Return one line's card: numbers, what happens when one calls, cost, who says so and when."""
    texts = at.texts
    state = told_state(at, answering(contact.hours, at.now, at.zone))
    about = [filled(at, at.content.purpose(contact)[at.language])]
    if contact.numbers:
        about.append(
            f"{bold(texts('card-calling'))} {filled(at, contact.what_happens[at.language])}"
        )
    head = [bold(contact.name[at.language]), *(_number(each, at) for each in contact.numbers)]
    if contact.kind == "line":
        head.append(escape(state))
    if contact.hours.note is not None:
        head.append(filled(at, contact.hours.note[at.language]))
    parts = ["\n".join(head), "\n".join(about), _ways(at, contact)]
    if contact.instead is not None and not contact.numbers:
        parts.append(filled(at, contact.instead[at.language]))
    parts.append(escape(_standing(at, contact)))
    if contact.numbers:  # once more at the end, which is what a phone shows of a long message
        parts.append(called(contact, at))
    place = "local" if contact.kind == "local" else "lines"
    back = button_to(at, place)
    return framed(at, "\n\n".join(part for part in parts if part), back=back)


def _number(number: Number, at: Moment) -> str:
    note = f" ({escape(number.note[at.language])})" if number.note else ""
    return f"<b>{escape(number.show)}</b>{note}"


def _ways(at: Moment, contact: Contact) -> str:
    texts = at.texts
    shown = [number.show for number in contact.numbers]
    ways = [filled(at, channel.note[at.language]) for channel in contact.channels]
    if contact.abroad is not None and contact.abroad.show not in shown:
        note = f" ({escape(contact.abroad.note[at.language])})" if contact.abroad.note else ""
        ways.append(f"{escape(texts('card-abroad'))} {escape(contact.abroad.show)}{note}")
    if contact.numbers:
        ways.append(escape(texts(f"card-cost-{contact.cost}")))
    if contact.languages:
        ways.append(escape(texts("card-languages", list=", ".join(contact.languages))))
    return "\n".join(ways)


def _standing(at: Moment, contact: Contact) -> str:
    texts = at.texts
    newest = sorted(contact.sources, key=lambda source: source.dated, reverse=True)
    sources = "; ".join(f"{source.who} ({source.seen})" for source in newest[:_SOURCES_SHOWN])
    told = [texts("card-operator", name=contact.operator[at.language])]
    if sources:
        told.append(texts("card-sources", list=sources))
    if not contact.numbers:
        return "\n".join(told)
    if contact.verified_on is None:
        told.append(texts("card-never-checked"))
    else:
        old = (at.local.date() - contact.verified_on).days > STALE_DAYS
        key = "card-checked-long-ago" if old else "card-checked"
        told.append(texts(key, date=f"{contact.verified_on:%d.%m.%Y}"))
    return "\n".join(told)
