"""The one message of a day: a paragraph for each thing that there is to tell, then the buttons.

It is made of what is owed when it is sent. Where all of it would not fit into one message, the
lists are cut and say how much is left; nothing is ever sent in two parts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from bot.chat.screen import Screen
from bot.people.rules import Person
from bot.reminders.notice_buttons import buttons
from bot.reminders.notices import ASKED
from bot.reminders.occasions import Occasion
from bot.reminders.rules import Line, Owed
from bot.reminders.saying import Saying
from bot.reminders.world import World
from bot.reporting.sheet import TEXT_UNITS, Sheet, units
from bot.reporting.term import Term

LISTED = (22, 12, 6, 3, 1)  # measures or organisations of a paragraph, the first that fits


@dataclass(frozen=True, slots=True)
class NoticeWording:
    """Makes notices; a bot.reminders.saying.Wording."""

    sheet: Sheet
    term: Term
    review_days: int
    returned_days: int

    def __call__(self, receiver: Person, said: tuple[Saying, ...], world: World) -> Screen:
        """Return the message that a person gets, whatever its notices are about."""
        rows = buttons(self.sheet, receiver, said)
        for most in LISTED:
            text = self._text(receiver, said, world, most)
            if units(text) <= TEXT_UNITS:
                break
        return Screen(text, rows)

    def _text(self, receiver: Person, said: tuple[Saying, ...], world: World, most: int) -> str:
        parts = [self.sheet.bold("notice-title", day=world.today)]
        mine = [each for each in said if each.meant.id == receiver.id]
        others = [each for each in said if each.meant.id != receiver.id]
        told: set[object] = set()
        for each in (*mine, *others):
            news = [line for line in each.lines if _key(line) not in told]
            told |= {_key(line) for line in news}
            if news and each in others:
                parts.append(self.sheet.said("notice-for", name=each.meant.name))
            parts += [
                self._paragraph(tuple(lines), world, most)
                for _, lines in groupby(news, key=_together)
            ]
        return "\n\n".join(parts)

    def _paragraph(self, lines: tuple[Line, ...], world: World, most: int) -> str:
        line = lines[0]
        kind = line.occasion.rule.kind
        if kind == "board":
            told: Iterable[str] = self._board(line, most)
        elif line.backlog is not None:
            told = self._backlog(line, most)
        elif kind == "awareness":
            told = self._awareness(line, most)
        elif kind in ("season", "once"):
            head = self.sheet.said(f"notice-{'season' if kind == 'season' else 'mid-year'}")
            told = self._listed(head, [self._named(each) for each in _measures(*lines)], most)
        else:
            told = self._deadline(line, world.today, most)
        return "\n".join(told)

    def _deadline(self, line: Line, today: date, most: int) -> Iterator[str]:
        occasion = line.occasion
        due = occasion.due or self.term.due(occasion.year)
        left = (due - today).days
        when = "before" if left > 1 else ("after", "today", "tomorrow")[max(left, -1) + 1]
        key = "notice-asked" if occasion.rule.id == ASKED else f"notice-deadline-{when}"
        head = self.sheet.said(
            key,
            year=occasion.year,
            due=due,
            closes=max(self.term.closes(occasion.year), due),
            left=self.sheet.content.staff("notice-days", days=max(left, 0)),
        )
        yield from self._listed(head, [self._duty(each) for each in line.owed], most)

    def _duty(self, owed: Owed) -> str:
        words = self.sheet.content.staff
        state = words(f"notice-state-{owed.state}", remarks=owed.remarks)
        name = self.sheet.numbered(owed.measure)
        return self.sheet.said("notice-duty", measure=name, state=state)

    def _named(self, measure: str) -> str:
        return self.sheet.said("notice-soon-line", measure=self.sheet.numbered(measure))

    def _awareness(self, line: Line, most: int) -> Iterator[str]:
        occasion, sheet = line.occasion, self.sheet
        name = occasion.about.name.uk if occasion.about else ""
        said = {"name": name, "days": self.span(occasion)}
        if occasion.days < 0:
            head = sheet.said("notice-how-was-it", **said)
            items = [self._named(each) for each in _measures(line)]
        elif occasion.rule.to == "coordinator":
            head = sheet.said("notice-prepare", **said)
            items = [self._carried_out(each, line) for each in _measures(line)]
        else:
            head = sheet.said("notice-soon", **said)
            items = [self._named(each) for each in _measures(line)]
        yield from self._listed(head, items, most)

    def _carried_out(self, measure: str, line: Line) -> str:
        by = [self.sheet.organisation(e.organisation) for e in line.owed if e.measure == measure]
        name = self.sheet.numbered(measure)
        return self.sheet.said("notice-prepare-line", measure=name, organisations=", ".join(by))

    def span(self, occasion: Occasion) -> str:
        """Return the day or days of the awareness date that an occasion is about."""
        starts, ends = occasion.starts, occasion.ends
        if starts == ends:
            return f"{starts:%d.%m.%Y}"
        words = self.sheet.content.staff
        return words("notice-span", starts=f"{starts:%d.%m}", ends=f"{ends:%d.%m.%Y}")

    def _board(self, line: Line, most: int) -> Iterator[str]:
        done = [each for each in line.owed if each.state in ("submitted", "accepted")]
        head = self.sheet.said(
            "notice-board",
            year=line.occasion.year,
            due=line.occasion.due or self.term.due(line.occasion.year),
            submitted=len(done),
            total=len(line.owed),
            accepted=sum(each.state == "accepted" for each in line.owed),
        )
        if len(done) == len(line.owed):
            yield from (head, self.sheet.said("notice-board-all-done"))
            return
        items = [
            self.sheet.said(
                "notice-board-line",
                organisation=self.sheet.organisation(name),
                submitted=sum(each.organisation == name for each in done),
                total=sum(each.organisation == name for each in line.owed),
            )
            for name in dict.fromkeys(each.organisation for each in line.owed)
        ]
        yield from self._listed(head, items, most)

    def _backlog(self, line: Line, most: int) -> Iterator[str]:
        backlog, sheet = line.backlog, self.sheet
        if backlog is None:
            return
        if backlog.review:
            days = self.review_days
            yield sheet.said("notice-waiting-review", count=backlog.review, days=days)
        if backlog.returned:
            days = self.returned_days
            yield sheet.said("notice-waiting-returned", count=backlog.returned, days=days)
        if backlog.contacts:
            head = sheet.said("notice-contacts", count=len(backlog.contacts))
            names = [sheet.content.contacts[each].name.uk for each in backlog.contacts]
            yield from self._listed(
                head, [sheet.said("notice-contact", name=each) for each in names], most
            )
            yield sheet.said("notice-contacts-hint")
        if backlog.failures:
            yield sheet.said("notice-failures", count=backlog.failures)

    def _listed(self, head: str, items: list[str], most: int) -> Iterator[str]:
        yield head
        yield from items[:most]
        if len(items) > most:
            yield self.sheet.said("notice-more", count=len(items) - most)


def _key(line: Line) -> object:
    """Return what makes a second paragraph the same: a deputy of one's own organisation."""
    return (line.occasion.series, line.owed, line.backlog)


def _together(line: Line) -> object:
    """Return what is the same for lines under one heading: seasons that begin on one day."""
    kind = line.occasion.rule.kind
    return kind if kind == "season" else id(line)


def _measures(*lines: Line) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.measure for line in lines for each in line.owed))
