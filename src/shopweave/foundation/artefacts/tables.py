"""Which version of which model is live; the newest row of a model says it."""

from sqlalchemy import Column, Index, String, Table, Text

from shopweave.foundation.database import Instant, Json, Serial, metadata

releases = Table(
    "model_releases",
    metadata,
    Column("id", Serial, primary_key=True, autoincrement=True),
    Column("model", String(60), nullable=False),
    Column("version", String(60), nullable=False),
    Column("at", Instant, nullable=False),
    Column("by", String(100), nullable=False),
    Column("note", Text, nullable=False),
    Column("facts", Json, nullable=False),
    Index("ix_model_releases_model", "model", "id"),
)
