"""Staff, their invitations, what their chat stands at, and the audit of all that they do."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from bot.storage.columns import Big, Moment, key
from bot.storage.schema import metadata
from bot.storage.schema import person as _person

people = Table(
    "people",
    metadata,
    key(),
    Column("name", String(120), nullable=False),  # the post-holder, as the coordinator wrote it
    Column("role", String(16), nullable=False),
    Column("organisation", String(32)),  # an id of organisations.yaml; executors have one
    Column("state", String(16), nullable=False),  # bot.people.rules.PersonState
    Column("account", Big),  # Telegram's user id, which is also the private chat's
    Column("phone", String(32)),  # for «зателефонуйте»; given by the coordinator
    Column("away_until", Date),
    _person("deputy"),
    Column("reachable", Boolean),  # None: never written to; False: has blocked the bot
    Column("created_at", Moment, nullable=False),
    CheckConstraint("role <> 'executor' OR organisation IS NOT NULL", name="executor_has_one"),
)
# One account is one person, among those who may still act.
Index(
    "uq_people_account",
    people.c.account,
    unique=True,
    sqlite_where=text("state IN ('waiting', 'active', 'frozen')"),
    postgresql_where=text("state IN ('waiting', 'active', 'frozen')"),
)

invites = Table(
    "invites",
    metadata,
    key(),
    _person("person", empty=False),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 of the token
    Column("created_at", Moment, nullable=False),
    _person("created_by"),  # None: made on the command line
    Column("expires_at", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("account", Big),  # who opened it; forgotten when it is refused or expires
    Column("confirmed_at", Moment),
    _person("confirmed_by"),
    Column("ended_at", Moment),  # renewed, refused or withdrawn
)

audit = Table(
    "audit",
    metadata,
    key(),
    Column("at", Moment, nullable=False),
    _person("person"),  # None: the command line or the bot itself
    Column("act", String(48), nullable=False),  # "report-submitted"
    Column("subject", String(64), nullable=False),  # "report:12"
    Column("organisation", String(32)),  # for whom
    Column("details", JSON, nullable=False),  # small facts, never a person's words
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False, unique=True),  # SHA-256 over row and previous
)

# What a staff member's chat stands at: the message that is edited, the question just asked.
desks = Table(
    "desks",
    metadata,
    Column("person", Big, ForeignKey("people.id"), primary_key=True),
    Column("message", Big),  # the id of the desk's message in the chat
    Column("asks", String(32)),  # what a typed text answers: "draft", "return-reason", …
    Column("subject", Big),  # of that question: the draft's or report's id …
    Column("version", Integer),  # … and its version when it was asked
    Column("field", String(64)),  # … and what of it
    Column("asked_at", Moment),
    Column("seen", Big),  # the last message of this chat that was answered: it may come twice
)

# Small facts about the database itself: when it was restored, which settings closed it.
facts = Table(
    "facts",
    metadata,
    Column("name", String(48), primary_key=True),
    Column("value", Text, nullable=False),
)
