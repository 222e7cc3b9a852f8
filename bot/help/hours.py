"""Who answers this minute: hours as data, the clock as a parameter.

Three answers, never a guess: open (until when), closed (until when), not certain. All comparing
is done in UTC, since Python compares two local times of one zone by the clock on the wall and
is an hour wrong in the nights of the time change.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.content.models import DAYS, Contact, Hours, Span

State = Literal["always", "open", "unknown", "closed"]
_ORDER: dict[State, int] = {"always": 0, "open": 1, "unknown": 2, "closed": 3}
_LOOK_AHEAD_DAYS = 8


@dataclass(frozen=True, slots=True)
class Answering:
    """Whether a line answers; `until` is local time: when it closes, or when it opens again."""

    state: State
    until: datetime | None = None

    @property
    def certain(self) -> bool:
        """Return whether somebody answers now for certain."""
        return self.state in ("always", "open")


def answering(hours: Hours, now: datetime, zone: ZoneInfo) -> Answering:
    """Return whether a line with these hours answers at `now` (aware)."""
    if hours.kind == "always":
        return Answering("always")
    if hours.kind == "unknown":
        return Answering("unknown")
    spans = sorted(
        moment
        for span in hours.spans
        for moment in _moments(span, now.astimezone(zone), zone)
        if moment[1] > now
    )
    if not spans:
        return Answering("unknown")
    opens, closes = spans[0]
    if opens > now:
        return Answering("closed", opens.astimezone(zone))
    for next_opens, next_closes in spans[1:]:
        if next_opens > closes:
            return Answering("open", closes.astimezone(zone))
        closes = max(closes, next_closes)
    return Answering("always")  # the spans leave no gap in the days ahead


def _moments(span: Span, local: datetime, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """Return the span's openings around `local` as pairs of UTC moments."""
    moments = []
    for shift in range(-1, _LOOK_AHEAD_DAYS + 1):
        day = local.date() + timedelta(days=shift)
        if DAYS[day.weekday()] not in span.days:
            continue
        ends = day + timedelta(days=1) if span.closes <= span.opens else day
        moments.append(
            (
                datetime.combine(day, span.opens, zone).astimezone(UTC),
                datetime.combine(ends, span.closes, zone).astimezone(UTC),
            )
        )
    return moments


def by_who_answers(
    contacts: list[Contact], now: datetime, zone: ZoneInfo
) -> list[tuple[Contact, Answering]]:
    """Return the contacts with their state: open first, then not certain, then closed.

    Within a state the order of contacts.yaml stays, which is the editors' order of importance;
    the closed ones come by the hour at which they open.
    """
    states = [(contact, answering(contact.hours, now, zone)) for contact in contacts]
    far = now.astimezone(zone) + timedelta(days=_LOOK_AHEAD_DAYS + 2)
    return sorted(
        states,
        key=lambda pair: (
            0 if pair[1].certain else _ORDER[pair[1].state],
            pair[1].until.astimezone(UTC)
            if pair[1].state == "closed" and pair[1].until
            else far.astimezone(UTC),
        ),
    )
