"""What coordinators and staff type about people, read or refused with what was expected."""

import re
import unicodedata
from datetime import date, timedelta

from bot.content.texts import shown
from bot.errors import WrongInput

NAME_AT_MOST = 100
AWAY_AT_MOST = timedelta(days=400)
_DAY = re.compile(r"(\d{1,2})[./\-\s](\d{1,2})(?:[./\-\s](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_EDGES = re.compile(r"^[^\d]*|[^\d]*$")
_PHONE = re.compile(r"\+?[\d\s()./-]+")
_UNSEEN = {"Cc": " ", "Cf": "", "Cs": ""}  # controls, marks that hide or turn, half characters
_NATIONAL = 10  # digits of a Ukrainian number with its zero


def name_of(text: str) -> str:
    """Return a post-holder's name on one line; raises WrongInput where it is none."""
    name = " ".join(
        "".join(_UNSEEN.get(unicodedata.category(each), each) for each in text).split()
    )
    if not 2 <= len(name) <= NAME_AT_MOST or not re.search(r"[^\W\d_]{2}", name):
        raise WrongInput("people-name-wrong", most=NAME_AT_MOST)
    return name


def phone_of(text: str) -> str:
    """Return a number as it is dialled: +380…, or a short local one; raises WrongInput."""
    plain = text.strip()
    digits = re.sub(r"\D", "", plain)
    if not _PHONE.fullmatch(plain) or not 5 <= len(digits) <= 15:
        raise WrongInput("people-phone-wrong")
    if len(digits) == _NATIONAL and digits.startswith("0"):
        return f"+38{digits}"
    if plain.startswith("+") or (len(digits) == 12 and digits.startswith("380")):
        return f"+{digits}"
    return digits


def last_day_away(text: str, today: date) -> date:
    """Return the last day away, today or later; a year that is left out is the nearest one.

    Raises WrongInput: not a date, over, or farther than any leave.
    """
    plain = _EDGES.sub("", text)
    if found := _ISO.fullmatch(plain):
        year, month, day = map(int, found.groups())
        years: tuple[int, ...] = (year,)
    elif found := _DAY.fullmatch(plain):
        day, month = int(found[1]), int(found[2])
        given = found[3] or ""
        years = (int(given) + (0 if len(given) == 4 else 2000),) if given else ()
        years = years or (today.year, today.year + 1)
    else:
        raise WrongInput("people-away-wrong", example=shown(today + timedelta(days=14)))
    for year in years:
        try:
            until = date(year, month, day)
        except ValueError:
            continue
        if today <= until <= today + AWAY_AT_MOST:
            return until
    raise WrongInput("people-away-wrong", example=shown(today + timedelta(days=14)))
