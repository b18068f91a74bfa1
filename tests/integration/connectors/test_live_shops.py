"""Shopweave and real shop systems: django-oscar, Vendure and Medusa, each in its own process."""

from datetime import UTC, datetime

import pytest
from tests.contract.connectors.bench import NOW, Bench

from shopweave.commerce import catalog, stock
from shopweave.commerce.catalog import Edit, OwnPricesSet, Price
from shopweave.commerce.orders import OrderStatus
from shopweave.connectors.contract import (
    Can,
    Connector,
    Entity,
    KeyRefused,
    OrderChange,
    PriceChange,
    StockLevel,
)
from shopweave.connectors.registry import KINDS
from shopweave.connectors.sync import (
    Connection,
    ConnectionDraft,
    MessageState,
    Standing,
    Telling,
    messages_of,
)
from shopweave.trust.permissions import SYSTEM

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("shops")]


@pytest.fixture
def bench(database) -> Bench:
    """Sources on a fresh database, at the real time: these shops cannot turn their clocks."""
    made = Bench.on(database)
    made.clock.forward(datetime.now(UTC) - NOW)
    return made


@pytest.fixture(params=["oscar", "vendure", "medusa"])
def shop(request):
    """A running shop and how it is connected."""
    running = request.getfixturevalue(request.param)
    secrets, options = running.access
    draft = ConnectionDraft(
        kind=request.param,
        url=running.address,
        name=request.param,
        secrets=secrets,
        options=options,
        private=True,
    )
    return running, draft


def _variant(bench: Bench, connection: Connection, sku: str) -> tuple[str, catalog.Variant]:
    """The shop's id of the product with that article number, and its variant in the record."""
    with bench.database.read() as tx:
        for key in catalog.external_ids(tx, connection.source_id):
            product = catalog.get(tx, catalog.ids_of(tx, connection.source_id, [key])[key])
            for variant in product.variants:
                if variant.sku == sku:
                    return key, variant
    raise AssertionError(sku)


def _free(bench: Bench, connection: Connection, sku: str) -> float | None:
    """How many may be sold here, over all channels."""
    _, variant = _variant(bench, connection, sku)
    with bench.database.read() as tx:
        found = stock.available(tx, [variant.id], None, bench.clock.now())
    return found[variant.id].units


def _shown(there: Connector, variant: str) -> float:
    """How many the shop itself says it can sell."""
    pages = [
        page for entity in (Entity.PRODUCTS, Entity.STOCK) for page in there.pull(entity, None)
    ]
    counts = [count for page in pages for count in page.stock]
    return next(count.on_hand for count in counts if count.variant == variant)


def test_what_is_bought_there_is_known_here(bench: Bench, shop) -> None:
    """The sample comes in once, and a purchase with its buyer, price and stock by the next look."""
    running, draft = shop
    connection = bench.connect(draft)
    assert connection.standing is Standing.OK, connection.trouble
    assert connection.progress[0].created == 8
    _, variant = _variant(bench, connection, "HONEY-250")
    assert variant.prices == (Price(690, "EUR"),)
    before = _free(bench, connection, "HONEY-250")
    running.buy("HONEY-250", 2, "lan@example.com")
    bench.clock.forward(datetime.now(UTC) - bench.clock.now())
    connection = bench.sync(connection)
    order = bench.orders()[0]
    assert (order.units, order.goods, order.total) == (2, 1380, 1380 + 490)
    assert order.customer_id is not None
    assert before is not None
    assert _free(bench, connection, "HONEY-250") == before - 2
    counted = len(bench.orders())
    again = bench.sync(connection)
    assert len(bench.orders()) == counted
    assert [mark.created for mark in again.progress] == [m.created for m in connection.progress]


def test_what_is_written_there_comes_back(bench: Bench, shop) -> None:
    """Stock, price and the stage of an order are taken by the shop, and read from it again."""
    running, draft = shop
    running.buy("CUP-BLUE", 1)
    connection = bench.connect(draft)
    key, variant = _variant(bench, connection, "CUP-BLUE")
    order = bench.orders()[0].external_id
    with bench.sources.connections.shops.open(connection) as there:
        assert list(there.write_stock([StockLevel(key, 7, variant.external_id)])) == []
        change = PriceChange(key, Price(795, "EUR"), variant.external_id)
        assert list(there.write_prices([change])) == []
        if Can.WRITE_ORDER in KINDS[connection.kind].can:
            assert list(there.write_orders([OrderChange(order, OrderStatus.SHIPPED, "T1")])) == []
        else:
            running.carry_on(bench.orders()[0].number, "Shipped")
        (refused,) = there.write_stock([StockLevel("999", 1, "999")])
        assert refused.external_id == "999"
        assert _shown(there, variant.external_id) == 7
    bench.clock.forward(datetime.now(UTC) - bench.clock.now())
    bench.sync(connection)
    assert _variant(bench, connection, "CUP-BLUE")[1].prices[0].amount == 795
    assert bench.orders()[0].status is OrderStatus.SHIPPED


def test_a_price_set_here_is_set_there(bench: Bench, shop) -> None:
    """What the merchant sets for a product stands in the shop, which is read again unchanged."""
    _, draft = shop
    connection = bench.connect(draft)
    _, variant = _variant(bench, connection, "CUP-BLUE")
    bench.sources.connections.tell(connection.source_id, Can.WRITE_PRICE, True, SYSTEM)
    with bench.database.write() as tx:
        owner = variant.id
        product = catalog.products_of(tx, [owner])[owner]
        wanted = Edit(product, f"price.{owner}.EUR", 845)
        catalog.edit(tx, [wanted], "ann", bench.clock.now())
        Telling(bench.clock).prices(tx, OwnPricesSet((product,), (f"{owner}.EUR",)))
    bench.work(connection)
    with bench.database.read() as tx:
        key = catalog.get(tx, product).external_id
        (one,) = messages_of(tx, connection.source_id, Entity.PRODUCTS, key)
    assert (one.state, one.told) == (MessageState.TOLD, None)
    with bench.sources.connections.shops.open(connection) as there:
        pages = there.pull(Entity.PRODUCTS, None)
        drafts = [draft for page in pages for draft in page.products]
    forms = [form for draft in drafts for form in draft.variants if form.sku == "CUP-BLUE"]
    assert forms[0].prices[0].amount == 845


def test_a_revoked_key_is_named(bench: Bench, shop) -> None:
    """A key that the shop refuses is not kept, and the sentence says what to do."""
    _, draft = shop
    connection = bench.connect(draft)
    wrong = dict.fromkeys(draft.secrets, "revoked")
    with pytest.raises(KeyRefused):
        bench.sources.connections.replace_secrets(connection.source_id, wrong, SYSTEM)
    assert bench.sync(connection).standing is Standing.OK
