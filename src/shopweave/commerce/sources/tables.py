"""Origins of data."""

from sqlalchemy import Boolean, Column, String, Table, Text

from shopweave.foundation.database import Instant, metadata

sources = Table(
    "sources",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(120), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    Column("currency", String(3), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("legal_basis", String(24), nullable=False),
    Column("sample", Boolean(create_constraint=False), nullable=False),
    Column("health", String(16), nullable=False),
    Column("health_note", Text, nullable=False),
    Column("seen_at", Instant),
    Column("created_at", Instant, nullable=False),
)
