"""From a button to its screen. A button lives for ever: what it names may be gone from data/ by
now, and then the nearest screen that still exists opens."""

from collections.abc import Callable
from typing import Any

from bot.chat.buttons import Press
from bot.chat.screen import Screen
from bot.help import checks, lines, public, screens, topics
from bot.help.moment import Moment
from bot.help.presses import (
    About,
    ChooseLanguage,
    Line,
    Lines,
    Local,
    More,
    MoreTips,
    OpenCheck,
    OpenTopic,
    Rescue,
    ShowMeasure,
    ShowProgramme,
)


def open_press(at: Moment, press: Press) -> Screen:
    """Return the screen that a button asks for; the first screen for what is gone."""
    draw = _DRAWERS.get(type(press))
    return screens.home(at) if draw is None else draw(press, at)


def _rescue(press: Rescue, at: Moment) -> Screen:
    return screens.rescue(at)


def _lines(press: Lines, at: Moment) -> Screen:
    return lines.lines(at, press.only)


def _line(press: Line | Local, at: Moment) -> Screen:
    contact = at.content.contacts.get(press.contact)
    if contact is None:
        return lines.lines(at, "all")
    return lines.card(at, contact)


def _topic(press: OpenTopic, at: Moment) -> Screen:
    topic = at.content.topics.get(press.topic)
    if topic is None:
        return screens.home(at)
    page = next((page for page in topic.pages if page.id == press.page), topic.pages[0])
    return topics.page(at, topic, page)


def _check(press: OpenCheck, at: Moment) -> Screen:
    check = at.content.checks.get(press.check)
    if check is None:
        return screens.home(at)
    answers = press.answers if checks.fits(check, press.answers) else ""
    return checks.step(at, check, answers)


def _local(press: Local, at: Moment) -> Screen:
    if press.contact:
        return _line(press, at)
    return public.local(at)


def _programme(press: ShowProgramme, at: Moment) -> Screen:
    if press.part == "who":
        return public.executors(at)
    if press.part == "dates":
        return public.dates(at)
    return public.programme(at)


def _measure(press: ShowMeasure, at: Moment) -> Screen:
    measure = next((each for each in at.content.measures if each.id == press.measure), None)
    if measure is None:
        return public.programme(at)
    return public.measure(at, measure)


def _more(press: More, at: Moment) -> Screen:
    return screens.more(at)


def _more_tips(press: MoreTips, at: Moment) -> Screen:
    return screens.more_tips(at)


def _about(press: About, at: Moment) -> Screen:
    draw = screens.traces if press.part == "traces" else screens.about
    return draw(at)


def _language(press: ChooseLanguage, at: Moment) -> Screen:
    return screens.languages(at)


_DRAWERS: dict[type[Press], Callable[[Any, Moment], Screen]] = {
    More: _more,
    MoreTips: _more_tips,
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
