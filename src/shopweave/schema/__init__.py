"""Every table of the product and its migrations; used by start-up and tests only."""

from shopweave.foundation.database import Database, metadata
from shopweave.foundation.problems import Problem
from shopweave.schema.discover import import_tables
from shopweave.schema.errors import SchemaFromLater, SchemaOutdated
from shopweave.schema.migrate import current, head, upgrade

__all__ = [
    "SchemaFromLater",
    "SchemaOutdated",
    "check",
    "create",
    "current",
    "head",
    "metadata",
    "upgrade",
]

import_tables()


def create(database: Database) -> None:
    """Create every table at once, without history: for tests, which prove it the same."""
    metadata.create_all(database.engine)


def check(database: Database) -> Problem | None:
    """Find out whether the tables are those of this version."""
    now, wanted = current(database), head()
    return None if now == wanted else SchemaOutdated(current=now or "none", head=wanted)
