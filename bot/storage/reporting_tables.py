"""Events, drafts, yearly reports with all their versions, and the files that belong to them."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.storage.columns import Big, Moment, key
from bot.storage.schema import metadata
from bot.storage.schema import person as _person

entries = Table(
    "entries",
    metadata,
    key(),
    Column("version", Integer, nullable=False),
    Column("measure", String(8), nullable=False),
    Column("organisation", String(32), nullable=False),
    Column("year", Integer, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("text", Text, nullable=False),
    Column("people", Integer),
    Column("money", Big),  # hryvnias; 0: none was needed; None: not said
    Column("personal_reason", Text),  # why personal data was kept, where it was
    _person("author", empty=False),
    Column("on_behalf", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("removed_at", Moment),
    Index("ix_entries_duty", "year", "organisation", "measure"),
)

drafts = Table(
    "drafts",
    metadata,
    key(),
    Column("version", Integer, nullable=False),
    Column("kind", String(16), nullable=False),  # event, report, mend, loose
    _person("person", empty=False),
    Column("organisation", String(32), nullable=False),
    Column("year", Integer, nullable=False),
    Column("measure", String(8)),
    Column("step", String(16), nullable=False),
    Column("answers", JSON, nullable=False),
    Column("entry", Big, ForeignKey("entries.id")),  # the event that is being changed
    Column("report", Big, ForeignKey("reports.id")),  # the report that is being mended
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("ended_at", Moment),  # saved, submitted or cancelled
    Column("outcome", String(16)),  # saved, submitted, cancelled
    Index("ix_drafts_person", "person", "ended_at"),
)
# A duty of a year has one open draft of its report, whoever began it.
Index(
    "uq_drafts_report",
    drafts.c.organisation,
    drafts.c.year,
    drafts.c.measure,
    unique=True,
    sqlite_where=text("kind IN ('report', 'mend') AND ended_at IS NULL"),
    postgresql_where=text("kind IN ('report', 'mend') AND ended_at IS NULL"),
)

reports = Table(
    "reports",
    metadata,
    key(),
    Column("version", Integer, nullable=False),  # of the answers: 1 at the first submission
    Column("measure", String(8), nullable=False),
    Column("organisation", String(32), nullable=False),
    Column("year", Integer, nullable=False),
    Column("state", String(16), nullable=False),  # submitted, returned, accepted
    Column("answers", JSON, nullable=False),  # bot.reporting.answers.Answers as plain values
    Column("first_submitted_at", Moment, nullable=False),
    Column("submitted_at", Moment, nullable=False),
    _person("submitted_by", empty=False),
    Column("on_behalf", Boolean, nullable=False),
    Column("decided_at", Moment),
    _person("decided_by"),
    Column("decision_reason", Text),  # of a return or of reopening, beside the remarks
    UniqueConstraint("year", "organisation", "measure"),
)

# What a report said at each submission: nothing is overwritten.
report_versions = Table(
    "report_versions",
    metadata,
    key(),
    Column("report", Big, ForeignKey("reports.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("answers", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    _person("person", empty=False),
    Column("on_behalf", Boolean, nullable=False),
    UniqueConstraint("report", "version"),
)

remarks = Table(
    "remarks",
    metadata,
    key(),
    Column("report", Big, ForeignKey("reports.id"), nullable=False),
    Column("version", Integer, nullable=False),  # of the report that was returned
    Column("field", String(16), nullable=False),  # a step of the yearly report
    Column("reason", Text, nullable=False),
    _person("person", empty=False),
    Column("at", Moment, nullable=False),
    UniqueConstraint("report", "version", "field"),
)

extensions = Table(
    "extensions",
    metadata,
    key(),
    Column("organisation", String(32), nullable=False),
    Column("year", Integer, nullable=False),
    Column("measure", String(8)),  # None: all of the organisation's
    Column("until", Date, nullable=False),
    Column("name", String(120), nullable=False),
    Column("reason", Text, nullable=False),
    _person("person", empty=False),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_extensions_duty", "year", "organisation"),
)

# Kept in the database, so that one backup has everything.
files = Table(
    "files",
    metadata,
    key(),
    Column("digest", String(64), nullable=False),  # SHA-256 of what is stored
    Column("name", String(160), nullable=False),
    Column("kind", String(80), nullable=False),  # a media type that we know
    Column("size", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("draft", Big, ForeignKey("drafts.id")),
    Column("entry", Big, ForeignKey("entries.id")),
    Column("report", Big, ForeignKey("reports.id")),
    Column("album", String(64)),  # Telegram's media_group_id
    Column("source", String(80), nullable=False),  # Telegram's file_unique_id: arrives once
    _person("person", empty=False),
    Column("at", Moment, nullable=False),
    Column("removed_at", Moment),
    UniqueConstraint("draft", "source"),
    Index("ix_files_entry", "entry"),
    Index("ix_files_report", "report"),
)
