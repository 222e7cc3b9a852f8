"""Who has tried links in vain, for an hour, in memory only: guessing gets nowhere, and quietly.

Keys are salted with a value of this process, so that not even a memory image lists accounts.
"""

import hashlib
import hmac
import secrets
from collections import OrderedDict, deque
from datetime import datetime, timedelta

AT_MOST = 5
WITHIN = timedelta(hours=1)
ACCOUNTS_AT_MOST = 10_000


class Failures:
    """Counts links that opened nothing, by account; bounded in number and in time."""

    def __init__(self) -> None:
        self._salt = secrets.token_bytes(32)
        self._at: OrderedDict[bytes, deque[datetime]] = OrderedDict()

    def silent(self, account: int, now: datetime) -> bool:
        """Return whether this account has failed too often to be looked up again."""
        failed = self._at.get(self._key(account), deque())
        return sum(now - each < WITHIN for each in failed) >= AT_MOST

    def note(self, account: int, now: datetime) -> None:
        """Count a link that opened nothing; the accounts of long ago are forgotten."""
        key = self._key(account)
        self._at.setdefault(key, deque(maxlen=AT_MOST)).append(now)
        self._at.move_to_end(key)
        while self._at:
            oldest = next(iter(self._at.values()))
            if len(self._at) <= ACCOUNTS_AT_MOST and now - oldest[-1] < WITHIN:
                break
            self._at.popitem(last=False)

    def __len__(self) -> int:
        """Return how many accounts are remembered."""
        return len(self._at)

    def _key(self, account: int) -> bytes:
        return hmac.digest(self._salt, account.to_bytes(8, "big", signed=True), hashlib.sha256)
