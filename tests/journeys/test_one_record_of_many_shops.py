"""A customer buys in three web shops and at a till: one person, one stock, in one record."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from fastapi.testclient import TestClient

from shopweave.app import Shopweave
from shopweave.commerce import catalog, customers, money, orders, sources, stock
from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.money import By
from shopweave.connectors.registry import KINDS
from shopweave.connectors.sync import Connection, ConnectionDraft, Standing
from shopweave.settings import Settings
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("shops")]
EMAIL = "yu@example.com"
SKU = "TEA-OOLONG-100"
COUNTED = 30
SHOPS = 3
PATIENCE = 90
Seen = TypeVar("Seen")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shopweave]:
    """A whole installation with its workers, on SQLite."""
    with closing(Shopweave(Settings(data=tmp_path / "data"))) as made:
        running = made.background()
        for one in running:
            one.start()
        try:
            yield made
        finally:
            for one in reversed(running):
                one.stop()


def test_four_channels_one_person_one_stock(shop: Shopweave, oscar, vendure, medusa) -> None:
    """What is bought in three shop systems and at the till is one history, one number, one book."""
    running = {"oscar": oscar, "vendure": vendure, "medusa": medusa}
    shops = [_connect(shop, kind, one) for kind, one in running.items()]
    _until(lambda: all(_is_read(shop, one) for one in shops))
    _until(lambda: _are_linked(shop) and _free(shop) == COUNTED)

    opened = shop.clock.now()
    oscar.buy(SKU, 3, EMAIL)
    vendure.buy(SKU, 2, EMAIL)
    medusa.buy(SKU, 1, EMAIL)
    with TestClient(shop.application(), headers=_till(shop)) as till:
        sold = till.post("/v1/till/sales", json=_receipt(*_variants(shop)[0]))
        assert sold.status_code == 201, sold.text

    _comes_to(lambda: sorted(order.units for order in _history(shop)), [1, 1, 2, 3])
    history = _history(shop)
    assert {order.channel for order in history} == {"web", "till"}
    assert len({order.source_id for order in history}) == 4
    _until(lambda: _free(shop) == COUNTED - 7)
    sales = {"oscar": 3, "vendure": 2, "medusa": 1, "Till": 1}
    _comes_to(lambda: _units_in_the_books(shop, opened), sales)
    assert all(connection.trouble is None for connection in shop.sources.connections.every())


def _connect(shop: Shopweave, kind: str, running) -> Connection:
    secrets, options = running.access
    draft = ConnectionDraft(
        kind=kind,
        url=running.address,
        name=kind,
        secrets=secrets,
        options=options,
        private=True,
        every_seconds=2,
    )
    return shop.sources.connections.connect(draft, SYSTEM)


def _is_read(shop: Shopweave, connection: Connection) -> bool:
    now = shop.sources.connections.one(connection.source_id)
    return now.standing is Standing.OK and len(now.progress) == len(KINDS[now.kind].entities)


def _variants(shop: Shopweave) -> list[tuple[str, str]]:
    """The tea in each shop: its product and variant."""
    found = []
    with shop.database.read() as tx:
        for connection in shop.sources.connections.every():
            for key in catalog.external_ids(tx, connection.source_id):
                product_id = catalog.ids_of(tx, connection.source_id, [key])[key]
                product = catalog.get(tx, product_id)
                forms = product.variants or ([product] if product.sku == SKU else [])
                found += [(product_id, one.id) for one in forms if one.sku == SKU]
    return found


def _are_linked(shop: Shopweave) -> bool:
    """Whether the equal article numbers were found to be one product."""
    wanted = {product for product, _ in _variants(shop)}
    with shop.database.read() as tx:
        links = catalog.newest_links(tx)
    linked = {product for one in links for product in (one.left, one.right)}
    return len(wanted) == SHOPS and wanted <= linked


def _free(shop: Shopweave) -> float | None:
    """What may be sold of the tea, the same from both sides once they are linked."""
    variants = [variant for _, variant in _variants(shop)]
    with shop.database.read() as tx:
        found = stock.available(tx, variants, None, shop.clock.now())
    units = {one.units for one in found.values()}
    return units.pop() if len(units) == 1 else None


def _till(shop: Shopweave) -> dict[str, str]:
    now = shop.clock.now()
    with shop.database.write() as tx:
        found = sources.ensure(tx, sources.SourceDraft("Till", "till", currency="EUR"), now)
        wanted = frozenset({Permission.TILL_SELL})
        new = NewKey(KeyKind.SECRET, "Till", wanted, source=found.id)
        _, text = keys.create(tx, SYSTEM, new, now)
    return {"Authorization": f"Bearer {text}"}


def _receipt(product: str, variant: str) -> dict[str, object]:
    return {
        "id": "receipt-1",
        "place": "main",
        "at": datetime.now(UTC).isoformat(),
        "lines": [{"product": product, "variant": variant, "quantity": 1, "price": "12.40"}],
        "payments": [{"kind": "cash", "amount": "12.40"}],
        "member": {"kind": "email", "value": EMAIL},
    }


def _history(shop: Shopweave) -> list[orders.OrderHead]:
    """Orders of the person with that e-mail, under all of their numbers."""
    with shop.database.read() as tx:
        source = shop.sources.connections.every()[0].source_id
        marks = [Identity(IdentityKind.EMAIL, EMAIL)]
        person = shop.directory.look_up(tx, source, marks)
        if person is None:
            return []
        return orders.of_customer(tx, customers.get(tx, person).family)


def _units_in_the_books(shop: Shopweave, since: datetime) -> dict[str, float]:
    """Units whose profit is known, by where they were sold.

    since: the shops serve other tests too, and what was sold in those is in the books as well.
    """
    with shop.database.read() as tx:
        found = money.profit_by(tx, since, shop.clock.now(), By.SOURCE)
    return {one.key: one.units for one in found}


def _comes_to(seen: Callable[[], Seen], wanted: Seen) -> None:
    end = time.monotonic() + PATIENCE
    while (now := seen()) != wanted:
        assert time.monotonic() < end, f"it stayed at {now}"
        time.sleep(0.5)


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.5)
