"""A shop with two products, whose sales the tests book."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from shopweave.commerce import catalog, money, orders
from shopweave.commerce.catalog import Price, ProductDraft
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.money import Profit
from shopweave.commerce.orders import LineDraft, OrderDraft
from shopweave.foundation.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WEEK = NOW - timedelta(days=7)

Sell = Callable[..., str]


@pytest.fixture
def sell(database: Database, directory: Directory, delivery: Delivery) -> Sell:
    """Sell one tea for 10.00, or what is asked; returns the id of the order."""
    with database.write() as tx:
        tea = ProductDraft("TEA", "Tea", categories=("Food > Tea",), prices=(Price(1000, "EUR"),))
        cup = ProductDraft("CUP", "Cup", prices=(Price(500, "EUR"),))
        catalog.upsert(tx, delivery, [tea, cup])

    def one(number: str, *lines: LineDraft, **more: object) -> str:
        fields = {"placed_at": NOW - timedelta(days=1), "currency": "EUR"} | more
        draft = OrderDraft(number, lines=lines or (LineDraft(1, 1, 1000, "TEA"),), **fields)
        with database.write() as tx:
            return orders.upsert(tx, directory, delivery, [draft]).ids[number]

    return one


def earned(database: Database, since: datetime = WEEK) -> Profit:
    """What the books say after they were brought up to date."""
    money.follow(database, NOW)
    with database.read() as tx:
        return money.profit(tx, since, NOW)
