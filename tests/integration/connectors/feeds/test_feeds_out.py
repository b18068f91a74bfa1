"""The catalogue goes out as Google's product feed, and what goes out can be read in again."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import HTTPConnection

from shopweave.commerce import catalog, places, sources, stock
from shopweave.commerce.catalog import Price, ProductDraft, Status, Text, VariantDraft
from shopweave.commerce.customers import Directory
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.places import PlaceDraft
from shopweave.commerce.sources import Shop, SourceDraft
from shopweave.commerce.stock import MovementDraft, MovementKind
from shopweave.connectors.feeds import Feed, FeedRoutes, Feeds
from shopweave.connectors.feeds.errors import NoSuchFeed
from shopweave.connectors.files import Importer, Request
from shopweave.foundation import preferences
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.trust.permissions import ANONYMOUS, SYSTEM, Permission, Principal
from shopweave.trust.vault import Keyring, Vault

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
G = "{http://base.google.com/ns/1.0}"
SHOP = "https://shop.example"
TEA = ProductDraft(
    "T1",
    "Tea & Co <green>",
    texts={"en": Text("Tea & Co <green>", 'Says "fresh"\tand light'), "zh": Text("绿茶", "清新")},
    categories=("Tea > Green",),
    brand="Acme",
    images=(f"{SHOP}/1.jpg", f"{SHOP}/2.jpg", f"{SHOP}/3.jpg"),
    prices=(Price(890, "EUR", 990),),
    sku="T-1",
    gtin="4006381333931",
    url=f"{SHOP}/t1",
)
SHIRT = ProductDraft(
    "S",
    "Shirt",
    variants=(
        VariantDraft("S-M", "S-M", None, {"Colour": "blue", "size": "M"}, (Price(1900, "EUR"),)),
        VariantDraft("S-L", "S-L", None, {"Colour": "blue", "size": "L"}, (Price(1900, "EUR"),)),
    ),
    url=f"{SHOP}/s",
)
LEFT_OUT = (
    ProductDraft("P1", "No page", prices=(Price(100, "EUR"),)),
    ProductDraft("P2", "No price", url=f"{SHOP}/p2"),
    ProductDraft("P3", "Hidden", prices=(Price(1, "EUR"),), status=Status.HIDDEN, url=f"{SHOP}/3"),
)


class Nobody:
    """Knows none of the callers."""

    async def admit(
        self, connection: HTTPConnection, permission: Permission | None, key: str | None = None
    ) -> Principal:
        """A stranger, let in where everybody is."""
        assert permission is None
        return ANONYMOUS


@pytest.fixture
def clock() -> ManualClock:
    """A clock that stands at noon."""
    return ManualClock(NOW)


@pytest.fixture
def feeds(database: Database, clock: ManualClock) -> Feeds:
    """Feeds over a record with tea, a shirt in two sizes, and products that cannot be offers."""
    bring(database, TEA, SHIRT, *LEFT_OUT)
    live_in(database, "US")
    return Feeds(database, Vault(Keyring.generate(), clock), clock)


@pytest.fixture
def feed(database: Database, feeds: Feeds) -> Feed:
    """A feed in English."""
    with database.read() as tx:
        source = sources.by_name(tx, "shop").id
    return feeds.make(source, "en", SYSTEM)


@pytest.fixture
def client(feeds: Feeds) -> Iterator[TestClient]:
    """Whoever has the address."""
    app = FastAPI()
    app.state.gate = Nobody()
    app.include_router(FeedRoutes(feeds).router())
    with TestClient(app, raise_server_exceptions=True) as client:
        yield client


def bring(database: Database, *drafts: ProductDraft) -> None:
    """Products of the shop."""
    with database.write() as tx:
        source = sources.ensure(tx, SourceDraft("shop", "files", "EUR", "UTC"), NOW)
        catalog.upsert(tx, Delivery(source.id, NOW), list(drafts))


def live_in(database: Database, country: str) -> None:
    """Say in which country the shop is."""
    with database.write() as tx:
        preferences.change(tx, "test", Shop(country=country), NOW)


def count(database: Database, product: str, variant: str | None, units: float) -> None:
    """Say what is on hand."""
    with database.write() as tx:
        source = sources.by_name(tx, "shop")
        places.ensure(tx, [PlaceDraft("Berlin", "Berlin")], NOW)
        name = f"{product}{variant}{units}"
        counted = MovementDraft(
            name, product, MovementKind.COUNT, units, NOW, variant=variant, place="Berlin"
        )
        stock.upsert(tx, Delivery(source.id, NOW), [counted])


def offers(text: str) -> dict[str, dict[str, list[str]]]:
    """Each offer of a feed in XML by its id, with all values of each field."""
    found = {}
    for item in ElementTree.fromstring(text).iter("item"):
        values: dict[str, list[str]] = {}
        for element in item:
            values.setdefault(element.tag.removeprefix(G), []).append(element.text or "")
        found[values["id"][0]] = values
    return found


def test_a_feed_says_what_is_offered(client: TestClient, feed: Feed) -> None:
    """Prices, former prices, codes, pictures and forms stand where the specification wants them."""
    found = offers(client.get(feed.address("xml")).text)
    assert found.keys() == {"T1", "S-M", "S-L"}
    tea, shirt = found["T1"], found["S-L"]
    assert tea["title"] == ["Tea & Co <green>"]
    assert (tea["price"], tea["sale_price"]) == (["9.90 EUR"], ["8.90 EUR"])
    assert (tea["gtin"], tea["mpn"], tea["brand"]) == (["4006381333931"], ["T-1"], ["Acme"])
    assert tea["additional_image_link"] == [f"{SHOP}/2.jpg", f"{SHOP}/3.jpg"]
    assert tea["product_type"] == ["Tea > Green"]
    assert "identifier_exists" not in tea
    assert (shirt["item_group_id"], shirt["size"], shirt["color"]) == (["S"], ["L"], ["blue"])
    assert shirt["identifier_exists"] == ["no"]
    assert all(each["availability"] == ["in_stock"] for each in found.values())


def test_no_reduction_is_claimed_that_the_law_forbids(
    client: TestClient, feed: Feed, database: Database
) -> None:
    """In Germany a former price needs a known lower bound; without one the price stands alone."""
    live_in(database, "DE")
    tea = offers(client.get(feed.address("xml")).text)["T1"]
    assert (tea["price"], tea.get("sale_price")) == (["8.90 EUR"], None)


def test_availability_follows_the_stock(client: TestClient, feed: Feed, database: Database) -> None:
    """A form that was counted and is gone is out of stock; the others stay, also the uncounted."""
    count(database, "S", "S-M", 0)
    count(database, "S", "S-L", 3)
    found = offers(client.get(feed.address("xml")).text)
    told = {name: each["availability"][0] for name, each in found.items()}
    assert told == {"T1": "in_stock", "S-M": "out_of_stock", "S-L": "in_stock"}


def test_the_table_says_the_same(client: TestClient, feed: Feed) -> None:
    """The TSV has a column for each field, and no cell breaks its line."""
    answer = client.get(feed.address("tsv"))
    rows = list(csv.DictReader(io.StringIO(answer.text), delimiter="\t"))
    rows.sort(key=lambda row: row["id"], reverse=True)
    assert [row["id"] for row in rows] == ["T1", "S-M", "S-L"]
    assert rows[0]["description"] == 'Says "fresh" and light'
    assert rows[0]["sale_price"] == "8.90 EUR"


@pytest.mark.parametrize("form", ["xml", "tsv"])
def test_what_goes_out_can_come_in(
    form: str,
    client: TestClient,
    feed: Feed,
    database: Database,
    clock: ManualClock,
    tmp_path: Path,
) -> None:
    """A feed read in as a file brings the same products, forms and prices."""
    path = tmp_path / f"feed.{form}"
    path.write_text(client.get(feed.address(form)).text)
    importer = Importer(database, Directory(Vault(Keyring.generate(), clock)), clock)
    report, plan = importer.plan(Request(path))
    drafts = [draft for _, draft in plan.stages[-1].drafts(0)]
    assert report.preset == "google-feed"
    assert not plan.rejected
    by_id = {draft.external_id: draft for draft in drafts}
    assert by_id["T1"].prices == (Price(890, "EUR", 990),)
    assert [form.external_id for form in by_id["S"].variants] == ["S-M", "S-L"]


def test_the_language_of_a_feed_is_its_own(feeds: Feeds, feed: Feed, client: TestClient) -> None:
    """A feed in Chinese says the Chinese words, and the only ones there are elsewhere."""
    found = offers(client.get(feeds.make(feed.source_id, "zh", SYSTEM).address("xml")).text)
    assert (found["T1"]["title"], found["S-M"]["title"]) == (["绿茶"], ["Shirt"])


def test_an_unchanged_feed_is_not_sent_again(
    client: TestClient, feed: Feed, database: Database
) -> None:
    """The tag holds until something changes; the two forms have tags of their own."""
    first = client.get(feed.address("xml"))
    tag = {"if-none-match": first.headers["etag"]}
    again = client.get(feed.address("xml"), headers=tag)
    assert (again.status_code, again.text) == (304, "")
    assert client.get(feed.address("tsv"), headers=tag).status_code == 200
    bring(database, ProductDraft("T1", "Tea", prices=(Price(700, "EUR"),), url=f"{SHOP}/t1"))
    changed = client.get(feed.address("xml"), headers=tag)
    assert offers(changed.text)["T1"]["price"] == ["7.00 EUR"]


def test_nobody_guesses_an_address(feeds: Feeds, feed: Feed) -> None:
    """Another signature opens nothing, and a withdrawn address holds no longer."""
    with pytest.raises(NoSuchFeed):
        feeds.open(feed.id, "0" * 32)
    assert feeds.open(feed.id, feed.sign) == feed
    feeds.withdraw(feed.id, SYSTEM)
    with pytest.raises(NoSuchFeed):
        feeds.open(feed.id, feed.sign)
    assert feeds.every() == []


def test_every_product_of_many_pages_is_in(feeds: Feeds, feed: Feed, database: Database) -> None:
    """A catalogue of more than one page comes whole and each product once."""
    many = [
        ProductDraft(f"M{n}", f"Thing {n}", prices=(Price(100 + n, "EUR"),), url=f"{SHOP}/m{n}")
        for n in range(1203)
    ]
    bring(database, *many)
    found = [item["id"] for item in feeds.items(feed)]
    assert len(found) == len(set(found)) == 1206
