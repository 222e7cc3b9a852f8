"""Announcements against the rest of data/: the day, the topic and the numbers must exist, and no
number stands in the text by itself, where it would grow old unseen."""

from collections.abc import Iterator

from bot.content.draft import Draft
from bot.content.findings import Finding
from bot.content.numbers import PLACEHOLDER, WrittenOut, unfillable

FILE = "announcements.yaml"


def wrong_announcements(draft: Draft) -> Iterator[Finding]:
    """Yield every fault between announcements.yaml and the files that it refers to."""
    if draft.announcements is None or draft.calendar is None:
        return
    days = {each.id for each in draft.calendar.dates}
    written = WrittenOut(draft.contacts)
    for each in draft.announcements.announcements:
        at = f"announcements[{each.date}]"
        if each.date not in days:
            yield Finding(FILE, f"{at}.date", f"{each.date!r} is not a date of calendar.yaml")
        if each.topic not in draft.topics and each.topic not in draft.broken:
            yield Finding(FILE, f"{at}.topic", f"{each.topic!r} is not in topics/")
        for id_ in (*each.lines, *PLACEHOLDER.findall(each.text)):
            why = unfillable(draft.contacts, draft.broken, id_)
            if why:
                yield Finding(FILE, at, f"{id_!r}: {why}")
        for told in written.told(f"{each.picture} {each.text}"):
            yield Finding(FILE, at, told)
