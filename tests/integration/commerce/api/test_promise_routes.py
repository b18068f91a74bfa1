"""Reservations, availability and differing counts over HTTP."""

from tests.integration.commerce.api.test_record_routes import client, shop

__all__ = ["client", "shop"]

from datetime import UTC, datetime

from fastapi.testclient import TestClient

TEA = {"id": "TEA", "title": "Tea", "price": "9.90"}


def stocked(client: TestClient, units: float = 5) -> str:
    """Tea of which so many were counted; returns our id."""
    tea: str = client.post("/v1/products", json=[TEA]).json()["ids"]["TEA"]
    client.post("/v1/stock", json=[{"product": "TEA", "quantity": units, "place": "Shop"}])
    return tea


def units(client: TestClient) -> float:
    """What the till may sell."""
    [row] = client.get("/v1/stock/available", params={"product": "TEA"}).json()["rows"]
    return float(row["units"])


def test_a_basket_keeps_goods_until_it_is_let_go(client: TestClient) -> None:
    """Kept goods cannot be sold twice; the refusal names what is left; letting go frees them."""
    stocked(client)
    basket = {"key": "basket-1", "lines": [{"product": "TEA", "quantity": 4}]}
    assert client.post("/v1/reservations", json=basket).json()["state"] == "held"
    assert client.post("/v1/reservations", json=basket).json()["state"] == "held"
    assert units(client) == 1
    other = {"key": "basket-2", "lines": [{"product": "TEA", "quantity": 2}]}
    refused = client.post("/v1/reservations", json=other)
    assert (refused.status_code, refused.json()["available"]) == (409, 1)
    assert client.delete("/v1/reservations/basket-1").json()["state"] == "released"
    assert client.get("/v1/reservations/basket-1").json()["state"] == "released"
    assert units(client) == 5


def test_an_order_takes_over_what_its_basket_kept(client: TestClient) -> None:
    """The basket's number is the order's: goods stay kept once, and go when it is sent."""
    stocked(client)
    basket = {"key": "b", "reference": "1001", "lines": [{"product": "TEA", "quantity": 2}]}
    client.post("/v1/reservations", json=basket)
    order = {
        "id": "1001",
        "placed_at": "2026-11-23T10:00:00+01:00",
        "status": "paid",
        "lines": [{"product": "TEA", "quantity": 2, "price": 9.9}],
    }
    client.put("/v1/orders", json=[order])
    assert client.get("/v1/reservations/b").json()["state"] == "taken"
    assert units(client) == 3
    client.put("/v1/orders", json=[order | {"status": "shipped"}])
    [row] = client.get("/v1/stock/available", params={"product": "TEA"}).json()["rows"]
    assert (row["units"], row["on_hand"], row["reserved"]) == (3, 3, 0)


def test_a_shop_that_sold_too_much_is_recorded_and_shown(client: TestClient) -> None:
    """The order is in, the lack is named with its order and channel, and goods that come end it."""
    tea = stocked(client, 1)
    order = {
        "id": "1",
        "placed_at": "2026-11-23T10:00:00+01:00",
        "status": "paid",
        "lines": [{"product": "TEA", "quantity": 2, "price": 9.9}],
    }
    order_id = client.put("/v1/orders", json=[order]).json()["ids"]["1"]
    [lack] = client.get("/v1/stock/conflicts").json()["rows"]
    named = lack["kind"], lack["theirs"], lack["product_id"], lack["reference"]
    assert named == ("oversold", 1, tea, order_id)
    goods = {"product": "TEA", "quantity": 3, "kind": "receipt", "place": "Shop", "id": "r"}
    client.post("/v1/stock", json=[goods])
    assert client.get("/v1/stock/conflicts").json()["rows"] == []


def test_differing_counts_wait_for_a_person_and_can_be_reopened(client: TestClient) -> None:
    """Both numbers stand there; theirs is booked by one call, and booked away by another."""
    stocked(client)
    said = {"rows": [{"product": "TEA", "quantity": 3, "place": "Shop"}]}
    [differs] = client.post("/v1/stock/reports", json=said).json()["rows"]
    assert (differs["ours"], differs["theirs"]) == (5, 3)
    address = f"/v1/stock/conflicts/{differs['id']}"
    done = client.post(f"{address}/settle", json={"how": "theirs"}).json()
    assert (done["settled_to"], units(client)) == (3, 3)
    again = client.post(f"{address}/settle", json={"how": "ours"})
    assert again.status_code == 409
    client.post(f"{address}/reopen")
    assert units(client) == 5
    client.post("/v1/stock/reports", json={"rows": [said["rows"][0] | {"quantity": 5}]})
    assert client.get("/v1/stock/conflicts").json()["rows"] == []


def test_safety_stock_is_kept_back_and_the_closest_word_counts(client: TestClient) -> None:
    """A product's own number comes before the default, a channel's before that for all."""
    stocked(client)
    for wanted, left in (
        ({"units": 1}, 4),
        ({"units": 2, "product": "TEA", "source": "Till"}, 3),
        ({"units": 4, "source": "Till"}, 3),
        ({"units": 0, "product": "TEA", "source": "Till"}, 5),
    ):
        assert client.put("/v1/stock/safety", json=wanted).status_code == 200
        assert units(client) == left


def test_a_sale_told_late_comes_from_where_goods_are(client: TestClient) -> None:
    """An order that arrives sent and names no place takes its goods where they were counted."""
    stocked(client)
    order = {
        "id": "1",
        "placed_at": datetime.now(UTC).isoformat(),
        "status": "completed",
        "lines": [{"product": "TEA", "quantity": 2, "price": 9.9}],
    }
    client.put("/v1/orders", json=[order])
    assert units(client) == 3
    client.put("/v1/orders", json=[order | {"status_original": "again"}])
    assert units(client) == 3
    client.put("/v1/orders", json=[order | {"status": "cancelled"}])
    assert units(client) == 5
