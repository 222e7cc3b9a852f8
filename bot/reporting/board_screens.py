"""The board in numbers, the lists of duties behind each number, one duty's card."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from bot.chat.screen import Button, Screen
from bot.content.loader import Content
from bot.exports.values import Rates
from bot.people.rules import Action, Person, permitted
from bot.reporting.board import STATES, BoardState
from bot.reporting.board_rules import Chosen, Figure, Stand, behind, counts
from bot.reporting.coordinator_presses import (
    Behind,
    Board,
    Choose,
    Duty,
    ExtendWhat,
    Picture,
)
from bot.reporting.presses import OpenDuty
from bot.reporting.review_presses import Review
from bot.reporting.sheet import LABEL, Sheet, beside, cut, day, drawn, paged
from bot.reporting.term import Term

# In the order of the buttons; those that count nothing have none.
FIGURES = (
    Figure.WAITING,
    Figure.MISSING,
    Figure.OVERDUE,
    Figure.RETURNED,
    Figure.SUBMITTED,
    Figure.ON_TIME,
    Figure.LATE,
    Figure.ACCEPTED,
    Figure.EXPECTED,
)
FILTERS = ("organisation", "section", "state", "year")


def percent(part: float) -> int:
    """Return a share in whole percent, rounded down: 100 % is said only of everything."""
    return int(part * 100 + 1e-9)


@dataclass(frozen=True, slots=True)
class BoardScreens:
    """Draws what coordinators and overseers see of a year."""

    sheet: Sheet
    term: Term

    @property
    def content(self) -> Content:
        """Return what the words and names are taken from."""
        return self.sheet.content

    def board(self, board: BoardState) -> Screen:
        """Return the numbers of a year, and what leads to the duties behind them."""
        sheet, chosen = self.sheet, board.chosen
        parts = [sheet.bold("board-title", year=board.year)]
        if not self.term.open(board.year):
            parts.append(sheet.said("board-read-only"))
        if said := self._chosen(chosen):
            parts.append(sheet.said("board-chosen", what=said))
        if not board.every:
            parts.append(sheet.said("board-none", year=board.year))
        elif not board.stands:
            parts.append(sheet.said("board-nothing-chosen"))
        else:
            parts.append(self._numbers(board))
            parts.append(self._organisations(board.rates))
        rows = [*beside(self._figures(board)), *self._ways(board)]
        return drawn(parts, [*rows, (sheet.desk(),)])

    def _chosen(self, chosen: Chosen) -> str:
        sections = {each.id: each.short.uk for each in self.content.programme.sections}
        told = [
            self.sheet.organisation(chosen.organisation) if chosen.organisation else "",
            sections.get(chosen.section, chosen.section),
            self.content.staff(f"state-{chosen.state}") if chosen.state in STATES else "",
        ]
        return "; ".join(each for each in told if each)

    def _numbers(self, board: BoardState) -> str:
        said, total = self.sheet.said, board.total
        waiting = len(behind(Figure.WAITING, board.stands))
        overdue = len(behind(Figure.OVERDUE, board.stands))
        lines = [
            said("board-expected", count=total.expected),
            said(
                "board-dates",
                due=day(self.term.due(board.year)),
                closes=day(self.term.closes(board.year)),
            ),
            said("board-submitted", count=total.submitted, percent=percent(total.completeness)),
            "– " + said("board-on-time", count=total.on_time, percent=percent(total.timeliness)),
            "– " + said("board-late", count=total.late),
            said("board-accepted", count=total.accepted),
            said("board-waiting", count=waiting),
            said("board-returned", count=total.returned),
            said("board-missing", count=total.expected - total.submitted),
        ]
        return "\n".join(
            [*lines, *(["– " + said("board-overdue", count=overdue)] * bool(overdue))]
        )

    def _organisations(self, rates: Iterable[Rates]) -> str:
        lines = [
            self.sheet.said(
                "board-organisation",
                name=self.sheet.organisation(each.organisation),
                submitted=each.submitted,
                expected=each.expected,
                on_time=each.on_time,
                accepted=each.accepted,
            )
            for each in rates
        ]
        return "\n".join([self.sheet.bold("board-by-organisation"), *lines])

    def _figures(self, board: BoardState) -> list[Button]:
        chosen = board.chosen
        found = [(figure, len(behind(figure, board.stands))) for figure in FIGURES]
        return [
            self.sheet.button(
                Behind(figure, board.year, chosen.organisation, chosen.section, chosen.state, 0),
                f"figure-{figure}",
                count=count,
            )
            for figure, count in found
            if count
        ]

    def _ways(self, board: BoardState) -> list[tuple[Button, ...]]:
        chosen, button = board.chosen, self.sheet.button
        here = (board.year, chosen.organisation, chosen.section, chosen.state)
        filters = beside([button(Choose(what, *here), f"board-choose-{what}") for what in FILTERS])
        whole = [(button(Board(board.year, "", "", ""), "board-all"),)] * (chosen != Chosen())
        picture = [(button(Picture(board.year), "board-picture"),)] * bool(board.every)
        return [*picture, *filters, *whole]

    def choose(self, what: str, board: BoardState, years: Iterable[int]) -> Screen:
        """Return the choice of one filter; an unknown one is the choice of an organisation."""
        chosen, sheet = board.chosen, self.sheet
        what = what if what in FILTERS else "organisation"
        here = {
            "year": str(board.year),
            "organisation": chosen.organisation,
            "section": chosen.section,
            "state": chosen.state,
        }

        def to(value: str) -> Board:
            at = {**here, what: value}
            return Board(int(at["year"]), at["organisation"], at["section"], at["state"])

        every = [] if what == "year" else [sheet.button(to(""), "board-every")]
        offered = [
            Button(cut(label, LABEL), to(value)) for value, label in self._offered(what, years)
        ]
        back = (sheet.button(Board(board.year, "", "", ""), "board-to"), sheet.desk())
        rows = [*((each,) for each in (*every, *offered)), back]
        return drawn([sheet.bold(f"board-choose-{what}-title")], rows)

    def _offered(self, what: str, years: Iterable[int]) -> list[tuple[str, str]]:
        if what == "year":
            return [(str(each), str(each)) for each in years]
        if what == "section":
            return [(each.id, each.short.uk) for each in self.content.programme.sections]
        if what == "state":
            return [(each, self.content.staff(f"state-{each}")) for each in STATES]
        return [(each.id, each.short.uk) for each in self.content.organisations.organisations]

    def behind(self, board: BoardState, figure: Figure, page: int) -> Screen:
        """Return the duties that a number counts, a button each."""
        sheet, chosen = self.sheet, board.chosen
        found = [each for each in board.stands if counts(figure, each)]
        shown, page, pages = paged(found, page)
        parts = [sheet.bold(f"figure-title-{figure}"), sheet.said("board-title", year=board.year)]
        if said := self._chosen(chosen):
            parts.append(sheet.said("board-chosen", what=said))
        if pages > 1:
            parts.append(sheet.said("board-list-page", page=page + 1, pages=pages))
        parts.append("" if found else sheet.said("board-list-none"))
        here = (board.year, chosen.organisation, chosen.section, chosen.state)
        ways = [
            sheet.button(Behind(figure, *here, to), key)
            for to, key in ((page - 1, "page-before"), (page + 1, "page-after"))
            if 0 <= to < pages
        ]
        rows = [*((self._to_duty(each, bool(chosen.organisation)),) for each in shown), ways]
        return drawn(parts, [*rows, (sheet.button(Board(*here), "board-to"), sheet.desk())])

    def _to_duty(self, stand: Stand, of_one: bool) -> Button:
        duty, words = stand.duty, self.content.staff
        who = self.sheet.organisation(duty.organisation)
        line = words("board-list-line", measure=duty.measure, name=who)
        if of_one:  # the organisation stands above already
            line = self.sheet.numbered(duty.measure)
        label = f"{words(f'mark-{stand.state}')} {line}"
        return Button(cut(label, LABEL), Duty(duty.year, duty.organisation, duty.measure))

    def duty(self, stand: Stand, person: Person) -> Screen:
        """Return one duty: its state and its two dates; what it says is for coordinators."""
        sheet, duty = self.sheet, stand.duty
        measure = self.content.measure(duty.measure)
        report = stand.report
        late = ("card-late" if report else "card-overdue") if stand.late else ""
        state = sheet.said("card-state", state=self.content.staff(f"state-{stand.state}"))
        lines = [
            sheet.said("card-who", name=sheet.organisation(duty.organisation)),
            state + (f" ({sheet.said(late)})" if late else ""),
            sheet.said("card-dates", due=stand.due, closes=stand.closes),
            sheet.said("card-extended") if stand.extended else "",
            sheet.said("card-entries", count=stand.entries),
        ]
        if report is not None:
            status = self.content.staff(f"status-{report.status}")
            lines.append(sheet.said("card-submitted", day=self.term.today(report.submitted_at)))
            lines.append(sheet.said("card-status", status=status))
            lines.append(sheet.said("card-on-behalf") if report.on_behalf else "")
        head = f"<b>{escape(sheet.numbered(duty.measure), quote=False)}</b>"
        title = escape(measure.title[:1].upper() + measure.title[1:], quote=False)
        parts = [head, title, "\n".join(each for each in lines if each)]
        rows = [(each,) for each in self._acts(stand, person)]
        back = (sheet.button(Board(duty.year, "", "", ""), "board-to"), sheet.desk())
        return drawn(parts, [*rows, back])

    def _acts(self, stand: Stand, person: Person) -> list[Button]:
        duty, button = stand.duty, self.sheet.button
        open_year = self.term.open(duty.year)
        where = (duty.organisation, duty.year, duty.measure)
        found = []
        if stand.report and permitted(person, Action.SEE_REPORT, duty.organisation):
            found.append(button(Review(stand.report.id), "card-review"))
        unsettled = stand.state in ("empty", "draft", "returned")
        if open_year and unsettled and permitted(person, Action.ON_BEHALF):
            found.append(button(OpenDuty(*where), "card-enter"))
        if open_year and unsettled and permitted(person, Action.EXTEND):
            what = ExtendWhat(duty.year, duty.organisation, duty.measure)
            found.append(button(what, "card-extend"))
        return found
