"""«Стан»: who has reported, who has not, for coordinators and overseers. It changes nothing."""

from dataclasses import dataclass
from datetime import datetime

from bot.exports.values import Board as Drawing
from bot.exports.values import Cell, Rates, State
from bot.people.rules import Action, Person, require
from bot.reporting import board_store as store
from bot.reporting.board_rules import Chosen, Stand, rates
from bot.reporting.board_store import YearRows
from bot.reporting.ground import Ground, moved
from bot.reporting.rules import Duty, duties
from bot.storage.database import Work


@dataclass(frozen=True, slots=True)
class BoardState:
    """A year as it stands at a moment."""

    year: int
    at: datetime
    chosen: Chosen
    every: tuple[Stand, ...]  # all duties of the year, by measure and organisation
    stands: tuple[Stand, ...]  # those that are looked at
    rates: tuple[Rates, ...]  # of what is looked at: by organisation's id
    total: Rates

    def stand(self, organisation: str, measure: str) -> Stand | None:
        """Return where one duty stands, or None where there is no such duty."""
        for each in self.every:
            if (each.duty.organisation, each.duty.measure) == (organisation, measure):
                return each
        return None


class Boards:
    """Reads where a year stands: one query per table, however many duties there are."""

    def __init__(self, ground: Ground) -> None:
        self._ground, self._content, self._term = ground, ground.content, ground.term

    async def read(
        self,
        person: Person,
        year: int,
        *,
        organisation: str | None = None,
        section: str | None = None,
        state: str | None = None,
        now: datetime,
    ) -> BoardState:
        """Return a year's board, or what is chosen of it; raises Denied."""
        require(person, Action.SEE_BOARD)
        async with self._ground.database.begin() as work:
            every = await self.stands(work, year, now)
        chosen = Chosen(organisation or "", section or "", state or "")
        stands = tuple(each for each in every if chosen.holds(each))
        known = [each.id for each in self._content.organisations.organisations]
        of_each = (
            (id_, [each for each in stands if each.duty.organisation == id_]) for id_ in known
        )
        by_organisation = tuple(rates(id_, owed) for id_, owed in of_each if owed)
        return BoardState(year, now, chosen, every, stands, by_organisation, rates("", stands))

    async def stands(self, work: Work, year: int, now: datetime) -> tuple[Stand, ...]:
        """Return where every duty of a year stands, inside a transaction."""
        rows = await store.year_rows(work, year)
        return tuple(self._stand(duty, rows, now) for duty in self._duties(year))

    def _duties(self, year: int) -> tuple[Duty, ...]:
        programme, organisations = self._content.programme, self._content.organisations
        return duties(programme, organisations, year, last_year=self._term.last)

    def _stand(self, duty: Duty, rows: YearRows, now: datetime) -> Stand:
        key = (duty.organisation, duty.measure)
        report = rows.reports.get(key)
        until = rows.until.get(duty.organisation, {})
        due = moved(self._term.due(duty.year), until, duty.measure)
        first = report.first_submitted_at if report else now
        return Stand(
            duty=duty,
            state=_state(rows, key),
            late=self._term.today(first) > due,
            due=due,
            closes=moved(self._term.closes(duty.year), until, duty.measure),
            report=report,
            entries=rows.entries.get(key, 0),
            extended=bool({None, duty.measure} & until.keys()),
        )

    def drawing(self, board: BoardState) -> Drawing:
        """Return the year as its picture needs it; whatever is chosen, the picture is whole."""
        words = self._content.staff
        measures = {each.duty.measure: None for each in board.every}
        organisations = {each.duty.organisation: None for each in board.every}
        at = board.at.astimezone(self._term.zone)
        return Drawing(
            year=board.year,
            title=words("board-picture-title", year=board.year),
            measures=tuple((id_, self._content.measure(id_).short.uk) for id_ in measures),
            organisations=tuple(
                (each.id, each.short.uk)
                for each in self._content.organisations.organisations
                if each.id in organisations
            ),
            cells=tuple(
                Cell(each.duty.measure, each.duty.organisation, each.state, each.late)
                for each in board.every
            ),
            legend={state: words(f"state-{state}") for state in STATES},
            late=words("board-late-word"),
            as_of=words("board-as-of", moment=f"{at:%d.%m.%Y %H:%M}"),
        )


STATES: tuple[State, ...] = ("empty", "draft", "submitted", "returned", "accepted")


def _state(rows: YearRows, key: tuple[str, str]) -> State:
    report = rows.reports.get(key)
    if report is not None:
        return report.state.value
    return "draft" if key in rows.drafts else "empty"
