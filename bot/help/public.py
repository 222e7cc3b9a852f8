"""The community's services and its programme: public information, from the same data as the
duties of the executors."""

from html import escape

from bot.chat.screen import Button, Screen
from bot.content.loader import Content
from bot.content.models import AwarenessDate, Language, Measure, Section
from bot.help.frame import Rows, bold, columns, filled, framed, paired
from bot.help.places import button_to
from bot.help.presses import Local, ShowMeasure, ShowProgramme

_NUMBER_WIDTH = 5  # measure numbers in a row of buttons


def local(content: Content, language: Language) -> Screen:
    """Return the community's services and what each does."""
    texts = content.texts[language]
    services = [contact for contact in content.contacts.values() if contact.kind == "local"]
    items = [
        f"<b>{escape(service.name[language])}</b>\n{filled(content, service.what_for[language])}"
        for service in services
    ]
    head = f"{bold(texts('local-title', town=content.town.name[language]))}\n"
    unknown = any(not service.numbers for service in services)
    head += escape(texts("local-unknown" if unknown else "local-intro"))
    buttons = [
        Button(service.name[language], Local(language, service.id)) for service in services
    ]
    return framed(content, language, "\n\n".join([head, *items]), columns(buttons, 1))


def programme(content: Content, language: Language) -> Screen:
    """Return what the programme is, with ways to its measures, its executors and its dates."""
    texts = content.texts[language]
    what = content.programme
    body = "\n\n".join(
        [
            f"{bold(texts('programme-title'))}\n{filled(content, what.about[language])}",
            escape(
                texts(
                    "programme-decision",
                    number=str(what.decision.number),
                    date=f"{what.decision.date:%d.%m.%Y}",
                    first=str(what.years[0]),
                    last=str(what.years[-1]),
                    measures=len(content.measures),
                )
            ),
        ]
    )
    sections = [
        Button(section.short[language], ShowProgramme(language, section.id))
        for section in what.sections
    ]
    rows: Rows = (
        *columns(sections, 1),
        (
            Button(texts("button-who"), ShowProgramme(language, "who")),
            button_to(content, language, "dates"),
        ),
    )
    return framed(content, language, body, rows)


def section(content: Content, language: Language, shown: Section) -> Screen:
    """Return a section's directions and measures, with a button for each measure."""
    parts = [bold(shown.short[language])]
    buttons = []
    for direction in shown.directions:
        items = [f"{measure.id}. {measure.short[language]}" for measure in direction.measures]
        parts.append(f"<i>{escape(direction.short[language])}</i>\n{escape(chr(10).join(items))}")
        buttons += [
            Button(measure.id, ShowMeasure(language, measure.id)) for measure in direction.measures
        ]
    return framed(
        content,
        language,
        "\n\n".join(parts),
        columns(buttons, _NUMBER_WIDTH),
        back=button_to(content, language, "programme"),
    )


def measure(content: Content, language: Language, shown: Measure) -> Screen:
    """Return one row of Annex 1 as the council wrote it, and who answers for it."""
    texts = content.texts[language]
    organisations = {each.id: each for each in content.organisations.organisations}
    who = ", ".join(organisations[id_].short[language] for id_ in shown.executors)
    body = "\n\n".join(
        [
            f"{bold(f'{shown.id}. {shown.short[language]}')}\n{escape(shown.title)}",
            f"{bold(texts('measure-term'))} {escape(shown.term.text)}",
            f"{bold(texts('measure-who'))} {escape(who)}",
            f"{bold(texts('measure-money'))} {escape(shown.money)}",
            f"{bold(texts('measure-result'))} {escape(shown.result)}",
        ]
    )
    back = ShowProgramme(language, shown.id.partition(".")[0])
    return framed(
        content, language, body, back=Button(texts("button-to-measures"), back)
    )


def executors(content: Content, language: Language) -> Screen:
    """Return who carries the programme out, who coordinates it and who controls it."""
    texts = content.texts[language]
    counts = {
        each.id: sum(each.id in measure_.executors for measure_ in content.measures)
        for each in content.organisations.organisations
    }
    items = [
        f"• {escape(each.name)} — {escape(texts('measures-count', count=counts[each.id]))}"
        for each in content.organisations.organisations
    ]
    control = content.organisations.control
    controls = [f"{bold(texts('programme-controls'))} {escape('; '.join(control.controls))}"]
    body = "\n\n".join([bold(texts("button-who")), "\n".join(items), *controls])
    return framed(content, language, body, back=button_to(content, language, "programme"))


def dates(content: Content, language: Language) -> Screen:
    """Return the awareness dates, those of the programme's measures first, in the year's order."""
    texts = content.texts[language]
    ours = [each for each in content.calendar.dates if each.measures]
    others = [each for each in content.calendar.dates if not each.measures]
    parts = [bold(texts("button-dates"))]
    for key, group in (("dates-ours", ours), ("dates-others", others)):
        if group:
            items = [f"{_when(each)} — {escape(each.name[language])}" for each in group]
            parts.append(f"<i>{escape(texts(key))}</i>\n" + "\n".join(items))
    return framed(
        content, language, "\n\n".join(parts), back=button_to(content, language, "programme")
    )


def _when(each: AwarenessDate) -> str:
    return " – ".join(
        ".".join(reversed(part.split("-"))) for part in (each.starts, each.ends) if part
    )


