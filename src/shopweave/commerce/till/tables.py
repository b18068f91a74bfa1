"""Everything that tills told, each entry once by the till's own number."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, String, Table, Text

from shopweave.foundation.database import Instant, Json, metadata

# cash: what the entry put into the drawer, in minor units, below zero for what it took out.
# skew: seconds by which the till's clock was ahead. closing_id: the end of day that counted it.
till_entries = Table(
    "till_entries",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source_id", String(32), nullable=False),
    Column("external_id", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("hash", LargeBinary(16), nullable=False),
    Column("place_id", String(32), nullable=False),
    Column("till", String(64), nullable=False),
    Column("by", String(64), nullable=False),
    Column("number", String(64)),
    Column("order_id", String(32)),
    Column("original_id", String(32)),
    Column("at", Instant, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("skew", Integer, nullable=False),
    Column("currency", String(3)),
    Column("total", BigInteger, nullable=False),
    Column("cash", BigInteger, nullable=False),
    Column("detail", Json, nullable=False),
    Column("answer", Json, nullable=False),
    Column("closing_id", String(32)),
    Column("voided_at", Instant),
    Column("voided_by", String(64)),
    Column("void_reason", Text),
    Index("uq_till_entries_source_id_external_id", "source_id", "external_id", unique=True),
    Index("ix_till_entries_place_id_till_closing_id", "place_id", "till", "closing_id"),
    Index("ix_till_entries_order_id", "order_id"),
    Index("ix_till_entries_original_id", "original_id"),
    Index("ix_till_entries_number", "number"),
)
