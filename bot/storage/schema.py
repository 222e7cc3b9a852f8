"""What all tables share: their registry, and how constraints are named on both databases."""

from sqlalchemy import Column, ForeignKey, MetaData

from bot.storage.columns import Big

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def person(name: str, *, empty: bool = True) -> Column[int]:
    """Return a column that names somebody of the staff; `empty`: or nobody."""
    return Column(name, Big, ForeignKey("people.id"), nullable=empty)
