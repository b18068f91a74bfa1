"""Buy online, collect, send from the store, bring back anywhere: over HTTP, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from tests.integration.commerce.api.test_record_routes import client, shop

from shopweave.app import Shopweave
from shopweave.commerce import fulfilment, points, sources, stock
from shopweave.commerce.points import PointsPreferences
from shopweave.foundation import preferences
from shopweave.foundation.jobs import Worker
from shopweave.foundation.outbox import Dispatcher
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM

__all__ = ["client", "shop"]

NOW = datetime.now(UTC)
TEA = {"id": "TEA", "title": "Tea", "price": "9.90"}
HOURS = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "09:00-18:00")
PLACES = [
    {"id": "north", "name": "North", "attributes": {"latitude": 52.5, "longitude": 13.4}},
    {
        "id": "south",
        "name": "South",
        "attributes": {"latitude": 48.1, "longitude": 11.6, "hours": HOURS},
    },
]


def order(number: str = "1", quantity: float = 2, **more: object) -> dict[str, object]:
    """A paid web order with a discount and postage."""
    return {
        "id": number,
        "placed_at": NOW.isoformat(),
        "status": "paid",
        "customer": "7",
        "lines": [
            {"product": "TEA", "quantity": quantity, "price": "9.90"},
            {"title": "Welcome", "price": "-1.01", "kind": "discount"},
            {"title": "Postage", "price": "4.90", "kind": "shipping"},
        ],
        **more,
    }


@pytest.fixture
def counter(client: TestClient) -> Iterator[TestClient]:
    """Two stores: one tea in the north, three in the south."""
    client.post("/v1/places", json=PLACES)
    client.post("/v1/products", json=[TEA])
    for place, units in (("north", 1), ("south", 3)):
        client.post("/v1/stock", json=[{"product": "TEA", "quantity": units, "place": place}])
    return client


def hear(shop: Shopweave) -> None:
    """Let everybody hear what happened."""
    parts = [one for one in shop.background() if isinstance(one, Worker | Dispatcher)]
    while any(part.step() for part in parts):
        pass


def on_hand(client: TestClient) -> tuple[float, float]:
    """On hand and reserved, over all places."""
    [row] = client.get("/v1/stock/available", params={"product": "TEA"}).json()["rows"]
    return row["on_hand"], row["reserved"]


def test_an_order_is_collected_once_with_its_code(counter: TestClient) -> None:
    """The goods wait where the buyer comes; a wrong code opens nothing, the right one once."""
    order_id = counter.put("/v1/orders", json=[order()]).json()["ids"]["1"]
    refused = counter.post(f"/v1/orders/{order_id}/collect", json={"place": "north"})
    assert (refused.status_code, refused.json()["available"]) == (409, 1)
    made = counter.post(f"/v1/orders/{order_id}/collect", json={"place": "south"}).json()
    code, parcel = made["code"], f"/v1/fulfilments/{made['id']}"
    assert len(code) == 6
    assert on_hand(counter) == (4, 2)
    wrong = "000000" if code != "000000" else "111111"
    answer = counter.post(f"{parcel}/hand-over", json={"code": wrong})
    assert (answer.status_code, answer.json()["left"]) == (403, 4)
    counter.post(f"{parcel}/ready")
    given = counter.post(f"{parcel}/hand-over", json={"code": code}).json()
    assert given["state"] == "handed_over"
    assert counter.post(f"{parcel}/hand-over", json={"code": code}).status_code == 409
    assert on_hand(counter) == (2, 0)
    counter.put("/v1/orders", json=[order(status_original="still paid there")])
    assert on_hand(counter) == (2, 0)
    steps = counter.get(f"/v1/orders/{order_id}/way").json()["steps"]
    assert [s["what"] for s in steps] == ["to_collect", "wrong_code", "picked", "handed_over"]


def test_five_wrong_codes_close_the_parcel_until_a_new_one(counter: TestClient) -> None:
    """Guessing ends; a new code opens, the old one does not."""
    order_id = counter.put("/v1/orders", json=[order(quantity=1)]).json()["ids"]["1"]
    made = counter.post(f"/v1/orders/{order_id}/collect", json={"place": "north"}).json()
    parcel = f"/v1/fulfilments/{made['id']}"
    wrong = "000000" if made["code"] != "000000" else "111111"
    codes = [
        counter.post(f"{parcel}/hand-over", json={"code": wrong}).status_code for _ in range(6)
    ]
    assert codes == [403] * 5 + [429]
    assert counter.post(f"{parcel}/hand-over", json={"code": made["code"]}).status_code == 429
    fresh = counter.post(f"{parcel}/code").json()["code"]
    assert counter.post(f"{parcel}/hand-over", json={"code": fresh}).status_code == 200


def test_an_order_that_no_store_has_alone_leaves_in_two_parcels(counter: TestClient) -> None:
    """Each store gets its part to pick; the goods leave with the last parcel."""
    order_id = counter.put("/v1/orders", json=[order(quantity=4)]).json()["ids"]["1"]
    parcels = counter.post(f"/v1/orders/{order_id}/ship").json()["rows"]
    assert sorted(p["items"][0]["quantity"] for p in parcels) == [1, 3]
    assert counter.post(f"/v1/orders/{order_id}/ship").json()["rows"] == parcels
    waiting = counter.get("/v1/fulfilments", params={"place": "north"}).json()["rows"]
    assert [p["items"][0]["quantity"] for p in waiting] == [1]
    for number, parcel in enumerate(parcels):
        sent = {"carrier": "DHL", "tracking": f"T{number}"}
        answer = counter.post(f"/v1/fulfilments/{parcel['id']}/ship", json=sent)
        assert answer.json()["tracking"] == f"T{number}"
    assert on_hand(counter) == (0, 0)
    assert counter.get(f"/v1/orders/{order_id}").json()["status"] == "shipped"


def test_what_was_bought_online_comes_back_in_the_store(counter: TestClient) -> None:
    """All parts together pay back exactly what was paid for the goods, and nothing comes twice."""
    sold = order(quantity=3, status="completed")
    order_id = counter.put("/v1/orders", json=[sold]).json()["ids"]["1"]
    before = on_hand(counter)[0]
    refunds = []
    for number, condition in enumerate(("sellable", "damaged", "sellable")):
        brought = {
            "key": f"r{number}",
            "order": order_id,
            "place": "north",
            "lines": [{"line": 1, "condition": condition}],
        }
        answer = counter.post("/v1/returns", json=brought).json()
        assert counter.post("/v1/returns", json=brought).json() == answer
        refunds.append(answer["refund"])
    assert sum(refunds) == 3 * 990 - 101
    assert max(refunds) - min(refunds) <= 1
    again = {"key": "r9", "order": order_id, "place": "north", "lines": [{"line": 1}]}
    assert counter.post("/v1/returns", json=again).status_code == 422
    assert on_hand(counter)[0] == before + 2


def test_one_balance_over_all_channels(counter: TestClient, shop: Shopweave) -> None:
    """Points of the web and the till add up, are spent once per key, and go with a return."""
    with shop.database.write() as tx:
        preferences.change(tx, "test", PointsPreferences(earned_per_unit=1), NOW)
    web = counter.put("/v1/orders", json=[order()]).json()["ids"]["1"]
    till = order("2", 1, status="completed", channel="till", place="south")
    counter.put("/v1/orders", json=[till])
    hear(shop)
    buyer = counter.get(f"/v1/orders/{web}").json()["customer_id"]
    address = f"/v1/customers/{buyer}/points"
    assert counter.get(address).json()["points"] == 18 + 8
    hear(shop)
    spend = {"key": "till-1", "customer": buyer, "points": 20}
    assert counter.post("/v1/points/redeem", json=spend).json()["balance"] == 6
    assert counter.post("/v1/points/redeem", json=spend).json()["balance"] == 6
    refused = counter.post("/v1/points/redeem", json=spend | {"key": "till-2"})
    assert (refused.status_code, refused.json()["balance"]) == (409, 6)
    counter.put("/v1/orders", json=[order(status="cancelled")])
    hear(shop)
    assert counter.get(address).json()["points"] == 0
    with shop.database.read() as tx:
        assert all(entry.points for entry in points.history(tx, buyer))
        [parcel] = fulfilment.of_order(tx, web)
    assert parcel.state == "cancelled"


def test_what_nobody_collects_goes_back_to_the_shelf(counter: TestClient, shop: Shopweave) -> None:
    """After its time the goods are free, the code is dead, and a sync keeps nothing again."""
    order_id = counter.put("/v1/orders", json=[order()]).json()["ids"]["1"]
    made = counter.post(f"/v1/orders/{order_id}/collect", json={"place": "south"}).json()
    late = datetime.fromisoformat(made["until"])
    with shop.database.write() as tx:
        assert fulfilment.lapse(tx, late) == 1
    assert on_hand(counter) == (4, 0)
    counter.put("/v1/orders", json=[order(status_original="again")])
    assert on_hand(counter) == (4, 0)
    parcel = f"/v1/fulfilments/{made['id']}/hand-over"
    assert counter.post(parcel, json={"code": made["code"]}).status_code == 409


def test_the_nearest_store_is_told_without_figures(counter: TestClient, shop: Shopweave) -> None:
    """A shop front sees words, the nearest first, with opening hours; figures only if allowed."""
    with shop.database.write() as tx:
        source = sources.by_name(tx, "Till").id
        _, key = keys.create(tx, SYSTEM, NewKey(KeyKind.PUBLIC, "front", source=source), NOW)
    headers = {"Authorization": f"Bearer {key}"}
    asked = {"product": "TEA", "lat": "48.2", "lon": "11.5"}
    found = counter.get("/v1/availability", params=asked, headers=headers).json()
    told = [(s["name"], s["availability"], s["today"]) for s in found["stores"]]
    assert told == [("South", "few", "09:00-18:00"), ("North", "few", None)]
    assert "units" not in found["stores"][0]
    assert found["stores"][0]["km"] < 20
    with shop.database.write() as tx:
        preferences.change(tx, "test", stock.StockPreferences(exact_public=True), NOW)
    exact = counter.get("/v1/availability", params=asked, headers=headers).json()
    assert (exact["stores"][0]["units"], exact["online"]["units"]) == (3, 4)
    wrong = counter.get("/v1/availability", params=asked | {"lat": "x"}, headers=headers)
    assert wrong.status_code == 422
