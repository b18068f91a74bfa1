"""What a merchant has changed, version by version."""

from sqlalchemy import Column, Index, Integer, String, Table

from shopweave.foundation.database import Instant, Json, metadata

versions = Table(
    "preference_versions",
    metadata,
    # Given by the change, one after the other over all modules: one number names the state of all.
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", String(60), nullable=False),
    Column("values", Json, nullable=False),
    Column("by", String(100), nullable=False),
    Column("at", Instant, nullable=False),
    Column("undoes", Integer),
    Index("ix_preference_versions_name", "name", "version"),
)
