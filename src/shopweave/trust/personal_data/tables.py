"""Tombstones: who was erased, by pseudonym, so that an old backup is erased again."""

from sqlalchemy import Column, String, Table

from shopweave.foundation.database import Instant, metadata

erased_customers = Table(
    "erased_customers",
    metadata,
    Column("customer_id", String(32), primary_key=True),
    Column("erased_at", Instant, nullable=False),
    Column("erased_by", String(64), nullable=False),
)
