"""One database of two kinds: SQLite embedded, PostgreSQL in production; same tables, same SQL."""

from shopweave.foundation.database.columns import (
    Instant,
    Json,
    Quantity,
    Serial,
    from_micros,
    micros,
    thousandths,
)
from shopweave.foundation.database.database import Database
from shopweave.foundation.database.errors import DatabaseBusy, DatabaseUnsafe, UnknownDatabase
from shopweave.foundation.database.metadata import metadata
from shopweave.foundation.database.transaction import Transaction

__all__ = [
    "Database",
    "DatabaseBusy",
    "DatabaseUnsafe",
    "Instant",
    "Json",
    "Quantity",
    "Serial",
    "Transaction",
    "UnknownDatabase",
    "from_micros",
    "metadata",
    "micros",
    "thousandths",
]
