"""From a button to its screen. A button lives for ever: what it names may be gone from data/ by
now, and then the nearest screen that still exists opens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.buttons import Press
from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.content.models import Language
from bot.help import checks, lines, public, screens, topics
from bot.help.presses import (
    About,
    ChooseLanguage,
    Line,
    Lines,
    Local,
    OpenCheck,
    OpenTopic,
    Rescue,
    ShowMeasure,
    ShowProgramme,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """For whom and when a screen is drawn."""

    content: Content
    language: Language
    now: datetime
    zone: ZoneInfo


def open_press(
    content: Content, press: Press, language: Language, now: datetime, zone: ZoneInfo
) -> Screen:
    """Return the screen that a button asks for; the first screen for what is gone."""
    draw = _DRAWERS.get(type(press))
    if draw is None:
        return screens.home(content, language)
    return draw(press, Moment(content, language, now, zone))


def _rescue(press: Rescue, at: Moment) -> Screen:
    return screens.rescue(at.content, at.language)


def _lines(press: Lines, at: Moment) -> Screen:
    return lines.lines(at.content, at.language, press.only, at.now, at.zone)


def _line(press: Line | Local, at: Moment) -> Screen:
    contact = at.content.contacts.get(press.contact)
    if contact is None:
        return lines.lines(at.content, at.language, "all", at.now, at.zone)
    return lines.card(at.content, at.language, contact, at.now, at.zone)


def _topic(press: OpenTopic, at: Moment) -> Screen:
    topic = at.content.topics.get(press.topic)
    if topic is None:
        return screens.home(at.content, at.language)
    page = next((page for page in topic.pages if page.id == press.page), topic.pages[0])
    return topics.page(at.content, at.language, topic, page)


def _check(press: OpenCheck, at: Moment) -> Screen:
    check = at.content.checks.get(press.check)
    if check is None:
        return screens.home(at.content, at.language)
    answers = press.answers if checks.fits(check, press.answers) else ""
    return checks.step(at.content, at.language, check, answers)


def _local(press: Local, at: Moment) -> Screen:
    if press.contact:
        return _line(press, at)
    return public.local(at.content, at.language)


def _programme(press: ShowProgramme, at: Moment) -> Screen:
    if press.part == "who":
        return public.executors(at.content, at.language)
    if press.part == "dates":
        return public.dates(at.content, at.language)
    sections = {section.id: section for section in at.content.programme.sections}
    if press.part in sections:
        return public.section(at.content, at.language, sections[press.part])
    return public.programme(at.content, at.language)


def _measure(press: ShowMeasure, at: Moment) -> Screen:
    measure = next((each for each in at.content.measures if each.id == press.measure), None)
    if measure is None:
        return public.programme(at.content, at.language)
    return public.measure(at.content, at.language, measure)


def _about(press: About, at: Moment) -> Screen:
    draw = screens.traces if press.part == "traces" else screens.about
    return draw(at.content, at.language)


def _language(press: ChooseLanguage, at: Moment) -> Screen:
    return screens.languages(at.content, at.language)


_DRAWERS: dict[type[Press], Callable[[Any, Moment], Screen]] = {
    Rescue: _rescue,
    Lines: _lines,
    Line: _line,
    OpenTopic: _topic,
    OpenCheck: _check,
    Local: _local,
    ShowProgramme: _programme,
    ShowMeasure: _measure,
    About: _about,
    ChooseLanguage: _language,
}
