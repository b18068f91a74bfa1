"""Say how a source is."""

from datetime import datetime

from shopweave.commerce.sources import records
from shopweave.commerce.sources.types import Health
from shopweave.foundation.database import Transaction


def report(tx: Transaction, source_id: str, health: Health, now: datetime, note: str = "") -> None:
    """Write down how a source is; when it is in order, also that it was heard of now."""
    records.set_health(tx, source_id, health, note, now if health is Health.OK else None)
