"""Reminders in a test: the real service on a real database, a clock that is moved, a post box
that says what the test wants Telegram to say."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import RowMapping, select, update

from bot.chat.outcomes import Outcome
from bot.chat.screen import Screen
from bot.content.loader import Content
from bot.people import store as people_store
from bot.people.rules import Person, PersonState, Role
from bot.reminders.lane import Lane
from bot.reminders.service import Reminders, calendar_of
from bot.reminders.working_days import WorkingDays
from bot.reporting.answers import ReportState
from bot.reporting.term import Term
from bot.storage.database import Database
from bot.storage.tables import notices, people, reports

KYIV = ZoneInfo("Europe/Kyiv")


def at(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment in Kyiv, as UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=KYIV).astimezone(UTC)


@dataclass
class Now:
    """The time, as the test says."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment

    def seconds(self) -> float:
        return self.moment.timestamp()


@dataclass
class Post:
    """Takes what is sent; `ends` are what comes of the next ones, then everything is taken."""

    now: Now
    sent: list[tuple[int, datetime, Screen]] = field(default_factory=list)
    ends: list[Outcome] = field(default_factory=list)
    before: Callable[[], None] = lambda: None

    async def __call__(self, chat: int, screen: Screen) -> Outcome:
        self.before()
        end = self.ends.pop(0) if self.ends else Outcome("sent", message=len(self.sent) + 1)
        if end.end == "sent":
            self.sent.append((chat, self.now(), screen))
        return end


@dataclass
class Office:
    """The staff of a test, their reminders and their post."""

    database: Database
    content: Content
    now: Now
    post: Post
    reminders: Reminders

    @classmethod
    def of(
        cls, database: Database, content: Content, moment: datetime, zone: ZoneInfo = KYIV
    ) -> "Office":
        now = Now(moment)
        post = Post(now)
        working = WorkingDays(zone)
        term = Term.of(content.programme, content.organisations, None, zone, working.on_or_before)
        lane = Lane(1e9, monotonic=now.seconds, sleep=_at_once)
        calendar = calendar_of(content, working)
        return cls(
            database,
            content,
            now,
            post,
            Reminders.of(database, content, term, calendar, post, now, lane=lane),
        )

    async def seat(
        self, name: str, organisation: str | None, role: Role = Role.EXECUTOR, **to: object
    ) -> Person:
        """Somebody who has joined; the account is the id and a thousand."""
        async with self.database.begin() as work:
            id_ = await people_store.add(
                work,
                role=role,
                organisation=organisation,
                name=name,
                state=PersonState.ACTIVE,
                now=self.now(),
            )
            values = {"account": 1000 + id_, **to}
            await work.execute(update(people).where(people.c.id == id_).values(values))
            return await people_store.read(work, id_)

    async def submit(
        self, organisation: str, measure: str, year: int = 2023, person: int = 1
    ) -> None:
        """A report that came in, whatever it says."""
        async with self.database.begin() as work:
            await work.execute(
                reports.insert().values(
                    version=1,
                    measure=measure,
                    organisation=organisation,
                    year=year,
                    state=ReportState.SUBMITTED,
                    answers={"status": "done"},
                    first_submitted_at=self.now(),
                    submitted_at=self.now(),
                    submitted_by=person,
                    on_behalf=False,
                )
            )

    async def rows(self, **which: object) -> list[RowMapping]:
        """Notices, in the order of their days."""
        chosen = select(notices).order_by(notices.c.day, notices.c.id)
        for name, value in which.items():
            chosen = chosen.where(notices.c[name] == value)
        async with self.database.begin() as work:
            return list((await work.execute(chosen)).mappings())

    async def states(self, **which: object) -> list[str]:
        return [row["state"] for row in await self.rows(**which)]

    async def days(self, until: date, *, hour: int = 9) -> None:
        """Let the days pass, one tick each morning."""
        day = self.now().astimezone(KYIV).date()
        while day <= until:
            self.now.moment = at(day.year, day.month, day.day, hour)
            await self.reminders.tick()
            day += timedelta(days=1)

    def told(self, person: Person) -> list[str]:
        """The texts that somebody got."""
        return [screen.text for chat, _, screen in self.post.sent if chat == person.account]


async def _at_once(_: float) -> None:
    await asyncio.sleep(0)
