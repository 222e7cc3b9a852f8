"""Everything that staff and reports need; the audit can be added to, never changed."""

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

from bot.storage.migrations import first_reports
from bot.storage.migrations.first_columns import BIG, MOMENT, key, to, where

revision = "0001"
down_revision = None

TABLES = (  # whatever names another stands before it
    *("files", "drafts", "remarks", "report_versions", "extensions", "reports", "entries"),
    *("desks", "audit", "invites", "people", "facts"),
)


def upgrade() -> None:
    """Make the tables, and what keeps the audit as it was written."""
    _people()
    _invites()
    _traces()
    first_reports.make()
    op.execute(f"INSERT INTO facts (name, value) VALUES ('audit_head', '{'0' * 64}')")
    guard = _guard_postgresql if op.get_context().dialect.name == "postgresql" else _guard_sqlite
    guard()


def downgrade() -> None:
    """Take everything away."""
    for name in TABLES:
        op.drop_table(name)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_is_kept()")


def _guard_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit "
            "BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END"
        )


def _guard_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'the audit is only added to'; END$$"
    )
    for act in ("UPDATE", "DELETE", "TRUNCATE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept()"
        )


def _people() -> None:
    op.create_table(
        "facts",
        Column("name", String(48), nullable=False),
        Column("value", Text, nullable=False),
        PrimaryKeyConstraint("name", name="pk_facts"),
    )
    op.create_table(
        "people",
        key(),
        Column("name", String(120), nullable=False),
        Column("role", String(16), nullable=False),
        Column("organisation", String(32)),
        Column("state", String(16), nullable=False),
        Column("account", BIG),
        Column("phone", String(32)),
        Column("away_until", Date),
        Column("deputy", BIG),
        Column("reachable", Boolean),
        Column("created_at", MOMENT, nullable=False),
        CheckConstraint(
            "role <> 'executor' OR organisation IS NOT NULL", name="ck_people_executor_has_one"
        ),
        to("deputy", "people"),
    )
    op.create_index(
        "uq_people_account",
        "people",
        ["account"],
        unique=True,
        **where("state IN ('waiting', 'active', 'frozen')"),
    )


def _invites() -> None:
    op.create_table(
        "invites",
        key(),
        Column("person", BIG, nullable=False),
        Column("digest", String(64), nullable=False),
        Column("created_at", MOMENT, nullable=False),
        Column("created_by", BIG),
        Column("expires_at", MOMENT, nullable=False),
        Column("opened_at", MOMENT),
        Column("account", BIG),
        Column("confirmed_at", MOMENT),
        Column("confirmed_by", BIG),
        Column("ended_at", MOMENT),
        to("confirmed_by", "people"),
        to("created_by", "people"),
        to("person", "people"),
        UniqueConstraint("digest", name="uq_invites_digest"),
    )


def _traces() -> None:
    op.create_table(
        "audit",
        key(),
        Column("at", MOMENT, nullable=False),
        Column("person", BIG),
        Column("act", String(48), nullable=False),
        Column("subject", String(64), nullable=False),
        Column("organisation", String(32)),
        Column("details", JSON, nullable=False),
        Column("previous", String(64), nullable=False),
        Column("digest", String(64), nullable=False),
        to("person", "people"),
        UniqueConstraint("digest", name="uq_audit_digest"),
    )
    op.create_table(
        "desks",
        Column("person", BIG, nullable=False),
        Column("message", BIG),
        Column("asks", String(32)),
        Column("subject", BIG),
        Column("version", Integer),
        Column("field", String(64)),
        Column("asked_at", MOMENT),
        Column("seen", BIG),
        to("person", "people"),
        PrimaryKeyConstraint("person", name="pk_desks"),
    )
