"""Announcements for the public: a draft of data/, changed and published by one coordinator, once.

They go to the council's channel and never to a resident's chat. A publication is a row before
it is a message: where nobody can know whether Telegram took it, the row stays «publishing», is
shown to the coordinators, and is never sent again by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import RowMapping, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.content.loader import Content
from bot.content.models import Announcement, AwarenessDate
from bot.errors import Gone, Stale, WrongInput
from bot.people.rules import Action, Person, require
from bot.storage import audit
from bot.storage.database import Database, Work
from bot.storage.tables import announcements

CAPTION_UNITS = 1024  # Bot API: a photo's caption, in UTF-16 units
AHEAD, BEHIND = (
    timedelta(days=30),
    timedelta(days=3),
)  # around its days, an announcement is offered


@dataclass(frozen=True, slots=True)
class Drafted:
    """An announcement as it stands."""

    id: int
    version: int
    date: str
    year: int
    text: str
    state: str  # draft, publishing, published, dropped
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class Offered:
    """A day of awareness that comes, or is under way, with its announcement if one was begun."""

    day: AwarenessDate
    starts: date
    ends: date
    drafted: Drafted | None


class Announcing:
    """What coordinators do with announcements."""

    def __init__(self, database: Database, content: Content) -> None:
        self._database = database
        self._content = content

    async def offered(self, person: Person, today: date) -> tuple[Offered, ...]:
        """Return the days within a month that have an announcement, the next one first."""
        require(person, Action.ANNOUNCE)
        near = [
            (day, starts, ends)
            for day in self._content.calendar.dates
            if day.id in self._content.announcements
            for year in (today.year - 1, today.year, today.year + 1)
            for starts, ends in [span(day, year)]
            if starts - AHEAD <= today <= ends + BEHIND
        ]
        async with self._database.begin() as work:
            found = [
                Offered(day, starts, ends, await _of(work, day.id, starts.year))
                for day, starts, ends in sorted(near, key=lambda each: each[1])
            ]
        return tuple(found)

    async def begin(self, person: Person, day: str, year: int, *, now: datetime) -> Drafted:
        """Return a day's announcement of a year, made from data/ where nobody has begun it.

        Raises Gone for a day without one, Denied.
        """
        require(person, Action.ANNOUNCE)
        model = self._content.announcements.get(day)
        if model is None:
            raise Gone
        try:
            async with self._database.begin() as work:
                there = await _of(work, day, year)
                return there or await self._made(work, person, model, year, now)
        except IntegrityError:  # two coordinators began at once
            async with self._database.begin() as work:
                there = await _of(work, day, year)
        if there is None:
            raise Gone
        return there

    async def read(self, person: Person, id_: int) -> Drafted:
        """Return one announcement; raises Gone, Denied."""
        require(person, Action.ANNOUNCE)
        async with self._database.begin() as work:
            return await _read(work, id_)

    async def change(
        self, person: Person, id_: int, version: int, text: str, *, now: datetime
    ) -> Drafted:
        """Write another text; raises WrongInput for one that is too long, Stale, Gone, Denied."""
        require(person, Action.ANNOUNCE)
        text = text.strip()
        length = len(text.encode("utf-16-le")) // 2
        if not 20 <= length <= CAPTION_UNITS:
            raise WrongInput("announce-length", length=length, most=CAPTION_UNITS)
        return await self._moved(person, id_, version, "draft", "draft", now, {"text": text})

    async def publishing(
        self, person: Person, id_: int, version: int, *, now: datetime
    ) -> Drafted:
        """Take an announcement to publish it: of all who press, one gets it, the others Stale."""
        require(person, Action.ANNOUNCE)
        return await self._moved(person, id_, version, "draft", "publishing", now, {})

    async def published(
        self, person: Person, id_: int, version: int, *, message: int | None, now: datetime
    ) -> Drafted:
        """Record that it stands in the channel: by its message, or by a coordinator's word."""
        require(person, Action.ANNOUNCE)
        values = {"message": message, "published_at": now, "published_by": person.id}
        return await self._moved(person, id_, version, "publishing", "published", now, values)

    async def not_published(
        self, person: Person, id_: int, version: int, *, now: datetime
    ) -> Drafted:
        """Make it a draft again: it was surely not taken, or a coordinator has looked."""
        require(person, Action.ANNOUNCE)
        return await self._moved(person, id_, version, "publishing", "draft", now, {})

    async def _made(
        self, work: Work, person: Person, model: Announcement, year: int, now: datetime
    ) -> Drafted:
        values = {
            "version": 1,
            "date": model.date,
            "year": year,
            "text": filled(self._content, model.text),
            "state": "draft",
            "person": person.id,
            "created_at": now,
            "changed_at": now,
        }
        row = insert(announcements).values(values).returning(announcements.c.id)
        return await _read(work, int((await work.execute(row)).scalar_one()))

    async def _moved(
        self,
        person: Person,
        id_: int,
        version: int,
        before: str,
        after: str,
        now: datetime,
        values: Mapping[str, object],
    ) -> Drafted:
        async with self._database.begin() as work:
            await _read(work, id_)
            told = {"state": after, "version": version + 1, "person": person.id, "changed_at": now}
            done = await work.execute(
                update(announcements)
                .where(announcements.c.id == id_, announcements.c.version == version)
                .where(announcements.c.state == before)
                .values({**told, **values})
            )
            if not done.rowcount:
                raise Stale("announce-stale")
            await audit.record(
                work,
                at=now,
                act=f"announcement-{'changed' if before == after else after}",
                subject=f"announcement:{id_}",
                person=person.id,
            )
            return await _read(work, id_)


def span(day: AwarenessDate, year: int) -> tuple[date, date]:
    """Return the first and the last day of a day of awareness that starts in a year."""
    starts = date(year, *map(int, day.starts.split("-")))
    ends = date(year, *map(int, (day.ends or day.starts).split("-")))
    return starts, ends if ends >= starts else ends.replace(year=year + 1)


def filled(content: Content, text: str) -> str:
    """Return the text with the number of each `{contact-id}` in its place."""
    for id_, contact in content.contacts.items():
        text = text.replace(f"{{{id_}}}", contact.reach)
    return text


async def _read(work: Work, id_: int) -> Drafted:
    row = await work.execute(select(announcements).where(announcements.c.id == id_))
    found = row.mappings().first()
    if found is None:
        raise Gone
    return _drafted(found)


async def _of(work: Work, day: str, year: int) -> Drafted | None:
    row = await work.execute(
        select(announcements).where(announcements.c.date == day, announcements.c.year == year)
    )
    found = row.mappings().first()
    return _drafted(found) if found else None


def _drafted(row: RowMapping) -> Drafted:
    names = ("id", "version", "date", "year", "text", "state", "published_at")
    return Drafted(**{name: row[name] for name in names})
