"""Orders and their lines, and what was told of them being undone or brought back."""

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

from shopweave.commerce import inbound
from shopweave.foundation.database import Instant, Json, Quantity, metadata

orders = Table(
    "orders",
    metadata,
    *inbound.columns(),
    Column("number", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("status_original", Text),
    Column("placed_at", Instant, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("customer_id", String(32)),
    Column("place_id", String(32)),
    Column("goods", BigInteger, nullable=False),
    Column("lines_total", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("units", Quantity, nullable=False),
    # What is known of the order and names nobody: the country it goes to.
    Column("attributes", Json),
    Column("revision", BigInteger, nullable=False, server_default="0"),
    Index("ix_orders_placed_at", "placed_at"),
    Index("ix_orders_customer_id_placed_at", "customer_id", "placed_at"),
    Index("ix_orders_import_id", "import_id"),
    Index("ix_orders_revision_id", "revision", "id"),
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("order_id", String(32), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("product_id", String(32)),
    Column("variant_id", String(32)),
    Column("title", Text, nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("unit_price", BigInteger, nullable=False),
    Column("total", BigInteger, nullable=False),
    Index("ix_order_lines_product_id", "product_id"),
    sqlite_with_rowid=False,
)

order_costs = Table(
    "order_costs",
    metadata,
    Column("order_id", String(32), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("note", Text, nullable=False),
    sqlite_with_rowid=False,
)

# One row: the number of the last batch of orders that was written.
order_revision = Table(
    "order_revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False),
)

# Kept also before the order itself is known, and when it comes again. products: [[id, units]].
order_reversals = Table(
    "order_reversals",
    metadata,
    Column("source_id", String(32), primary_key=True),
    Column("external_id", String(200), primary_key=True),
    Column("message", LargeBinary(16), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    Column("products", Json, nullable=False),
    Column("amount", BigInteger),
    Column("currency", String(3)),
)

# Units of a line that came back elsewhere than where they were bought. goods: what tells them
# from other goods, also when the lines are numbered anew; refund: what was paid back, with tax;
# tax: what of it stands on lines of its own; booked: whether another order holds the money.
order_returns = Table(
    "order_returns",
    metadata,
    Column("order_id", String(32), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("product_id", String(32)),
    Column("goods", Text, nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("refund", BigInteger, nullable=False),
    Column("tax", BigInteger, nullable=False),
    Column("booked", Boolean(create_constraint=False), nullable=False),
    Index("ix_order_returns_key", "key"),
)
