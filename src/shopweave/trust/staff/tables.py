"""The people who work in the shop."""

from sqlalchemy import Column, String, Table

from shopweave.foundation.database import Instant, Json, metadata

staff_users = Table(
    "staff_users",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("login", String(200), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("roles", Json, nullable=False),
    Column("language", String(8), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("disabled_at", Instant),
)
