"""«За організацію»: a coordinator enters for one that may not use Telegram."""

from bot.chat.screen import Button, Screen
from bot.reporting.coordinator_presses import OnBehalf
from bot.reporting.presses import AddEvent, Measures, Submitted, YearReport
from bot.reporting.sheet import Sheet, drawn


def whom(sheet: Sheet, year: int, *, open_year: bool) -> Screen:
    """Return the choice of an organisation."""
    rows = [
        (Button(each.short.uk, OnBehalf(year, each.id)),)
        for each in sheet.content.organisations.organisations
    ]
    parts = [sheet.bold("behalf-title"), sheet.said("behalf-intro")]
    if not open_year:
        parts.append(sheet.said("board-read-only"))
    return drawn(parts, [*rows, (sheet.desk(),)])


def what(sheet: Sheet, year: int, organisation: str, *, open_year: bool) -> Screen:
    """Return what can be entered for an organisation, or seen."""
    name = sheet.organisation(organisation)
    parts = [sheet.bold("behalf-of", name=name), sheet.said("behalf-what")]
    ways = [
        sheet.button(YearReport(organisation, year, "", 0), "desk-report"),
        sheet.button(Measures(organisation, year, 0), "behalf-entries"),
        sheet.button(Submitted(organisation, year, 0), "desk-submitted"),
    ]
    if open_year:
        ways.insert(0, sheet.button(AddEvent(organisation), "desk-add-event"))
    else:
        parts.append(sheet.said("board-read-only"))
    back = (sheet.button(OnBehalf(year, ""), "behalf-other"), sheet.desk())
    return drawn(parts, [*((each,) for each in ways), back])
