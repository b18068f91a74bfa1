"""The record over HTTP: what is sent once or twice, right or wrong."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.commerce import sources
from shopweave.foundation.clock import SystemClock
from shopweave.settings import Settings
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

P = Permission
SCOPES = frozenset(
    {P.CATALOG_READ, P.CATALOG_WRITE, P.ORDERS_READ, P.ORDERS_WRITE, P.STOCK_READ, P.STOCK_WRITE}
    | {P.CUSTOMERS_READ, P.CUSTOMERS_WRITE}
)
TEA = {
    "id": "TEA-1",
    "title": "Green tea",
    "texts": {"zh": {"title": "绿茶"}},
    "categories": ["Tea > Green"],
    "price": "9.90",
    "prices": {"JPY": 1500},
    "variants": [{"id": "TEA-1-S", "options": {"size": "S"}}],
}
ORDER = {
    "id": "1001",
    "placed_at": "2026-03-01T10:00:00+01:00",
    "customer": "7",
    "lines": [
        {"product": "TEA-1", "quantity": 2, "price": 9.9},
        {"title": "Shipping", "price": "4.90", "kind": "shipping"},
    ],
}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shopweave]:
    """A whole product, once on each kind of database."""
    url = request.getfixturevalue(f"{request.param}_copy")
    with closing(Shopweave(Settings(data=tmp_path, database=url))) as shop:
        yield shop


@pytest.fixture
def client(shop: Shopweave) -> Iterator[TestClient]:
    """A till with a secret key."""
    now = SystemClock().now()
    with shop.database.write() as tx:
        source = sources.ensure(tx, sources.SourceDraft("Till", "pos", currency="EUR"), now)
        new = NewKey(KeyKind.SECRET, "till", SCOPES, source=source.id)
        _, text = keys.create(tx, SYSTEM, new, now)
    headers = {"Authorization": f"Bearer {text}"}
    with TestClient(shop.application(), headers=headers) as client:
        yield client


def test_what_goes_in_comes_out(client: TestClient) -> None:
    """A product, an order and a count are found again, in major units and under our ids."""
    product = client.post("/v1/products", json=[TEA]).json()["ids"]["TEA-1"]
    order = client.put("/v1/orders", json={"rows": [ORDER]}).json()["ids"]["1001"]
    client.post("/v1/stock", json=[{"product": "TEA-1", "quantity": 12, "place": "Shop"}])
    tea = client.get(f"/v1/products/{product}").json()
    assert {(p["amount"], p["currency"]) for p in tea["prices"]} == {
        ("9.90", "EUR"),
        ("1500", "JPY"),
    }
    assert [c["title"] for c in client.get("/v1/products?q=绿茶&language=zh").json()["rows"]] == [
        "绿茶"
    ]
    bought = client.get(f"/v1/orders/{order}").json()
    assert (bought["goods"], bought["total"]) == ("19.80", "24.70")
    assert bought["lines"][0]["product_id"] == product
    levels = client.get("/v1/stock", params={"product": product}).json()["rows"]
    assert sorted(level["on_hand"] for level in levels) == [-2, 12]
    assert [place["name"] for place in client.get("/v1/places").json()["rows"]] == ["Main", "Shop"]
    [buyer] = client.get("/v1/customers").json()["rows"]
    assert (buyer["orders"], buyer["amount"]) == (1, "19.80")
    assert client.get(f"/v1/customers/{buyer['customer_id']}").json()["family"]


def test_a_person_is_found_and_not_shown(client: TestClient) -> None:
    """Personal fields go in, find their owner, and do not come out of the list."""
    row = {"id": "7", "name": "Li Na", "email": "li@example.com", "country": "cn"}
    assert client.post("/v1/customers", json=[row]).json()["created"] == 1
    found = client.get("/v1/customers?q=li@example.com")
    assert found.json()["total"] == 1
    assert "Li Na" not in found.text


def test_a_replay_changes_nothing(client: TestClient) -> None:
    """The same batch once more counts as the same, with and without an Idempotency-Key."""
    first = client.post("/v1/orders", json=[ORDER]).json()
    again = client.post("/v1/orders", json=[ORDER]).json()
    assert (first["created"], again["same"], again["ids"]) == (1, 1, first["ids"])
    key = {"Idempotency-Key": "k1"}
    count = [{"product": "TEA-1", "quantity": 5, "kind": "receipt"}]
    one = client.post("/v1/stock", json=count, headers=key)
    assert client.post("/v1/stock", json=count, headers=key).json() == one.json()
    levels = client.get("/v1/stock").json()["rows"]
    assert [level["on_hand"] for level in levels] == [3]
    other = client.post("/v1/stock", json=[], headers=key)
    assert (other.status_code, other.json()["title"]) == (422, "key used otherwise")


def test_good_rows_stay_and_bad_ones_are_named(client: TestClient) -> None:
    """Each wrong row comes back with its number, field and reason; the others are in."""
    wrong = [
        {**ORDER, "id": "2", "currency": "EURO"},
        {**ORDER, "id": "3", "placed_at": "2199-01-01T00:00:00Z"},
        {**ORDER, "id": "4", "lines": [{"product": "TEA-1", "price": "-1"}]},
        {**ORDER, "id": "5", "placed_at": "yesterday"},
        {**ORDER, "id": "6", "colour": "red"},
        {**ORDER, "id": "7", "number": "a\x00b"},
        {**ORDER, "id": "8", "lines": [{"price": "1e11", "quantity": 1e9}]},
        ORDER,
        ORDER,
        "nothing",
    ]
    answer = client.post("/v1/orders", json=wrong)
    told = [(r["row"], r["field"], r["title"]) for r in answer.json()["rejected"]]
    assert list(answer.json()["ids"]) == ["1001"]
    assert told == [
        (0, "currency", "not a currency"),
        (1, "placed_at", "implausible date"),
        (2, "lines.unit_price", "negative price"),
        (3, "placed_at", "wrong field"),
        (4, "colour", "wrong field"),
        (5, "row", "wrong field"),
        (6, "lines.quantity", "not a quantity"),
        (8, "external_id", "twice in batch"),
        (9, "row", "wrong field"),
    ]
    assert all(r["detail"].count(".") >= 1 for r in answer.json()["rejected"])


@pytest.mark.parametrize(
    ("body", "status", "title"),
    [
        (b"{", 400, "not a batch"),
        (b"\xff\xfe", 400, "not a batch"),
        (b'{"row": []}', 400, "not a batch"),
        (b"[" + b"1," * 1000 + b"1]", 413, "batch too long"),
        (b" " * 2_000_000, 413, "request too large"),
    ],
)
def test_a_broken_batch_is_one_clear_sentence(
    client: TestClient, body: bytes, status: int, title: str
) -> None:
    """What cannot be read is refused as a whole, with what to do about it."""
    answer = client.post("/v1/products", content=body)
    assert (answer.status_code, answer.json()["title"]) == (status, title)
    assert answer.json()["detail"]


def test_turns_pages_by_cursor(client: TestClient) -> None:
    """Pages run on without gap or repeat, and a cursor that was made up is refused."""
    rows = [{"id": str(n), "title": f"Tea {n}"} for n in range(5)]
    client.post("/v1/products", json=rows)
    seen, cursor = [], ""
    while cursor is not None:
        page = client.get("/v1/products", params={"limit": 2, "cursor": cursor}).json()
        seen += [card["external_id"] for card in page["rows"]]
        cursor = page["cursor"]
    assert seen == list("01234")
    made_up = client.get("/v1/products?cursor=abc")
    assert (made_up.status_code, made_up.json()["title"]) == (422, "broken cursor")


def test_a_key_does_only_what_it_may(shop: Shopweave, client: TestClient) -> None:
    """A key that may read the catalogue may not write it."""
    now = SystemClock().now()
    with shop.database.write() as tx:
        new = NewKey(KeyKind.SECRET, "reader", frozenset({P.CATALOG_READ}))
        _, text = keys.create(tx, SYSTEM, new, now)
    headers = {"Authorization": f"Bearer {text}"}
    assert client.get("/v1/products", headers=headers).status_code == 200
    assert client.post("/v1/products", json=[TEA], headers=headers).status_code == 403


NONSENSE = [
    "/v1/products?q=%00",
    "/v1/products/%00",
    "/v1/orders/a%00b",
    "/v1/customers?q=%00",
    "/v1/customers/..%2f..",
    "/v1/orders?cursor=WzEwMDAwMDAwMDAwMDAwMDAwMDAwMDAwLCJhIl0=",
    "/v1/products?cursor=WyJhXHUwMDAwIiwiYiJd",
    "/v1/products?limit=0",
    "/v1/orders?status=lost",
    "/v1/stock?product=%00",
    "/v1/products?q=" + "%25_\\" * 40,
]


def test_nonsense_is_never_our_fault(client: TestClient) -> None:
    """Whatever is asked, the answer is found, not found or refused, and no failure of ours."""
    answers = {address: client.get(address).status_code for address in NONSENSE}
    assert [address for address, status in answers.items() if status >= 500] == []


def test_places_stand_in_places(client: TestClient) -> None:
    """A shelf stands in a zone of a store; an unknown outer place or time zone is named."""
    rows = [
        {"id": "north", "name": "North", "time_zone": "Europe/London"},
        {"id": "n-tea", "name": "Tea corner", "kind": "zone", "parent": "north"},
        {"id": "x", "name": "X", "kind": "shelf", "parent": "nowhere"},
        {"id": "y", "name": "Y", "time_zone": "Mars"},
    ]
    answer = client.post("/v1/places", json=rows).json()
    again = client.put("/v1/places", json=rows[:2]).json()
    places = client.get("/v1/places").json()["rows"]
    refused = [(r["id"], r["field"]) for r in answer["rejected"]]
    assert refused == [("x", "parent"), ("y", "time_zone")]
    assert (answer["created"], again["created"], again["changed"]) == (2, 0, 2)
    assert places[1]["parent_id"] == places[0]["id"]
