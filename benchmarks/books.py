"""Book half a million order lines: seconds of processor, and how long a write holds the database.

python -m benchmarks.books [--orders 100000] [--database ADDRESS]

Made-up orders of five lines in three channels and two currencies, every product with a cost, taxes
and fees by rule. Then one late cost, one changed fee, and the sums of the page of profit.
"""

import argparse
import resource
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.import_orders import Watched
from shopweave.app import Shopweave
from shopweave.commerce import catalog, money, orders, sources
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.money import (
    By,
    CostPriceDraft,
    FeeKind,
    FeeRule,
    MoneyRules,
    RateDraft,
    TaxRate,
)
from shopweave.commerce.orders import LineDraft, OrderDraft
from shopweave.foundation import preferences
from shopweave.settings import Settings

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PRODUCTS, LINES, AT_ONCE = 2_000, 5, 2_000
CHANNELS = ("web", "till", "amazon")


def fill(shop: Shopweave, count: int) -> None:
    """Bring products, rates, rules and orders in."""
    with shop.database.write() as tx:
        source = sources.ensure(tx, sources.SourceDraft("Shop", "api"), NOW)
        delivery = Delivery(source.id, NOW, historical=True)
        drafts = [
            ProductDraft(f"P{n}", f"Product {n}", categories=(f"C{n % 20}",), cost=400 + n % 300)
            for n in range(PRODUCTS)
        ]
        catalog.upsert(tx, delivery, drafts)
        day = (NOW - timedelta(days=800)).date()
        money.rates.upsert(tx, delivery, [RateDraft("EUR", "USD", day, 1_100_000_000)])
        fees = (
            FeeRule(FeeKind.COMMISSION, Decimal(15), channel="amazon"),
            FeeRule(FeeKind.PAYMENT, Decimal("2.9"), Decimal("0.35")),
            FeeRule(FeeKind.SHIPPING, fixed=Decimal("4.20"), channel="web"),
        )
        taxes = (TaxRate(Decimal(19)), TaxRate(Decimal(7), category="C3"))
        preferences.change(tx, "benchmark", MoneyRules(taxes, fees), NOW)
    draw = np.random.default_rng(0)
    products = draw.integers(0, PRODUCTS, (count, LINES))
    for begin in range(0, count, AT_ONCE):
        drafts = [
            OrderDraft(
                str(n),
                NOW - timedelta(minutes=5 * (n % 100_000)),
                "USD" if n % 10 == 0 else "EUR",
                tuple(
                    LineDraft(k, 1 + (n + k) % 3, 999 + int(p) % 500, f"P{p}")
                    for k, p in enumerate(products[n])
                ),
                channel=CHANNELS[n % 3],
            )
            for n in range(begin, min(begin + AT_ONCE, count))
        ]
        with shop.database.write(durable=False) as tx:
            orders.upsert(tx, shop.directory, delivery, drafts)


def measured(what: str, table: Table, run: object) -> None:
    """Run it and note its seconds of processor and of the clock."""
    cpu, clock = time.process_time(), time.perf_counter()
    result = run()
    spent = (time.process_time() - cpu, time.perf_counter() - clock)
    table.add_row(what, f"{spent[0]:.2f}", f"{spent[1]:.2f}", str(result))


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--orders", type=int, default=100_000)
    options.add_argument("--database", default="")
    chosen = options.parse_args()
    watched = Watched()
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), database=chosen.database)
        with closing(Shopweave(settings)) as shop:
            fill(shop, chosen.orders)
            watched.install()
            report(shop, watched, chosen.orders)


def report(shop: Shopweave, watched: Watched, count: int) -> None:
    """Book, change, sum."""
    table = Table("what", "CPU s", "s", "orders", title=f"{count * LINES:,} lines")
    measured("book everything", table, lambda: money.follow(shop.database, NOW))
    held = watched.held
    with shop.database.write() as tx:
        source = sources.by_name(tx, "Shop").id
        late = CostPriceDraft("P7", 350, "EUR", since=NOW - timedelta(days=30))
        money.costs.upsert(tx, Delivery(source, NOW), [late])
    measured("one late cost", table, lambda: money.follow(shop.database, NOW))
    with shop.database.read() as tx:
        for by in (By.CHANNEL, By.PRODUCT):
            since = NOW - timedelta(days=30)
            measured(
                f"profit by {by}, 30 days",
                table,
                lambda b=by, s=since: len(money.profit_by(tx, s, NOW, b)),
            )
    console = Console()
    console.print(table)
    held = np.array(held)
    console.print(
        f"a write held the database {np.median(held):.0f} ms, at most {held.max():.0f} ms"
    )
    console.print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
