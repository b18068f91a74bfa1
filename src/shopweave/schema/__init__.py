"""Every table of the product and its migrations; used by start-up and tests only."""

from shopweave.commerce.events import tables as events
from shopweave.foundation.database import Database, metadata
from shopweave.foundation.jobs import tables as jobs
from shopweave.foundation.outbox import tables as outbox

__all__ = ["create", "events", "jobs", "metadata", "outbox"]


def create(database: Database) -> None:
    """Create every table that is missing."""
    metadata.create_all(database.engine)
