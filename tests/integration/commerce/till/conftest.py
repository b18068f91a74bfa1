"""A shop whose web shop describes the goods, and whose store sells them at a till."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.commerce import sources
from shopweave.settings import Settings
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

P = Permission
SHOP = frozenset({P.CATALOG_WRITE, P.CUSTOMERS_WRITE, P.STOCK_WRITE, P.STOCK_READ, P.ORDERS_READ})
PRODUCTS = [
    {
        "id": "TEA",
        "title": "Green tea",
        "texts": {"zh": {"title": "绿茶"}},
        "price": "9.90",
        "gtin": "4006381333931",
        "sku": "TEA-250",
    },
    {
        "id": "CUP",
        "title": "Cup",
        "price": "4.50",
        "variants": [
            {"id": "CUP-B", "options": {"colour": "blue"}, "sku": "CUP-BLUE"},
            {"id": "CUP-R", "options": {"colour": "red"}, "sku": "CUP-RED", "price": "5.00"},
        ],
    },
]
PLACES = [{"id": "store", "name": "Store"}, {"id": "depot", "name": "Depot", "kind": "warehouse"}]
COUNTS = [
    {"product": "TEA", "quantity": 10, "place": "store", "at": "2026-11-20T08:00:00Z"},
    {"product": "TEA", "quantity": 40, "place": "depot", "at": "2026-11-20T08:00:00Z"},
]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def shop(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Shopweave]:
    """A whole product, once on each kind of database."""
    url = request.getfixturevalue(f"{request.param}_copy")
    with closing(Shopweave(Settings(data=tmp_path, database=url))) as shop:
        yield shop


def key(shop: Shopweave, source: str, *scopes: Permission) -> dict[str, str]:
    """Headers with a key that feeds a source."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        found = sources.ensure(tx, sources.SourceDraft(source, "api", currency="EUR"), now)
        new = NewKey(KeyKind.SECRET, source, frozenset(scopes), source=found.id)
        _, text = keys.create(tx, SYSTEM, new, now)
    return {"Authorization": f"Bearer {text}"}


@pytest.fixture
def web(shop: Shopweave) -> Iterator[TestClient]:
    """The web shop that filled the catalogue, and reads the record."""
    headers = key(shop, "Web shop", *SHOP)
    with TestClient(shop.application(), headers=headers) as client:
        assert client.post("/v1/products", json=PRODUCTS).json()["rejected"] == []
        assert client.post("/v1/places", json=PLACES).json()["rejected"] == []
        assert client.post("/v1/stock", json=COUNTS).json()["rejected"] == []
        yield client


@pytest.fixture
def till(shop: Shopweave, web: TestClient) -> TestClient:
    """A till with a key of its own and nothing but the permission to sell."""
    return TestClient(web.app, headers=key(shop, "Till 1", P.TILL_SELL))
