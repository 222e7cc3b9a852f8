"""Leaving no trace: which message a chat shows at this moment, for minutes, in memory only.

A restart forgets everything here, and nothing depends on it: it lets a forgotten screen turn
neutral by itself and lets a typed text be answered in the language of the screen before it.
Keys are salted with a value of this process, so that not even a memory image lists who wrote;
the chat's number stays beside its message for the minutes in which the bot must still edit it.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.content.models import Language

KEPT_AT_MOST = 20_000
KEPT_FOR = timedelta(minutes=30)
TRIED_AGAIN_AFTER = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Shown:
    """What one chat shows: the message, its language, and what the last words were about."""

    chat: int
    message: int
    language: Language
    at: datetime
    dangers: tuple[str, ...] = ()  # kinds of the last cry, for the two turns after it
    turns: int = 0  # how many turns that context still lasts
    lost: int = 0  # how many texts running were not understood


class Traces:
    """What chats show now; bounded in number and in minutes."""

    def __init__(self, idle: timedelta) -> None:
        self._idle = idle
        self._salt = secrets.token_bytes(32)
        self._shown: OrderedDict[bytes, Shown] = OrderedDict()

    def __len__(self) -> int:
        """Return how many chats are remembered."""
        return len(self._shown)

    def _key(self, chat: int) -> bytes:
        return hmac.digest(self._salt, chat.to_bytes(8, "big", signed=True), hashlib.sha256)

    def of(self, chat: int, now: datetime) -> Shown | None:
        """Return what the chat shows, if that is younger than half an hour."""
        shown = self._shown.get(self._key(chat))
        return shown if shown is not None and now - shown.at < KEPT_FOR else None

    def keep(self, shown: Shown) -> None:
        """Remember what a chat shows; the oldest chats are forgotten over the bound."""
        key = self._key(shown.chat)
        self._shown[key] = shown
        self._shown.move_to_end(key)
        while len(self._shown) > KEPT_AT_MOST:
            self._shown.popitem(last=False)

    def forget(self, chat: int) -> None:
        """Forget a chat: after «Сховати», and when the person blocks the bot."""
        self._shown.pop(self._key(chat), None)

    def take_idle(self, now: datetime) -> list[Shown]:
        """Forget and return the chats whose screen nobody has touched for the idle minutes."""
        idle = []
        while self._shown:
            key, oldest = next(iter(self._shown.items()))
            if now - oldest.at < self._idle:
                break
            del self._shown[key]
            idle.append(oldest)
        return idle

    def take_all(self) -> list[Shown]:
        """Forget and return every chat: the process is about to stop."""
        shown = list(self._shown.values())
        self._shown.clear()
        return shown

    def put_back(self, shown: Shown, now: datetime) -> None:
        """Have a screen that could not be turned tried again soon, unless a newer one stands."""
        key = self._key(shown.chat)
        if key not in self._shown:
            self._shown[key] = replace(shown, at=now - self._idle + TRIED_AGAIN_AFTER)
            self._shown.move_to_end(key, last=False)
