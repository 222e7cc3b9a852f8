"""What somebody sees after pressing a button of a notice: a choice, a question, a confirmation."""

from collections.abc import Iterable
from datetime import date

from bot.chat.screen import Button, Screen
from bot.reminders import presses
from bot.reminders.rules import Owed
from bot.reporting.answers import Status
from bot.reporting.sheet import Sheet, drawn

EXCUSES = (Status.NOT_YET, Status.OBSOLETE)
CHOICES = 22  # as many measures as Annex 1 has


def later(sheet: Sheet, day: date) -> Screen:
    """Return the promise to remind again on a day."""
    return drawn([sheet.bold("notice-again-on", day=day)], [(sheet.desk(),)])


def choose_nothing(sheet: Sheet, head: int, owed: Iterable[Owed]) -> Screen:
    """Return the question of which measure there is nothing to report."""
    rows: list[tuple[Button, ...]] = []
    for each in [*owed][:CHOICES]:
        press = presses.Nothing(head, each.organisation, each.year, each.measure, "")
        rows.append((sheet.button(press, "notice-open", measure=sheet.numbered(each.measure)),))
    key = "nothing-choose" if rows else "nothing-none"
    return drawn([sheet.bold(key)], [*rows, (sheet.desk(),)])


def why_nothing(sheet: Sheet, press: presses.Nothing) -> Screen:
    """Return the question why: its time has not come, or it is out of date."""
    rows = [
        (
            sheet.button(
                presses.Nothing(
                    press.notice, press.organisation, press.year, press.measure, status.value
                ),
                f"nothing-{status}",
            ),
        )
        for status in EXCUSES
    ]
    title = sheet.bold("nothing-why", measure=sheet.numbered(press.measure))
    return drawn([title], [*rows, (sheet.desk(),)])


def reason(sheet: Sheet, measure: str, line: str = "") -> Screen:
    """Return the question for the reason, under a line about what was wrong with the last."""
    title = sheet.said("nothing-reason", measure=sheet.numbered(measure))
    return drawn([line, title], [(sheet.desk(),)])


def nothing_noted(sheet: Sheet) -> Screen:
    """Return the thanks."""
    return drawn([sheet.bold("nothing-done")], [(sheet.desk(),)])
