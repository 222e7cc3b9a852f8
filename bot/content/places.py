"""The places that data may point to in `see`; bot/help/places.py gives each its button."""

from collections.abc import Mapping

from bot.content.models import Check, Topic

SCREENS = frozenset(
    {
        "home",
        "more",
        "sos",
        "hide",
        "lines",
        "local",
        "programme",
        "dates",
        "privacy",
        "traces",
        "lang",
    }
)
FILTERS = frozenset({"all", "silent", "children", "abroad", "legal", "psychological"})


def places(topics: Mapping[str, Topic], checks: Mapping[str, Check]) -> frozenset[str]:
    """Return every place: screens, lines under a filter, topics, their pages, checks."""
    pages = {f"{topic.id}/{page.id}" for topic in topics.values() for page in topic.pages}
    return (
        SCREENS
        | {f"lines:{each}" for each in FILTERS}
        | {f"check:{each}" for each in checks}
        | pages
        | frozenset(topics)
    )
