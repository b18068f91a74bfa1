"""A file comes into the record once, whole or from where it broke off, and can be taken back."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from shopweave.commerce import catalog, events, orders, sources, stock
from shopweave.commerce.catalog import Status
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.orders import LineKind, OrderStatus
from shopweave.connectors.files import (
    Importer,
    Options,
    Outcome,
    Reason,
    Repeats,
    Request,
    State,
    Tally,
)
from shopweave.connectors.files.contents.plan import Note
from shopweave.connectors.files.errors import (
    ImportUnderWay,
    MissingColumns,
    NoRows,
    NoUsableRow,
    UnknownImport,
    WrongCurrency,
    WrongTimeZone,
)
from shopweave.foundation import preferences
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database, Transaction

Write = Callable[..., Path]
RATINGS = "userId,movieId,rating,timestamp\n" + "".join(
    f"{user},{movie},{1 + (user + movie) % 5},{881_250_949 + user * 100 + movie}\n"
    for user in range(1, 11)
    for movie in range(1, 6)
)


@pytest.fixture
def reading(database: Database) -> Iterator[Transaction]:
    """One look at the record."""
    with database.read() as tx:
        yield tx


def tallies(outcome: Outcome) -> dict[str, tuple[int, int, int]]:
    """Created, changed and same of each stage."""
    stages = outcome.report.stages.items()
    return {name: (each.created, each.changed, each.same) for name, each in stages}


def source_id(tx: Transaction, name: str = "files") -> str:
    """The id of a source."""
    return sources.by_name(tx, name).id


def test_orders_come_in(
    importer: Importer, database: Database, directory: Directory, write: Write, orders_csv: str
) -> None:
    """Orders, their buyers and their products are in; the refused line is told, the rest kept."""
    outcome = importer.run(Request(write("orders.csv", orders_csv), "orders"))
    assert tallies(outcome) == {
        "customers": (9, 0, 0),
        "products": (7, 0, 0),
        "orders": (41, 0, 0),
    }
    assert [(r.line, r.column, r.reason) for r in outcome.rejected] == [
        (83, "Price", Reason.NEGATIVE_PRICE)
    ]
    with database.read() as tx:
        source = sources.by_name(tx, "files")
        found = orders.search(tx, "1000", limit=10).orders
        order = orders.get(tx, next(o.id for o in found if o.external_id == "1000"))
        buyer = directory.look_up(tx, source.id, (Identity(IdentityKind.CUSTOMER_ID, "200"),))
    assert (source.currency, source.time_zone) == ("GBP", "Europe/London")
    assert [(line.kind, line.total) for line in order.lines] == [
        (LineKind.PRODUCT, 500),
        (LineKind.SHIPPING, 300),
    ]
    assert order.head.customer_id == buyer is not None
    assert order.head.status is OrderStatus.COMPLETED
    assert order.head.historical


def test_a_replay_changes_nothing(importer: Importer, write: Write, orders_csv: str) -> None:
    """The same file a second time finds everything as it is."""
    path = write("orders.csv", orders_csv)
    importer.run(Request(path, "orders"))
    assert tallies(importer.run(Request(path, "orders"))) == {
        "customers": (0, 0, 9),
        "products": (0, 0, 7),
        "orders": (0, 0, 41),
    }


def test_a_check_writes_nothing(
    importer: Importer, reading: Transaction, write: Write, orders_csv: str
) -> None:
    """A dry run tells all that an import would tell, and leaves no trace."""
    outcome = importer.check(Request(write("orders.csv", orders_csv), "auto"))
    stages = {"customers": Tally(9), "products": Tally(7), "orders": Tally(41)}
    assert outcome.report.stages == stages
    assert len(outcome.rejected) == 1
    assert importer.newest() == []
    assert sources.every(reading) == []


class Power:
    """Fails after so many pieces, as a kill would."""

    def __init__(self, pieces: int) -> None:
        self.pieces = pieces

    def __call__(self, done: int, total: int, stage: str) -> None:
        """Count a piece that was written."""
        if stage == "reading":
            return
        self.pieces -= 1
        if self.pieces < 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("pieces", [0, 1, 2, 3])
def test_goes_on_where_it_broke_off(
    importer: Importer,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    write: Write,
    orders_csv: str,
    pieces: int,
) -> None:
    """Broken off after any piece, the next run does the rest as the same import."""
    monkeypatch.setattr("shopweave.foundation.database.pace._MOST", 10)
    path = write("orders.csv", orders_csv)
    with pytest.raises(KeyboardInterrupt):
        importer.run(Request(path, "orders"), Power(pieces))
    (broken,) = importer.newest()
    assert broken.state is State.RUNNING
    outcome = importer.run(Request(path, "orders"))
    assert outcome.import_id == broken.id
    assert tallies(outcome) == {
        "customers": (9, 0, 0),
        "products": (7, 0, 0),
        "orders": (41, 0, 0),
    }
    assert len(importer.rejections(broken.id)) == 1
    with database.read() as tx:
        assert orders.search(tx, "", limit=100).total == 41
    assert importer.find(broken.id).state is State.DONE


def test_stops_when_asked(importer: Importer, write: Write) -> None:
    """A worker that shuts down leaves an import that can go on."""
    path = write("ratings.csv", RATINGS)
    assert not importer.run(Request(path, "ratings"), stopped=lambda: True).finished
    assert importer.run(Request(path, "ratings")).finished
    assert len(importer.newest()) == 1


def test_an_import_can_be_undone(
    importer: Importer, database: Database, write: Write, orders_csv: str
) -> None:
    """Orders, products and customers of an import are gone; what was there before is untouched."""
    first = orders_csv.splitlines()[:11]
    importer.run(Request(write("first.csv", "\n".join(first) + "\n"), "orders"))
    outcome = importer.run(Request(write("orders.csv", orders_csv), "orders"))
    undone = importer.undo(outcome.import_id)
    with database.read() as tx:
        assert orders.search(tx, "", limit=100).total == 5
        source = source_id(tx)
        assert len(catalog.ids_of(tx, source, [str(10001 + n) for n in range(7)])) == 5
    assert importer.find(outcome.import_id).state is State.UNDONE
    assert undone.removed >= 36
    again = importer.run(Request(write("orders.csv", orders_csv), "orders"))
    assert tallies(again)["orders"] == (36, 0, 5)


def test_what_an_import_overwrote_comes_back(
    importer: Importer, database: Database, write: Write
) -> None:
    """Undoing the second file of products leaves the first one's words and prices."""
    header = "id,title,price,currency\n"
    importer.run(Request(write("one.csv", header + "a,Mug,9.90,EUR\n"), "products"))
    second = write("two.csv", header + "a,Cup,12.00,EUR\nb,Pot,20,EUR\n")
    outcome = importer.run(Request(second, "products"))
    assert tallies(outcome) == {"products": (1, 1, 0)}
    importer.undo(outcome.import_id)
    with database.read() as tx:
        found = catalog.ids_of(tx, source_id(tx), ["a", "b"])
        product = catalog.get(tx, found["a"])
    assert found.keys() == {"a"}
    assert (product.title, product.prices[0].amount) == ("Mug", 990)


def test_ratings_come_in_and_go(importer: Importer, database: Database, write: Write) -> None:
    """Ratings are events of the past, each once, and can be taken back."""
    path = write("ratings.csv", RATINGS)
    outcome = importer.run(Request(path, "auto"))
    assert tallies(outcome) == {"products": (5, 0, 0), "ratings": (50, 0, 0)}
    assert tallies(importer.run(Request(path, "auto")))["ratings"] == (0, 0, 50)
    with database.read() as tx:
        (latest,) = events.latest(tx, 1)
    assert (latest.type, latest.properties) == ("reviewed", {"rating": 1.0})
    assert latest.at == datetime(1997, 12, 4, 16, 12, 34, tzinfo=UTC)
    assert latest.customer_id
    assert latest.product_id
    importer.undo(outcome.import_id)
    with database.read() as tx:
        assert events.latest(tx, 1) == []


def test_products_of_a_feed_come_in(importer: Importer, database: Database, write: Write) -> None:
    """Items of one group are variants; a sale price crosses the usual one out."""
    feed = """<rss xmlns:g="http://base.google.com/ns/1.0"><channel>
    <item><g:id>m-red</g:id><g:item_group_id>m</g:item_group_id><title>Mug</title>
    <link>https://x/m</link><g:availability>in stock</g:availability><g:price>9.90 EUR</g:price>
    <g:sale_price>7.90 EUR</g:sale_price><g:color>red</g:color></item>
    <item><g:id>p</g:id><title>Pot</title><link>https://x/p</link>
    <g:availability>out of stock</g:availability><g:price>20.00 EUR</g:price>
    <g:image_link>https://x/p.jpg</g:image_link><g:product_type>Kitchen &gt; Pots</g:product_type>
    </item>
    <item><g:id>m-blue</g:id><g:item_group_id>m</g:item_group_id><title>Mug</title>
    <link>https://x/m</link><g:availability>in stock</g:availability><g:price>9.90 EUR</g:price>
    <g:color>blue</g:color></item>
    <item><g:id>u</g:id><title>Urn</title><link>https://x/u</link>
    <g:availability>in stock</g:availability><g:price>5 USD</g:price></item>
    </channel></rss>"""
    outcome = importer.run(Request(write("feed.xml", feed), "auto"))
    assert tallies(outcome) == {"products": (2, 0, 0)}
    assert [(r.column, r.value, r.reason) for r in outcome.rejected] == [
        ("price", "5 USD", Reason.OTHER_CURRENCY)
    ]
    with database.read() as tx:
        found = catalog.ids_of(tx, source_id(tx), ["m", "p"])
        mug, pot = catalog.get(tx, found["m"]), catalog.get(tx, found["p"])
    red = next(variant for variant in mug.variants if variant.options == {"color": "red"})
    assert (red.prices[0].amount, red.prices[0].compare_at) == (790, 990)
    assert (pot.status, pot.categories, pot.images) == (
        Status.HIDDEN,
        ("Kitchen > Pots",),
        ("https://x/p.jpg",),
    )


def test_chinese_products_come_in(importer: Importer, database: Database, write: Write) -> None:
    """A file in GB18030 with Chinese names of columns is understood, in yuan."""
    rows = [
        "商品编码,商品名称,售价,分类",
        "茶-1,绿茶礼盒,￥99.00,茶 > 绿茶",
        "茶-2,红茶,￥59.00,茶",
    ]
    text = "\n".join(rows)
    request = Request(write("商品.csv", text, "gb18030"), "auto", source="网店")
    outcome = importer.run(request)
    assert outcome.report.form["encoding"] == "gb18030"
    assert outcome.report.currency == "CNY"
    with database.read() as tx:
        found = catalog.ids_of(tx, source_id(tx, "网店"), ["茶-1"])
        tea = catalog.get(tx, found["茶-1"])
    assert (tea.title, tea.prices[0].amount, tea.categories) == ("绿茶礼盒", 9900, ("茶 > 绿茶",))
    assert tea.texts["zh"].title == "绿茶礼盒"


def test_customers_come_in(
    importer: Importer, database: Database, directory: Directory, write: Write
) -> None:
    """Names and marks are kept sealed; masked phones name nobody; nobody twice."""
    text = (
        "customer id,first name,last name,e-mail,phone,country\n"
        "7,Ada,Byron,ada@example.com,+44 20 7946 0958,United Kingdom\n"
        "8,小明,王,ming@example.com,138****1234,中国\n"
        "7,Ada,Byron,ada@example.com,,GB\n"
        ",,,,,\n"
    )
    outcome = importer.run(Request(write("people.csv", text), "auto"))
    assert tallies(outcome) == {"customers": (2, 0, 0)}
    assert [(r.line, r.reason) for r in outcome.rejected] == [(4, Reason.DUPLICATE)]
    with database.read() as tx:
        (ada,) = directory.find(tx, "ada@example.com")
        (ming,) = directory.find(tx, "ming@example.com")
        assert directory.personal(tx, ada).name == "Ada Byron"
        assert directory.personal(tx, ming).name == "王小明"
        assert directory.personal(tx, ming).phone is None


def test_counts_of_stock_come_in(
    importer: Importer, database: Database, clock: ManualClock, tmp_path: Path, write: Write
) -> None:
    """A workbook of counts sets the levels by place, and again changes nothing."""
    products = "id,title\na,Mug\nb,Pot\n"
    importer.run(Request(write("products.csv", products), "products"))
    book = openpyxl.Workbook()
    rows = [["SKU", "Location", "On hand", "Date"], ["a", "London", 5, date(2024, 5, 1)]]
    for row in [*rows, ["b", "Leeds", -1, date(2024, 5, 1)], ["b", "Leeds", 7, date(2024, 5, 1)]]:
        book.active.append(row)
    book.save(tmp_path / "stock.xlsx")
    outcome = importer.run(Request(tmp_path / "stock.xlsx", "auto"))
    assert tallies(outcome) == {"places": (2, 0, 0), "stock": (2, 0, 0)}
    assert [(r.line, r.column, r.reason) for r in outcome.rejected] == [
        (3, "On hand", Reason.NEGATIVE_STOCK)
    ]
    with database.read() as tx:
        found = catalog.ids_of(tx, source_id(tx), ["a", "b"])
        levels = stock.of_products(tx, list(found.values()))
    assert sorted(level.on_hand for level in levels) == [5, 7]
    assert tallies(importer.run(Request(tmp_path / "stock.xlsx", "auto")))["stock"] == (0, 0, 2)


def test_repeats_can_be_dropped(importer: Importer, database: Database, write: Write) -> None:
    """Who knows that an export doubles lines may drop them."""
    text = "order,product,time,price\n1,a,2024-01-01,5\n1,a,2024-01-01,5\n"
    options = Options(repeats=Repeats.DROP)
    importer.run(Request(write("orders.csv", text), "orders", options=options))
    with database.read() as tx:
        (head,) = orders.search(tx, "", limit=2).orders
    assert head.units == 1


@pytest.mark.parametrize(
    ("content", "options", "problem", "sentence"),
    [
        ("order,product,time\n", Options(), NoRows, "no rows"),
        ("a,b\n1,2\n", Options(), MissingColumns, "no column for product"),
        ("order,product,time\n1,a,soon\n", Options(), NoUsableRow, "line 2, time"),
        ("order,product,time\n1,a,2024-01-01\n", Options(currency="dollars"), WrongCurrency, "EUR"),
        ("order,product,time\n1,a,2024-01-01\n", Options(time_zone="Mars"), WrongTimeZone, "Mars"),
    ],
)
def test_a_file_of_no_use_is_refused_whole(
    importer: Importer,
    write: Write,
    content: str,
    options: Options,
    problem: type[Exception],
    sentence: str,
) -> None:
    """Nothing is written, not even that it was tried; one sentence says why."""
    with pytest.raises(problem, match=sentence):
        importer.run(Request(write("orders.csv", content), "orders", options=options))
    assert importer.newest() == []


def test_an_import_under_way_is_not_undone(
    importer: Importer, clock: ManualClock, write: Write
) -> None:
    """Somebody is still writing; once nobody was for a minute, it may be taken back."""
    path = write("ratings.csv", RATINGS)
    importer.run(Request(path, "ratings"), stopped=lambda: True)
    (running,) = importer.newest()
    with pytest.raises(ImportUnderWay):
        importer.undo(running.id)
    clock.forward(timedelta(minutes=1))
    importer.undo(running.id)
    assert importer.find(running.id).state is State.UNDONE


def test_an_unknown_import_is_named(importer: Importer) -> None:
    """What was never imported cannot be undone."""
    with pytest.raises(UnknownImport, match="0190"):
        importer.undo("0190")


def test_the_country_of_an_order_is_kept(
    importer: Importer, database: Database, write: Write, orders_csv: str
) -> None:
    """A country by name or code is kept as its code, on the order and beside nobody's name."""
    importer.run(Request(write("orders.csv", orders_csv), "orders"))
    with database.read() as tx:
        kept = orders.newest(tx, 100)
    assert {head.attributes["country"] for head in kept} == {"GB"}


def test_without_a_currency_prices_are_in_the_shops_own(
    importer: Importer, database: Database, clock: ManualClock, write: Write
) -> None:
    """What Settings say holds for a source that the import makes, and the report tells it."""
    with database.write() as tx:
        preferences.change(tx, "mara", sources.Shop(currency="CNY"), clock.now())
    path = write("products.csv", "Product ID,Title,Price\nT1,Green tea,9.90\n")
    report = importer.run(Request(path, "products", source="Tea house")).report
    assert report.currency == "CNY"
    assert Note("currency_guessed", {"currency": "CNY"}) in report.notes
    with database.read() as tx:
        made = {source.name: source for source in sources.every(tx)}["Tea house"]
    assert made.currency == "CNY"


def test_what_the_source_or_a_person_says_goes_before_the_shop(
    importer: Importer, database: Database, clock: ManualClock, write: Write
) -> None:
    """A currency that was told, or that a known source has, is kept, and nothing is remarked."""
    with database.write() as tx:
        preferences.change(tx, "mara", sources.Shop(currency="CNY"), clock.now())
        sources.ensure(tx, sources.SourceDraft("Till", "files", "GBP", "UTC"), clock.now())
    path = write("products.csv", "Product ID,Title,Price\nT1,Green tea,9.90\n")
    known = importer.check(Request(path, "products", source="Till")).report
    told = importer.check(Request(path, "products", options=Options(currency="SEK"))).report
    assert (known.currency, told.currency) == ("GBP", "SEK")
    assert "currency_guessed" not in {note.key for note in (*known.notes, *told.notes)}
