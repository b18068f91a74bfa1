"""Import of half a million order lines: seconds, memory, and how long a write holds the database.

python -m benchmarks.import_orders [FILE] [--database ADDRESS]

Without FILE it takes Online Retail II from the folder SHOPWEAVE_DATASETS; without that the lines
are made up: 25,000 orders of 4,300 customers and 4,200 products. Beside it:
the bare cost of the same rows as one INSERT per chunk into one table without index, check or key.
"""

import argparse
import gzip
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from shopweave.app import Shopweave
from shopweave.connectors import files
from shopweave.connectors.files import Outcome, Request
from shopweave.foundation.database import Database, Transaction
from shopweave.settings import Settings

LINES, ORDERS, CUSTOMERS, PRODUCTS = 500_000, 25_000, 4_300, 4_200


class Watched:
    """Milliseconds for which each transaction held the database."""

    def __init__(self) -> None:
        self.held: list[float] = []
        self._write = Database.write

    def install(self) -> None:
        """Measure every write from now on."""
        write = self._write

        @contextmanager
        def timed(database: Database, *, durable: bool = True) -> Iterator[Transaction]:
            with write(database, durable=durable) as tx:
                begun = time.perf_counter()
                yield tx
                ended = time.perf_counter()
            self.held.append((ended - begun) * 1000)

        Database.write = timed


def made_up(folder: Path) -> Path:
    """A file in the layout of Online Retail."""
    draw = np.random.default_rng(0)
    order = np.sort(draw.integers(0, ORDERS, LINES))
    code = 10_000 + (PRODUCTS * draw.random(LINES) ** 2).astype(int)
    customer = draw.integers(0, CUSTOMERS, ORDERS)
    path = folder / "orders.csv.gz"
    with gzip.open(path, "wt", compresslevel=1) as out:
        out.write("Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n")
        for number, product in zip(order.tolist(), code.tolist(), strict=True):
            day, hour = 1 + number * 28 // ORDERS, 8 + number % 12
            who = 12_000 + customer[number]
            out.write(
                f"{400_000 + number},{product},THING NUMBER {product},{1 + product % 12},"
                f"2010-{1 + number * 12 // ORDERS:02d}-{day:02d} {hour}:00,"
                f"{0.5 + product % 900 / 100:.2f},{who},United Kingdom\n"
            )
    return path


def real() -> Path | None:
    """Online Retail II under SHOPWEAVE_DATASETS, if it is there."""
    folder = Path(os.environ.get("SHOPWEAVE_DATASETS", "/nowhere"))
    return next(folder.rglob("online_retail_2009_2010.csv.gz"), None)


def bare(path: Path, folder: Path) -> float:
    """Seconds to read the file and to insert its cells as they are."""
    begun = time.perf_counter()
    table = files.open_table(path)
    with closing(sqlite3.connect(folder / "bare.db")) as database:
        database.execute("PRAGMA journal_mode = WAL")
        holes = ", ".join("?" * len(table.columns))
        names = ", ".join(f"c{number}" for number in range(len(table.columns)))
        database.execute(f"CREATE TABLE lines ({names})")
        for chunk in table.chunks():
            rows = zip(*chunk.cells.values(), strict=True)
            database.executemany(f"INSERT INTO lines VALUES ({holes})", rows)
            database.commit()
    return time.perf_counter() - begun


def imported(path: Path, folder: Path, database: str) -> tuple[Outcome, float, float]:
    """Import the file; wall and CPU seconds."""
    with closing(Shopweave(Settings(data=folder / "data", database=database))) as shop:
        wall, cpu = time.perf_counter(), time.process_time()
        outcome = shop.importer.run(Request(path, "orders"))
        return outcome, time.perf_counter() - wall, time.process_time() - cpu


def main() -> None:
    """Print the table."""
    wish = argparse.ArgumentParser(description=__doc__)
    wish.add_argument("file", nargs="?", type=Path)
    wish.add_argument("--database", default="")
    told = wish.parse_args()
    watched = Watched()
    watched.install()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = told.file or real() or made_up(folder)
        outcome, wall, cpu = imported(path, folder, told.database)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        least = bare(path, folder)
    middle, most, longest = np.percentile(watched.held, [50, 99, 100])
    table = Table("what", "figure", title=f"{outcome.report.rows:,} order lines")
    table.add_row("seconds, all", f"{wall:.1f}")
    table.add_row("CPU seconds of the importer", f"{cpu:.1f}")
    table.add_row("lines per second", f"{outcome.report.rows / wall:,.0f}")
    table.add_row("peak memory", f"{memory:.0f} MB")
    table.add_row("writes", f"{len(watched.held)}")
    held = f"{middle:.0f}, p99 {most:.0f}, max {longest:.0f}"
    table.add_row("ms a write holds the database", held)
    table.add_row("bare inserts of the same cells, seconds", f"{least:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
