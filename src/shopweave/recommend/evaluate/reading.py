"""Read a file of orders or views into arrays, with the columns that a test needs."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from shopweave.connectors import files
from shopweave.recommend.evaluate.errors import BadRow
from shopweave.recommend.evaluate.options import Options, Task, too_little

DAY = 86_400 * 1_000_000
MOST_BAD = 0.01
NEEDED = {
    Task.next_purchase: ("customer", "product", "time"),
    Task.discovery: ("customer", "product", "time"),
    Task.basket: ("order", "product", "time"),
    Task.next_basket: ("customer", "product", "time"),
    Task.session: ("order", "product", "time"),
    Task.sequence: ("customer", "product", "time"),
}
READABLE = frozenset({files.Reason.NEGATIVE_PRICE, files.Reason.ZERO_QUANTITY})


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a file, each array (lines,); times in days since 1970; None = no such column."""

    file: str
    columns: dict[str, str]
    read: int
    unreadable: int
    products: files.Coded
    times: NDArray[np.float64]
    customers: files.Coded | None
    orders: files.Coded | None
    titles: files.Coded | None
    quantities: NDArray[np.float64] | None
    prices: NDArray[np.float64] | None


def read(path: Path, options: Options) -> Lines:
    """Read the file; a few broken lines are counted, too many of them raise `BadRow`.

    Raises the problems of `connectors.files` for files that are no tables or lack a column.
    """
    table = files.open_table(path)
    needed = NEEDED[options.task]
    mapping = files.recognise(
        table.columns, "orders", told=options.columns, required=needed, file=path.name
    )
    present = ("product", "time")
    columns = files.read_columns(table, mapping, required=present)
    broken = [r for r in columns.rejected if r.reason not in READABLE]
    total = len(columns.lines) + len(columns.rejected)
    if len(broken) > MOST_BAD * total:
        raise _bad_row(path, broken[0])
    if total == 0:
        raise too_little(path.name, options.task, "it has no lines below its column names")
    return Lines(
        file=path.name,
        columns=dict(mapping.fields),
        read=total,
        unreadable=len(broken),
        products=columns.texts["product"],
        times=columns.moments["time"] / DAY,
        customers=columns.texts.get("customer"),
        orders=columns.texts.get("order"),
        titles=columns.texts.get("title") or columns.texts.get("description"),
        quantities=columns.numbers.get("quantity"),
        prices=columns.numbers.get("price"),
    )


def _bad_row(path: Path, first: files.Rejection) -> BadRow:
    column, value = first.column or "(the whole line)", first.value
    return BadRow(file=path.name, line=first.line, column=column, value=value)
