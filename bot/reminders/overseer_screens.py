"""What a coordinator sees of reminders: what goes out, what became of it, whom to call."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from html import escape, unescape

from bot.chat.screen import Button, Screen
from bot.people.rules import Person
from bot.reminders import presses
from bot.reminders.notices import Notice, State, Told
from bot.reminders.overseer_lists import NAME, back, rule_name
from bot.reporting.sheet import TEXT_UNITS, Sheet, beside, cut, drawn, paged, units

DAY = timedelta(days=1)
ON_A_PAGE = 3  # people of a dry run, each with the whole text
LOGGED = 8
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first screen tells in numbers."""

    sums: Mapping[State, int]
    unsure: int  # messages
    calls: int


@dataclass(frozen=True, slots=True)
class OverseerScreens:
    """Draws the coordinator's screens."""

    sheet: Sheet
    zone: tzinfo

    def home(self, overview: Overview, line: str = "") -> Screen:
        """Return «Нагадування»."""
        sheet, sums = self.sheet, overview.sums
        unsure = overview.unsure
        parts = [line, sheet.bold("reminders-title"), sheet.said("reminders-intro")]
        parts.append(
            sheet.said(
                "reminders-sums",
                sent=sums[State.SENT],
                open=sums[State.PLANNED] + sums[State.POSTPONED] + sums[State.SENDING],
                failed=sums[State.BLOCKED] + sums[State.FAILED],
                uncertain=sums[State.UNCERTAIN],
                missed=sums[State.MISSED],
            )
        )
        rows: list[tuple[Button, ...]] = []
        if unsure:
            parts.append(sheet.said("reminders-decide", count=unsure))
            press = presses.Log(State.UNCERTAIN.value, 0)
            rows.append((sheet.button(press, "reminders-button-uncertain", count=unsure),))
        if overview.calls:
            parts.append(sheet.said("reminders-calls", count=overview.calls))
            told = sheet.button(presses.Calls(), "reminders-button-calls", count=overview.calls)
            rows.append((told,))
        rows.append((sheet.button(presses.Preview("", 0), "reminders-button-preview"),))
        rows += beside(
            [
                sheet.button(presses.AskDay(), "reminders-button-day"),
                sheet.button(presses.Log("", 0), "reminders-button-log"),
                sheet.button(presses.Rules(), "reminders-button-rules"),
            ]
        )
        rows.append((sheet.button(presses.RemindThese("", 0, 0), "reminders-button-these"),))
        return drawn(parts, [*rows, (sheet.desk(),)])

    def preview(self, day: date, told: tuple[Told, ...], page: int, *, works: bool) -> Screen:
        """Return what goes out on a day."""
        sheet = self.sheet
        shown, page, pages = paged(told, page, ON_A_PAGE)
        parts = [sheet.bold("preview-title", day=day)]
        if not told:
            parts.append(sheet.said("preview-none" if works else "preview-off"))
        room = (TEXT_UNITS - 500) // max(len(shown), 1)
        for each in shown:
            rules = ", ".join(rule_name(self.sheet, rule) for rule in each.rules)
            head = f"<b>{escape(each.name)}</b>\n{sheet.said('preview-rules', rules=rules)}"
            text = escape(cut(_plain(each.text), room - units(head) - 100), quote=False)
            parts.append(f"{head}\n<blockquote expandable>{text}</blockquote>")
        if told:
            parts.append(sheet.said("preview-now"))
        turns = []
        if page:
            turns.append(sheet.button(presses.Preview(day.isoformat(), page - 1), "log-before"))
        if page + 1 < pages:
            turns.append(sheet.button(presses.Preview(day.isoformat(), page + 1), "page-after"))
        days = [
            self._day(day - DAY, "preview-before"),
            self._day(day + DAY, "preview-after"),
        ]
        ask = sheet.button(presses.AskDay(), "reminders-button-day")
        return drawn(parts, [*beside(turns), *beside(days), (ask,), *back(self.sheet)])

    def ask_day(self, today: date, line: str = "") -> Screen:
        """Return the question for a day; today is the example."""
        question = self.sheet.bold("preview-ask-day", example=f"{today:%d.%m.%Y}")
        return drawn([line, question], back(self.sheet))

    def log(
        self,
        state: State | None,
        found: tuple[Notice, ...],
        count: int,
        page: int,
        staff: Mapping[int, Person],
    ) -> Screen:
        """Return a page of the log."""
        sheet = self.sheet
        title = sheet.bold("log-title")
        if state:
            title = sheet.bold("log-title-state", state=self._state(state))
        lines = [
            sheet.said(
                "log-line",
                day=each.day,
                name=_name(staff, each.receiver),
                rule=rule_name(self.sheet, each.rule),
                state=self._state(each.state),
            )
            for each in found
        ]
        rows: list[tuple[Button, ...]] = []
        for each in found:
            name = cut(_name(staff, each.receiver), NAME)
            press = presses.OpenNotice(each.id)
            rows.append((sheet.button(press, "log-button", day=each.day, name=name),))
        chosen = state.value if state else ""
        turns = []
        if page:
            turns.append(sheet.button(presses.Log(chosen, page - 1), "log-before"))
        if (page + 1) * LOGGED < count:
            turns.append(sheet.button(presses.Log(chosen, page + 1), "log-after"))
        if state:
            turns.append(sheet.button(presses.Log("", 0), "log-all"))
        body = "\n".join(lines) or sheet.said("log-none")
        return drawn([title, body], [*rows, *beside(turns), *back(self.sheet)])

    def one(self, notice: Notice, staff: Mapping[int, Person], line: str = "") -> Screen:
        """Return one notice, and what can be decided about it."""
        sheet = self.sheet
        facts = [sheet.said("one-person", name=_name(staff, notice.receiver))]
        if notice.person != notice.receiver:
            facts.append(sheet.said("one-meant", name=_name(staff, notice.person)))
        facts.append(sheet.said("one-rule", rule=rule_name(self.sheet, notice.rule)))
        facts.append(sheet.said("one-state", state=self._state(notice.state)))
        if notice.changed_at:
            moment = f"{notice.changed_at.astimezone(self.zone):%d.%m.%Y %H:%M}"
            facts.append(sheet.said("one-moment", moment=moment))
        facts.append(sheet.said("one-attempts", count=notice.attempts))
        parts = [line, sheet.bold("one-title", day=notice.day), "\n".join(facts)]
        rows: list[tuple[Button, ...]] = []
        if notice.state is State.UNCERTAIN:
            parts.append(sheet.said("one-uncertain"))
            rows += beside(
                [
                    sheet.button(presses.Settle(notice.id, 1), "one-came"),
                    sheet.button(presses.Settle(notice.id, 0), "one-again"),
                ]
            )
        if notice.state is State.BLOCKED:
            receiver = staff.get(notice.receiver)
            phone = receiver.phone if receiver and receiver.phone else None
            parts.append(sheet.said("one-blocked", phone=phone or self._no_phone()))
        back = sheet.button(presses.Log("", 0), "reminders-button-log")
        return drawn(parts, [*rows, (back,), (sheet.desk(),)])

    def _day(self, day: date, key: str) -> Button:
        return self.sheet.button(presses.Preview(day.isoformat(), 0), key, day=day)

    def _state(self, state: State) -> str:
        return self.sheet.content.staff(f"notice-state-{state}")

    def _no_phone(self) -> str:
        return self.sheet.content.staff("one-no-phone")


def _plain(text: str) -> str:
    return unescape(_TAG.sub("", text))  # without markup it can be cut anywhere


def _name(staff: Mapping[int, Person], id_: int) -> str:
    return staff[id_].name if id_ in staff else "–"
