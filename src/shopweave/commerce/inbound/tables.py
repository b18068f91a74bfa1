"""The journal of imports, and the columns that every row from outside carries."""

from typing import Any

from sqlalchemy import Boolean, Column, LargeBinary, String, Table, UniqueConstraint

from shopweave.foundation.database import Instant, Json, metadata

import_changes = Table(
    "import_changes",
    metadata,
    Column("import_id", String(32), primary_key=True),
    Column("entity", String(16), primary_key=True),
    Column("row_id", String(32), primary_key=True),
    Column("before", Json),
)


def columns() -> list[Any]:
    """Key, origin and content hash of a row from outside; unique by source and external id."""
    return [
        Column("id", String(32), primary_key=True),
        Column("source_id", String(32), nullable=False),
        Column("external_id", String(200), nullable=False),
        Column("hash", LargeBinary(16)),
        Column("external_updated_at", Instant),
        Column("import_id", String(32)),
        Column("historical", Boolean(create_constraint=False), nullable=False),
        Column("created_at", Instant, nullable=False),
        Column("updated_at", Instant, nullable=False),
        UniqueConstraint("source_id", "external_id"),
    ]
