"""«Я у відпустці до …»: until when, who stands in, and the way back in one tap."""

from datetime import date, timedelta
from html import escape

from bot.chat.screen import Button, Screen
from bot.people.absences import is_away
from bot.people.look import Look, Rows, drawn, shortened
from bot.people.presses import Away, BeAway, Card, Deputise
from bot.people.rules import Person
from bot.people.screens import come_back

OFFERED_DAYS = (7, 14, 24)  # 24 is the shortest yearly leave (law on leave, article 6)
DEPUTIES = 8


def away(look: Look, person: Person, own: bool, today: date, line: str = "") -> Screen:
    """Return until when somebody is away, or the question."""
    key = "people-away-own" if own else "people-away-of"
    title = f"<b>{look.said(key, name=person.name)}</b>"
    here = [look.said("people-away-ask", example=_day(today + timedelta(days=14)))]
    rows: list[tuple[Button, ...]] = []
    if person.away_until is not None and is_away(person, today):
        here.insert(0, look.said("people-away-until", until=_day(person.away_until)))
        rows.append((come_back(look, person),))
    for days in OFFERED_DAYS:
        until = today + timedelta(days=days)
        press = Away(person.id, until.isoformat())
        rows.append((look.button("people-away-offer", press, until=_day(until)),))
    return drawn([line, title, *here], (*rows, *_leave(look, person, own)))


def deputies(
    look: Look, person: Person, able: tuple[Person, ...], own: bool, line: str = ""
) -> Screen:
    """Return the question who stands in."""
    until = _day(person.away_until) if person.away_until is not None else ""
    rows = [
        (Button(shortened(look.called(each)), Deputise(person.id, each.id)),)
        for each in able[:DEPUTIES]
    ]
    nobody = (look.button("people-deputy-nobody", Deputise(person.id, 0)),)
    key = "people-deputy-ask" if able else "people-deputy-none"
    said = [line, look.said("people-away-until", until=until), look.said(key)]
    return drawn(said, (*rows, nobody, *_leave(look, person, own)))


def absent(look: Look, person: Person, deputy: Person | None, own: bool) -> Screen:
    """Return that it is arranged."""
    until = _day(person.away_until) if person.away_until is not None else ""
    told = [look.said("people-away-until", until=until)]
    if deputy is not None:
        told.append(look.said("people-deputy-is", name=deputy.name))
    else:
        told.append(look.said("people-deputy-is-nobody"))
    change = BeAway() if own else Away(person.id, "")
    rows = ((come_back(look, person),), (look.button("people-away-change", change),))
    return drawn(told, (*rows, *_leave(look, person, own)))


def is_back(look: Look, person: Person, own: bool) -> Screen:
    """Return that somebody is there again."""
    said = look.said("people-back-own" if own else "people-back-of", name=person.name)
    return drawn([said], _leave(look, person, own))


def stands_in(look: Look, person: Person) -> Screen:
    """Return what the deputy is told."""
    until = _day(person.away_until) if person.away_until is not None else ""
    told = look.said("people-stands-in", name=person.name, until=until)
    return drawn([told, escape(look.where(person), quote=False)], ((look.desk(),),))


def _leave(look: Look, person: Person, own: bool) -> Rows:
    card: Rows = () if own else ((look.button("people-to-card", Card(person.id)),),)
    return (*card, (look.desk(),))


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"
