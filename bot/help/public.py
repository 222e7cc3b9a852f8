"""The community's services and its programme: public information, from the same data as the
duties of the executors."""

from html import escape

from bot.chat.screen import Button, Screen
from bot.content.models import AwarenessDate, Measure
from bot.help.frame import Rows, bold, filled, framed, packed
from bot.help.moment import Moment
from bot.help.places import button_to
from bot.help.presses import Local, ShowMeasure, ShowProgramme

_NUMBERS_IN_A_ROW = 5


def local(at: Moment) -> Screen:
    """Return the community's services and what each does."""
    texts = at.texts
    services = [contact for contact in at.content.contacts.values() if contact.kind == "local"]
    items = [
        f"{bold(service.name[at.language])}\n{filled(at, service.what_for[at.language])}"
        for service in services
    ]
    head = f"{bold(texts('local-title', town=at.content.town.name[at.language]))}\n"
    unknown = any(not service.numbers for service in services)
    head += escape(texts("local-unknown" if unknown else "local-intro"))
    buttons = [
        Button(service.name[at.language], Local(at.language, service.id)) for service in services
    ]
    return framed(at, "\n\n".join([head, *items]), packed(buttons, 1))


def programme(at: Moment) -> Screen:
    """Return what the programme is, all its measures, and ways to its executors and dates."""
    what = at.content.programme
    told = at.texts(
        "programme-decision",
        number=str(what.decision.number),
        date=f"{what.decision.date:%d.%m.%Y}",
        first=str(what.years[0]),
        last=str(what.years[-1]),
    )
    title = bold(at.texts("programme-title"))
    over = at.local.year > what.years[-1]
    if over:
        told = f"{told} {at.texts('programme-over')}"
    parts = [f"{title}\n{filled(at, what.about[at.language])}", escape(told)]
    for section in what.sections:
        items = [
            f"{each.id} {each.short[at.language]}"
            for direction in section.directions
            for each in direction.measures
        ]
        parts.append(
            "\n".join([f"<i>{escape(section.short[at.language])}</i>", *map(escape, items)])
        )
    numbers = [Button(each.id, ShowMeasure(at.language, each.id)) for each in at.content.measures]
    ways = (
        Button(at.texts("button-who"), ShowProgramme(at.language, "who")),
        button_to(at, "dates"),
    )
    rows: Rows = (*packed(numbers, _NUMBERS_IN_A_ROW), ways)
    return framed(at, "\n\n".join(parts), rows)


def measure(at: Moment, shown: Measure) -> Screen:
    """Return one row of Annex 1 as the council wrote it, and who answers for it."""
    texts = at.texts
    organisations = {each.id: each for each in at.content.organisations.organisations}
    who = ", ".join(organisations[id_].short[at.language] for id_ in shown.executors)
    body = "\n\n".join(
        [
            f"{bold(f'{shown.id}. {shown.short[at.language]}')}\n{escape(shown.title)}",
            f"{bold(texts('measure-term'))} {escape(shown.term.text)}",
            f"{bold(texts('measure-who'))} {escape(who)}",
            f"{bold(texts('measure-money'))} {escape(shown.money)}",
            f"{bold(texts('measure-result'))} {escape(shown.result)}",
        ]
    )
    return framed(at, body, back=button_to(at, "programme"))


def executors(at: Moment) -> Screen:
    """Return who carries the programme out, who coordinates it and who controls it."""
    texts = at.texts
    counts = {
        each.id: sum(each.id in measure_.executors for measure_ in at.content.measures)
        for each in at.content.organisations.organisations
    }
    items = []
    for each in at.content.organisations.organisations:
        agreed = f" ({texts('by-agreement')})" if each.by_agreement else ""
        share = texts("measures-count", count=counts[each.id])
        items.append(f"• {escape(f'{each.name}{agreed} — {share}')}")
    control = at.content.organisations.control
    told = [
        f"{bold(texts('programme-coordinates'))} {escape(control.coordinates)}",
        f"{bold(texts('programme-controls'))} {escape('; '.join(control.controls))}",
    ]
    body = "\n\n".join([bold(texts("button-who")), "\n".join(items), *told])
    return framed(at, body, back=button_to(at, "programme"))


def dates(at: Moment) -> Screen:
    """Return the awareness dates, those of the programme's measures first, in the year's order."""
    texts = at.texts
    ours = [each for each in at.content.calendar.dates if each.measures]
    others = [each for each in at.content.calendar.dates if not each.measures]
    parts = [bold(texts("button-dates"))]
    for key, group in (("dates-ours", ours), ("dates-others", others)):
        if group:
            items = [f"{_when(each)} — {escape(each.name[at.language])}" for each in group]
            parts.append(f"<i>{escape(texts(key))}</i>\n" + "\n".join(items))
    return framed(at, "\n\n".join(parts), back=button_to(at, "programme"))


def _when(each: AwarenessDate) -> str:
    return " – ".join(
        ".".join(reversed(part.split("-"))) for part in (each.starts, each.ends) if part
    )
