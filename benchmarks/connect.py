"""Live shops: what a first reading costs us, and how soon news arrive: `--help` for sizes.

The first reading: a Vendure shop of 10,000 products and 100,000 orders; counted is the CPU of this
process, in which nothing but Shopweave runs. News: a purchase in each shop until it is in the
record, a webhook until its row is, and a sale here until each shop shows the smaller number.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from fastapi.testclient import TestClient
from tests.counterparts.medusa import shop as medusa
from tests.counterparts.oscar import shop as oscar
from tests.counterparts.vendure import shop as vendure

from benchmarks.large_vendure import multiply
from shopweave import schema
from shopweave.app import Shopweave
from shopweave.commerce import catalog, orders, stock
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.stock import Movement, MovementKind
from shopweave.connectors.contract import Entity
from shopweave.connectors.sync import Connection, ConnectionDraft, Sources
from shopweave.connectors.webhook import DELIVERY, SIGNATURE, sign
from shopweave.foundation.clock import SystemClock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs import Handlers, Worker
from shopweave.settings import Settings
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.vault import Keyring, Safe, Vault

SKU, SECRET, PATIENCE = "TEA-GREEN-100", "a secret of the shop", 120.0
SHOPS = {"oscar": oscar.shop, "vendure": vendure.shop, "medusa": medusa.shop}


def main() -> None:
    """Print both tables."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--products", type=int, default=10_000)
    asked.add_argument("--orders", type=int, default=100_000)
    asked.add_argument("--news", type=int, default=5, help="purchases in each shop")
    told = asked.parse_args()
    if told.orders:
        first_reading(told.products, told.orders)
    if told.news:
        news(told.news)


def first_reading(products: int, count: int) -> None:
    """Read a large shop for the first time, and again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        filled = multiply(vendure.prepare(), folder / "large.sqlite", products, count)
        with (
            vendure.shop(folder / "shop.log", filled) as shop,
            _reader(folder) as (sources, worker),
        ):
            connection = sources.connections.connect(_draft("vendure", shop), SYSTEM)
            for name in ("first reading", "next look"):
                cpu, wall = time.process_time(), time.monotonic()
                while worker.step():
                    pass
                cpu, wall = time.process_time() - cpu, time.monotonic() - wall
                found = sources.connections.one(connection.source_id)
                seen = ", ".join(f"{one.entity} {one.seen}" for one in found.progress)
                print(f"{name}: {wall:.1f} s, of these {cpu:.1f} s our CPU; {seen}", flush=True)
                if found.trouble:
                    print(found.trouble.en)
                sources.connections.sync_now(connection.source_id, SYSTEM)


@contextmanager
def _reader(folder: Path) -> Iterator[tuple[Sources, Worker]]:
    """Connected shops on a fresh database, their jobs done by hand."""
    database, clock = Database.open(f"sqlite:///{folder / 'a.db'}"), SystemClock()
    schema.upgrade(database)
    keyring = Keyring.generate()
    sources = Sources.open(database, clock, Safe(keyring), Directory(Vault(keyring, clock)))
    handlers = Handlers()
    sources.attach(handlers)
    try:
        yield sources, Worker(database, handlers, clock, slots=2)
    finally:
        database.close()


def news(times: int) -> None:
    """Latencies with a whole installation and a live shop of a small sample, kind by kind."""
    for kind, start in SHOPS.items():
        with (
            _installation() as own,
            tempfile.TemporaryDirectory() as place,
            start(Path(place) / "shop.log") as running,
        ):
            _tell_of(own, kind, running, times)
    with _installation() as own:
        _tell("webhook: its row is here", _sent(own, times))


def _tell_of(own: Shopweave, kind: str, shop: Any, times: int) -> None:
    connection = own.sources.connections.connect(_draft(kind, shop), SYSTEM)
    _until(lambda: _read(own, connection.source_id))
    found = [_bought(own, shop) for _ in range(times)]
    _tell(f"{kind}: a purchase there is here, by polling", found)
    found = [_sold(own, connection) for _ in range(times)]
    _tell(f"{kind}: a sale here is there", found)


@contextmanager
def _installation() -> Iterator[Shopweave]:
    with tempfile.TemporaryDirectory() as place:
        own = Shopweave(Settings(data=Path(place)))
        running = own.background()
        for one in running:
            one.start()
        try:
            yield own
        finally:
            for one in reversed(running):
                one.stop()
            own.close()


def _bought(own: Shopweave, shop: Any) -> float:
    """Seconds from the customer's receipt to our record."""
    before = _orders(own)
    shop.buy(SKU, 1)
    return _until(lambda: _orders(own) > before)


def _sold(own: Shopweave, connection: Connection) -> float:
    """Seconds from a sale elsewhere to the number that the shop itself shows."""
    if not own.sources.connections.one(connection.source_id).write_stock:
        own.sources.connections.keep_stock(connection.source_id, True, SYSTEM)
        time.sleep(5)
    variant, before = _variant(own, connection), _shown(own, connection)
    now = own.clock.now()
    with own.database.write() as tx:
        (lies,) = stock.available(tx, [variant[1]], None, now)[variant[1]].at
        sale = Movement(*variant, lies.place_id, MovementKind.SALE, -1, now)
        stock.post(tx, Delivery(connection.source_id, now), [sale])
    return _until(lambda: _shown(own, connection) == before - 1)


def _sent(own: Shopweave, times: int) -> list[float]:
    """Seconds from sending a signed webhook to its row."""
    draft = ConnectionDraft("webhook", "", "ERP", {"secret": SECRET}, {}, currency="EUR")
    source = own.sources.connections.connect(draft, SYSTEM).source_id
    found = []
    with TestClient(own.application()) as sender:
        for number in range(times):
            line = {"product": "p1", "quantity": 1, "price": "9.90"}
            order = {
                "id": f"o{number}",
                "placed_at": datetime.now(UTC).isoformat(),
                "lines": [line],
            }
            body, before = orjson.dumps({"orders": [order]}), _orders(own)
            headers = {SIGNATURE: sign(SECRET, body, datetime.now(UTC)), DELIVERY: str(number)}
            began = time.monotonic()
            sender.post(f"/v1/hooks/{source}", content=body, headers=headers).raise_for_status()
            _until(lambda before=before: _orders(own) > before)
            found.append(time.monotonic() - began)
    return found


def _draft(kind: str, shop: Any) -> ConnectionDraft:
    secrets, options = shop.access
    return ConnectionDraft(kind, shop.address, kind, secrets, options, private=True)


def _read(own: Shopweave, source_id: str) -> bool:
    return own.sources.connections.one(source_id).synced_at is not None


def _orders(own: Shopweave) -> int:
    with own.database.read() as tx:
        return len(orders.search(tx, limit=1000).orders)


def _variant(own: Shopweave, connection: Connection) -> tuple[str, str]:
    """The product and variant of the article that is sold."""
    with own.database.read() as tx:
        known = catalog.external_ids(tx, connection.source_id)
        for product in (catalog.get(tx, found) for found in known.values()):
            for variant in product.variants:
                if variant.sku == SKU:
                    return product.id, variant.id
    raise LookupError(SKU)


def _shown(own: Shopweave, connection: Connection) -> float:
    """How many the shop itself says it can sell."""
    with own.database.read() as tx:
        name = catalog.names_of(tx, connection.source_id, [_variant(own, connection)[1]])
    (wanted,) = name.values()
    both = (Entity.PRODUCTS, Entity.STOCK)
    with own.sources.connections.shops.open(connection) as there:
        pulled = [page for entity in both for page in there.pull(entity, None)]
    counts = [count for page in pulled for count in page.stock]
    return next(one.on_hand for one in counts if one.variant == wanted.variant)


def _until(holds: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > PATIENCE:
            raise TimeoutError
        time.sleep(0.05)
    return time.monotonic() - began


def _tell(what: str, seconds: list[float]) -> None:
    half, slowest = statistics.median(seconds), max(seconds)
    print(f"{what}: {half:.2f} s (half), {slowest:.2f} s (slowest of {len(seconds)})", flush=True)


if __name__ == "__main__":
    main()
