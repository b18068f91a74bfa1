"""Orders of three channels against one stock: how many a second, how long each, and no oversell.

Each channel is a thread that offers orders at its share of the wanted rate, in its own
transactions, as three connectors would: a basket is kept, the order arrives and takes it over.
"""

import sys
import tempfile
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from shopweave import schema
from shopweave.commerce import catalog, orders, sources, stock
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft, OrderStatus
from shopweave.commerce.places import PlaceDraft, ensure
from shopweave.commerce.stock import (
    MovementDraft,
    MovementKind,
    Need,
    NotEnough,
    ReservationDraft,
    ReservationKind,
)
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.database import Database
from shopweave.trust.vault import Keyring, Vault

CHANNELS = ("shop", "amazon", "till")
PRODUCTS, UNITS, RATE, SECONDS = 1000, 2, 50, 20


def main(url: str | None = None) -> None:
    """Measure on a fresh SQLite file, or on the database given (it must be empty)."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(url or f"sqlite:///{Path(folder) / 'shop.db'}")
        schema.upgrade(database)
        _report(database, *_trade(database))
        database.close()


def _trade(database: Database) -> tuple[list[float], int, float]:
    now = datetime.now(UTC)
    directory = Directory(Vault(Keyring.generate(), SystemClock()))
    with database.write() as tx:
        channels = {
            name: sources.ensure(tx, sources.SourceDraft(name, "api"), now).id for name in CHANNELS
        }
        ensure(tx, [PlaceDraft("north", "North"), PlaceDraft("south", "South")], now)
        shop = Delivery(channels["shop"], now)
        drafts = [ProductDraft(f"P{i}", f"Product {i}") for i in range(PRODUCTS)]
        goods = catalog.upsert(tx, shop, drafts).ids
        counts = [
            MovementDraft(
                f"{code}{place}", code, MovementKind.COUNT, UNITS, now - timedelta(hours=1),
                place=place,
            )
            for code in goods
            for place in ("north", "south")
        ]  # fmt: skip
        stock.upsert(tx, shop, counts)
    times: list[float] = []
    refused = [0]
    begun = time.perf_counter()
    threads = [
        threading.Thread(
            target=_sell, args=(database, directory, channels, name, goods, times, refused)
        )
        for name in CHANNELS
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, refused[0], time.perf_counter() - begun


def _sell(
    database: Database,
    directory: Directory,
    channels: dict[str, str],
    name: str,
    goods: dict[str, str],
    times: list[float],
    refused: list[int],
) -> None:
    """Offer this channel's share of the orders; popular products sell out and are refused."""
    chance = np.random.default_rng(len(name))
    codes = list(goods)
    step = len(CHANNELS) / RATE
    begun = time.perf_counter()
    for number in range(int(SECONDS / step)):
        time.sleep(max(0.0, begun + number * step - time.perf_counter()))
        code = codes[min(int(chance.exponential(120)), PRODUCTS - 1)]
        key, at = f"{name}-{number}", time.perf_counter()
        try:
            _order(database, directory, channels, name, code, goods[code], key)
        except NotEnough:
            refused[0] += 1
        times.append(time.perf_counter() - at)


def _order(
    database: Database,
    directory: Directory,
    channels: dict[str, str],
    name: str,
    code: str,
    product: str,
    key: str,
) -> None:
    now = datetime.now(UTC)
    needs = (Need(product, product, 1),)
    basket = ReservationDraft(
        key, ReservationKind.BASKET, needs, channels["shop"], key, None, now + timedelta(minutes=15)
    )
    with database.write() as tx:
        stock.reserve(tx, basket, now)
    lines = (LineDraft(1, 1, 990, code, code),)
    draft = OrderDraft(key, now, "EUR", lines, channel=name, status=OrderStatus.PAID)
    with database.write() as tx:
        orders.upsert(tx, directory, Delivery(channels["shop"], now), [draft])


def _report(database: Database, times: list[float], refused: int, seconds: float) -> None:
    now = datetime.now(UTC)
    with database.read() as tx:
        lacking = len(stock.conflicts(tx))
        wrong = stock.levels(tx, 1)[0].on_hand < 0
    middle, most = np.percentile(times, [50, 99]) * 1000
    print(f"{database.dialect}: {len(times)} orders in {seconds:.1f} s at {RATE}/s wanted")
    print(f"  done per second  {len(times) / seconds:8.1f}")
    print(f"  basket and order {middle:8.1f} ms median, {most:.1f} ms 99th percentile")
    print(f"  refused as sold out {refused}, oversold {lacking}, below zero {wrong} ({now:%F %R})")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
