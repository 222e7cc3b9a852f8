"""What a coordinator decides by lists: whom to call, which rule rests, whom to remind now."""

from collections.abc import Iterable
from html import escape

from bot.chat.screen import Screen
from bot.content.models import Rule
from bot.reminders import presses
from bot.reminders.notices import Told
from bot.reminders.overseeing import Unreached
from bot.reporting.sheet import Rows, Sheet, cut, drawn, units

CALLED = 25  # people on one screen
NAME = 24  # characters of a name on a button, or in a list


def calls(sheet: Sheet, unreached: Iterable[Unreached]) -> Screen:
    """Return whom to call, with the numbers."""
    lines = []
    for each in [*unreached][:CALLED]:
        why = sheet.content.staff(f"calls-why-{each.why}")
        place = sheet.organisation(each.organisation) if each.organisation else "–"
        if each.person is None:
            lines.append(sheet.said("calls-organisation", organisation=place, why=why))
            continue
        phone = each.person.phone or sheet.content.staff("calls-no-phone")
        lines.append(
            sheet.said(
                "calls-line",
                name=cut(each.person.name, NAME),
                organisation=place,
                why=why,
                phone=phone,
            )
        )
    body = "\n".join(lines) or sheet.said("calls-none")
    return drawn([sheet.bold("calls-title"), body], back(sheet))


def rules(sheet: Sheet, rules: Iterable[Rule], paused: frozenset[str]) -> Screen:
    """Return the rules, each with its switch."""
    lines, rows = [], []
    for each in rules:
        name = rule_name(sheet, each.id)
        who = sheet.content.staff(f"rules-to-{each.to}")
        state = sheet.content.staff("rules-paused" if each.id in paused else "rules-going")
        lines.append(sheet.said("rules-line", name=name, who=who, state=state))
        key = "rules-resume" if each.id in paused else "rules-pause"
        press = presses.Pause(each.id, int(each.id not in paused))
        rows.append((sheet.button(press, key, name=name),))
    parts = [sheet.bold("rules-title"), "\n".join(lines), sheet.said("rules-intro")]
    return drawn(parts, [*rows, *back(sheet)])


def these(sheet: Sheet, told: tuple[Told, ...], press: presses.RemindThese) -> Screen:
    """Return what would be sent, to how many, and the button that sends it."""
    if not told:
        return drawn([sheet.bold("these-none")], back(sheet))
    names = ", ".join(each.name for each in told)
    parts = [
        sheet.bold("these-title", count=len(told)),
        escape(cut(names, 600)),
        sheet.said("these-text"),
        f"<blockquote>{told[0].text}</blockquote>" if units(told[0].text) < 3000 else "",
    ]
    sure = presses.RemindThese(press.organisation, press.year, 1)
    return drawn(parts, [(sheet.button(sure, "these-send"),), *back(sheet)])


def these_sent(sheet: Sheet, count: int) -> Screen:
    """Return the confirmation."""
    return drawn([sheet.bold("these-sent", count=count)], back(sheet))


def back(sheet: Sheet) -> Rows:
    """Return the ways back: to reminders, to the desk."""
    return ((sheet.button(presses.Reminders(), "reminders-back"),), (sheet.desk(),))


def rule_name(sheet: Sheet, rule: str) -> str:
    """Return what a rule is called; its id where nobody has named it."""
    words = sheet.content.staff
    return words(f"rule-{rule}") if f"rule-{rule}" in words else rule
