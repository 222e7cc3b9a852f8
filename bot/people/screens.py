"""What coordinators see of the staff: the board, a person's card, the questions about them."""

from datetime import date
from html import escape

from bot.chat.screen import Button, Screen
from bot.people.absences import is_away
from bot.people.look import Look, Rows, drawn, shortened
from bot.people.presses import (
    Ask,
    Away,
    BeAway,
    Board,
    Card,
    ComeBack,
    Confirm,
    Dismiss,
    Freeze,
    Invite,
    NoPhone,
    Refuse,
    Renew,
    Unfreeze,
)
from bot.people.progress import Listed, Progress
from bot.people.rules import Action, Person, Role, permitted

PAGE = 8  # people on a page of the board
ENDED = (Progress.DISMISSED,)


def doors(look: Look, person: Person, today: date) -> Rows:
    """Return the rows of the desk that lead here, for whoever may go there."""
    people = [look.button("people-door", Board(0))] if permitted(person, Action.SEE_PEOPLE) else []
    key = "people-door-back" if is_away(person, today) else "people-door-away"
    return tuple(row for row in (tuple(people), (look.button(key, BeAway()),)) if row)


def board(
    look: Look, people: tuple[Listed, ...], page: int, today: date, line: str = ""
) -> Screen:
    """Return a page of the board: people by organisation, those who have left at the end."""
    order = [None, *[each.id for each in look.organisations.organisations]]
    known = {id_: place for place, id_ in enumerate(order)}
    people = tuple(
        sorted(
            people,
            key=lambda each: (
                each.progress in ENDED,
                known.get(each.person.organisation, len(known)),
                each.person.id,
            ),
        )
    )
    last = max(0, (len(people) - 1) // PAGE)
    page = min(max(0, page), last)
    shown = people[page * PAGE : (page + 1) * PAGE]
    rows = tuple((Button(_label(look, each), Card(each.person.id)),) for each in shown)
    before = [look.button("people-page-before", Board(page - 1))] if page else []
    after = [look.button("people-page-after", Board(page + 1))] if page < last else []
    ways: Rows = (
        (*before, *after),
        (look.button("people-invite", Invite("", "")),),
        (look.desk(),),
    )
    title = f"<b>{look.said('people-title', count=_working(people))}</b>"
    return drawn([line, title, *_groups(look, shown, today)], (*rows, *ways))


def card(look: Look, one: Listed, today: date, line: str = "") -> Screen:
    """Return everything about one person, and what can be done."""
    person = one.person
    about = [
        look.said(f"people-role-{person.role}") + " · " + escape(look.where(person)),
        look.said("people-card-state", state=_state(look, one)),
    ]
    if person.phone:
        about.append(look.said("people-card-phone", phone=person.phone))
    if person.away_until is not None and is_away(person, today):
        about.append(look.said("people-card-away", until=_day(person.away_until)))
    if person.reachable is False and person.account is not None:
        about.append(look.said("people-card-unreachable"))
    name = f"<b>{escape(look.called(person), quote=False)}</b>"
    ways: Rows = ((look.button("people-to-board", Board(0)),), (look.desk(),))
    return drawn([line, name, "\n".join(about)], (*_acts(look, one), *ways))


def dismissing(look: Look, person: Person) -> Screen:
    """Return the question whether it is meant."""
    rows: Rows = (
        (look.button("people-dismiss-yes", Dismiss(person.id, 1)),),
        (look.button("people-dismiss-no", Card(person.id)),),
        (look.desk(),),
    )
    return drawn([look.said("people-dismiss-sure", name=look.called(person))], rows)


def roles(look: Look) -> Screen:
    """Return the first question of an invitation."""
    choices = [(look.button(f"people-role-choose-{each}", Invite(each, "")),) for each in Role]
    return drawn([look.said("people-invite-role")], (*choices, *_leave(look)))


def organisations(look: Look) -> Screen:
    """Return the second question, for executors."""
    choices = [
        (Button(shortened(each.short.uk), Invite(Role.EXECUTOR, each.id)),)
        for each in look.organisations.organisations
    ]
    return drawn([look.said("people-invite-organisation")], (*choices, *_leave(look)))


def ask_name(look: Look, person: Person, line: str = "") -> Screen:
    """Return the question for the post-holder's name."""
    post = look.words(f"people-role-{person.role}") + ", " + look.where(person)
    return drawn([line, look.said("people-ask-name", post=post)], _leave(look, person))


def ask_phone(look: Look, person: Person, inviting: bool, line: str = "") -> Screen:
    """Return the question for the number, which may be left out."""
    key = "people-phone-skip" if inviting else "people-phone-remove"
    row = (look.button(key, NoPhone(person.id, int(inviting))),)
    asked = look.said("people-ask-phone", name=look.called(person))
    return drawn([line, asked], (row, *_leave(look, person)))


def _leave(look: Look, person: Person | None = None) -> Rows:
    back = Card(person.id) if person is not None else Board(0)
    return ((look.button("people-cancel", back),), (look.desk(),))


def _groups(look: Look, shown: tuple[Listed, ...], today: date) -> list[str]:
    groups: dict[str, list[str]] = {}
    for each in shown:
        title = look.words("people-left") if each.progress in ENDED else look.where(each.person)
        state = _state(look, each)
        if is_away(each.person, today) and each.person.away_until is not None:
            until = _day(each.person.away_until)
            state += ", " + look.words("people-board-away", until=until)
        name = look.called(each.person)
        line = look.said("people-board-line", name=name, state=state)
        groups.setdefault(title, []).append(line)
    return [
        "\n".join((f"<b>{escape(title, quote=False)}</b>", *lines))
        for title, lines in groups.items()
    ]


def _label(look: Look, one: Listed) -> str:
    waits = one.progress in (Progress.OPENED, Progress.MOVED)
    key = "people-board-button-waits" if waits else "people-board-button"
    return shortened(look.words(key, name=look.called(one.person)))


def _state(look: Look, one: Listed) -> str:
    until = look.moment(one.invite.expires_at) if one.invite is not None else ""
    return look.words(f"people-state-{one.progress}", until=until)


def _working(people: tuple[Listed, ...]) -> int:
    return sum(each.progress not in ENDED for each in people)


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _acts(look: Look, one: Listed) -> Rows:
    person, progress = one.person, one.progress
    rows: list[tuple[Button, ...]] = []
    if progress in (Progress.OPENED, Progress.MOVED) and one.invite is not None:
        rows += deciding(look, one.invite.id)
    if not person.name:
        return ((look.button("people-name", Ask(person.id, "name")),), (_dismiss(look, person),))
    if progress is Progress.FROZEN:
        return ((look.button("people-unfreeze", Unfreeze(person.id)),), (_dismiss(look, person),))
    moving = (Progress.CONFIRMED, Progress.MOVING, Progress.MOVED)
    key = "people-new-phone" if progress in moving else "people-renew"
    rows.append((look.button(key, Renew(person.id)),))
    if progress in ENDED:
        return tuple(rows)
    if progress in moving:
        rows.append((look.button("people-away", Away(person.id, "")),))
    change = look.button("people-phone", Ask(person.id, "phone"))
    rows.append((look.button("people-name", Ask(person.id, "name")), change))
    if progress in moving:
        freeze = look.button("people-freeze", Freeze(person.id))
        return (*rows, (freeze, _dismiss(look, person)))
    return (*rows, (_dismiss(look, person),))


def _dismiss(look: Look, person: Person) -> Button:
    return look.button("people-dismiss", Dismiss(person.id, 0))


def deciding(look: Look, invite: int) -> Rows:
    """Return the two answers to whoever has opened an invitation."""
    return (
        (look.button("people-confirm", Confirm(invite)),),
        (look.button("people-refuse", Refuse(invite)),),
    )


def come_back(look: Look, person: Person) -> Button:
    """Return the button of being there again."""
    return look.button("people-come-back", ComeBack(person.id))
