"""The board of people and their cards: what coordinators tap to see and change the staff."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.errors import Closed, Stale, WrongInput
from bot.people import joining_screens, screens
from bot.people.look import Look
from bot.people.menu_handlers import Menus
from bot.people.presses import Ask, Board, Card, Dismiss, Freeze, NoPhone, Unfreeze
from bot.people.rules import Person
from bot.people.service import People
from bot.people.visit import Asked, Shown, StaffTable, Told, Typed, Visit

NAME, PHONE = "people-new-name", "people-new-phone"  # kinds of questions


@dataclass(frozen=True, slots=True)
class Cards:
    """The coordinators' side of people."""

    people: People
    look: Look
    menus: Menus

    def table(self) -> StaffTable:
        """Return the handlers of this part."""
        return StaffTable(
            {
                Board: self.board,
                Card: self.open,
                Ask: self.ask,
                Freeze: self.freeze,
                Unfreeze: self.unfreeze,
                Dismiss: self.dismiss,
            },
            {NAME: self.rename, PHONE: self.phone},
        )

    async def board(self, visit: Visit, press: Board) -> Shown:
        """Show a page of everybody."""
        return await self.show_board(visit, press.page)

    async def open(self, visit: Visit, press: Card) -> Shown:
        """Show one person."""
        return await self.show_card(visit, press.person)

    async def ask(self, visit: Visit, press: Ask) -> Shown:
        """Ask for another name or number."""
        one = await self.people.roster.card(visit.person, press.person, now=visit.now)
        return self._asked(one.person, press.field)

    async def rename(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take the name that was typed."""
        roster = self.people.roster
        return await self._typed(visit, asked, typed, "name", roster.rename)

    async def phone(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take the number that was typed."""
        roster = self.people.roster
        return await self._typed(visit, asked, typed, "phone", roster.set_phone)

    async def no_phone(self, visit: Visit, press: NoPhone) -> Shown:
        """Take the number away."""
        await self.people.roster.set_phone(visit.person, press.person, "", now=visit.now)
        return await self.show_card(visit, press.person, "people-saved")

    async def freeze(self, visit: Visit, press: Freeze) -> Shown:
        """Take somebody's rights away until further notice."""
        freeze = self.people.roster.freeze
        return await self._removed(visit, press.person, freeze, "people-frozen-now")

    async def dismiss(self, visit: Visit, press: Dismiss) -> Shown:
        """End somebody's work here, after asking once."""
        if not press.sure:
            one = await self.people.roster.card(visit.person, press.person, now=visit.now)
            return Shown(screens.dismissing(self.look, one.person))
        dismiss = self.people.roster.dismiss
        return await self._removed(visit, press.person, dismiss, "people-dismissed-now")

    async def unfreeze(self, visit: Visit, press: Unfreeze) -> Shown:
        """Give somebody their rights back."""
        try:
            whom = await self.people.roster.unfreeze(visit.person, press.person, now=visit.now)
        except Stale as error:
            return await self.show_card(visit, press.person, error.key)
        if whom.account is not None:
            await self.menus.give(whom.account)
        told = Told(whom, joining_screens.restored(self.look))
        return await self.show_card(visit, whom.id, "people-unfrozen-now", told)

    async def show_board(self, visit: Visit, page: int, line: str = "") -> Shown:
        """Return a page of the board under a line."""
        everybody = await self.people.roster.board(visit.person, now=visit.now)
        said = self.look.said(line) if line else ""
        return Shown(screens.board(self.look, everybody, page, visit.today, said))

    async def show_card(self, visit: Visit, id_: int, line: str = "", *tell: Told) -> Shown:
        """Return a person's card under a line."""
        one = await self.people.roster.card(visit.person, id_, now=visit.now)
        said = self.look.said(line, name=one.person.name) if line else ""
        return Shown(screens.card(self.look, one, visit.today, said), tell=tell)

    def _asked(self, person: Person, field: str, line: str = "") -> Shown:
        if field == "phone":
            screen = screens.ask_phone(self.look, person, False, line)
            return Shown(screen, asks=Asked(PHONE, person.id))
        return Shown(screens.ask_name(self.look, person, line), asks=Asked(NAME, person.id))

    async def _typed(
        self,
        visit: Visit,
        asked: Asked,
        typed: Typed,
        field: str,
        keep: Callable[..., Awaitable[None]],
    ) -> Shown:
        try:
            await keep(visit.person, asked.subject, typed.text or " ", now=visit.now)
        except WrongInput as error:
            one = await self.people.roster.card(visit.person, asked.subject, now=visit.now)
            return self._asked(one.person, field, self.look.said(error.key, **error.values))
        return await self.show_card(visit, asked.subject, "people-saved")

    async def _removed(
        self, visit: Visit, id_: int, remove: Callable[..., Awaitable[Person]], line: str
    ) -> Shown:
        try:
            whom = await remove(visit.person, id_, now=visit.now)
        except (Stale, Closed) as error:
            return await self.show_card(visit, id_, error.key)
        if whom.account is not None:
            await self.menus.take_away(whom.account)
        gone = joining_screens.changed(self.look)
        if whom.id == visit.person.id:
            return Shown(gone)
        return await self.show_card(visit, id_, line, Told(whom, gone))
