"""One database of two kinds: SQLite embedded, PostgreSQL in production; same tables, same SQL."""

from shopweave.foundation.database.columns import (
    Instant,
    Json,
    Packed,
    Quantity,
    Serial,
    from_micros,
    micros,
    thousandths,
)
from shopweave.foundation.database.database import Database
from shopweave.foundation.database.errors import (
    DatabaseBusy,
    DatabaseSilent,
    DatabaseUnsafe,
    NotStorable,
    UnknownDatabase,
)
from shopweave.foundation.database.metadata import metadata
from shopweave.foundation.database.pace import Pace
from shopweave.foundation.database.transaction import Transaction
from shopweave.foundation.database.wakeup import Polling, Wakeup, notify, open_wakeup

__all__ = [
    "Database",
    "DatabaseBusy",
    "DatabaseSilent",
    "DatabaseUnsafe",
    "Instant",
    "Json",
    "NotStorable",
    "Pace",
    "Packed",
    "Polling",
    "Quantity",
    "Serial",
    "Transaction",
    "UnknownDatabase",
    "Wakeup",
    "from_micros",
    "metadata",
    "micros",
    "notify",
    "open_wakeup",
    "thousandths",
]
