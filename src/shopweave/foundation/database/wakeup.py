"""Waking a waiting process: PostgreSQL tells it, on SQLite it looks five times a second."""

import threading
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from shopweave.foundation.database.database import Database
from shopweave.foundation.database.transaction import Transaction

POLL_SECONDS = 0.2


class Wakeup(Protocol):
    """Something to wait on; it may return early without reason, never much too late."""

    def wait(self, seconds: float) -> None:
        """Return after a notice, or after `seconds` at the latest."""
        ...

    def interrupt(self) -> None:
        """End a running wait soon, and all that follow; callable from any thread."""
        ...

    def close(self) -> None:
        """Give back what it holds; nobody waits any more."""
        ...


class Polling:
    """Returns after a short while, 200 ms unless told: whoever waits looks for himself."""

    def __init__(self, seconds: float = POLL_SECONDS) -> None:
        self._seconds = seconds
        self._interrupted = threading.Event()

    def wait(self, seconds: float) -> None:
        """Sleep, or end early when it is interrupted."""
        self._interrupted.wait(min(seconds, self._seconds))

    def interrupt(self) -> None:
        """End a running wait at once."""
        self._interrupted.set()

    def close(self) -> None:
        """There is nothing to give back."""


class Listening:
    """Returns when PostgreSQL carries a notice on `channel`; polls while it cannot listen."""

    def __init__(self, database: Database, channel: str) -> None:
        self._database = database
        self._channel = channel
        self._polling = Polling()
        self._connection: Any = None

    def wait(self, seconds: float) -> None:
        """Wait for one notice, at most a second, so that a stop is seen."""
        try:
            self._connection = self._connection or self._listen()
            for _ in self._connection.notifies(timeout=min(seconds, 1.0), stop_after=1):
                return
        except (SQLAlchemyError, OSError, self._lost()):
            self._connection = None
            self._polling.wait(seconds)

    def interrupt(self) -> None:
        """End a running wait within its second."""
        self._polling.interrupt()

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()

    def _lost(self) -> type[Exception]:
        error: type[Exception] = self._database.engine.dialect.loaded_dbapi.Error
        return error

    def _listen(self) -> Any:
        """Take a connection out of the pool for good."""
        pooled = self._database.engine.raw_connection()
        connection: Any = pooled.driver_connection
        pooled.detach()
        connection.autocommit = True
        connection.execute(f'LISTEN "{self._channel}"')
        return connection


def open_wakeup(database: Database, channel: str) -> Wakeup:
    """The best way of waiting that the database offers."""
    return Listening(database, channel) if database.dialect == "postgresql" else Polling()


def notify(tx: Transaction, channel: str) -> None:
    """Wake whoever listens on `channel` once this transaction is committed."""
    if tx.dialect == "postgresql":
        tx.execute(select(func.pg_notify(channel, "")))
