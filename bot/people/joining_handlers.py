"""A link of an invitation is opened: `/start` with a token, before the residents' `/start`.

Whatever opens nothing is met exactly as a resident's first step, so that nothing can be learnt
from guessing: unknown, used, expired, or tried too often.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from telegram import Message, User

from bot.chat import reply
from bot.chat.calls import Calls
from bot.chat.routes import command_of, payload_of
from bot.logs import get
from bot.people import joining_screens as screens
from bot.people.failures import Failures
from bot.people.gate_handlers import Gate
from bot.people.joining import Joining, Opened, Opening
from bot.people.look import Look
from bot.people.menu_handlers import Menus
from bot.people.visit import Told

log = get(__name__)

TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")  # 16 bytes as base64url; residents' links are shorter


@dataclass(frozen=True, slots=True)
class Door:
    """Takes `/start TOKEN`."""

    call: Calls
    gate: Gate
    joining: Joining
    look: Look
    menus: Menus
    clock: Callable[[], datetime]
    failures: Failures = field(default_factory=Failures)
    told: set[int] = field(default_factory=set)  # invitations that coordinators know to be opened

    async def start(self, message: Message) -> bool:
        """Answer a link that opens something; return False for everything else."""
        text, user = message.text or "", message.from_user
        token = payload_of(text)
        if command_of(text) != "start" or user is None or not TOKEN.fullmatch(token):
            return False
        now = self.clock()
        if not self.gate.ready() or self.failures.silent(user.id, now):
            return False
        try:
            opening = self.joining.open(token, user.id, now=now)
            opened = await self.gate.waits.within(self.gate.patience, opening)
        except Exception as error:
            log.error("invite-not-opened", exc_info=error)
            return False
        if opened is None:
            self.failures.note(user.id, now)
            return False
        return await self._answer(message, user, opened)

    async def _answer(self, message: Message, user: User, opened: Opened) -> bool:
        if opened.how is Opening.OTHERS:
            return await self.gate.show_desk(message, "people-own-link")
        if opened.how is Opening.JOINED and opened.again:
            return await self.gate.show_desk(message, "people-already-in")
        if opened.how is Opening.JOINED:
            await self.menus.give(user.id)
            await reply.send(self.call, user.id, screens.welcome(self.look, opened.person))
            return True
        await reply.send(self.call, user.id, screens.waiting(self.look, opened.person))
        if opened.invite not in self.told:  # once more after a restart rather than never
            self.told.add(opened.invite)
            screen = screens.to_confirm(self.look, opened, _called(user))
            await self.gate.tell(Told(each, screen) for each in opened.coordinators)
        return True


def _called(user: User) -> str:
    """Return what an account calls itself: a coordinator compares it, and nothing keeps it."""
    return f"{user.full_name} (@{user.username})" if user.username else user.full_name
