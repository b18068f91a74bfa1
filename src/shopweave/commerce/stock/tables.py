"""The ledger of movements, the levels that follow from it, and what is promised of them."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, Text

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

# `key` is the caller's own; the same key never reserves twice.
stock_reservations = Table(
    "stock_reservations",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("hash", LargeBinary(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("source_id", String(32)),
    Column("reference", String(200)),
    Column("customer_id", String(32), index=True),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant),
    Column("ended_at", Instant),
    Index("ix_stock_reservations_state_expires_at", "state", "expires_at"),
    Index("ix_stock_reservations_source_id_reference", "source_id", "reference"),
)

# `held` and `expires_at` repeat the head's, so that what is reserved is one look at one table.
stock_reservation_lines = Table(
    "stock_reservation_lines",
    metadata,
    Column("reservation_id", String(32), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("product_id", String(32), nullable=False),
    Column("variant_id", String(32), nullable=False),
    Column("place_id", String(32), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("held", Boolean(create_constraint=False), nullable=False),
    Column("expires_at", Instant),
    Index("ix_stock_reservation_lines_variant_id_held", "variant_id", "held"),
)

# `scope` is default, category or article, and `subject` which one; source_id "" is every channel.
stock_safety = Table(
    "stock_safety",
    metadata,
    Column("scope", String(16), primary_key=True),
    Column("subject", String(32), primary_key=True),
    Column("source_id", String(32), primary_key=True),
    Column("units", Quantity, nullable=False),
    Column("updated_at", Instant, nullable=False),
)

# The newest number that each source told of a variant at a place.
stock_reports = Table(
    "stock_reports",
    metadata,
    Column("source_id", String(32), primary_key=True),
    Column("variant_id", String(32), primary_key=True),
    Column("place_id", String(32), primary_key=True),
    Column("product_id", String(32), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("at", Instant, nullable=False),
)

# Two numbers for one thing: what a source says against the ledger, or sold against there.
stock_conflicts = Table(
    "stock_conflicts",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("product_id", String(32), nullable=False),
    Column("variant_id", String(32), nullable=False),
    Column("place_id", String(32), nullable=False),
    Column("source_id", String(32), nullable=False),
    Column("reference", String(64)),
    Column("ours", Quantity, nullable=False),
    Column("theirs", Quantity, nullable=False),
    Column("ours_source_id", String(32)),
    Column("ours_at", Instant),
    Column("theirs_at", Instant, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("settled_by", String(100)),
    Column("settled_how", String(24)),
    Column("settled_to", Quantity),
    Column("undone_at", Instant),
    Index("ix_stock_conflicts_settled_at", "settled_at", "kind"),
    Index("ix_stock_conflicts_variant_id", "variant_id"),
)
