"""Feeds that were given an address."""

from sqlalchemy import Column, String, Table

from shopweave.foundation.database import Instant, metadata

product_feeds = Table(
    "product_feeds",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("source_id", String(32), nullable=False),
    Column("language", String(16), nullable=False),
    Column("by", String(64), nullable=False),
    Column("created_at", Instant, nullable=False),
)
