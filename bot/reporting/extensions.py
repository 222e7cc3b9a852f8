"""Extensions: given by a coordinator, with a name and a reason; ended when they are not needed.

A new one is a row from its first answer on: it is not in force until its reason is written.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, insert, update

from bot.errors import Closed, Gone, Stale, WrongInput
from bot.people.rules import Action, Person, require
from bot.reporting.board_store import extension, extensions_of
from bot.reporting.extension_rules import Extension, last_day, require_until
from bot.reporting.ground import Ground
from bot.reporting.inputs import cleaned
from bot.reporting.review_store import executors, name_of
from bot.storage import audit
from bot.storage.database import Work
from bot.storage.tables import extensions

NAME, REASON = (3, 120), (5, 1000)  # characters, from and to


@dataclass(frozen=True, slots=True)
class Given:
    """An extension, who gave it, and who has to know."""

    extension: Extension
    by: str
    told: tuple[Person, ...] = ()


class Extensions:
    """Gives organisations more time, and takes it back."""

    def __init__(self, ground: Ground) -> None:
        self._ground, self._term, self._database = ground, ground.term, ground.database

    async def of_year(self, person: Person, year: int) -> tuple[Extension, ...]:
        """Return a year's extensions, newest first, ended ones too; raises Denied."""
        require(person, Action.EXTEND)
        async with self._database.begin() as work:
            return await extensions_of(work, year)

    async def read(self, person: Person, id_: int) -> Given:
        """Return one extension; raises Denied, Gone."""
        require(person, Action.EXTEND)
        async with self._database.begin() as work:
            found = await _one(work, id_)
            return Given(found, await name_of(work, found.person))

    async def extend(
        self,
        person: Person,
        organisation: str,
        year: int,
        measure: str | None,
        until: date,
        name: str,
        reason: str,
        *,
        now: datetime,
    ) -> Given:
        """Give an organisation until `until` for one measure or all; return it.

        Raises Denied, Closed (a year outside the term), Gone (no such duty), WrongInput.
        """
        begun = await self.begin(person, organisation, year, measure, until, now=now)
        await self.name(person, begun.id, name)
        return await self.give(person, begun.id, reason, now=now)

    async def begin(
        self,
        person: Person,
        organisation: str,
        year: int,
        measure: str | None,
        until: date,
        *,
        now: datetime,
    ) -> Extension:
        """Write down until when, not in force yet; what this person had begun before is left.

        Raises Denied, Closed, Gone, WrongInput.
        """
        self.require(person, organisation, year, measure, now=now)
        require_until(until, year, self._term.today(now))
        values = {
            "organisation": organisation,
            "year": year,
            "measure": measure,
            "until": until,
            "name": "",
            "reason": "",
            "person": person.id,
            "at": now,
            "ended_at": now,
        }
        async with self._database.begin() as work:
            again = update(extensions).where(_begun_by(person)).values(**values)
            found = (await work.execute(again.returning(extensions.c.id))).scalars().first()
            if found is None:
                added = insert(extensions).values(**values).returning(extensions.c.id)
                found = (await work.execute(added)).scalar_one()
            return await _one(work, found)

    def require(
        self, person: Person, organisation: str, year: int, measure: str | None, *, now: datetime
    ) -> None:
        """Raise unless this person may extend this now: Denied, Closed, Gone."""
        require(person, Action.EXTEND, organisation)
        self._term.require_open(year)
        if self._term.today(now) >= last_day(year):
            raise Closed("extension-too-late")
        known = self._ground.content.organisations.organisations
        if organisation not in [each.id for each in known]:
            raise Gone
        if measure is not None:
            self._ground.duty(organisation, year, measure)

    async def name(self, person: Person, id_: int, name: str) -> Extension:
        """Give a begun extension its name; raises WrongInput, Gone."""
        require(person, Action.EXTEND)
        name = _clean(name, NAME, "extension-wrong-name")
        async with self._database.begin() as work:
            named = update(extensions).where(_begun_by(person), extensions.c.id == id_)
            if not (await work.execute(named.values(name=name))).rowcount:
                raise Gone
            return await _one(work, id_)

    async def give(self, person: Person, id_: int, reason: str, *, now: datetime) -> Given:
        """Write the reason: from now on the extension is in force; raises WrongInput, Gone."""
        require(person, Action.EXTEND)
        reason = _clean(reason, REASON, "extension-wrong-reason")
        async with self._database.begin() as work:
            found = await _one(work, id_)
            self.require(person, found.organisation, found.year, found.measure, now=now)
            require_until(found.until, found.year, self._term.today(now))
            begun = update(extensions).where(
                _begun_by(person), extensions.c.id == id_, extensions.c.name != ""
            )
            done = await work.execute(begun.values(reason=reason, at=now, ended_at=None))
            if not done.rowcount:
                raise Gone
            await self._record(work, "extension-given", found, person, now)
            told = await executors(work, found.organisation)
            return Given(await _one(work, id_), person.name, told)

    async def drop(self, person: Person) -> None:
        """Forget what this person has begun and not given."""
        require(person, Action.EXTEND)
        async with self._database.begin() as work:
            await work.execute(update(extensions).where(_begun_by(person)).values(name=""))

    async def end(self, person: Person, id_: int, *, now: datetime) -> Extension:
        """End an extension: the ordinary dates hold again; raises Denied, Gone, Closed, Stale."""
        require(person, Action.EXTEND)
        async with self._database.begin() as work:
            found = await _one(work, id_)
            self._term.require_open(found.year)
            ending = update(extensions).where(
                extensions.c.id == id_, extensions.c.ended_at.is_(None)
            )
            if not (await work.execute(ending.values(ended_at=now))).rowcount:
                raise Stale("extension-ended-already")
            await self._record(work, "extension-ended", found, person, now)
            return await _one(work, id_)

    async def _record(
        self, work: Work, act: str, found: Extension, person: Person, now: datetime
    ) -> None:
        await audit.record(
            work,
            at=now,
            act=act,
            subject=f"extension:{found.id}",
            person=person.id,
            organisation=found.organisation,
            details={
                "year": found.year,
                "measure": found.measure,
                "until": found.until.isoformat(),
            },
        )


def _begun_by(person: Person) -> ColumnElement[bool]:
    return (extensions.c.person == person.id) & (extensions.c.reason == "")


async def _one(work: Work, id_: int) -> Extension:
    found = await extension(work, id_)
    if found is None:
        raise Gone
    return found


def _clean(text: str, lengths: tuple[int, int], key: str) -> str:
    """Return a typed line without needless gaps; raises WrongInput outside these lengths."""
    clean = " ".join(cleaned(text).split())
    least, most = lengths
    if not least <= len(clean) <= most:
        raise WrongInput(key)
    return clean
