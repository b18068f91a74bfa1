"""Ways to people, what was sent, and the links in it."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, String, Table, Text

from shopweave.foundation.database import Instant, Json, metadata

# `sealed` holds addresses and passwords; `person` is the one who alone reads it, if it is one.
alert_channels = Table(
    "alert_channels",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("language", String(12), nullable=False),
    Column("active", Boolean(create_constraint=False), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("problem", Json, nullable=False),
    Column("sent_at", Instant),
    Column("created_at", Instant, nullable=False),
    Column("person", String(32)),
)

# `key` says what it is about ("today 2026-11-23"): a channel is told each thing once.
alert_messages = Table(
    "alert_messages",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("channel_id", String(32), nullable=False),
    Column("key", String(120), nullable=False),
    Column("message", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("sent_at", Instant),
    Index("uq_alert_messages_channel_id_key", "channel_id", "key", unique=True),
    Index("ix_alert_messages_created_at", "created_at"),
)

action_links = Table(
    "action_links",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("action", String(64), nullable=False),
    Column("subject", Text, nullable=False),
    Column("words", Json, nullable=False),
    Column("person", String(32)),
    Column("expires_at", Instant, nullable=False, index=True),
    Column("used_at", Instant),
    Column("used_by", String(64)),
)
