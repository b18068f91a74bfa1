"""Orders and their lines."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from shopweave.commerce import inbound
from shopweave.foundation.database import Instant, Quantity, metadata

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
    Index("ix_orders_placed_at", "placed_at"),
    Index("ix_orders_customer_id_placed_at", "customer_id", "placed_at"),
    Index("ix_orders_import_id", "import_id"),
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
