"""Planning: rules × duties × people become rows, before anything is sent.

A day is planned when offices open on it, from what is owed at that moment. After a time in which
nothing ran, every day of it is planned too; of each series only the newest step that still helps
goes out, the others are written down as missed, so that they can be seen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.logs import get
from bot.reminders import store
from bot.reminders.notices import OPEN, OWN_RULES, Notice, Slot, State
from bot.reminders.occasions import Occasion, Occasions, useful
from bot.reminders.world import Gathering, World
from bot.storage.database import Database, Work
from bot.storage.tables import notices

log = get(__name__)

DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=60)  # what fell due earlier is not even written down
OWN_DAYS = 7  # «нагадати завтра» helps no longer


@dataclass(frozen=True, slots=True)
class Window:
    """The days that are planned at once, and the newest step of each series up to their end."""

    occasions: tuple[Occasion, ...]
    newest: dict[tuple[str, ...], date]
    today: date
    restored: datetime | None

    @classmethod
    def of(
        cls,
        calendar: Occasions,
        world: World,
        start: date,
        end: date,
        restored: datetime | None,
    ) -> "Window":
        """Return all that fell to the days from `start` to `end`."""
        fallen: list[Occasion] = []
        day = start
        while day <= end:
            fallen += calendar.on(day, world.extended)
            day += DAY
        newest: dict[tuple[str, ...], date] = {}
        for each in fallen:
            newest[each.series] = max(each.nominal, newest.get(each.series, each.nominal))
        return cls(tuple(fallen), newest, world.today, restored)

    def of_rule(self, rule: str, day: date) -> tuple[Occasion, ...]:
        """Return what a rule names for a day."""
        return tuple(each for each in self.occasions if (each.rule.id, each.day) == (rule, day))

    def told(self, occasion: Occasion) -> bool:
        """Return whether an occasion is still to be told."""
        return self.newest[occasion.series] == occasion.nominal and useful(occasion, self.today)

    def late(self, due_at: datetime) -> bool:
        """Return whether something fell due before the database was restored."""
        return self.restored is not None and due_at < self.restored


@dataclass(slots=True)
class Planning:
    """Writes the notices of every day that has come."""

    database: Database
    occasions: Occasions
    gather: Gathering
    _done: date | None = None  # planned by us: the next tick need not even ask

    async def plan(self, now: datetime) -> tuple[int, int]:
        """Write what has fallen due since the last time; return how many, and how many missed.

        Two processes may do it at once: the one waits for the other and finds nothing to do.
        """
        today = now.astimezone(self.occasions.working.zone).date()
        end = today if now >= self.occasions.working.opening(today) else today - DAY
        if end == self._done:
            return 0, 0
        async with self.database.begin() as work:
            last = await store.planned_until(work, lock=True)
            if last == end:
                self._done = end
                return 0, 0
            world = await self.gather(work, today)
            if last is None and not world.staff:
                return 0, 0
            if last is None:  # the first time: what came before today is nobody's
                last = today - DAY
            elif last > end:  # the clock had been ahead
                last = end - DAY
            counted = await self._write(work, world, max(last + DAY, end - LOOK_BACK), end, now)
        self._done = end
        return counted

    async def _write(
        self, work: Work, world: World, start: date, end: date, now: datetime
    ) -> tuple[int, int]:
        waiting = await store.find(
            work, notices.c.state.in_(OPEN), notices.c.day <= end, lock=True
        )
        first = max(min([start, *(each.day for each in waiting)]), end - LOOK_BACK)
        restored = await store.restored_at(work)
        window = Window.of(self.occasions, world, first, end, restored)
        there = await store.known(work, start)
        slots = [each for each in self._slots(window, world, start) if each.key not in there]
        await store.add(work, slots, now)
        over = [each.id for each in waiting if _over(each, window)]
        missed = await store.change(work, over, state=State.MISSED, changed_at=now)
        await store.note_planned(work, end)
        missed += sum(each.missed for each in slots)
        if slots or missed:
            log.info("notices-planned", count=len(slots))
        if missed:
            log.warning("notices-missed", count=missed)
        return len(slots), missed

    def _slots(self, window: Window, world: World, start: date) -> Iterator[Slot]:
        """Yield one slot for each rule, person and day, however many occasions it tells of."""
        found: dict[tuple[str, int, date], Slot] = {}
        for each in window.occasions:
            if each.day < start or each.rule.id in world.paused:
                continue
            due_at = self.occasions.working.opening(each.day)
            missed = window.late(due_at) or not window.told(each)
            for receiver, meant in world.told(each):
                if world.line(each, meant) is None:
                    continue
                slot = Slot(each.rule.id, meant.id, receiver.id, each.day, due_at, missed)
                if slot.key not in found or not missed:
                    found[slot.key] = slot
        yield from found.values()


def _over(notice: Notice, window: Window) -> bool:
    if window.late(notice.due_at):
        return True
    if notice.rule in OWN_RULES:
        return (window.today - notice.day).days > OWN_DAYS
    return not _any_told(window.of_rule(notice.rule, notice.day), window)


def _any_told(occasions: Iterable[Occasion], window: Window) -> bool:
    return any(window.told(each) for each in occasions)
