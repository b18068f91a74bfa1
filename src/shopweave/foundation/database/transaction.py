"""One transaction: the only thing that a `records.py` may talk to."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    CursorResult,
    Executable,
    Row,
    Table,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite

from shopweave.foundation.database import bulk

Values = Mapping[str, Any]
_Insert = sqlite.Insert | postgresql.Insert


class Transaction:
    """Statements that become true together, or not at all."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.dialect = connection.dialect.name
        self.committed: list[Callable[[], None]] = []
        self._alone: set[str] = set()

    def all(self, statement: Executable, values: Values | None = None) -> list[Row[Any]]:
        """Every row of the statement."""
        return list(self.connection.execute(statement, values).all())

    def first(self, statement: Executable, values: Values | None = None) -> Row[Any] | None:
        """The first row, or None."""
        return self.connection.execute(statement, values).first()

    def scalar(self, statement: Executable, values: Values | None = None) -> Any:
        """The first column of the first row, or None."""
        return self.connection.execute(statement, values).scalar()

    def execute(self, statement: Executable, rows: Sequence[Values] | Values | None = None) -> int:
        """Run a change, once per row if rows are given; returns how many rows it touched."""
        if rows is not None and not rows:
            return 0
        result: CursorResult[Any] = self.connection.execute(statement, rows)
        return max(result.rowcount, 0)

    def insert_new(
        self, table: Table, rows: Sequence[Values], key: Sequence[str]
    ) -> list[Row[Any]]:
        """Insert the rows whose `key` is not there yet; returns the keys of the new ones."""
        if not rows:
            return []
        insert = self._insert(table).on_conflict_do_nothing(index_elements=list(key))
        keys = insert.returning(*(table.c[name] for name in key))
        return list(self.connection.execute(keys, rows).all())

    def upsert(
        self,
        table: Table,
        rows: Sequence[Values],
        key: Sequence[str],
        update: Sequence[str] | None = None,
    ) -> int:
        """Insert rows, or overwrite `update` (default: all given columns but the key)."""
        if not rows:
            return 0
        insert = self._insert(table)
        names = update if update is not None else [name for name in rows[0] if name not in key]
        statement = insert.on_conflict_do_update(
            index_elements=list(key), set_={name: insert.excluded[name] for name in names}
        )
        return self.execute(statement, list(rows))

    def load(self, table: Table, rows: Sequence[Values]) -> int:
        """Insert many rows known to be new, the fastest way the database has.

        All rows carry the same columns, and every column that may not be empty.
        """
        if rows:
            bulk.load(self.connection, table, rows)
        return len(rows)

    def one_of(self, column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
        """Condition that a text or integer column equals one of `values`, however many."""
        return bulk.one_of(self.dialect, column, values)

    def alone(self, name: str) -> None:
        """Let only one transaction at a time pass here, until it ends.

        SQLite has one writer anyway; PostgreSQL takes an advisory lock.
        """
        if self.dialect == "postgresql" and name not in self._alone:
            self._alone.add(name)
            lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
            self.connection.execute(lock, {"name": name})

    def ping(self) -> None:
        """Ask the database for nothing but a sign of life."""
        self.connection.execute(select(1)).close()

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call back once this transaction is durable; never called when it is rolled back."""
        self.committed.append(callback)

    def _insert(self, table: Table) -> _Insert:
        return postgresql.insert(table) if self.dialect == "postgresql" else sqlite.insert(table)
