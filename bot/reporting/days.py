"""Dates as people type them: 25.11, вчора, 25 листопада 2026, 2026-11-25."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.errors import WrongInput
from bot.reporting.words import pattern, words

_TYPED = words("typed")
YEARS_AHEAD = 10  # a date farther away is a slip of the finger

_NUMBERS = re.compile(r"(\d{1,2})\s*[./\-\s]\s*(\d{1,2})(?:\s*[./\-\s]\s*(\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})[.\-/](\d{1,2})[.\-/](\d{1,2})")
_WORDS = pattern("typed", "day_and_month")
_MONTH = pattern("typed", "month_alone")
_AROUND = pattern("typed", "around")
_LAST_WEEK = pattern("typed", "last_week")
_LEAP = 4  # years in which a 29 February surely comes


def past_day(text: str, today: date, years: tuple[int, ...]) -> date:
    """Return a day that has come, of one of the `years`; the first of them is the draft's own.

    A year that is left out is the latest of `years` in which the day is not in the future. Raises
    WrongInput: not a date, in the future, or of another year.
    """
    plain = _plain(text)
    near = _near(plain, today)
    day, month, year = (near.day, near.month, near.year) if near else _parts(plain, "wrong-date")
    wanted = years if year is None else (year,)
    days = tuple(_days(day, month, wanted))
    if not days:
        raise WrongInput("wrong-date")
    come = [each for each in days if each <= today]
    if not come:
        raise WrongInput("wrong-date-future")
    latest = max(come)
    if latest.year not in years:
        raise WrongInput("wrong-date-year", year=years[0])
    return latest


def coming_day(text: str, today: date) -> date:
    """Return a day after today; a year that is left out is the nearest one.

    A month alone means its last day. Raises WrongInput: not a date, not in the future, too far.
    """
    plain = _plain(text)
    month_alone = _MONTH.fullmatch(plain)
    if month_alone and (month := _month(month_alone[1])):
        given = month_alone[2]
        years = (int(given),) if given else (today.year, today.year + 1)
        days = [_month_end(year, month) for year in years if 1 <= year < date.max.year]
    elif near := _near(plain, today):
        days = [near]
    else:
        day, month, year = _parts(plain, "wrong-until")
        ahead = range(today.year, today.year + _LEAP + 1)
        days = list(_days(day, month, ahead if year is None else (year,)))
    if not days:
        raise WrongInput("wrong-until")
    coming = [each for each in days if each > today]
    if not coming:
        raise WrongInput("wrong-until-past")
    if coming[0].year > today.year + YEARS_AHEAD:
        raise WrongInput("wrong-until-far")
    return coming[0]


def any_day(text: str, today: date) -> date:
    """Return a day, past or to come, of this year where none is named; raises WrongInput."""
    plain = _plain(text)
    if near := _near(plain, today):
        return near
    day, month, year = _parts(plain, "wrong-date")
    for found in _days(day, month, (today.year if year is None else year,)):
        return found
    raise WrongInput("wrong-date")


def _plain(text: str) -> str:
    plain = " ".join(text.lower().replace("’", "'").replace("ʼ", "'").split()).strip(" .,;")
    for _ in range(2):
        plain = _AROUND.sub("", plain).strip(" .,;")
    return plain


def _near(plain: str, today: date) -> date | None:
    """Return the day of «вчора», «завтра» or «минулої п'ятниці», None for anything else."""
    if plain in _TYPED["near"]:
        return today - timedelta(_TYPED["near"][plain])
    named = _LAST_WEEK.fullmatch(plain)
    for number, stem in enumerate(_TYPED["weekdays"]):
        if named and named[1].startswith(stem):
            return today - timedelta((today.weekday() - number) % 7 or 7)
    return None


def _parts(plain: str, wrong: str) -> tuple[int, int, int | None]:
    """Return day, month, and the year if it was given; raises WrongInput(wrong)."""
    if iso := _ISO.fullmatch(plain):
        return int(iso[3]), int(iso[2]), int(iso[1])
    if numbers := _NUMBERS.fullmatch(plain):
        return int(numbers[1]), int(numbers[2]), _year(numbers[3])
    if (words := _WORDS.fullmatch(plain)) and (month := _month(words[2])):
        return int(words[1]), month, _year(words[3])
    raise WrongInput(wrong)


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(word: str) -> int | None:
    for number, stem in enumerate(_TYPED["months"], 1):
        if word.startswith(stem):
            return number
    return None


def _days(day: int, month: int, years: range | tuple[int, ...]) -> Iterator[date]:
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _month_end(year: int, month: int) -> date:
    after = date(year + month // 12, month % 12 + 1, 1)
    return after - timedelta(1)
