"""Orders on their way, and every step they took."""

from sqlalchemy import Column, Index, Integer, LargeBinary, String, Table, Text

from shopweave.foundation.database import Instant, Quantity, Serial, metadata

# `code` is a keyed hash: who reads the table cannot collect anything.
fulfilments = Table(
    "fulfilments",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("order_id", String(32), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("place_id", String(32), nullable=False),
    Column("customer_id", String(32), index=True),
    Column("code", LargeBinary(32)),
    Column("until", Instant),
    Column("tries", Integer, nullable=False),
    Column("carrier", Text, nullable=False),
    Column("tracking", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Index("ix_fulfilments_state_place_id", "state", "place_id"),
)

fulfilment_lines = Table(
    "fulfilment_lines",
    metadata,
    Column("fulfilment_id", String(32), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("product_id", String(32), nullable=False),
    Column("variant_id", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("picked", Quantity, nullable=False),
)

fulfilment_steps = Table(
    "fulfilment_steps",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("order_id", String(32), nullable=False, index=True),
    Column("fulfilment_id", String(32)),
    Column("what", String(24), nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String(100), nullable=False),
    Column("note", Text, nullable=False),
)
