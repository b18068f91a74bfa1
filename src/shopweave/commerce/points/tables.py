"""The ledger of points."""

from sqlalchemy import Column, Float, Index, Integer, String, Table

from shopweave.foundation.database import Instant, Serial, metadata

point_entries = Table(
    "point_entries",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("customer_id", String(32)),
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("points", Integer, nullable=False),
    Column("rate", Float, nullable=False),
    Column("order_id", String(32)),
    Column("at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("by", String(100), nullable=False),
    Index("ix_point_entries_customer_id", "customer_id"),
    Index("ix_point_entries_order_id", "order_id"),
)
