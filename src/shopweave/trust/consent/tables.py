"""The log of statements, the state that follows from it, and the texts."""

from sqlalchemy import Column, Index, Integer, String, Table

from shopweave.foundation.database import Instant, Json, Serial, metadata

consent_statements = Table(
    "consent_statements",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("customer_id", String(32), nullable=False),
    Column("purpose", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("legal_basis", String(32), nullable=False),
    Column("source_id", String(32)),
    Column("text_version", Integer),
    Column("at", Instant, nullable=False),
    Column("proof", Json),
    Index(None, "customer_id"),
)

consent_states = Table(
    "consent_states",
    metadata,
    Column("customer_id", String(32), primary_key=True),
    Column("purpose", String(32), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("at", Instant, nullable=False),
)

consent_texts = Table(
    "consent_texts",
    metadata,
    Column("purpose", String(32), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("texts", Json, nullable=False),
    Column("published_at", Instant, nullable=False),
    Column("published_by", String(64), nullable=False),
)
