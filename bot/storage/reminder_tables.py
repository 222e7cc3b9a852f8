"""Notices, each a row before anything is sent; paused rules; announcements for the public."""

from sqlalchemy import (
    JSON,
    Column,
    Date,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from bot.storage.columns import Big, Moment, key
from bot.storage.schema import metadata
from bot.storage.schema import person as _person

notices = Table(
    "notices",
    metadata,
    key(),
    Column("rule", String(24), nullable=False),  # an id of calendar.yaml, or «again», «asked»
    _person("person", empty=False),  # for whom: the one who is meant
    _person("receiver", empty=False),  # who is told: the same, or a deputy
    Column("day", Date, nullable=False),  # of the community, on which it falls due
    Column("due_at", Moment, nullable=False),  # not before
    Column("state", String(16), nullable=False),  # bot.reminders.notices.State
    Column("attempts", Integer, nullable=False),
    Column("send_after", Moment),  # told to wait, or not sent: not before
    Column("claimed_until", Moment),  # whoever is sending is dead if it is still sending then
    Column("head", Big),  # the first notice of the message that it went out in
    Column("message", Big),  # that message's id in the receiver's chat
    Column("error", String(24)),  # why it is where it is: a word of ours, no text of anybody
    Column("about", JSON),  # of «again» and «asked»: which notices or duties
    Column("planned_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    _person("settled_by"),  # who decided what became of an uncertain one
    UniqueConstraint("rule", "person", "day"),
    Index("ix_notices_state", "state", "due_at"),
    Index("ix_notices_receiver", "receiver", "day"),
)

paused_rules = Table(
    "paused_rules",
    metadata,
    Column("rule", String(24), primary_key=True),
    _person("person", empty=False),
    Column("at", Moment, nullable=False),
)

# What the public is told in the council's channel on a day of awareness: once a year.
announcements = Table(
    "announcements",
    metadata,
    key(),
    Column("version", Integer, nullable=False),
    Column("date", String(32), nullable=False),  # an id of calendar.yaml
    Column("year", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("state", String(16), nullable=False),  # draft, publishing, published, dropped
    Column("message", Big),  # its id in the channel
    _person("person"),  # who changed it last
    Column("created_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("published_at", Moment),
    _person("published_by"),
    UniqueConstraint("date", "year"),
)
