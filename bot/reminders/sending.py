"""Delivering: claim, send once, write down what became of it; each end has its meaning.

Several hands send at once, through one lane, so that Telegram's answers are not waited for one
by one. A hand has its place in the lane before it claims: what is being sent when the process
dies is what Telegram has in hand, and little else.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update

from bot.chat.outcomes import Outcome, Send
from bot.errors import DatabaseFault
from bot.logs import get
from bot.reminders import store
from bot.reminders.claiming import Claim, Claiming
from bot.reminders.lane import Lane
from bot.reminders.notices import State, Ticked
from bot.storage.database import Database
from bot.storage.tables import notices, people

log = get(__name__)

HANDS = 8
FIRST_PAUSE_SECONDS, LAST_PAUSE_SECONDS = 1.0, 30.0  # after what provably was not sent
RECORD_PAUSES = (0.1, 0.5, 2.0, 0.0)  # seconds; what was sent must not look unsent
REFUSED_SECONDS = 60.0  # the token is not valid: nothing goes out until a person has mended it


@dataclass(slots=True)
class Sending:
    """Sends what is due, until nothing is, or it is told to stop."""

    database: Database
    claiming: Claiming
    send: Send
    lane: Lane
    clock: Callable[[], datetime]
    stopping: bool = False
    _refused: bool = False
    _ends: Counter[str] = field(default_factory=Counter)

    async def deliver(self) -> Ticked:
        """Send what is due; return how many messages ended how. Raises what a hand raised."""
        self._ends, self._refused = Counter(), False
        look = await self.claiming.look(self.clock())
        if look.died:
            log.error("notices-uncertain", count=look.died)
        if self.stopping or not look.due:
            return Ticked(next_at=look.next_at)
        ended = await asyncio.gather(*(self._hand() for _ in range(HANDS)), return_exceptions=True)
        for each in ended:
            if isinstance(each, BaseException):
                raise each
        if self._ends:
            log.info("notices-sent", count=self._ends["sent"])
        look = await self.claiming.look(self.clock())
        return Ticked(outcomes=dict(self._ends), next_at=look.next_at)

    async def _hand(self) -> None:
        while not (self.stopping or self._refused):
            await self.lane.slot()
            claim = await self.claiming.claim(self.clock())
            if claim is None:
                return
            account = claim.receiver.account
            if account is None:
                raise AssertionError("nobody is claimed whom nothing could be sent to")
            await self.lane.rest(account)
            outcome = await self.send(account, claim.screen)
            await self._note(claim, outcome)

    async def _note(self, claim: Claim, outcome: Outcome) -> None:
        """Write down what became of a message; a database that is only busy is asked again."""
        if outcome.end in ("wait", "refused"):
            self.lane.refused(outcome.seconds or REFUSED_SECONDS)
        elif outcome.end == "sent":
            self.lane.taken()
        if outcome.end == "refused":
            self._refused = True  # nothing more in this run
        now = self.clock()
        to = _written(outcome, claim.attempts, now)
        for pause in RECORD_PAUSES:
            try:
                await self._record(claim, outcome, to, now)
                break
            except DatabaseFault as error:
                if not (pause and error.passing):
                    raise
            await asyncio.sleep(pause)
        self._ends[to["state"]] += 1
        if to["state"] not in (State.SENT, State.POSTPONED):
            log.warning("notice-not-sent", state=str(to["state"]), kind=outcome.kind or None)

    async def _record(
        self, claim: Claim, outcome: Outcome, to: dict[str, Any], now: datetime
    ) -> None:
        async with self.database.begin() as work:
            await self._note_reach(work, claim, outcome)  # people first, as whoever claims does
            # Only as it was claimed: what a jump of the clock made uncertain meanwhile is known
            # after all, what a person has decided meanwhile stays.
            await store.change(
                work,
                claim.ids,
                notices.c.state.in_((State.SENDING, State.UNCERTAIN)),
                notices.c.attempts == claim.attempts,
                notices.c.settled_by.is_(None),
                claimed_until=None,
                changed_at=now,
                **to,
            )

    async def _note_reach(self, work: Any, claim: Claim, outcome: Outcome) -> None:
        """Note whether the person can be written to, where that is known now and was not."""
        reached = {"sent": True, "blocked": False}.get(outcome.end)
        if reached is not None and claim.receiver.reachable is not reached:
            await work.execute(
                update(people).where(people.c.id == claim.receiver.id).values(reachable=reached)
            )


def _written(outcome: Outcome, attempts: int, now: datetime) -> dict[str, Any]:
    """Return what a notice's row says after an attempt."""
    kind = outcome.kind[:24] or None
    if outcome.end == "sent":
        return {"state": State.SENT, "message": outcome.message, "error": None}
    if outcome.end == "wait":
        return _later(now, outcome.seconds, kind)
    if outcome.end == "refused":
        return _later(now, REFUSED_SECONDS, kind)
    if outcome.end == "unsent":
        pause = min(FIRST_PAUSE_SECONDS * 2 ** min(attempts - 1, 10), LAST_PAUSE_SECONDS)
        return _later(now, pause, kind)
    state = {"blocked": State.BLOCKED, "uncertain": State.UNCERTAIN}.get(outcome.end, State.FAILED)
    return {"state": state, "error": kind}


def _later(now: datetime, seconds: float, kind: str | None) -> dict[str, Any]:
    at = now + timedelta(seconds=seconds)
    return {"state": State.POSTPONED, "send_after": at, "error": kind}
