"""Connected shops: how to reach them, how far they are read, what they sent, what was told them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from shopweave.foundation.database import Instant, Json, Quantity, metadata

connections = Table(
    "connections",
    metadata,
    Column("source_id", String(32), primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("url", Text, nullable=False),
    Column("options", Json, nullable=False),
    Column("secrets", LargeBinary, nullable=False),
    Column("private", Boolean(create_constraint=False), nullable=False),
    Column("write_stock", Boolean(create_constraint=False), nullable=False),
    Column("write_prices", Boolean(create_constraint=False), nullable=False),
    Column("write_orders", Boolean(create_constraint=False), nullable=False),
    Column("paused", Boolean(create_constraint=False), nullable=False),
    Column("every_seconds", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("tried_at", Instant),
    Column("synced_at", Instant),
    Column("reconciled_at", Instant),
    Column("failures", Integer, nullable=False),
    Column("trouble", Json),
    Column("trouble_since", Instant),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(64), nullable=False),
)

connection_cursors = Table(
    "connection_cursors",
    metadata,
    Column("source_id", String(32), primary_key=True),
    Column("entity", String(16), primary_key=True),
    Column("cursor", Json),
    Column("seen", BigInteger, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("total", BigInteger),
    Column("at", Instant, nullable=False),
    Column("news_at", Instant),
    Column("complete_at", Instant),
)

connection_refusals = Table(
    "connection_refusals",
    metadata,
    Column("source_id", String(32), primary_key=True),
    Column("entity", String(16), primary_key=True),
    Column("external_id", String(200), primary_key=True),
    Column("field", String(120), nullable=False),
    Column("code", String(60), nullable=False),
    Column("told", Json, nullable=False),
    Column("accepted", Boolean(create_constraint=False), nullable=False),
    Column("at", Instant, nullable=False),
)

connection_hooks = Table(
    "connection_hooks",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source_id", String(32), nullable=False),
    Column("delivery", String(200), nullable=False),
    Column("topic", String(120), nullable=False),
    Column("body", LargeBinary),
    Column("received_at", Instant, nullable=False),
    Column("done_at", Instant),
    Index("uq_connection_hooks_source_id_delivery", "source_id", "delivery", unique=True),
    Index("ix_connection_hooks_received_at", "received_at"),
)

connection_told = Table(
    "connection_told",
    metadata,
    Column("source_id", String(32), primary_key=True),
    Column("variant_id", String(32), primary_key=True),
    # Where the shop said so; empty for what we told it that it can sell, "meanwhile" for what we
    # told it while its own number is in question.
    Column("place_id", String(32), primary_key=True),
    Column("units", Quantity, nullable=False),
    Column("at", Instant, nullable=False),
)

# The last thing that a shop was to be told of a product's price or an order. part: which of its
# prices, "" for an order; what: as the job tells it; told: why not, in both languages.
connection_messages = Table(
    "connection_messages",
    metadata,
    Column("source_id", String(32), primary_key=True),
    Column("entity", String(16), primary_key=True),
    Column("external_id", String(200), primary_key=True),
    Column("part", String(210), primary_key=True),
    Column("what", Json, nullable=False),
    Column("state", String(16), nullable=False),
    Column("told", Json),
    Column("asked_at", Instant, nullable=False),
    Column("done_at", Instant),
)
