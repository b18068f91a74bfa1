"""Runs migrations on the connection that `schema.upgrade` gives, in its transaction."""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import JSON

from shopweave.foundation.database import Instant, Packed, Quantity, metadata
from shopweave.schema.discover import import_tables


def render(kind: str, item: Any, written: AutogenContext) -> str | bool:
    """Write our own column types as what the database sees, so that history stays readable."""
    if kind == "type" and isinstance(item, Instant | Quantity):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Packed):
        return "sa.LargeBinary()"
    if kind == "type" and isinstance(item, JSON):
        written.imports.add("from sqlalchemy.dialects import postgresql")
        return 'sa.JSON().with_variant(postgresql.JSONB(), "postgresql")'
    return False


import_tables()
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render,
    compare_type=True,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
