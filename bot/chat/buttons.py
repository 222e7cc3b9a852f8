"""Buttons are types: what they ask for is packed into at most 64 bytes, and nothing else is.

The bytes come back from the client, which may send anything: parsing is strict, and whatever
does not fit is UnknownPress. Old buttons therefore stay harmless for ever.
"""

from dataclasses import dataclass, fields
from typing import ClassVar, Self

from bot.errors import UnknownPress

LIMIT = 64  # Bot API: InlineKeyboardButton.callback_data, 1-64 bytes
NUMBERS_BELOW = 2**31  # ids, versions, years and pages: PostgreSQL's INTEGER holds no more
_SEPARATOR = ":"


@dataclass(frozen=True, slots=True)
class Press:
    """What a button asks for. Subclasses are frozen dataclasses of `str` and `int` fields.

    A subclass names its `code` (unique over all of `bot/`), which stands first in the bytes.
    """

    code: ClassVar[str] = ""

    def pack(self) -> str:
        """Return `code:field:field…`; raises ValueError over 64 bytes or for a `:` inside."""
        values = [str(getattr(self, field.name)) for field in fields(self)]
        if any(_SEPARATOR in value for value in values):
            raise ValueError(f"{type(self).__name__}: a value holds {_SEPARATOR!r}: {values}")
        packed = _SEPARATOR.join([self.code, *values])
        if not 1 <= len(packed.encode()) <= LIMIT:
            raise ValueError(f"{type(self).__name__}: {packed!r} is not 1-{LIMIT} bytes long")
        return packed

    @classmethod
    def parse(cls, data: str) -> Self:
        """Return the press that `data` packs; raises UnknownPress for anything else."""
        code, *values = data.split(_SEPARATOR)
        wanted = fields(cls)
        if code != cls.code or len(values) != len(wanted) or len(data.encode()) > LIMIT:
            raise UnknownPress
        try:
            typed = [
                int(value) if field.type in (int, "int") else value
                for field, value in zip(wanted, values, strict=True)
            ]
        except ValueError:
            raise UnknownPress from None
        if any(isinstance(value, int) and abs(value) >= NUMBERS_BELOW for value in typed):
            raise UnknownPress
        press = cls(*typed)
        if press.pack() != data:  # "007" or "+7" is not a number that we have written
            raise UnknownPress
        return press


def code_of(data: str) -> str:
    """Return the code that stands first in a button's bytes."""
    return data.partition(_SEPARATOR)[0]
