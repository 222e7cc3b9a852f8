"""Values of rows as JSON, the same for both databases: what a backup is written in."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from bot.storage.columns import Moment

# A kind's name, the SQL types that it covers, and the type that writes it anywhere.
KINDS: Final[tuple[tuple[str, type[TypeEngine[Any]], TypeEngine[Any]], ...]] = (
    ("moment", DateTime, Moment()),
    ("date", Date, Date()),
    ("json", JSON, JSON()),
    ("bytes", LargeBinary, LargeBinary()),
    ("bool", Boolean, Boolean()),
    ("int", Integer, BigInteger()),
    ("float", Float, Float()),
    ("text", String, Text()),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A column as a backup knows it."""

    name: str
    kind: str
    empty: bool  # whether it may be NULL


def fields_of(table: Table) -> tuple[Field, ...]:
    """Return a table's columns; raises KeyError for a type that no backup has had yet."""
    return tuple(Field(each.name, _kind(each), bool(each.nullable)) for each in table.columns)


def writable(name: str, fields: tuple[Field, ...]) -> Table:
    """Return a table to insert rows into, on whichever database."""
    return Table(name, MetaData(), *(Column(each.name, _type(each)) for each in fields))


def to_plain(fields: tuple[Field, ...], row: tuple[Any, ...]) -> list[Any]:
    """Return a row as JSON can hold it."""
    return [
        None if value is None else _PLAIN.get(field.kind, _same)(value)
        for field, value in zip(fields, row, strict=True)
    ]


def to_row(fields: tuple[Field, ...], plain: list[Any]) -> dict[str, Any]:
    """Return a row by column; raises ValueError where it does not fit the fields."""
    return {
        field.name: None if value is None else _VALUES.get(field.kind, _same)(value)
        for field, value in zip(fields, plain, strict=True)
    }


def _kind(column: Column[Any]) -> str:
    for name, covers, _ in KINDS:
        if isinstance(column.type, covers):
            return name
    raise KeyError(f"{column.type!r} of {column.name}: no kind in {__name__}")


def _type(field: Field) -> TypeEngine[Any]:
    if field.kind == "json":  # in JSON there are two ways to say nothing
        return JSON(none_as_null=field.empty)
    return next(type_ for name, _, type_ in KINDS if name == field.kind)


def _same(value: Any) -> Any:
    return value


def _moment(value: datetime) -> str:
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.isoformat(timespec="microseconds")


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "moment": _moment,
    "date": date.isoformat,
    "bytes": lambda value: base64.b64encode(value).decode("ascii"),
}
_VALUES: dict[str, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": lambda value: base64.b64decode(value, validate=True),
}
