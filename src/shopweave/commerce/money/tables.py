"""Cost prices, exchange rates, and what is left of each line of an order."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table

from shopweave.commerce import inbound
from shopweave.foundation.database import Instant, Json, Quantity, Serial, metadata

# `owner_id` is a product or one of its variants; `since` is when the cost began to hold. Of goods
# that came in, `amount` is the moving average that follows from `paid` for one and `units`;
# `stock` is what was on hand when they were told first; both in thousandths.
cost_prices = Table(
    "cost_prices",
    metadata,
    *inbound.columns(),
    Column("product_id", String(32), nullable=False, index=True),
    Column("owner_id", String(32), nullable=False),
    Column("since", Instant, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("origin", String(16), nullable=False),
    Column("paid", BigInteger),
    Column("units", BigInteger),
    Column("stock", BigInteger),
    Index("ix_cost_prices_import_id", "import_id"),
)

# From `day` (days since 1970) on, one `base` costs `nano` billionths of `currency`.
exchange_rates = Table(
    "exchange_rates",
    metadata,
    Column("base", String(3), primary_key=True),
    Column("currency", String(3), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("nano", BigInteger, nullable=False),
    Column("import_id", String(32)),
    Column("noted_at", Instant, nullable=False),
    Index("ix_exchange_rates_import_id", "import_id"),
)

# A projection: it follows from orders, costs, rates and rules. `at` in microseconds since 1970;
# amounts in minor units of the currency that the books are kept in.
line_profits = Table(
    "line_profits",
    metadata,
    Column("order_id", String(32), primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("source_id", String(32), nullable=False),
    Column("channel", String(32), nullable=False),
    Column("segment", String(16), nullable=False),
    Column("product_id", String(32)),
    Column("returned", Boolean(create_constraint=False), nullable=False),
    Column("known", Boolean(create_constraint=False), nullable=False),
    Column("quantity", Quantity, nullable=False),
    Column("revenue", BigInteger, nullable=False),
    Column("tax", BigInteger, nullable=False),
    Column("goods", BigInteger, nullable=False),
    Column("commission", BigInteger, nullable=False),
    Column("payment", BigInteger, nullable=False),
    Column("shipping", BigInteger, nullable=False),
    Column("returns", BigInteger, nullable=False),
    Column("other", BigInteger, nullable=False),
    Index("ix_line_profits_at", "at"),
    sqlite_with_rowid=False,
)

# Orders that cannot be booked: nobody told what their currency was worth.
unbooked_orders = Table(
    "unbooked_orders",
    metadata,
    Column("order_id", String(32), primary_key=True),
    Column("currency", String(3), nullable=False),
    Column("at", BigInteger, nullable=False),
)

# Orders to be booked again, since a cost, a rate or a rule changed.
profit_due = Table(
    "profit_due",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("order_id", String(32), nullable=False),
)

# One row: how far the books are, and what they were kept with.
profit_state = Table(
    "profit_state",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", BigInteger, nullable=False),
    Column("order_id", String(32), nullable=False),
    Column("catalog_revision", BigInteger, nullable=False),
    Column("rules", Json, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("country", String(2), nullable=False),
)
