"""Several processes write the record at once, and it stays one record."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from shopweave.commerce import catalog, orders, stock
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.customers import CustomerDraft, Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft
from shopweave.foundation.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WRITERS = 4
ORDERS = [
    OrderDraft(
        str(number),
        NOW - timedelta(days=1),
        "EUR",
        (LineDraft(1, 1, 990, f"P{number % 3}"), LineDraft(2, 2, 450, "TEA")),
        customer=(Identity(IdentityKind.CUSTOMER_ID, str(number % 5)),),
    )
    for number in range(20)
]


def test_the_same_news_from_several_sides_is_one(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Writers of the same orders, products, customers and counts neither double nor block them."""

    def write(turn: int) -> int:
        created = 0
        for start in range(0, len(ORDERS), 5):
            some = ORDERS[start : start + 5] if turn % 2 else ORDERS[::-1][start : start + 5]
            with database.write() as tx:
                people = [CustomerDraft(str(n), f"Person {n}", f"{n}@a.b") for n in range(5)]
                if turn % 2:
                    directory.upsert(tx, delivery, people)
                created += orders.upsert(tx, directory, delivery, some).created
                catalog.upsert(tx, delivery, [ProductDraft("TEA", "Tea")])
                count = stock.MovementDraft("c", "TEA", stock.MovementKind.COUNT, 99, NOW)
                stock.upsert(tx, delivery, [replace(count, at=NOW - timedelta(days=3))])
        return created

    with ThreadPoolExecutor(WRITERS) as pool:
        created = sum(pool.map(write, range(WRITERS)))
    with database.read() as tx:
        tea = catalog.ids_of(tx, delivery.source_id, ["TEA"])["TEA"]
        rows = {t: tx.scalar(text(f"SELECT count(*) FROM {t}")) for t in ("orders", "products")}
        assert stock.of_products(tx, [tea])[0].on_hand == 99 - 2 * len(ORDERS)
    assert (created, rows) == (len(ORDERS), {"orders": len(ORDERS), "products": 4})
    with database.write() as tx:
        assert stock.rebuild(tx, NOW) == 0
