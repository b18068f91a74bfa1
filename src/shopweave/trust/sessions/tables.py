"""Who is signed in where; of the cookie only a hash is kept."""

from sqlalchemy import Column, Index, LargeBinary, String, Table

from shopweave.foundation.database import Instant, metadata

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("user_id", String(32), nullable=False),
    Column("device", String(200), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("confirmed_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Index(None, "user_id"),
)
