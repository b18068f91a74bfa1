"""SQLite as a safe embedded database: write-ahead log, full sync, one writer at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from shopweave.foundation.database.json import dumps, loads

BUSY_SECONDS = 10
_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    f"busy_timeout = {BUSY_SECONDS * 1000}",
    "cache_size = -64000",
    "wal_autocheckpoint = 8000",
    "temp_store = MEMORY",
)


def open_engine(url: str, *, begin: str, connections: int) -> Engine:
    """Return an engine whose transactions start with `begin` (BEGIN or BEGIN IMMEDIATE)."""
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        connect_args={"check_same_thread": False, "isolation_level": None},
        json_serializer=dumps,
        json_deserializer=loads,
    )
    event.listen(engine, "connect", _prepare)
    # SQLAlchemy must send BEGIN itself: the driver would begin late and never IMMEDIATE.
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


@contextmanager
def relaxed(connection: Connection) -> Iterator[None]:
    """Commit into the log without waiting for the disk; later full commits wait for all of it."""
    driver: Any = connection.connection.driver_connection
    driver.execute("PRAGMA synchronous = NORMAL").close()
    try:
        yield
    finally:
        driver.execute("PRAGMA synchronous = FULL").close()


def _prepare(connection: Any, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
