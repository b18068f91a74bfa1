"""A customer buys in three web shops and at a till: one person, one stock, one profit."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlencode

import pytest
import uvicorn
from playwright.sync_api import expect, sync_playwright
from tests.integration.web.till.conftest import Device
from tests.integration.web.till.test_till_browser import all_sent, sell

from shopweave.app import Shopweave
from shopweave.commerce import catalog, customers, money, orders, sources, stock
from shopweave.commerce.customers import Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.money import By, CostPriceDraft, Profit
from shopweave.connectors.contract import Entity
from shopweave.connectors.registry import KINDS
from shopweave.connectors.sync import Connection, ConnectionDraft, Standing
from shopweave.settings import Settings
from shopweave.trust import keys
from shopweave.trust.keys import KeyKind, NewKey
from shopweave.trust.permissions import SYSTEM, Permission

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("shops")]
EMAIL = "yu@example.com"
SKU = "TEA-OOLONG-100"
COUNTED = 30
COST = 500
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


@pytest.fixture
def address(shop: Shopweave) -> Iterator[str]:
    """Where the installation answers."""
    config = uvicorn.Config(shop.application(), "127.0.0.1", 0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def device(tmp_path: Path) -> Iterator[Device]:
    """The tablet at the counter."""
    with sync_playwright() as playwright:
        made = Device(playwright, tmp_path / "device")
        yield made
        made.off()
    assert made.faults == []


def test_four_channels_one_person_one_stock_one_profit(
    shop: Shopweave, address: str, device: Device, oscar, vendure, medusa
) -> None:
    """Three shop systems and a till: one history, one number that all shops show, one book."""
    running = {"oscar": oscar, "vendure": vendure, "medusa": medusa}
    shops = [_connect(shop, kind, one) for kind, one in running.items()]
    _until(lambda: all(_is_read(shop, one) for one in shops))
    _until(lambda: _are_linked(shop) and _free(shop) == COUNTED)
    _tell_costs(shop)

    opened = shop.clock.now()
    oscar.buy(SKU, 3, EMAIL)
    vendure.buy(SKU, 2, EMAIL)
    medusa.buy(SKU, 1, EMAIL)
    _sell_at_the_till(device, f"{address}/till#{urlencode(_till(shop))}")

    _comes_to(lambda: sorted(order.units for order in _history(shop)), [1, 1, 2, 3])
    history = _history(shop)
    assert {order.channel for order in history} == {"web", "till"}
    assert len({order.source_id for order in history}) == 4
    _until(lambda: _free(shop) == COUNTED - 7)
    _comes_to(lambda: [_shown(shop, one) for one in shops], [COUNTED - 7] * SHOPS)
    sales = {"oscar": 3, "vendure": 2, "medusa": 1, "Till": 1}
    _comes_to(lambda: {one.key: one.units for one in _books(shop, opened)}, sales)
    earned = _books(shop, opened)
    assert {one.key: one.goods for one in earned} == {key: n * COST for key, n in sales.items()}
    assert sum(one.revenue for one in earned) == sum(order.total for order in history)
    assert all(one.profit == one.revenue - one.tax - one.goods for one in earned)
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
        write_stock=True,
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


def _tell_costs(shop: Shopweave) -> None:
    """What a tea costs, by the names that the shops have for it."""
    now = shop.clock.now()
    for connection in shop.sources.connections.every():
        with shop.database.write() as tx:
            known = catalog.external_ids(tx, connection.source_id)
            costs = [CostPriceDraft(name, COST, "EUR") for name in known]
            money.costs.upsert(tx, Delivery(connection.source_id, now), costs)


def _shown(shop: Shopweave, connection: Connection) -> float | None:
    """How many teas the shop itself says it can sell."""
    with shop.database.read() as tx:
        wanted = [variant for _, variant in _variants(shop)]
        names = catalog.names_of(tx, connection.source_id, wanted).values()
    with shop.sources.connections.shops.open(connection) as there:
        both = (Entity.PRODUCTS, Entity.STOCK)
        pulled = [page for entity in both for page in there.pull(entity, None)]
    asked = {(name.product, name.variant) for name in names}
    counts = [count for page in pulled for count in page.stock]
    return next((one.on_hand for one in counts if (one.product, one.variant) in asked), None)


def _till(shop: Shopweave) -> dict[str, str]:
    """What the code holds with which a till is set up."""
    now = shop.clock.now()
    with shop.database.write() as tx:
        found = sources.ensure(tx, sources.SourceDraft("Till", "till", currency="EUR"), now)
        wanted = frozenset({Permission.TILL_SELL})
        new = NewKey(KeyKind.SECRET, "Till", wanted, source=found.id)
        _, text = keys.create(tx, SYSTEM, new, now)
    return {"key": text, "place": "main", "name": "T1"}


def _sell_at_the_till(device: Device, pairing: str) -> None:
    """Sell one tea to the member who gives his e-mail address."""
    page = device.on(viewport={"width": 390, "height": 844})
    page.goto(pairing)
    page.click("#start")
    expect(page.locator(".tile").first).to_be_visible()
    page.get_by_text("Member", exact=True).click()
    page.get_by_label("Card, phone or e-mail").fill(EMAIL)
    page.keyboard.press("Enter")
    expect(page.locator(".till-member")).to_be_visible()
    page.fill("#search", SKU)
    sell(page, "Oolong")
    all_sent(page)


def _history(shop: Shopweave) -> list[orders.OrderHead]:
    """Orders of the person with that e-mail, under all of their numbers."""
    with shop.database.read() as tx:
        source = shop.sources.connections.every()[0].source_id
        marks = [Identity(IdentityKind.EMAIL, EMAIL)]
        person = shop.directory.look_up(tx, source, marks)
        if person is None:
            return []
        return orders.of_customer(tx, customers.get(tx, person).family)


def _books(shop: Shopweave, since: datetime) -> list[Profit]:
    """What was earned, by where it was sold.

    since: the shops serve other tests too, and what was sold in those is in the books as well.
    """
    with shop.database.read() as tx:
        return money.profit_by(tx, since, shop.clock.now(), By.SOURCE)


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
