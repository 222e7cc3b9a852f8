"""Notices, paused rules and announcements; from which day on notices are planned is a fact."""

from alembic import op
from sqlalchemy import (
    JSON,
    Column,
    Date,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

from bot.storage.migrations.first_columns import BIG, MOMENT, key, to

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; nothing is planned yet, so the first planning begins with its own day."""
    _notices()
    _paused_rules()
    _announcements()
    op.execute("INSERT INTO facts (name, value) VALUES ('notices_planned', '')")


def downgrade() -> None:
    """Take the tables away, with all that was planned and sent."""
    op.execute("DELETE FROM facts WHERE name = 'notices_planned'")
    for name in ("announcements", "paused_rules", "notices"):
        op.drop_table(name)


def _notices() -> None:
    op.create_table(
        "notices",
        key(),
        Column("rule", String(24), nullable=False),
        Column("person", BIG, nullable=False),
        Column("receiver", BIG, nullable=False),
        Column("day", Date, nullable=False),
        Column("due_at", MOMENT, nullable=False),
        Column("state", String(16), nullable=False),
        Column("attempts", Integer, nullable=False),
        Column("send_after", MOMENT),
        Column("claimed_until", MOMENT),
        Column("head", BIG),
        Column("message", BIG),
        Column("error", String(24)),
        Column("about", JSON),
        Column("planned_at", MOMENT, nullable=False),
        Column("changed_at", MOMENT, nullable=False),
        Column("settled_by", BIG),
        to("person", "people"),
        to("receiver", "people"),
        to("settled_by", "people"),
        UniqueConstraint("rule", "person", "day", name="uq_notices_rule_person_day"),
    )
    op.create_index("ix_notices_state", "notices", ["state", "due_at"])
    op.create_index("ix_notices_receiver", "notices", ["receiver", "day"])


def _paused_rules() -> None:
    op.create_table(
        "paused_rules",
        Column("rule", String(24), nullable=False),
        Column("person", BIG, nullable=False),
        Column("at", MOMENT, nullable=False),
        to("person", "people"),
        PrimaryKeyConstraint("rule", name="pk_paused_rules"),
    )


def _announcements() -> None:
    op.create_table(
        "announcements",
        key(),
        Column("version", Integer, nullable=False),
        Column("date", String(32), nullable=False),
        Column("year", Integer, nullable=False),
        Column("text", Text, nullable=False),
        Column("state", String(16), nullable=False),
        Column("message", BIG),
        Column("person", BIG),
        Column("created_at", MOMENT, nullable=False),
        Column("changed_at", MOMENT, nullable=False),
        Column("published_at", MOMENT),
        Column("published_by", BIG),
        to("person", "people"),
        to("published_by", "people"),
        UniqueConstraint("date", "year", name="uq_announcements_date_year"),
    )
