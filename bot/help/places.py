"""Places: the names by which data points from one screen to another.

`rights` opens a topic, `rights/court-order` one of its pages, `lines:legal` the lines under a
filter, `check:violence` a check; `local`, `programme`, `dates`, `sos`, `privacy`, `traces`,
`lang`, `home` and `hide` are screens of their own.
"""

from collections.abc import Callable

from bot.chat.buttons import Press
from bot.chat.screen import Button
from bot.help.moment import Moment
from bot.help.presses import (
    About,
    ChooseLanguage,
    Hide,
    Home,
    Lines,
    Local,
    More,
    OpenCheck,
    OpenTopic,
    Rescue,
    ShowProgramme,
)

SCREENS: dict[str, tuple[str, Callable[[str], Press]]] = {
    "home": ("button-home", Home),
    "more": ("button-more", More),
    "sos": ("button-rescue", Rescue),
    "hide": ("button-hide", Hide),
    "lines": ("button-lines", lambda language: Lines(language, "all")),
    "local": ("button-local", lambda language: Local(language, "")),
    "programme": ("button-programme", lambda language: ShowProgramme(language, "")),
    "dates": ("button-dates", lambda language: ShowProgramme(language, "dates")),
    "privacy": ("button-about", lambda language: About(language, "")),
    "traces": ("button-traces", lambda language: About(language, "traces")),
    "lang": ("button-language", ChooseLanguage),
}
FILTERS = ("all", "silent", "children", "abroad", "legal", "psychological")


def button_to(at: Moment, place: str) -> Button:
    """Return the button that opens a place; raises KeyError for a place that does not exist."""
    texts = at.texts
    if place in SCREENS:
        key, press = SCREENS[place]
        return Button(texts(key), press(at.language))
    head, _, tail = place.partition(":")
    if head == "lines" and tail in FILTERS:
        return Button(texts(f"filter-{tail}"), Lines(at.language, tail))
    if head == "check":
        return Button(at.content.checks[tail].title[at.language], OpenCheck(at.language, tail, ""))
    topic_id, _, page_id = place.partition("/")
    topic = at.content.topics[topic_id]
    if not page_id:
        return Button(
            topic.title[at.language], OpenTopic(at.language, topic.id, topic.pages[0].id)
        )
    page = next((page for page in topic.pages if page.id == page_id), None)
    if page is None:
        raise KeyError(place)
    return Button(page.title[at.language], OpenTopic(at.language, topic.id, page.id))
