"""What came back counts once: in the shop, in the store, at the till; goods, money and points."""

from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.integration.commerce.till.conftest import SHOP, key
from tests.integration.commerce.till.test_till_sales import on_hand, problem, sale

from shopweave.app import Shopweave
from shopweave.commerce import money, points
from shopweave.commerce.money import Profit
from shopweave.commerce.points import PointsPreferences
from shopweave.foundation import preferences
from shopweave.foundation.jobs import Worker
from shopweave.foundation.outbox import Dispatcher
from shopweave.trust.permissions import Permission

BOUGHT = {
    "id": "W1",
    "placed_at": "2026-11-21T08:00:00Z",
    "currency": "EUR",
    "status": "completed",
    "channel": "web",
    "place": "depot",
    "customer": "7",
    "lines": [
        {"product": "TEA", "quantity": 3, "price": "9.90"},
        {"title": "Welcome", "kind": "discount", "price": "-1.01"},
    ],
}
REFUND = {"product": "TEA", "kind": "return", "quantity": -1, "price": "9.56"}


@pytest.fixture
def office(shop: Shopweave, web: TestClient) -> TestClient:
    """The web shop, with the right to bring orders and take goods back."""
    web.headers.update(key(shop, "Web shop", *SHOP, Permission.ORDERS_WRITE))
    return web


def order(office: TestClient, *more: dict[str, Any], **changes: Any) -> str:
    """The web order as its shop tells it now; returns our id."""
    row = BOUGHT | {"lines": [*BOUGHT["lines"], *more]} | changes
    answer = office.put("/v1/orders", json=[row]).json()
    assert answer["rejected"] == []
    return str(answer["ids"]["W1"])


def bring(office: TestClient, order_id: str, number: str = "b1", units: float = 1) -> Any:
    """Bring tea of the order back to the store."""
    form = {"key": number, "order": order_id, "place": "store"}
    return office.post("/v1/returns", json=form | {"lines": [{"line": 1, "quantity": units}]})


def at_till(till: TestClient, number: int, price: str = "9.56") -> Any:
    """Bring one tea of the order back to the till."""
    form = sale(
        number,
        lines=[{"code": "TEA", "quantity": -1, "price": price}],
        payments=[{"kind": "cash", "amount": f"-{price}"}],
        original="W1",
    )
    return till.post("/v1/till/sales", json=form)


def left(office: TestClient, order_id: str) -> float:
    """Units of tea that may still come back."""
    [line] = office.get(f"/v1/orders/{order_id}/returnable").json()
    return float(line["left"])


def profit(shop: Shopweave) -> int:
    """What the books say is left."""
    return books(shop).profit


def books(shop: Shopweave) -> Profit:
    """The books, brought up to date."""
    now = shop.clock.now() + timedelta(minutes=1)
    money.follow(shop.database, now)
    with shop.database.read() as tx:
        return money.profit(tx, now - timedelta(days=4000), now)


def test_store_and_till_know_of_each_other(office: TestClient, till: TestClient) -> None:
    """What one took back the other does not pay again, in either order."""
    order_id = order(office)
    assert bring(office, order_id).status_code == 200
    receipt = till.get("/v1/till/receipts/W1").json()["lines"][0]
    assert (receipt["left"], receipt["returned"], receipt["paid"]) == (2, 1, "28.69")
    assert at_till(till, 1).status_code == 201
    assert left(office, order_id) == 1
    assert problem(bring(office, order_id, "b2", 2)) == (422, "more-than-bought")
    assert bring(office, order_id, "b2").status_code == 200
    assert problem(at_till(till, 2)) == (409, "returned-too-much")
    assert on_hand(till) == {"store": 13, "depot": 37}


def test_a_voided_return_may_come_again(office: TestClient, till: TestClient) -> None:
    """A return that never was leaves no trace on its order."""
    order_id = order(office)
    at_till(till, 1)
    assert left(office, order_id) == 2
    assert till.post("/v1/till/sales/T1-0001/void", json={}).json()["voided"] is True
    assert left(office, order_id) == 3
    assert on_hand(till) == {"store": 10, "depot": 37}
    assert office.get(f"/v1/orders/{order_id}/way").json()["returns"] == []


def test_a_receipt_whose_goods_came_back_is_not_voided(till: TestClient) -> None:
    """Else its money would be paid back twice."""
    till.post("/v1/till/sales", json=sale(1))
    back = sale(2, lines=[{"code": "TEA", "quantity": -1}], original="T1-0001")
    back["payments"] = [{"kind": "cash", "amount": "-9.90"}]
    till.post("/v1/till/sales", json=back)
    void = till.post("/v1/till/sales/T1-0001/void", json={})
    assert problem(void) == (409, "came-back-already")
    till.post("/v1/till/sales/T1-0002/void", json={})
    assert till.post("/v1/till/sales/T1-0001/void", json={}).json()["voided"] is True
    assert on_hand(till)["store"] == 10


def test_the_shops_own_refund_is_the_same_return(
    office: TestClient, till: TestClient, shop: Shopweave
) -> None:
    """A piece that the store took is not on the shelf twice when its shop refunds it later."""
    order_id = order(office)
    bring(office, order_id)
    earned = profit(shop)
    order(office, REFUND)
    assert on_hand(till) == {"store": 11, "depot": 37}
    assert left(office, order_id) == 2
    assert abs(profit(shop) - earned) <= 1
    order(office, REFUND | {"quantity": -2})
    assert on_hand(till) == {"store": 11, "depot": 38}
    assert left(office, order_id) == 1


def test_a_cancelled_order_brings_only_the_rest(office: TestClient, till: TestClient) -> None:
    """What the store took stays there; the rest is back where it was sent from."""
    order_id = order(office)
    bring(office, order_id)
    order(office, status="cancelled")
    assert on_hand(till) == {"store": 11, "depot": 39}
    assert left(office, order_id) == 0


def test_what_comes_back_leaves_the_books(office: TestClient, shop: Shopweave) -> None:
    """The books lose what was paid back, though the shop has not said so yet."""
    order_id = order(office)
    assert profit(shop) == 2869
    refund = bring(office, order_id).json()["refund"]
    earned = books(shop)
    assert (earned.revenue, earned.returns, earned.profit) == (2869, refund, 2869 - refund)
    bring(office, order_id, "b2", 2)
    assert profit(shop) == 0


def test_a_return_gives_back_what_the_goods_cost_when_they_were_bought(
    office: TestClient, till: TestClient, shop: Shopweave
) -> None:
    """Though tea costs more by now, a return at the till undoes its sale exactly."""
    costs = [
        {"product": "TEA", "cost": cost, "currency": "EUR", "from": since}
        for cost, since in (("4.00", "2026-01-01"), ("6.00", "2026-11-21"))
    ]
    headers = key(shop, "Web shop", Permission.MONEY_WRITE)
    answer = office.put("/v1/costs", json=costs, headers=headers)
    assert answer.json()["rejected"] == [], answer.text
    order(office, placed_at="2026-11-20T08:00:00Z")
    for number in (1, 2):
        at_till(till, number)
    assert at_till(till, 3, "9.57").status_code == 409
    assert profit(shop) == 2869 - 1200 - 2 * (956 - 400)


def test_no_more_is_paid_back_than_was_paid(office: TestClient, till: TestClient) -> None:
    """The till holds a typed price against what these pieces cost their buyer."""
    order(office)
    assert problem(at_till(till, 1, "9.90")) == (409, "paid-back-too-much")
    assert at_till(till, 1, "9.56").json()["total"] == "-9.56"


def test_a_low_price_is_a_discount(till: TestClient) -> None:
    """A price typed below the catalogue's does not get round the limit of discounts."""
    cheap = sale(1, lines=[{"code": "TEA", "quantity": 1, "price": "1.00"}])
    assert problem(till.post("/v1/till/sales", json=cheap)) == (403, "discount-too-large")
    usual = sale(1, lines=[{"code": "TEA", "quantity": 1, "price": "8.91"}])
    assert till.post("/v1/till/sales", json=usual).status_code == 201


def test_a_till_that_was_offline_sells_at_the_old_price(
    office: TestClient, till: TestClient
) -> None:
    """A price that held this week is no discount: the sale was made before the till heard."""
    tea = {"id": "TEA", "title": "Green tea", "price": "19.90", "gtin": "4006381333931"}
    assert office.put("/v1/products", json=[tea]).json()["rejected"] == []
    old = sale(1, lines=[{"code": "TEA", "quantity": 1, "price": "9.90"}])
    assert till.post("/v1/till/sales", json=old).status_code == 201


def test_points_go_with_the_goods(office: TestClient, till: TestClient, shop: Shopweave) -> None:
    """Points of an order are lost with what comes back, at the till or by the shop's refund."""
    with shop.database.write() as tx:
        preferences.change(tx, "test", PointsPreferences(earned_per_unit=1), shop.clock.now())
    order_id = order(office)

    assert earned_points(shop, order_id) == 28
    at_till(till, 1)
    assert earned_points(shop, order_id) == 19
    order(office, REFUND | {"quantity": -2})
    assert earned_points(shop, order_id) == 9
    order(office, status="refunded")
    assert earned_points(shop, order_id) == 0


def earned_points(shop: Shopweave, order_id: str) -> int:
    """Points of an order after everybody heard what happened."""
    hear(shop)
    with shop.database.read() as tx:
        return sum(entry.points for entry in points.of_order(tx, order_id))


def hear(shop: Shopweave) -> None:
    """Let everybody hear what happened."""
    parts = [one for one in shop.background() if isinstance(one, Worker | Dispatcher)]
    while any(part.step() for part in parts):
        pass
