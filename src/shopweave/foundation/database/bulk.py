"""Many rows at once: the ways in and out that do not cost a statement per row."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Dialect, Table, bindparam, func
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.exc import DataError

from shopweave.foundation.database.json import dumps

Rows = Sequence[Any]


def load(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert mappings with the same columns: COPY on PostgreSQL, else one prepared statement."""
    names = list(rows[0])
    if connection.dialect.name == "postgresql":
        _copy(connection, table, names, _tuples(connection, table, names, rows))
        return
    insert, order = _insert(table, tuple(names), connection.dialect)
    connection.exec_driver_sql(insert, _tuples(connection, table, order, rows))


@lru_cache(maxsize=200)
def _insert(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, list[str]]:
    """The statement and the order of its parameters: writing it takes longer than running it."""
    insert: Any = table.insert().compile(dialect=dialect, column_keys=list(names))
    return str(insert), insert.positiontup


def one_of(dialect: str, column: Column[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Membership with a single parameter, so that the statement stays the same for any number."""
    wanted = list(values)
    if len(wanted) == 1 and wanted[0] is not None:
        # One value is frequent, and an equality is written and planned faster than a list.
        alone: ColumnElement[bool] = column == wanted[0]
        return alone
    if dialect == "postgresql":
        return column == func.any(bindparam(None, wanted, type_=ARRAY(column.type), unique=True))
    each = func.json_each(bindparam(None, dumps(wanted), unique=True)).table_valued("value")
    return column.in_(_select(each))


def _select(each: Any) -> Any:
    return each.select().with_only_columns(each.c.value)


def _tuples(connection: Connection, table: Table, names: list[str], rows: Rows) -> Rows:
    columns = (_prepared(table.c[name], connection.dialect, rows) for name in names)
    return list(zip(*columns, strict=True))


def _prepared(column: Column[Any], dialect: Dialect, rows: Rows) -> list[Any]:
    """One column's values as the driver takes them."""
    prepare: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    values = [row[column.name] for row in rows]
    return values if prepare is None else [prepare(value) for value in values]


def _copy(connection: Connection, table: Table, names: list[str], tuples: Rows) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
    driver: Any = connection.connection.driver_connection
    errors: Any = connection.dialect.loaded_dbapi
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in tuples:
                copy.write_row(row)
    except errors.DataError as error:
        raise DataError(statement, None, error) from error
