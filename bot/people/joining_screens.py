"""What is said around a link: to whoever forwards it, opens it, confirms it, loses it."""

from html import escape

from bot.chat.screen import Screen
from bot.people.invitations import Invitation
from bot.people.joining import Opened
from bot.people.look import Look, drawn
from bot.people.presses import Card
from bot.people.rules import Person
from bot.people.screens import deciding

SHOWN_NAME = 64  # characters of what an account calls itself


def link_of(username: str, token: str) -> str:
    """Return the address that opens the bot with a token."""
    return f"https://t.me/{username}?start={token}"


def to_forward(look: Look, invitation: Invitation, link: str) -> Screen:
    """Return the message to send on: neutral, for whoever looks over a shoulder."""
    until = look.moment(invitation.expires_at)
    return drawn([look.said("people-link", link=link, until=until)], ())


def waiting(look: Look, person: Person) -> Screen:
    """Return what whoever has opened a link sees: which post it is for, and who decides."""
    post = f"{look.words(f'people-role-{person.role}')}, {look.where(person)}"
    return drawn([look.said("people-waiting", name=person.name, post=post)], ())


def to_confirm(look: Look, opened: Opened, account: str) -> Screen:
    """Return what the coordinators are told; `account` is what Telegram calls the opener."""
    person = opened.person
    said = look.said("people-opened", name=person.name, where=look.where(person))
    shown = look.said("people-opened-by", account=account[:SHOWN_NAME])
    rows = (*deciding(look, opened.invite), (look.button("people-to-card", Card(person.id)),))
    return drawn([said, shown, look.said("people-opened-hint")], (*rows, (look.desk(),)))


def welcome(look: Look, person: Person) -> Screen:
    """Return what is said to somebody who has just joined."""
    post = f"{look.words(f'people-role-{person.role}')}, {look.where(person)}"
    said = look.said("people-welcome", name=person.name)
    return drawn(
        [f"<b>{said}</b>", escape(post, quote=False), look.said("people-welcome-how")],
        ((look.desk(),),),
    )


def changed(look: Look) -> Screen:
    """Return what is said to an account that may no longer act: nothing that tells."""
    return drawn([look.said("people-access-changed")], ())


def restored(look: Look) -> Screen:
    """Return what is said to somebody whose rights are given back."""
    return drawn([look.said("people-access-changed")], ((look.desk(),),))
