"""What coordinators see of announcements: the days that come, one draft, its publication."""

from collections.abc import Iterable
from datetime import date

from bot.chat.screen import Button, Screen
from bot.content.models import AwarenessDate
from bot.errors import WrongInput
from bot.exports.poster import Poster
from bot.reminders.announcement_presses import (
    AnnouncementPicture,
    Announcements,
    BeginAnnouncement,
    ChangeAnnouncement,
    Publish,
    SettleAnnouncement,
)
from bot.reminders.announcing import Drafted, Offered, span
from bot.reporting.sheet import Sheet, cut, drawn

TEXT_SHOWN = 3000  # characters of a draft on its screen


def offered(sheet: Sheet, days: Iterable[Offered], channel: str | None) -> Screen:
    """Return the list of days that have an announcement."""
    rows, parts = [], [sheet.bold("announce-title"), sheet.said("announce-about")]
    for each in days:
        state = each.drafted.state if each.drafted else "none"
        parts.append(
            f"{sheet.plain(when(sheet, each.starts, each.ends))} — "
            f"{sheet.plain(each.day.name.uk)}: {sheet.said(f'announce-state-{state}')}"
        )
        label = cut(f"{each.starts:%d.%m} {each.day.name.uk}", 34)
        rows.append([Button(label, BeginAnnouncement(each.day.id, each.starts.year))])
    if not rows:
        parts.append(sheet.said("announce-none"))
    if channel is None:
        parts.append(sheet.said("announce-no-channel"))
    return drawn(parts, [*rows, [sheet.desk()]])


def draft(
    sheet: Sheet, day: AwarenessDate, each: Drafted, channel: str | None, note: str = ""
) -> Screen:
    """Return one announcement with what can be done about it now."""
    starts, ends = span(day, each.year)
    parts = [
        note,
        f"<b>{sheet.plain(day.name.uk)}</b>\n{sheet.plain(when(sheet, starts, ends))}",
        sheet.said(f"announce-is-{each.state}", channel=channel or ""),
        f"<blockquote>{sheet.plain(cut(each.text, TEXT_SHOWN))}</blockquote>",
    ]
    picture = sheet.button(AnnouncementPicture(each.id), "announce-picture")
    rows = [[picture]]
    if each.state == "draft":
        rows.append([sheet.button(ChangeAnnouncement(each.id, each.version), "announce-change")])
        if channel is None:
            parts.append(sheet.said("announce-no-channel"))
        else:
            rows.append([sheet.button(Publish(each.id, each.version, 0), "announce-publish")])
    elif each.state == "publishing":
        for there, key in ((1, "announce-is-there"), (0, "announce-not-there")):
            rows.append([sheet.button(SettleAnnouncement(each.id, each.version, there), key)])
    rows.append([sheet.button(Announcements(), "announce-all")])
    return drawn(parts, [*rows, [sheet.desk()]])


def question(sheet: Sheet, day: AwarenessDate, each: Drafted, channel: str) -> Screen:
    """Return the question before publishing: it cannot be taken back from here."""
    parts = [
        sheet.bold("announce-sure", channel=channel),
        f"<blockquote>{sheet.plain(cut(each.text, TEXT_SHOWN))}</blockquote>",
    ]
    yes = sheet.button(Publish(each.id, each.version, 1), "announce-yes")
    no = sheet.button(BeginAnnouncement(day.id, each.year), "announce-no")
    return drawn(parts, [[yes], [no], [sheet.desk()]])


def typing(sheet: Sheet, day: AwarenessDate, each: Drafted, wrong: WrongInput | None) -> Screen:
    """Return the question for another text, under one line where the last one did not fit."""
    parts = [
        sheet.wrong(wrong) if wrong else "",
        sheet.bold("announce-type"),
        f"<blockquote>{sheet.plain(cut(each.text, TEXT_SHOWN))}</blockquote>",
    ]
    back = sheet.button(BeginAnnouncement(day.id, each.year), "announce-no")
    return drawn(parts, [[back], [sheet.desk()]])


def poster_of(sheet: Sheet, day: AwarenessDate, year: int, link: str) -> Poster:
    """Return what stands on the picture of a day's announcement."""
    content = sheet.content
    model = content.announcements[day.id]
    contacts = [content.contacts[id_] for id_ in model.lines]
    return Poster(
        day=when(sheet, *span(day, year)),
        name=day.name.uk,
        message=model.picture,
        lines=tuple((each.numbers[0].show, each.name.uk) for each in contacts),
        link=link,
        link_label=content.staff("announce-guide"),
        community=content.town.council.uk,
    )


def when(sheet: Sheet, starts: date, ends: date) -> str:
    """Return «25 листопада – 10 грудня», or the single day."""
    words = sheet.content.staff
    first, last = (
        words("announce-day", day=each.day, month=words(f"announce-month-{each.month}"))
        for each in (starts, ends)
    )
    return first if starts == ends else f"{first} – {last}"
