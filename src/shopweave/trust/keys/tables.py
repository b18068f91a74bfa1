"""API keys; of a secret one only a hash is kept."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from shopweave.foundation.database import Instant, Json, metadata

api_keys = Table(
    "api_keys",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("name", String(100), nullable=False),
    Column("prefix", String(16), nullable=False),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("public_token", String(64)),
    Column("scopes", Json, nullable=False),
    Column("origins", Json, nullable=False),
    Column("source_id", String(32)),
    Column("per_second", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("created_by", String(64), nullable=False),
    Column("expires_at", Instant),
    Column("revoked_at", Instant),
    Column("used_at", Instant),
)
