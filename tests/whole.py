"""How much of a long test runs: all of it by `make faults`, a part of it by `make test`."""

import os

LONG = int(os.environ.get("FAULT_SEEDS", "2")) >= 50
PART = 5


def share(whole: int, part: int = PART) -> int:
    """Return how many of `whole` are tried in this run: all, or one of `part`."""
    return whole if LONG else whole // part
