"""Opening the database, and transactions that read or write."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import Connection, Engine, RootTransaction, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, OperationalError

from shopweave.foundation.database import postgresql, sqlite
from shopweave.foundation.database.errors import (
    DatabaseBusy,
    DatabaseSilent,
    NotStorable,
    UnknownDatabase,
)
from shopweave.foundation.database.transaction import Transaction
from shopweave.foundation.database.turn import Turn


class Database:
    """A SQLite file or a PostgreSQL database; safe to share between threads."""

    def __init__(self, url: str, reading: Engine, writing: Engine) -> None:
        self.url = url
        self.dialect = reading.dialect.name
        self._reading = reading
        self._writing = writing
        self._turn = Turn(self.file) if self.file else None

    @classmethod
    def open(cls, url: str, connections: int = 8) -> "Database":
        """Open `sqlite:///FILE` or `postgresql+psycopg://...`.

        Raises `UnknownDatabase` for another address, `DatabaseSilent` when it does not open, and
        `DatabaseUnsafe` for a forgetful server.
        """
        try:
            kind = make_url(url).get_backend_name()
        except ArgumentError as error:
            raise UnknownDatabase(url=url) from error
        if kind not in {"sqlite", "postgresql"}:
            raise UnknownDatabase(url=url)
        try:
            return cls(url, *_engines(kind, url, connections))
        except DBAPIError as error:
            raise DatabaseSilent(reason=str(error.orig).split("\n")[0]) from error

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._writing

    @property
    def file(self) -> Path | None:
        """The SQLite file, None on PostgreSQL."""
        name = make_url(self.url).database
        return Path(name) if self.dialect == "sqlite" and name else None

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """Read one consistent state; changes nothing."""
        with _told(), self._reading.connect() as connection, connection.begin() as transaction:
            yield Transaction(connection)
            transaction.rollback()

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Transaction]:
        """Commit at the end, roll back on an exception; keep it under 50 ms on SQLite.

        durable False: do not wait for the disk. A power cut may take the last such commits back,
        the newest first and each whole; the next durable commit makes them all durable.
        """
        with (
            _told(),
            self._turn or nullcontext(),
            self._writing.connect() as connection,
            self._waiting(connection, durable),
            self._begun(connection),
        ):
            if not durable and self.dialect == "postgresql":
                postgresql.relax(connection)
            tx = Transaction(connection)
            yield tx
        for callback in tx.committed:
            callback()

    def weigh(self) -> None:
        """Let PostgreSQL count its tables now: its own round comes a minute late.

        Until then it plans for empty ones and reads a filling table whole. SQLite needs none.
        """
        if self.dialect == "postgresql":
            with self._writing.begin() as connection:
                postgresql.analyze(connection)

    def _begun(self, connection: Connection) -> RootTransaction:
        try:
            return connection.begin()
        except OperationalError as error:
            raise DatabaseBusy(seconds=sqlite.BUSY_SECONDS) from error

    def _waiting(self, connection: Connection, durable: bool) -> AbstractContextManager[None]:
        """On SQLite, whether to wait for the disk is settled before the transaction begins."""
        relax = not durable and self.dialect == "sqlite"
        return sqlite.relaxed(connection) if relax else nullcontext()

    def close(self) -> None:
        """Give all connections back."""
        self._reading.dispose()
        self._writing.dispose()
        if self._turn is not None:
            self._turn.close()


@contextmanager
def _told() -> Iterator[None]:
    """Tell of a value that no column takes, and of a database that went; other errors pass."""
    try:
        yield
    except DataError as error:
        raise NotStorable(reason=str(error.orig).splitlines()[0]) from error
    except OperationalError as error:
        if not postgresql.is_gone(error.orig):
            raise
        raise DatabaseSilent(reason=type(error.orig).__name__) from error
    except OverflowError as error:
        if "SQLite" not in str(error):
            raise
        raise NotStorable(reason="integer out of range") from error


def _engines(kind: str, url: str, connections: int) -> tuple[Engine, Engine]:
    """What reads and what writes, having connected once."""
    if kind == "postgresql":
        engine = postgresql.open_engine(url, connections=connections)
        return engine, engine
    reading = sqlite.open_engine(url, begin="BEGIN", connections=connections)
    reading.connect().close()
    return reading, sqlite.open_engine(url, begin="BEGIN IMMEDIATE", connections=1)
