"""Every table of the product and its migrations; used by start-up and tests only."""

from shopweave.commerce.events import tables as events
from shopweave.foundation.database import Database, metadata
from shopweave.foundation.jobs import tables as jobs
from shopweave.foundation.outbox import tables as outbox
from shopweave.trust.audit import tables as audit
from shopweave.trust.consent import tables as consent
from shopweave.trust.keys import tables as keys
from shopweave.trust.personal_data import tables as personal_data
from shopweave.trust.sessions import tables as sessions
from shopweave.trust.setup import tables as setup
from shopweave.trust.staff import tables as staff
from shopweave.trust.vault import tables as vault
from shopweave.trust.versions import tables as versions

__all__ = [
    "audit",
    "consent",
    "create",
    "events",
    "jobs",
    "keys",
    "metadata",
    "outbox",
    "personal_data",
    "sessions",
    "setup",
    "staff",
    "vault",
    "versions",
]


def create(database: Database) -> None:
    """Create every table that is missing."""
    metadata.create_all(database.engine)
