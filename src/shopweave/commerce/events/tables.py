"""The ledger of what visitors did, and the count of what was not kept."""

from sqlalchemy import (
    BigInteger,
    Column,
    Dialect,
    Double,
    Index,
    LargeBinary,
    String,
    Table,
)

from shopweave.foundation.database import Instant, Json, Serial, metadata


class Digest(LargeBinary):
    """Bytes as the drivers take and give them; SQLAlchemy would wrap each value."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """Leave the value as it is."""

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """Leave the value as it is."""


# `message` is a digest of source and message id: short, and no way in for personal data.
events = Table(
    "events",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("message", Digest(16), nullable=False),
    Column("source_id", String(32), nullable=False),
    Column("type", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("customer_id", String(32)),
    Column("session_id", String(64)),
    Column("product_id", String(32)),
    Column("product_ref", String(128)),
    Column("quantity", Double),
    Column("value", BigInteger),
    Column("currency", String(3)),
    Column("list_id", String(64)),
    Column("properties", Json),
    Index("uq_events_message", "message", unique=True),
    Index("ix_events_customer_id_id", "customer_id", "id"),
)

event_tallies = Table(
    "event_tallies",
    metadata,
    Column("hour", Instant, primary_key=True),
    Column("source_id", String(32), primary_key=True),
    Column("reason", String(16), primary_key=True),
    Column("detail", String(64), primary_key=True),
    Column("count", BigInteger, nullable=False),
)
