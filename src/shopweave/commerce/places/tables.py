"""Sites, zones and shelves in one tree."""

from sqlalchemy import Column, String, Table

from shopweave.foundation.database import Instant, Json, metadata

places = Table(
    "places",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("external_id", String(120), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("parent_id", String(32)),
    Column("attributes", Json, nullable=False),
    Column("created_at", Instant, nullable=False),
)
