"""Cancellations and refunds change the order, whenever and however often they are told."""

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shopweave.commerce import orders, stock
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import (
    LineDraft,
    LineKind,
    Order,
    OrderDraft,
    OrderStatus,
    Reversal,
    ReversalKind,
)
from shopweave.foundation.database import Database, Transaction

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PLACED = NOW - timedelta(days=2)
ORDER = OrderDraft(
    "1001",
    PLACED,
    "EUR",
    (
        LineDraft(1, 3, 1000, "TEA", "Green tea"),
        LineDraft(2, 1, 450, "CUP", "Cup"),
        LineDraft(3, 1, 490, title="Shipping", kind=LineKind.SHIPPING),
    ),
    customer=(Identity(IdentityKind.CUSTOMER_ID, "7"),),
    external_updated_at=PLACED,
)


def told(number: int, kind: ReversalKind, **more) -> Reversal:
    """News of the day after."""
    message = number.to_bytes(16, "big")
    return Reversal("1001", message, kind, PLACED + timedelta(days=1), currency="EUR", **more)


CANCELLED = told(1, ReversalKind.CANCELLED)
TWO_TEAS = told(2, ReversalKind.REFUNDED, products=(("TEA", 2.0),))
ALL_OF_IT = told(3, ReversalKind.REFUNDED)
FIVE_EUROS = told(4, ReversalKind.REFUNDED, amount=500)


def found(tx: Transaction, delivery: Delivery) -> Order:
    """The order as it stands."""
    return orders.get(tx, orders.ids_of(tx, delivery.source_id, ["1001"])["1001"])


def moved(tx: Transaction, order: Order) -> float:
    """Units of tea that the order took from the shelves."""
    tea = next(line.product_id for line in order.lines if line.title == "Green tea")
    return sum(level.on_hand for level in stock.of_products(tx, [str(tea)]))


@pytest.mark.parametrize(
    ("news", "left"),
    [
        ([CANCELLED], (OrderStatus.CANCELLED, 3940, 3450, 0)),
        ([TWO_TEAS], (OrderStatus.COMPLETED, 1940, 1450, -1)),
        ([FIVE_EUROS], (OrderStatus.COMPLETED, 3440, 2950, -3)),
        ([TWO_TEAS, FIVE_EUROS], (OrderStatus.COMPLETED, 1440, 950, -1)),
        ([ALL_OF_IT], (OrderStatus.REFUNDED, 0, 0, 0)),
        ([TWO_TEAS, ALL_OF_IT], (OrderStatus.REFUNDED, 0, 0, 0)),
        ([ALL_OF_IT, CANCELLED], (OrderStatus.CANCELLED, 3940, 3450, 0)),
    ],
)
def test_any_order_of_arrival_ends_the_same(
    database: Database, directory: Directory, delivery: Delivery, news, left
) -> None:
    """Before the order, after it, twice and turned round: status, total, goods and stock."""

    def order(tx: Transaction, shop: Delivery) -> None:
        orders.upsert(tx, directory, shop, [ORDER])

    def tell(one: Reversal):
        return lambda tx, shop: orders.reverse(tx, shop, [one])

    steps = [order, *map(tell, news)]
    for number, arrival in enumerate(itertools.permutations([*steps, steps[-1]])):
        shop = replace(delivery, source_id=f"shop{number}")
        with database.write() as tx:
            for step in arrival:
                step(tx, shop)
            one = found(tx, shop)
            tea = moved(tx, one)
        assert (one.head.status, one.head.total, one.head.goods, tea) == left


def test_no_more_comes_back_than_was_bought(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Refunds told under other names, of strange goods and of too much money end at nothing."""
    much = [
        told(10, ReversalKind.REFUNDED, products=(("TEA", 2.0),)),
        told(11, ReversalKind.REFUNDED, products=(("TEA", 2.0), ("MOON", 1.0))),
        told(12, ReversalKind.REFUNDED, amount=99_999),
    ]
    with database.write() as tx:
        orders.upsert(tx, directory, delivery, [ORDER])
        orders.reverse(tx, delivery, much[:2])
        one = found(tx, delivery)
        assert (one.head.units, one.head.goods) == (1, 450)
        assert [line.quantity for line in one.lines if line.refund] == [-3]
        orders.reverse(tx, delivery, much[2:])
        assert (found(tx, delivery).head.total, found(tx, delivery).head.units) == (0, 0)


def test_money_beside_the_goods_is_told_apart(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """A refund of goods and shipping is that sum; what is in another currency is left alone."""
    with_shipping = told(20, ReversalKind.REFUNDED, products=(("CUP", 1.0),), amount=940)
    strange = replace(told(21, ReversalKind.REFUNDED, amount=100), currency="USD")
    with database.write() as tx:
        orders.upsert(tx, directory, delivery, [ORDER])
        orders.reverse(tx, delivery, [with_shipping, strange])
        one = found(tx, delivery)
    assert one.head.total == 3000
    assert sum(line.total for line in one.lines) == 3000
    assert one.head.status is OrderStatus.COMPLETED


def test_what_the_shop_tells_later_counts(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """A newer version of the order, which knows of its refunds, stands as the shop tells it."""
    later = replace(
        ORDER, status=OrderStatus.PAID, external_updated_at=PLACED + timedelta(days=1, hours=1)
    )
    older = replace(ORDER, number="#1001", external_updated_at=PLACED + timedelta(hours=1))
    with database.write() as tx:
        orders.upsert(tx, directory, delivery, [ORDER])
        orders.reverse(tx, delivery, [TWO_TEAS])
        orders.upsert(tx, directory, delivery, [older])
        assert found(tx, delivery).head.total == 1940
        orders.upsert(tx, directory, delivery, [later])
        orders.reverse(tx, delivery, [TWO_TEAS])
        assert found(tx, delivery).head.total == 3940


def test_what_the_shop_calls_refunded_stays_as_told(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Where the shop itself says so, news of the same refund takes nothing back once more."""
    with database.write() as tx:
        orders.upsert(tx, directory, delivery, [replace(ORDER, status=OrderStatus.REFUNDED)])
        orders.reverse(tx, delivery, [ALL_OF_IT])
        assert found(tx, delivery).head.total == 3940


def test_undoing_an_import_keeps_what_was_refunded_since(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """An order that somebody else changed after the import stays when the import is undone."""
    with database.write() as tx:
        orders.upsert(tx, directory, replace(delivery, import_id="i1"), [ORDER])
        orders.reverse(tx, delivery, [TWO_TEAS])
        assert orders.take_back(tx, "i1", 10, NOW).kept
        assert found(tx, delivery).head.total == 1940
