"""«Я у відпустці до …», one's own or, for coordinators, somebody else's."""

from dataclasses import dataclass
from datetime import date

from bot.errors import Stale, WrongInput
from bot.people import absence_screens as screens
from bot.people.absences import Absences
from bot.people.inputs import last_day_away
from bot.people.look import Look
from bot.people.presses import Away, BeAway, ComeBack, Deputise
from bot.people.rules import Person
from bot.people.visit import Asked, Shown, StaffTable, Told, Typed, Visit

UNTIL = "people-away"  # the kind of question


@dataclass(frozen=True, slots=True)
class Leaves:
    """Being away, with a deputy, and coming back."""

    absences: Absences
    look: Look

    def table(self) -> StaffTable:
        """Return the handlers of this part."""
        return StaffTable(
            {
                BeAway: self.be_away,
                Away: self.away,
                Deputise: self.deputise,
                ComeBack: self.come_back,
            },
            {UNTIL: self.typed},
        )

    async def be_away(self, visit: Visit, press: BeAway) -> Shown:
        """Ask until when one is away, or show it."""
        return await self._ask(visit, visit.person.id)

    async def away(self, visit: Visit, press: Away) -> Shown:
        """Ask until when, or take the day of a button."""
        if not press.until:
            return await self._ask(visit, press.person)
        return await self._leave(visit, press.person, press.until)

    async def typed(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take the day that was typed."""
        return await self._leave(visit, asked.subject, typed.text)

    async def deputise(self, visit: Visit, press: Deputise) -> Shown:
        """Take who stands in, and tell them."""
        today = visit.today
        try:
            person = await self.absences.deputise(
                visit.person, press.person, press.deputy, today, now=visit.now
            )
        except Stale as error:
            return await self._ask(visit, press.person, self.look.said(error.key))
        own = person.id == visit.person.id
        deputy = await self._deputy(visit, person)
        tell = (Told(deputy, screens.stands_in(self.look, person)),) if deputy else ()
        return Shown(screens.absent(self.look, person, deputy, own), tell=tell)

    async def come_back(self, visit: Visit, press: ComeBack) -> Shown:
        """Be there again."""
        person = await self.absences.come_back(visit.person, press.person, now=visit.now)
        own = person.id == visit.person.id
        return Shown(screens.is_back(self.look, person, own))

    async def _leave(self, visit: Visit, id_: int, text: str) -> Shown:
        try:
            until: date = last_day_away(text, visit.today)
        except WrongInput as error:
            line = self.look.said(error.key, **error.values)
            return await self._ask(visit, id_, line)
        person = await self.absences.leave(visit.person, id_, until, now=visit.now)
        able = await self.absences.deputies(visit.person, id_, visit.today)
        return Shown(screens.deputies(self.look, person, able, person.id == visit.person.id))

    async def _ask(self, visit: Visit, id_: int, line: str = "") -> Shown:
        person = await self.absences.read(visit.person, id_)
        own = person.id == visit.person.id
        screen = screens.away(self.look, person, own, visit.today, line)
        return Shown(screen, asks=Asked(UNTIL, id_))

    async def _deputy(self, visit: Visit, person: Person) -> Person | None:
        able = await self.absences.deputies(visit.person, person.id, visit.today)
        return next((each for each in able if each.id == person.deputy), None)
