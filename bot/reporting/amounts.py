"""Numbers of people and sums of money as people type them.

Money is typed and read in thousands of hryvnias, as in the council's form; inside it is whole
hryvnias. A bare number that is too big for thousands is asked about, not guessed.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from bot.errors import WrongInput
from bot.reporting.answers import Money, Source

MOST_PEOPLE = 100_000
MOST_MONEY = 10**9  # hryvnias
SURELY_THOUSANDS = 1000  # a bare number from here on may well have been meant in hryvnias
NONE_NEEDED = "none"  # the button's value
NO_SOURCE = Source.LOCAL  # the programme's own, where none was said

_PEOPLE = re.compile(
    r"(?:(?:близько|приблизно|орієнтовно|майже|понад|більше|біля|до|десь|всього|усього|разом)\s+"
    r"|[~≈>]\s*)*(\d[\d ]*)(?:\s+[^\W\d]+\.?){0,2}"
)
_NONE = re.compile(
    r"0+([.,]0+)?|none|немає|нема|ні|без коштів|без фінансування|не потрібн\S*|не потребу\S*"
    r"|не витрачал\S*|не було|безкоштовно|-|—"
)
_SUM = re.compile(
    r"(?:близько\s+|приблизно\s+|≈\s*|~\s*)?(\d[\d ]*)(?:[.,](\d{1,4}))?\s*"
    r"(тис|тисяч|тисячі|тисяча|млн|мільйон\w*)?\.?\s*(грн|гривень|гривні|гривня|₴|uah)?\.?"
)
_UNITS = {"т": Decimal(1000), "м": Decimal(1_000_000)}
_PAIR = re.compile(r"\s*(?:/|\\|\||;)\s*")
_SOURCES: dict[str, Source] = {
    "local": Source.LOCAL, "місц": Source.LOCAL, "міськ": Source.LOCAL,
    "state": Source.STATE, "держ": Source.STATE, "обл": Source.OTHER,
    "other": Source.OTHER, "інш": Source.OTHER,
}  # fmt: skip
_NAMED = re.compile(r"([^\W\d]+)(?:\s+(?:бюджет|джерел|кошт)\w*)?\s*[:\-—]?\s*(.*)")


def number_of_people(text: str) -> int:
    """Return how many; raises WrongInput for what is no number or over a hundred thousand."""
    plain = _plain(text)
    found = _PEOPLE.fullmatch(plain)
    if found is None:
        if plain in ("немає", "нема", "нікого", "не було", "жодного", "ніхто"):
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
    factor = _UNITS[thousands[0]] if thousands else Decimal(1 if unit else 1000)
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
    for stem, source in _SOURCES.items():
        if word.startswith(stem):
            return source
    raise WrongInput("wrong-money-pair")


def _plain(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .,;")
