"""Every statement that backups send to the database: any table, by what the database says of it."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import JSON, LargeBinary, MetaData, Table, func, insert, select, text

from shopweave.foundation.database import Transaction

_AT_ONCE = 1000
_NOT_DATA = {"alembic_version"}


def freeze(tx: Transaction) -> None:
    """Let the rest of the transaction see one moment, whatever others write meanwhile."""
    if tx.dialect == "postgresql":
        tx.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))


def tables(tx: Transaction) -> list[Table]:
    """Every table with data, those first that others refer to."""
    found = MetaData()
    found.reflect(tx.connection)
    for table in found.tables.values():
        for column in table.columns:
            if isinstance(column.type, JSON):
                column.type.none_as_null = True
    return [table for table in found.sorted_tables if table.name not in _NOT_DATA]


def rows(tx: Transaction, table: Table) -> Iterator[list[Any]]:
    """Every row as JSON values, in no order."""
    binary = _binary(table)
    streaming = tx.connection.execution_options(stream_results=True, yield_per=_AT_ONCE)
    for row in streaming.execute(select(table)):
        values = list(row)
        for index in binary:
            if values[index] is not None:
                values[index] = base64.b64encode(values[index]).decode()
        yield values


def fill(tx: Transaction, table: Table, columns: Sequence[str], lines: Iterable[list[Any]]) -> None:
    """Insert rows as `rows` gave them; columns that are gone since are left out."""
    kept = [index for index, name in enumerate(columns) if name in table.columns]
    binary = {table.columns.keys()[index] for index in _binary(table)}
    batch: list[dict[str, Any]] = []
    for line in lines:
        values = {columns[index]: line[index] for index in kept}
        for name in binary & values.keys():
            if values[name] is not None:
                values[name] = base64.b64decode(values[name])
        batch.append(values)
        if len(batch) == _AT_ONCE:
            tx.execute(insert(table), batch)
            batch = []
    tx.execute(insert(table), batch)


def is_empty(tx: Transaction, table: Table) -> bool:
    """Whether a table has no row."""
    return tx.first(select(table).limit(1)) is None


def clear(tx: Transaction, table: Table) -> None:
    """Delete every row of a table."""
    tx.execute(table.delete())


def continue_numbering(tx: Transaction, table: Table) -> None:
    """Let PostgreSQL number new rows after the restored ones."""
    for column in table.primary_key.columns if tx.dialect == "postgresql" else ():
        name = f'"{table.name}"'
        sequence = tx.scalar(select(func.pg_get_serial_sequence(name, column.name)))
        highest = tx.scalar(select(func.max(column))) if sequence is not None else None
        if highest is not None:
            tx.scalar(select(func.setval(sequence, highest)))


def _binary(table: Table) -> list[int]:
    return [n for n, column in enumerate(table.columns) if isinstance(column.type, LargeBinary)]
