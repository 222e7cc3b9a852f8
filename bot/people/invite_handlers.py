"""Inviting from the chat, and deciding about whoever has opened a link."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.errors import Closed, Gone, Stale, WrongInput
from bot.people import joining_screens, screens
from bot.people.handlers import Cards
from bot.people.presses import Confirm, Invite, NoPhone, Refuse, Renew
from bot.people.rules import Action, Person, Role, require
from bot.people.visit import Asked, Shown, StaffTable, Told, Typed, Visit

NAME, PHONE = "people-name", "people-phone"  # kinds of questions


@dataclass(frozen=True, slots=True)
class Inviting:
    """From «Запросити» to «Підтвердити»; the person is a row from the second question on."""

    cards: Cards
    username: Callable[[], str]  # of the bot, for its links

    def table(self) -> StaffTable:
        """Return the handlers of this part."""
        return StaffTable(
            {
                Invite: self.invite,
                Renew: self.renew,
                Confirm: self.confirm,
                Refuse: self.refuse,
                NoPhone: self.no_phone,
            },
            {NAME: self.name, PHONE: self.phone},
        )

    async def invite(self, visit: Visit, press: Invite) -> Shown:
        """Ask for the role, the organisation, then the name."""
        require(visit.person, Action.INVITE)
        look = self.cards.look
        if not press.role:
            return Shown(screens.roles(look))
        role = next((each for each in Role if each == press.role), None)
        if role is None:
            raise Gone
        if role is Role.EXECUTOR and not press.organisation:
            return Shown(screens.organisations(look))
        begin = self.cards.people.invitations.begin
        person = await begin(visit.person, role, press.organisation or None, now=visit.now)
        return self._ask_name(person)

    async def name(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take the name of a new person; then the number is asked for."""
        roster, look = self.cards.people.roster, self.cards.look
        one = await roster.card(visit.person, asked.subject, now=visit.now)
        try:
            await roster.rename(visit.person, asked.subject, typed.text, now=visit.now, first=True)
        except WrongInput as error:
            return self._ask_name(one.person, look.said(error.key, **error.values))
        except Stale as error:
            return await self.cards.show_card(visit, asked.subject, error.key)
        one = await roster.card(visit.person, asked.subject, now=visit.now)
        return self._ask_phone(one.person)

    async def phone(self, visit: Visit, asked: Asked, typed: Typed) -> Shown:
        """Take the number of a new person; then the link is made."""
        roster, look = self.cards.people.roster, self.cards.look
        try:
            await roster.set_phone(visit.person, asked.subject, typed.text or " ", now=visit.now)
        except WrongInput as error:
            one = await roster.card(visit.person, asked.subject, now=visit.now)
            return self._ask_phone(one.person, look.said(error.key, **error.values))
        return await self._link(visit, asked.subject)

    async def no_phone(self, visit: Visit, press: NoPhone) -> Shown:
        """Make the link without a number, or take a number away."""
        if press.inviting:
            return await self._link(visit, press.person)
        return await self.cards.no_phone(visit, press)

    async def renew(self, visit: Visit, press: Renew) -> Shown:
        """Make a new link."""
        return await self._link(visit, press.person)

    async def confirm(self, visit: Visit, press: Confirm) -> Shown:
        """Let in whoever has opened the link, and tell them."""
        look, menus = self.cards.look, self.cards.menus
        try:
            seated = await self.cards.people.joining.confirm(
                visit.person, press.invite, now=visit.now
            )
        except Stale as error:
            return await self.cards.show_board(visit, 0, error.key)
        person, before = seated.person, seated.before
        tell = [Told(person, joining_screens.welcome(look, person))]
        if before is not None and before != person.account:
            tell.append(Told(replace(person, account=before), joining_screens.changed(look)))
            await menus.take_away(before)
        if person.account is not None:
            await menus.give(person.account)
        return await self.cards.show_card(visit, person.id, "people-confirmed", *tell)

    async def refuse(self, visit: Visit, press: Refuse) -> Shown:
        """Let nobody in; the link ends, the account is forgotten."""
        try:
            person = await self.cards.people.joining.refuse(
                visit.person, press.invite, now=visit.now
            )
        except Stale as error:
            return await self.cards.show_board(visit, 0, error.key)
        return await self.cards.show_card(visit, person.id, "people-refused")

    async def _link(self, visit: Visit, id_: int) -> Shown:
        look = self.cards.look
        try:
            made = await self.cards.people.invitations.renew(visit.person, id_, now=visit.now)
        except (Stale, Closed) as error:
            return await self.cards.show_card(visit, id_, error.key)
        link = joining_screens.link_of(self.username(), made.token)
        told = Told(visit.person, joining_screens.to_forward(look, made, link))
        return await self.cards.show_card(visit, id_, "people-link-ready", told)

    def _ask_name(self, person: Person, line: str = "") -> Shown:
        screen = screens.ask_name(self.cards.look, person, line)
        return Shown(screen, asks=Asked(NAME, person.id))

    def _ask_phone(self, person: Person, line: str = "") -> Shown:
        screen = screens.ask_phone(self.cards.look, person, True, line)
        return Shown(screen, asks=Asked(PHONE, person.id))
