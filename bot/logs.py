"""Logs that cannot tell on anybody: only what we named ourselves gets through, from anyone.

Libraries log addresses (with the token), payloads (with people's words) and bound values, and
exceptions carry all three in their texts. So nothing foreign is cleaned by patterns; it is
left out: of a record that is not an event of ours remain logger, level, place, and the types
and frames of its exception. Our own events are a fixed name and fields of the table below.
"""

import asyncio
import json
import logging
import re
import sys
import threading
import traceback
import warnings
from collections.abc import Iterator, MutableMapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, TextIO, cast

import structlog

CAPPED = (
    "httpx",
    "httpcore",
    "telegram",
    "aiosqlite",
    "sqlalchemy",
    "aiohttp",
    "pymorphy3",
    "alembic",
)
NUMBERS = frozenset({"attempt", "count", "megabytes", "port", "seconds", "status", "year"})
WORDS = frozenset({"error", "incident", "kind", "method", "mode", "outcome", "state", "version"})
_NUMBER_LIMIT = 10_000_000  # ids of people are longer; counts and seconds are not
_FRAMES, _CAUSES = 12, 6
_EVENT = re.compile(r"[a-z][a-z0-9-]{1,48}")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,48}")  # an identifier of code, not a sentence
_LOGGER = re.compile(r"(?!.*\d{5})[A-Za-z_][A-Za-z0-9_.-]{0,60}")


class _Event(dict[str, Any]):
    """What may be written. Only this module makes them, so nothing foreign looks like one."""


def get(name: str) -> structlog.stdlib.BoundLogger:
    """Return the logger for `log.info("event-name", count=3)`, `log.error(…, exc_info=error)`.

    Fields are those of NUMBERS and WORDS; of any other only the name is written.
    """
    return cast(
        structlog.stdlib.BoundLogger,
        structlog.wrap_logger(
            logging.getLogger(name),
            processors=[structlog.stdlib.filter_by_level, _own],
            wrapper_class=structlog.stdlib.BoundLogger,
        ),
    )


def set_up(level: str, stream: TextIO) -> None:
    """Write one JSON object a line to `stream`, from `level` on, and nothing anywhere else.

    Warnings and uncaught exceptions come the same way; for those of a loop call `watch`.
    """
    handler = _Lines(stream)
    handler.addFilter(redact)
    for name in (None, *logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        for other in logger.handlers[:]:
            logger.removeHandler(other)
        logger.propagate = True
    logging.root.addHandler(handler)
    logging.root.setLevel(level)
    for name in CAPPED:
        logging.getLogger(name).setLevel(logging.WARNING)
    warnings.showwarning = _warned
    sys.excepthook = lambda kind, error, frames: _uncaught(error)
    threading.excepthook = lambda fault: _uncaught(fault.exc_value)
    sys.unraisablehook = lambda fault: _uncaught(fault.exc_value)


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Make the loop report a fault by the types and frames of its exception only."""
    loop.set_exception_handler(
        lambda _, context: get(__name__).error("loop-fault", exc_info=context.get("exception"))
    )


def redact(record: logging.LogRecord) -> bool:
    """Leave of a record what may be written: the filter on every handler. Always true."""
    if not isinstance(record.msg, _Event):
        error = record.exc_info[1] if isinstance(record.exc_info, tuple) else None
        record.msg = _Event(event="foreign", at=_place(record.pathname, record.lineno))
        record.msg.update(_fault(error))
    record.args, record.exc_info, record.exc_text, record.stack_info = (), None, None, None
    return True


class _Lines(logging.StreamHandler[TextIO]):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name if _LOGGER.fullmatch(record.name) else "foreign",
        }
        return json.dumps(line | cast(_Event, record.msg), ensure_ascii=False)

    def handleError(self, record: logging.LogRecord) -> None:
        """Stay silent: the inherited one prints the record's arguments to stderr."""


def _own(
    _: Any, __: str, fields: MutableMapping[str, Any]
) -> tuple[tuple[_Event], dict[str, Any]]:
    """Make an event of ours of a call's fields: the last of structlog's processors."""
    name = fields.pop("event", "")
    event = _Event(event=name if _EVENT.fullmatch(str(name)) else "unnamed")
    error = fields.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    withheld = []
    for key, value in fields.items():
        if (key in NUMBERS and _is_number(value)) or (key in WORDS and _is_word(value)):
            event[key] = value
        elif value is not None:
            withheld.append(key)
    if withheld:
        event["withheld"] = withheld
    event.update(_fault(error if isinstance(error, BaseException) else None))
    return (event,), {}


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) < _NUMBER_LIMIT


def _is_word(value: object) -> bool:
    return isinstance(value, str) and _WORD.fullmatch(value) is not None


def _fault(error: BaseException | None) -> _Event:
    """Return the types of an exception and of what led to it, and where it was; no text."""
    if error is None:
        return _Event()
    kinds = [type(cause).__name__ for cause in _causes(error)]
    frames = [
        f"{_place(frame.f_code.co_filename, line)} {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    return _Event(error=kinds[0], causes=kinds[1:_CAUSES], frames=frames[-_FRAMES:])


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: list[BaseException] = []
    waiting = [error]
    while waiting and len(seen) < _CAUSES:
        error = waiting.pop(0)
        if error in seen:
            continue
        seen.append(error)
        yield error
        if isinstance(error, BaseExceptionGroup):
            waiting.extend(error.exceptions)
        waiting.extend(cause for cause in (error.__cause__, error.__context__) if cause)


def _place(path: str, line: int) -> str:
    return f"{'/'.join(PurePath(path).parts[-3:])}:{line}"


def _warned(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    place = _place(filename, lineno)
    logging.getLogger("py.warnings").warning(
        _Event(event="warning", error=category.__name__, at=place)
    )


def _uncaught(error: BaseException | None) -> None:
    get(__name__).critical("uncaught", exc_info=error)
