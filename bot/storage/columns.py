"""Column types that behave alike on both databases."""

from datetime import UTC, datetime

from sqlalchemy import BigInteger, Column, DateTime, Integer, TypeDecorator
from sqlalchemy.engine import Dialect

Big = BigInteger().with_variant(Integer, "sqlite")  # SQLite numbers rows only in an INTEGER key


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; SQLite itself knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; raises ValueError for one without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def key() -> Column[int]:
    """Return the numbering first column of a table."""
    return Column("id", Big, primary_key=True, autoincrement=True)
