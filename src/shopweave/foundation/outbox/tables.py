"""Events on their way; a row is deleted when it has become jobs."""

from sqlalchemy import Boolean, Column, String, Table

from shopweave.foundation.database import Json, metadata

outbox = Table(
    "outbox",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("payload", Json, nullable=False),
    Column("historical", Boolean, nullable=False),
)
