"""What the first change of the tables is written in: types and columns, as they were then."""

from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, ForeignKeyConstraint, Integer, text

BIG = BigInteger().with_variant(Integer(), "sqlite")
MOMENT = DateTime(timezone=True)


def key() -> Column[int]:
    """Return the numbering first column of a table."""
    return Column("id", BIG, primary_key=True, autoincrement=True)


def to(column: str, table: str) -> ForeignKeyConstraint:
    """Return the reference of a column to a table's numbers."""
    return ForeignKeyConstraint([column], [f"{table}.id"])


def where(condition: str) -> dict[str, Any]:
    """Return a partial index's condition, for both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}
