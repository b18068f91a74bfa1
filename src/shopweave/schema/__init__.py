"""Every table of the product and its migrations; used by start-up and tests only."""

from shopweave.foundation.database import Database, metadata
from shopweave.schema.discover import import_tables

__all__ = ["create", "metadata"]

import_tables()


def create(database: Database) -> None:
    """Create every table that is missing."""
    metadata.create_all(database.engine)
