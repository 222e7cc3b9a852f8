"""The first tables of events, drafts, reports and files, as change 0001 makes them."""

from alembic import op
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)

from bot.storage.migrations.first_columns import BIG, MOMENT, key, to, where


def make() -> None:
    """Make them, each after those that it names."""
    for table in (_entries, _reports, _drafts, _reviews, _extensions, _files):
        table()


def _entries() -> None:
    op.create_table(
        "entries",
        key(),
        Column("version", Integer, nullable=False),
        Column("measure", String(8), nullable=False),
        Column("organisation", String(32), nullable=False),
        Column("year", Integer, nullable=False),
        Column("held_on", Date, nullable=False),
        Column("text", Text, nullable=False),
        Column("people", Integer),
        Column("money", BIG),
        Column("personal_reason", Text),
        Column("author", BIG, nullable=False),
        Column("on_behalf", Boolean, nullable=False),
        Column("created_at", MOMENT, nullable=False),
        Column("changed_at", MOMENT, nullable=False),
        Column("removed_at", MOMENT),
        to("author", "people"),
    )
    op.create_index("ix_entries_duty", "entries", ["year", "organisation", "measure"])


def _reports() -> None:
    op.create_table(
        "reports",
        key(),
        Column("version", Integer, nullable=False),
        Column("measure", String(8), nullable=False),
        Column("organisation", String(32), nullable=False),
        Column("year", Integer, nullable=False),
        Column("state", String(16), nullable=False),
        Column("answers", JSON, nullable=False),
        Column("first_submitted_at", MOMENT, nullable=False),
        Column("submitted_at", MOMENT, nullable=False),
        Column("submitted_by", BIG, nullable=False),
        Column("on_behalf", Boolean, nullable=False),
        Column("decided_at", MOMENT),
        Column("decided_by", BIG),
        Column("decision_reason", Text),
        to("decided_by", "people"),
        to("submitted_by", "people"),
        UniqueConstraint(
            "year", "organisation", "measure", name="uq_reports_year_organisation_measure"
        ),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        key(),
        Column("version", Integer, nullable=False),
        Column("kind", String(16), nullable=False),
        Column("person", BIG, nullable=False),
        Column("organisation", String(32), nullable=False),
        Column("year", Integer, nullable=False),
        Column("measure", String(8)),
        Column("step", String(16), nullable=False),
        Column("answers", JSON, nullable=False),
        Column("entry", BIG),
        Column("report", BIG),
        Column("created_at", MOMENT, nullable=False),
        Column("changed_at", MOMENT, nullable=False),
        Column("ended_at", MOMENT),
        Column("outcome", String(16)),
        to("entry", "entries"),
        to("person", "people"),
        to("report", "reports"),
    )
    op.create_index("ix_drafts_person", "drafts", ["person", "ended_at"])
    op.create_index(
        "uq_drafts_report",
        "drafts",
        ["organisation", "year", "measure"],
        unique=True,
        **where("kind IN ('report', 'mend') AND ended_at IS NULL"),
    )


def _reviews() -> None:
    op.create_table(
        "report_versions",
        key(),
        Column("report", BIG, nullable=False),
        Column("version", Integer, nullable=False),
        Column("answers", JSON, nullable=False),
        Column("at", MOMENT, nullable=False),
        Column("person", BIG, nullable=False),
        Column("on_behalf", Boolean, nullable=False),
        to("person", "people"),
        to("report", "reports"),
        UniqueConstraint("report", "version", name="uq_report_versions_report_version"),
    )
    op.create_table(
        "remarks",
        key(),
        Column("report", BIG, nullable=False),
        Column("version", Integer, nullable=False),
        Column("field", String(16), nullable=False),
        Column("reason", Text, nullable=False),
        Column("person", BIG, nullable=False),
        Column("at", MOMENT, nullable=False),
        to("person", "people"),
        to("report", "reports"),
        UniqueConstraint("report", "version", "field", name="uq_remarks_report_version_field"),
    )


def _extensions() -> None:
    op.create_table(
        "extensions",
        key(),
        Column("organisation", String(32), nullable=False),
        Column("year", Integer, nullable=False),
        Column("measure", String(8)),
        Column("until", Date, nullable=False),
        Column("name", String(120), nullable=False),
        Column("reason", Text, nullable=False),
        Column("person", BIG, nullable=False),
        Column("at", MOMENT, nullable=False),
        Column("ended_at", MOMENT),
        to("person", "people"),
    )
    op.create_index("ix_extensions_duty", "extensions", ["year", "organisation"])


def _files() -> None:
    op.create_table(
        "files",
        key(),
        Column("digest", String(64), nullable=False),
        Column("name", String(160), nullable=False),
        Column("kind", String(80), nullable=False),
        Column("size", Integer, nullable=False),
        Column("content", LargeBinary, nullable=False),
        Column("draft", BIG),
        Column("entry", BIG),
        Column("report", BIG),
        Column("album", String(64)),
        Column("source", String(80), nullable=False),
        Column("person", BIG, nullable=False),
        Column("at", MOMENT, nullable=False),
        Column("removed_at", MOMENT),
        to("draft", "drafts"),
        to("entry", "entries"),
        to("person", "people"),
        to("report", "reports"),
        UniqueConstraint("draft", "source", name="uq_files_draft_source"),
    )
    op.create_index("ix_files_entry", "files", ["entry"])
    op.create_index("ix_files_report", "files", ["report"])
