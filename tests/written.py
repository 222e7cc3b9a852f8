"""What the bot writes while a test runs: the real handler and filter, on a stream of the test."""

import io
import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from bot import logs


@contextmanager
def written(level: str, *, uncapped: bool = False) -> Iterator[io.StringIO]:
    """Give the stream; afterwards logging is as it was. `uncapped`: libraries speak up too."""
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning
    handlers, before = logging.root.handlers[:], logging.root.level
    stream = io.StringIO()
    logs.set_up(level, stream)
    for name in logs.CAPPED if uncapped else ():
        logging.getLogger(name).setLevel(level)
    try:
        yield stream
    finally:
        sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks
        logging.root.handlers[:], logging.root.level = handlers, before
        for name in logs.CAPPED:
            logging.getLogger(name).setLevel(logging.NOTSET)
