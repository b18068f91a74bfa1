"""One key per customer, wrapped by the installation's key."""

from sqlalchemy import Column, LargeBinary, String, Table

from shopweave.foundation.database import Instant, metadata

# Without `wrapped` the customer is erased, and no key can be made for the same id again.
customer_keys = Table(
    "customer_keys",
    metadata,
    Column("customer_id", String(32), primary_key=True),
    Column("wrapped", LargeBinary),
    Column("created_at", Instant, nullable=False),
    Column("destroyed_at", Instant),
)
