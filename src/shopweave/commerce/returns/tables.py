"""What came back, and what was paid back for it."""

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, String, Table, Text

from shopweave.foundation.database import Instant, Quantity, metadata

returns = Table(
    "returns",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("hash", LargeBinary(16), nullable=False),
    Column("order_id", String(32), nullable=False, index=True),
    Column("place_id", String(32), nullable=False),
    Column("customer_id", String(32), index=True),
    Column("currency", String(3), nullable=False),
    Column("refund", BigInteger, nullable=False),
    Column("by", String(100), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

return_lines = Table(
    "return_lines",
    metadata,
    Column("return_id", String(32), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("condition", String(16), primary_key=True),
    Column("product_id", String(32), nullable=False),
    Column("variant_id", String(32), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("refund", BigInteger, nullable=False),
)
