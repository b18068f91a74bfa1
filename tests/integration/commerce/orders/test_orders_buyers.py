"""Who buys is summed per person, whatever pseudonym or currency an order stands under."""

from datetime import UTC, datetime, timedelta

import pytest

from shopweave.commerce import customers, orders
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft, OrderStatus
from shopweave.foundation.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def order(number: int, who: str, price: int, **changes: object) -> OrderDraft:
    """One order of one tea, a day earlier for each number."""
    marks = (Identity(IdentityKind.CUSTOMER_ID, who),)
    values = {"placed_at": NOW - timedelta(days=number), "currency": "EUR"} | changes
    lines = (LineDraft(1, 1, price, "TEA", "Tea"),)
    return OrderDraft(str(number), lines=lines, customer=marks, **values)  # type: ignore[arg-type] # dates and texts


@pytest.fixture
def people(database: Database, directory: Directory, delivery: Delivery) -> list[str]:
    """Ada bought twice for 30, Ben once for 50; Cay's only order was cancelled."""
    drafts = [
        order(1, "ada", 1000),
        order(3, "ada", 2000),
        order(2, "ben", 5000),
        order(4, "cay", 9000, status=OrderStatus.CANCELLED),
    ]
    with database.write() as tx:
        done = orders.upsert(tx, directory, delivery, drafts)
        heads = [orders.get(tx, done.ids[number]).head for number in ("1", "2", "4")]
    return [str(head.customer_id) for head in heads]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("-spent", "ben ada"), ("spent", "ada ben"), ("-orders", "ada ben"), ("last", "ben ada")],
)
def test_lists_buyers_in_the_order_asked_for(
    database: Database, people: list[str], sort: str, expected: str
) -> None:
    """By money, orders or last visit; whoever only cancelled is no buyer."""
    names = dict(zip(people, ("ada", "ben", "cay"), strict=True))
    with database.read() as tx:
        page = orders.buyers(tx, sort=sort)
    assert " ".join(names[buyer.customer_id] for buyer in page.buyers) == expected
    assert page.total == 2


def test_pages_hold_everybody_once(database: Database, people: list[str]) -> None:
    """The cursor leads through all pages without a gap or a double."""
    with database.read() as tx:
        first = orders.buyers(tx, limit=1)
        second = orders.buyers(tx, limit=1, cursor=first.cursor)
    assert {b.customer_id for b in (*first.buyers, *second.buyers)} == set(people[:2])
    assert second.cursor is None


def test_a_merged_person_is_one_buyer(database: Database, people: list[str]) -> None:
    """Orders of both pseudonyms add up under the one that counts."""
    ada, ben, _ = people
    with database.write() as tx:
        customers.merge(tx, ada, ben, "test", NOW)
        page = orders.buyers(tx, customer_ids=[ada])
    buyer = page.buyers[0]
    assert (buyer.customer_id, buyer.orders, buyer.amount) == (ada, 3, 8000)
    assert buyer.last_at == NOW - timedelta(days=1)


def test_one_product_is_summed_alone(database: Database, people: list[str]) -> None:
    """What one product sold for, cancelled orders left out; None when nobody bought it."""
    since = NOW - timedelta(days=30)
    with database.read() as tx:
        every = orders.sales_by_product(tx, since, NOW)
        tea = orders.sales_of_product(tx, every[0].key, since, NOW)
        nothing = orders.sales_of_product(tx, "0" * 32, since, NOW)
    assert tea == every[0]
    assert (every[0].amount, nothing) == (8000, None)
