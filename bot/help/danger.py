"""The first reply to a text that tells of danger: numbers at once, nothing to confirm before.

One text may tell of several dangers: the lines of all of them are named, life first. Suicide
adds its line and replaces none (rules D11 and D12); a child's words add the children's line.
"""

from collections.abc import Sequence
from html import escape

from bot.chat.screen import Button, Screen
from bot.content.models import Contact, KindAnswer
from bot.help.frame import Rows, called, filled, framed, packed
from bot.help.hours import answering
from bot.help.lines import told_state
from bot.help.moment import Moment
from bot.help.places import button_to
from bot.help.presses import Lines, Mistaken
from bot.help.screens import silent_ways

_WORDS_AT_MOST = 2  # one line for each of the two gravest kinds; more would push the numbers away
_LINES_AT_MOST = 10  # what all kinds together call their own
_PLACES_AT_MOST = 4


def cry(
    at: Moment,
    kinds: Sequence[str],
    *,
    again: bool = False,
) -> Screen:
    """Return the answer to dangers of these kinds; `again` for the two turns that follow it."""
    answers = [answer for answer in at.content.answers.kinds if answer.kind in kinds]
    silent = "silent" in kinds or "confinement" in kinds
    parts = [_words(at, answers, again)]
    parts += _urgent(at, answers)
    contacts = _contacts(at, answers)
    ways = [filled(at, words) for words in silent_ways(contacts, at)]
    abroad = any(answer.abroad for answer in answers)
    numbers = "\n".join(_line(at, contact, abroad) for contact in contacts)
    parts += [*ways, numbers] if silent else [numbers, *ways]
    rows = _rows(at, answers, silent)
    return framed(at, "\n\n".join(parts), rows, hide_first=silent)


def _words(at: Moment, answers: list[KindAnswer], again: bool) -> str:
    if again:
        return filled(at, at.content.answers.after[at.language])
    words = dict.fromkeys(answer.words[at.language] for answer in _voices(answers))
    return filled(at, "\n".join(list(words)[:_WORDS_AT_MOST]))


def _voices(answers: list[KindAnswer]) -> list[KindAnswer]:
    """Return the answers whose words fit whoever writes: a witness or the person who did harm
    is not told «it is not your fault», and a child hears the words for children first."""
    for kind in ("perpetrator", "third_person", "child"):
        first = [answer for answer in answers if answer.kind == kind]
        if first:
            extra = [answer for answer in answers if answer.kind == "suicide"]
            return first + extra
    return answers


def _urgent(at: Moment, answers: list[KindAnswer]) -> list[str]:
    return [
        f"<b>{filled(at, answer.urgent[at.language])}</b>"
        for answer in answers
        if answer.urgent is not None
    ]


def _contacts(at: Moment, answers: list[KindAnswer]) -> list[Contact]:
    """Return the lines of all kinds: emergency first, then who answers now, none twice.

    Who fears to do harm sees first the lines that help to stop. The first two contacts of each
    kind are its own: they stay where the list has to be cut.
    """
    ids = dict.fromkeys(id_ for answer in answers for id_ in answer.contacts)
    contacts = [at.content.contacts[id_] for id_ in ids]
    own = {id_ for answer in answers for id_ in answer.contacts[:2]}
    first = _voices(answers)[0]
    leading = first.contacts[:2] if first.kind == "perpetrator" else ()
    ranked = sorted(
        contacts,
        key=lambda contact: (
            contact.id not in leading,
            contact.kind != "emergency",
            contact.id not in own,
            not answering(contact.hours, at.now, at.zone).certain,
        ),
    )
    return ranked[:_LINES_AT_MOST]


def _line(at: Moment, contact: Contact, abroad: bool) -> str:
    line = called(contact, at, abroad=abroad)
    if contact.kind == "emergency":
        return line
    state = answering(contact.hours, at.now, at.zone)
    return f"{line}, {escape(told_state(at, state))}"


def _rows(at: Moment, answers: list[KindAnswer], silent: bool) -> Rows:
    texts = at.texts
    told = dict.fromkeys([*_voices(answers), *answers])
    places = list(dict.fromkeys(place for answer in told for place in answer.see))
    see = packed([button_to(at, place) for place in places[:_PLACES_AT_MOST]])
    human = Button(texts("button-human"), Lines(at.language, "silent" if silent else "all"))
    mistaken = Button(texts("button-mistaken"), Mistaken(at.language))
    return (*see, (human,), (mistaken,))
