"""Answers already given, for clients that ask again because they heard none."""

from sqlalchemy import Column, LargeBinary, String, Table

from shopweave.foundation.database import Instant, Json, metadata

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("caller", String(64), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("hash", LargeBinary(16), nullable=False),
    Column("answer", Json, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)
