"""«Мої заходи»: the measures of an organisation, the events of one, one event."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.chat.buttons import Press
from bot.chat.screen import Button, Screen
from bot.reporting.answers import Entry
from bot.reporting.files_store import StoredFile
from bot.reporting.presses import (
    AddEvent,
    ChangeEntry,
    MeasureEntries,
    Measures,
    OpenDuty,
    OpenEntry,
    RemoveEntry,
)
from bot.reporting.reports import DutyStanding
from bot.reporting.sheet import (
    LABEL,
    Rows,
    Sheet,
    beside,
    cut,
    day,
    drawn,
    paged,
    quoted,
    thousands,
)

NAME, NAMES = 60, 300  # characters of a file's name, of all names on one screen
SHOWN_TEXT = 3000  # characters of an event's text on its own screen


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose events are looked at: one organisation's, of one year."""

    organisation: str
    year: int
    years: tuple[int, ...] = ()  # that can be looked at
    own: bool = True


def measures(sheet: Sheet, whose: Whose, standings: Sequence[DutyStanding], page: int) -> Screen:
    """Return the measures, each with the number of its events."""
    shown, page, pages = paged(standings, page)
    title = (
        sheet.bold("measures-title", year=whose.year)
        if whose.own
        else sheet.bold(
            "measures-title-of", name=sheet.organisation(whose.organisation), year=whose.year
        )
    )
    body = (
        sheet.said("measures-intro") if standings else sheet.said("measures-none", year=whose.year)
    )
    rows = [(Button(_counted(sheet, each), _entries(whose, each.duty.measure)),) for each in shown]

    def at(number: int) -> Press:
        return Measures(whose.organisation, whose.year, number)

    others = years(sheet, whose, lambda year: Measures(whose.organisation, year, 0))
    return drawn((title, body), [*rows, turning(sheet, page, pages, at), *others, _desk(sheet)])


def _counted(sheet: Sheet, standing: DutyStanding) -> str:
    mark = f"{standing.entries} · " if standing.entries else ""
    return cut(mark + sheet.measure(standing.duty.measure), LABEL)


def _entries(whose: Whose, measure: str) -> Press:
    return MeasureEntries(whose.organisation, whose.year, measure, 0)


def _desk(sheet: Sheet) -> tuple[Button, ...]:
    return (sheet.desk(),)


def years(sheet: Sheet, whose: Whose, press: Callable[[int], Press]) -> Rows:
    """Return the buttons of the other years that can be looked at."""
    return beside(
        [
            sheet.button(press(each), "measures-other-year", year=each)
            for each in whose.years
            if each != whose.year
        ]
    )


def turning(
    sheet: Sheet, page: int, pages: int, press: Callable[[int], Press]
) -> tuple[Button, ...]:
    """Return the buttons to the pages before and after, where there are any."""
    row = []
    if page > 0:
        row.append(sheet.button(press(page - 1), "page-before"))
    if page < pages - 1:
        row.append(sheet.button(press(page + 1), "page-after"))
    return tuple(row)


def entries(
    sheet: Sheet,
    whose: Whose,
    measure: str,
    listed: Sequence[Entry],
    page: int,
    note: str = "",
) -> Screen:
    """Return the events of one measure, newest first."""
    shown, page, pages = paged(listed, page)
    count = sheet.said("entries-count" if listed else "entries-none", count=len(listed))
    parts = (
        sheet.said(note) if note else "",
        f"<b>{sheet.said_name(measure)}</b>",
        count,
    )
    rows = [
        (
            sheet.button(
                OpenEntry(whose.organisation, whose.year, each.id),
                "entry-button",
                date=f"{each.held_on:%d.%m}",
                text=cut(one_line(each.text), LABEL),
            ),
        )
        for each in shown
    ]

    def at(number: int) -> Press:
        return MeasureEntries(whose.organisation, whose.year, measure, number)

    below = (
        (sheet.button(OpenDuty(whose.organisation, whose.year, measure), "desk-report"),),
        (
            sheet.button(Measures(whose.organisation, whose.year, 0), "draft-back"),
            sheet.desk(),
        ),
    )
    return drawn(parts, [*rows, turning(sheet, page, pages, at), *below])


def one_line(text: str) -> str:
    """Return a text without its line breaks."""
    return " ".join(text.split())


def entry(sheet: Sheet, whose: Whose, told: Entry, files: Sequence[StoredFile]) -> Screen:
    """Return one event in full, with what can be done to it."""
    lines = entry_lines(sheet, told, files)
    rows = (
        (
            sheet.button(ChangeEntry(told.id), "entry-change"),
            sheet.button(_removal(whose, told, 0), "entry-remove"),
        ),
        (
            sheet.button(_entries(whose, told.measure), "draft-back"),
            sheet.desk(),
        ),
    )
    title = sheet.bold("entry-title", date=told.held_on)
    return drawn((title, lines), rows)


def entry_lines(sheet: Sheet, told: Entry, files: Sequence[StoredFile]) -> str:
    """Return what an event says, one line each."""
    people = str(told.people) if told.people is not None else sheet.said("not-said")
    lines = [
        line(sheet, "measure", sheet.said_name(told.measure)),
        line(sheet, "text", quoted(told.text, SHOWN_TEXT)),
        line(sheet, "people", people),
        line(sheet, "money", money(sheet, told.money)),
        line(sheet, "files", named_files(sheet, files)),
    ]
    if told.on_behalf:
        lines.append(f"<i>{sheet.said('entry-on-behalf')}</i>")
    return "\n".join(lines)


def line(sheet: Sheet, step: str, answer: str) -> str:
    """Return one line of an overview; `answer` is HTML."""
    return f"<b>{sheet.said(f'line-{step}')}:</b> {answer}"


def money(sheet: Sheet, hryvnias: int | None) -> str:
    """Return what an event has cost, in words without anybody's markup."""
    if hryvnias is None:
        return sheet.content.staff("not-said")
    if hryvnias == 0:
        return sheet.content.staff("money-none")
    return sheet.content.staff("money-sum", thousands=thousands(hryvnias))


def named_files(sheet: Sheet, files: Sequence[StoredFile]) -> str:
    """Return how many files there are and what they are called, as HTML."""
    count = sheet.said("files-count", count=len(files))
    names = ", ".join(cut(each.name, NAME) for each in files)
    return f"{count}: {quoted(names, NAMES)}" if names else count


def removing(sheet: Sheet, whose: Whose, told: Entry) -> Screen:
    """Return the question whether an event is really to be removed."""
    parts = (
        sheet.bold("entry-remove-sure"),
        f"{day(told.held_on)}: {quoted(told.text, 300)}",
    )
    back = OpenEntry(whose.organisation, whose.year, told.id)
    rows = (
        (sheet.button(_removal(whose, told, 1), "entry-remove-yes"),),
        (sheet.button(back, "entry-remove-no"),),
        _desk(sheet),
    )
    return drawn(parts, rows)


def _removal(whose: Whose, told: Entry, sure: int) -> Press:
    return RemoveEntry(whose.organisation, whose.year, told.id, told.version, sure)


def add_button(sheet: Sheet, organisation: str) -> Button:
    """Return the way to the next event."""
    return sheet.button(AddEvent(organisation), "event-more")
