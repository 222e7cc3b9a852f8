"""Numbers of people and sums of money as people type them.

Money is typed and read in thousands of hryvnias, as in the council's form; inside it is whole
hryvnias. A bare number that is too big for thousands is asked about, not guessed.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from bot.errors import WrongInput
from bot.reporting.answers import Money, Source
from bot.reporting.words import pattern, words

MOST_PEOPLE = 100_000
MOST_MONEY = 10**9  # hryvnias
SURELY_THOUSANDS = 1000  # a bare number from here on may well have been meant in hryvnias
NONE_NEEDED = "none"  # the button's value
NO_SOURCE = Source.LOCAL  # the programme's own, where none was said

_TYPED = words("typed")
_PEOPLE = pattern("typed", "people")
_NONE = pattern("typed", "no_money")
_SUM = pattern("typed", "money")
_NAMED = pattern("typed", "source")
_PAIR = re.compile(r"\s*(?:/|\\|\||;)\s*")


def number_of_people(text: str) -> int:
    """Return how many; raises WrongInput for what is no number or over a hundred thousand."""
    plain = _plain(text)
    found = _PEOPLE.fullmatch(plain)
    if found is None:
        if plain in _TYPED["nobody"]:
            return 0
        raise WrongInput("wrong-people")
    number = int(found[1].replace(" ", ""))
    if number > MOST_PEOPLE:
        raise WrongInput("wrong-people-many")
    return number


def number_of_events(text: str) -> int:
    """Return how many events; raises WrongInput."""
    try:
        return number_of_people(text)
    except WrongInput as wrong:
        raise WrongInput("wrong-events") from wrong


def hryvnias(text: str) -> int:
    """Return whole hryvnias of a sum typed in thousands, or with its unit; 0: none was needed.

    «12,5» is 12 500, «12 500 грн» too. Raises WrongInput; also for a bare number from 1000 on,
    which may have been meant in hryvnias: the unit is asked.
    """
    plain = _plain(text)
    if none_needed(plain):
        return 0
    found = _SUM.fullmatch(plain)
    if found is None:
        raise WrongInput("wrong-money")
    whole, fraction, thousands, unit = found.groups()
    number = Decimal(f"{whole.replace(' ', '')}.{fraction or 0}")
    if not (thousands or unit) and number >= SURELY_THOUSANDS:
        raise WrongInput("wrong-money-unit", typed=whole)
    factor = Decimal(_TYPED["units"][thousands[0]]) if thousands else Decimal(1 if unit else 1000)
    sum_ = int((number * factor).to_integral_value(ROUND_HALF_UP))
    if sum_ > MOST_MONEY:
        raise WrongInput("wrong-money-much")
    return sum_


def none_needed(text: str) -> bool:
    """Return whether a text says that no money was needed, in whichever words."""
    return _NONE.fullmatch(_plain(text)) is not None


def planned_and_spent(text: str, source: Source = NO_SOURCE) -> Money:
    """Return what a source was to give and gave: «10 / 8,5», «державний 10/8,5», «state:10/8».

    `source` is the one that the question names. A unit behind the second sum is that of both.
    Raises WrongInput.
    """
    plain = _plain(text)
    named = _NAMED.fullmatch(plain)
    if named and not none_needed(plain):
        source, plain = _source(named[1]), named[2]
    parts = _PAIR.split(plain)
    if len(parts) != 2:
        raise WrongInput("wrong-money-pair")
    unit = re.search(r"\D*$", parts[1])
    if parts[0] and parts[0][-1].isdigit() and unit and parts[1][:1].isdigit():
        parts[0] += f" {unit[0]}".rstrip()
    return Money(source, hryvnias(parts[0]), hryvnias(parts[1]))


def _source(word: str) -> Source:
    for stem, source in _TYPED["sources"].items():
        if word.startswith(stem):
            return Source(source)
    raise WrongInput("wrong-money-pair")


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .,;")
