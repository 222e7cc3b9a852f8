"""The command of the staff: a one-time link that lets somebody in."""

import argparse
import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

from bot.chat.username import username_of
from bot.content.loader import load
from bot.content.models import Organisations
from bot.errors import SettingsFault, WrongInput
from bot.people import store
from bot.people.inputs import name_of, phone_of
from bot.people.invitations import Invitation
from bot.people.joining_screens import link_of
from bot.people.rules import Role
from bot.people.service import People
from bot.settings import Settings
from bot.storage.database import Database

EXIT_OK = 0
Add = Callable[[str, Callable[..., int], str], argparse.ArgumentParser]


def add(command: Add) -> None:
    """Add this room's command by `command(name, run, text)`."""
    invite = command("invite", _invite, "a one-time link that lets somebody of the staff in")
    invite.add_argument("--role", required=True, help=" | ".join(Role))
    invite.add_argument("--name", required=True, help="of the post-holder")
    invite.add_argument("--organisation", help="one organisation's id; executors need it")
    invite.add_argument("--phone", help="for the coordinators' calls")


def _invite(options: argparse.Namespace, settings: Settings) -> int:
    organisations = load(settings.data_dir).organisations
    role, organisation = _role(options.role), _organisation(options, organisations)
    name, phone = _typed(options)
    invitation, vouched, username = asyncio.run(
        _made(settings, organisations, role, organisation, name, phone)
    )
    if username:
        print(link_of(username, invitation.token))
    else:
        print(f"t.me/YOUR_BOT?start={invitation.token}")
    until = invitation.expires_at.astimezone(settings.zone)
    print(f"for one person, once, until {until:%d.%m.%Y %H:%M}; older links of theirs have ended")
    if vouched:
        print("whoever opens it first is the coordinator at once: send it to nobody else")
    else:
        print("whoever opens it is let in when a coordinator has confirmed the person in the chat")
    return EXIT_OK


async def _made(
    settings: Settings,
    organisations: Organisations,
    role: Role,
    organisation: str | None,
    name: str,
    phone: str | None,
) -> tuple[Invitation, bool, str | None]:
    """Return the link, whether it needs no confirmation, and the bot's username if known."""
    username = None
    if settings.bot_token is not None:
        token = settings.bot_token.get_secret_value()
        username = await username_of(token, settings.bot_api_url)
    database = Database(settings.database_url)
    try:
        await database.migrate()
        invitation = await People(database, organisations).invitations.by_operator(
            role, organisation, name, phone, now=datetime.now(UTC)
        )
        async with database.begin() as work:
            coordinators = await store.active(work, Role.COORDINATOR)
    finally:
        await database.close()
    others = [each for each in coordinators if each.id != invitation.person.id]
    return invitation, role is Role.COORDINATOR and not others, username


def _role(said: str) -> Role:
    for role in Role:
        if role == said:
            return role
    raise SettingsFault(f"--role {said}: expected {', '.join(Role)}")


def _organisation(options: argparse.Namespace, organisations: Organisations) -> str | None:
    known = [each.id for each in organisations.organisations]
    said: str | None = options.organisation
    if said is None and options.role == Role.EXECUTOR:
        raise SettingsFault(f"--organisation is missing; expected {', '.join(known)}")
    if said is not None and options.role == Role.OVERSEER:
        raise SettingsFault("--organisation: an overseer has none; leave it out")
    if said not in (None, *known):
        raise SettingsFault(f"--organisation {said}: expected {', '.join(known)}")
    return said


def _typed(options: argparse.Namespace) -> tuple[str, str | None]:
    try:
        name = name_of(options.name)
    except WrongInput:
        raise SettingsFault("--name: expected a name in words, 2-100 characters") from None
    try:
        return name, phone_of(options.phone) if options.phone else None
    except WrongInput:
        raise SettingsFault("--phone: expected a number such as +380501234567") from None
