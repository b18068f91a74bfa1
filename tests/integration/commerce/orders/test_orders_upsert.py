"""An order is one order, whoever tells of it and how often."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import text

from shopweave.commerce import catalog, customers, orders, stock
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, LineKind, OrderDraft, OrderStatus
from shopweave.foundation.database import Database, micros

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)


def buyer(number: str) -> tuple[Identity, ...]:
    """A customer by the shop's own number."""
    return (Identity(IdentityKind.CUSTOMER_ID, number),)


ORDER = OrderDraft(
    "1001",
    YESTERDAY,
    "EUR",
    (
        LineDraft(1, 2, 990, "TEA", "Green tea"),
        LineDraft(2, 1, 450, "CUP", "Cup"),
        LineDraft(3, 1, 490, title="Shipping", kind=LineKind.SHIPPING),
        LineDraft(4, 1, -300, title="Welcome", kind=LineKind.DISCOUNT),
    ),
    number="#1001",
    customer=buyer("7"),
    external_updated_at=YESTERDAY,
)


def test_keeps_the_order_with_its_sums(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Lines come back in order; goods leave out shipping, the total does not."""
    with database.write() as tx:
        done = orders.upsert(tx, directory, delivery, [ORDER])
        order = orders.get(tx, done.ids["1001"])
    assert (order.head.goods, order.head.total, order.head.units) == (2130, 2620, 3)
    assert [line.title for line in order.lines] == ["Green tea", "Cup", "Shipping", "Welcome"]
    assert order.head.customer_id is not None
    assert order.lines[0].product_id != order.lines[1].product_id


def test_a_replay_writes_nothing(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """The same order from browser, webhook and file is one order and one movement of stock."""
    with database.write() as tx:
        orders.upsert(tx, directory, delivery, [ORDER])
    with database.write() as tx:
        before = _everything(tx)
        assert orders.upsert(tx, directory, delivery, [ORDER]).same == 1
        assert _everything(tx) == before


def test_any_order_of_arrival_ends_the_same(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Versions of orders, products and counts may come in any order: the last state is the same."""
    chance = random.Random(7)
    steps = _a_busy_day(directory)
    states = []
    for round_ in range(4):
        shop = replace(delivery, source_id=f"shop{round_}")
        shuffled = steps if round_ == 0 else chance.sample(steps, len(steps))
        with database.write() as tx:
            for step in shuffled:
                step(tx, shop)
        with database.read() as tx:
            states.append(_state(tx, shop.source_id))
    assert states[0] == states[1] == states[2] == states[3]
    assert len(states[0]["orders"]) == 3


def _a_busy_day(directory):
    def product(tx, shop):
        catalog.upsert(tx, shop, [ProductDraft("TEA", "Tea of the source", brand="S")])

    def count_at(hours):
        at = YESTERDAY + timedelta(hours=hours)
        count = stock.MovementDraft(
            f"count {hours}", "TEA", stock.MovementKind.COUNT, 10 + hours, at, place="main"
        )
        return lambda tx, shop: stock.upsert(tx, shop, [count])

    def order(number, hours, status, lines):
        stamp = YESTERDAY + timedelta(hours=hours)
        draft = replace(
            ORDER,
            external_id=str(number),
            status=status,
            lines=lines,
            placed_at=YESTERDAY + timedelta(hours=number),
            external_updated_at=stamp,
        )
        return lambda tx, shop: orders.upsert(tx, directory, shop, [draft])

    def after_hearing_of_tea(step):
        def both(tx, shop):
            catalog.imply(tx, shop, [ProductDraft("TEA", "T")])
            step(tx, shop)

        return both

    three = (LineDraft(1, 3, 990, "TEA", "Tea"),)
    two = (LineDraft(1, 2, 990, "TEA", "Tea"),)
    back = (LineDraft(1, -1, 990, "TEA", "Tea"),)
    paid, gone = OrderStatus.PAID, OrderStatus.CANCELLED
    return [
        order(1, 1, paid, two),
        order(1, 3, paid, three),
        order(1, 9, gone, three),
        order(4, 4, paid, two),
        order(6, 6, paid, back),
        lambda tx, shop: (catalog.imply(tx, shop, [ProductDraft("TEA", "Tea")]), product(tx, shop)),
        lambda tx, shop: (
            catalog.imply(tx, shop, [ProductDraft("TEA", "T")]),
            count_at(2)(tx, shop),
        ),
        lambda tx, shop: (
            catalog.imply(tx, shop, [ProductDraft("TEA", "T")]),
            count_at(5)(tx, shop),
        ),
    ]


def _state(tx, source: str):
    heads = tx.all(
        text("SELECT * FROM orders WHERE source_id = :s ORDER BY external_id"), {"s": source}
    )
    names = ("external_id", "status", "goods", "total", "units", "placed_at")
    product = catalog.ids_of(tx, source, ["TEA"])["TEA"]
    tea = catalog.get(tx, product)
    return {
        "orders": [
            tuple(bytes(v) if n == "hash" else v for n in names for v in [getattr(row, n)])
            for row in heads
        ],
        "lines": [
            (row.external_id, line.line, line.quantity, line.kind)
            for row in heads
            for line in orders.get(tx, row.id).lines
        ],
        "tea": (tea.title, tea.brand, tea.implied),
        "levels": [(level.on_hand, level.tracked) for level in stock.of_products(tx, [product])],
        "buyers": len({row.customer_id for row in heads}),
    }


def _everything(tx):
    tables = ("orders", "order_lines", "products", "stock_movements", "customers", "outbox")
    return {name: sorted(map(str, tx.all(text(f"SELECT * FROM {name}")))) for name in tables}


def test_moves_stock_and_gives_it_back(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """A live order takes stock, a smaller one gives the difference back, a cancelled one all."""
    with database.write() as tx:
        orders.upsert(tx, directory, delivery, [ORDER])
        tea = catalog.ids_of(tx, delivery.source_id, ["TEA"])["TEA"]
        levels = [stock.of_products(tx, [tea])[0].on_hand]
        one = (LineDraft(1, 1, 990, "TEA", "Green tea"),)
        fewer = replace(ORDER, lines=one, external_updated_at=NOW)
        for draft in (fewer, replace(fewer, status=OrderStatus.CANCELLED)):
            orders.upsert(tx, directory, delivery, [draft])
            levels.append(stock.of_products(tx, [tea])[0].on_hand)
        assert stock.rebuild(tx, NOW) == 0
    assert levels == [-2, -1, 0]


def test_the_past_moves_no_stock_and_is_no_news(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """An import of old orders writes no movement and tells nobody."""
    with database.write() as tx:
        orders.upsert(tx, directory, replace(delivery, historical=True), [ORDER])
        assert tx.scalar(text("SELECT count(*) FROM stock_movements")) == 0
        assert tx.scalar(text("SELECT count(*) FROM outbox")) == 0


def test_tells_of_orders_once(database: Database, directory: Directory, delivery: Delivery) -> None:
    """A draft is no news, paying it is, a replay is not, cancelling it is."""
    draft = replace(ORDER, status=OrderStatus.DRAFT)
    paid = replace(ORDER, status=OrderStatus.PAID, external_updated_at=NOW)
    gone = replace(ORDER, status=OrderStatus.CANCELLED, external_updated_at=NOW)
    with database.write() as tx:
        for version in (draft, paid, paid, gone):
            orders.upsert(tx, directory, delivery, [version])
        ours = text("SELECT name FROM outbox WHERE name LIKE 'orders.%' ORDER BY id")
        names = [row.name for row in tx.all(ours)]
    assert names == ["orders.placed", "orders.cancelled"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (replace(ORDER, currency="EURO"), "not-a-currency"),
        (replace(ORDER, lines=()), "no-lines"),
        (replace(ORDER, placed_at=NOW + timedelta(days=900)), "implausible-date"),
        (replace(ORDER, lines=(LineDraft(1, 1, -5, "TEA"),)), "negative-price"),
        (replace(ORDER, lines=(LineDraft(1, float("nan"), 5, "TEA"),)), "not-a-quantity"),
        (replace(ORDER, lines=(LineDraft(1, 1, 5), LineDraft(1, 1, 5))), "line-twice"),
    ],
)
def test_leaves_out_a_wrong_order(
    database: Database, directory: Directory, delivery: Delivery, wrong: OrderDraft, code: str
) -> None:
    """A wrong order is named with its reason, and its good neighbour is in."""
    good = replace(ORDER, external_id="1002")
    with database.write() as tx:
        done = orders.upsert(tx, directory, delivery, [wrong, good])
    assert list(done.ids) == ["1002"]
    assert [(r.row, r.problem.code()) for r in done.rejected] == [(0, code)]


def test_reads_purchases_in_columns(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Training sees who bought what and when, of known people, under the id that counts."""
    later = replace(ORDER, external_id="2", placed_at=NOW, customer=buyer("8"))
    nobody = replace(ORDER, external_id="3", customer=())
    gone = replace(ORDER, external_id="4", status=OrderStatus.CANCELLED)
    with database.write() as tx:
        done = orders.upsert(tx, directory, delivery, [later, ORDER, nobody, gone])
        first, second = (orders.get(tx, done.ids[k]).head.customer_id for k in ("1001", "2"))
        customers.merge(tx, first, second, "staff", NOW)
        bought = orders.interactions(tx)
        everyone = orders.interactions(tx, anonymous=True)
    assert bought.customers == [first]
    assert bought.customer.tolist() == [0, 0, 0, 0]
    assert bought.at.tolist() == [micros(YESTERDAY)] * 2 + [micros(NOW)] * 2
    assert sorted(bought.amount.tolist()) == [450, 450, 1980, 1980]
    assert np.count_nonzero(everyone.customer == -1) == 2


def test_adds_sales_up(database: Database, directory: Directory, delivery: Delivery) -> None:
    """Days follow the shop's calendar; cancelled orders do not count; currencies stay apart."""
    late = replace(ORDER, external_id="2", placed_at=datetime(2026, 11, 22, 17, 0, tzinfo=UTC))
    yuan = replace(ORDER, external_id="3", currency="CNY", channel="till")
    gone = replace(ORDER, external_id="4", status=OrderStatus.CANCELLED)
    since, until = NOW - timedelta(days=9), NOW + timedelta(days=1)
    with database.write() as tx:
        orders.upsert(tx, directory, delivery, [ORDER, late, yuan, gone])
        days = orders.sales_by_day(tx, since, until, "Asia/Shanghai")
        channels = orders.sales_by_channel(tx, since, until)
        products = orders.sales_by_product(tx, since, until)
    assert [(str(d.day), d.currency, d.orders, d.amount) for d in days] == [
        ("2026-11-22", "CNY", 1, 2130),
        ("2026-11-22", "EUR", 1, 2130),
        ("2026-11-23", "EUR", 1, 2130),
    ]
    assert [(c.key, c.currency, c.orders) for c in channels] == [
        ("web", "EUR", 2),
        ("till", "CNY", 1),
    ]
    first = products[0]
    assert (first.currency, first.units, first.amount) == ("EUR", 4, 3960)


def test_turns_pages_of_orders(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Pages run from new to old without gap or repeat; a number finds its order."""
    drafts = [replace(ORDER, external_id=str(n), number=f"#{n}") for n in range(5)]
    with database.write() as tx:
        orders.upsert(tx, directory, delivery, drafts)
        seen, cursor = [], None
        while True:
            page = orders.search(tx, limit=2, cursor=cursor)
            seen += [head.external_id for head in page.orders]
            cursor = page.cursor
            if cursor is None:
                break
        assert sorted(seen) == list("01234")
        assert [h.number for h in orders.search(tx, "#3").orders] == ["#3"]
