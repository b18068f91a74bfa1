"""The ledger of movements, and the levels that follow from it."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, String, Table, Text

from shopweave.foundation.database import Instant, Quantity, Serial, metadata

stock_movements = Table(
    "stock_movements",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("source_id", String(32), nullable=False),
    Column("external_id", String(200), nullable=False),
    Column("hash", LargeBinary(16)),
    Column("import_id", String(32)),
    Column("product_id", String(32), nullable=False),
    Column("variant_id", String(32), nullable=False),
    Column("place_id", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reference", String(64)),
    Column("note", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Index("uq_stock_movements_source_id_external_id", "source_id", "external_id", unique=True),
    Index("ix_stock_movements_variant_id_place_id_at", "variant_id", "place_id", "at"),
    Index("ix_stock_movements_reference", "reference"),
    Index("ix_stock_movements_import_id", "import_id"),
)

stock_levels = Table(
    "stock_levels",
    metadata,
    Column("variant_id", String(32), primary_key=True),
    Column("place_id", String(32), primary_key=True),
    Column("product_id", String(32), nullable=False, index=True),
    Column("on_hand", Quantity, nullable=False),
    Column("counted_at", Instant),
    Column("tracked", Boolean(create_constraint=False), nullable=False),
    Column("updated_at", Instant, nullable=False),
)
