"""The books follow the record: new orders, late costs, changed rules, rates, undone imports."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import text
from tests.integration.commerce.money.conftest import NOW, WEEK, Sell, earned

from shopweave.commerce import catalog, money, orders, sources, stock, taking_back
from shopweave.commerce.catalog import Price, ProductDraft
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.money import (
    By,
    CostPriceDraft,
    FeeKind,
    FeeRule,
    MoneyRules,
    RateDraft,
    TaxRate,
)
from shopweave.commerce.orders import CostDraft, CostKind, LineDraft, LineKind, OrderStatus
from shopweave.foundation import preferences
from shopweave.foundation.database import Database

P = Decimal


def cost(database: Database, delivery: Delivery, *drafts: CostPriceDraft) -> object:
    """Bring costs in."""
    with database.write() as tx:
        return money.costs.upsert(tx, delivery, drafts)


def rule(database: Database, rules: MoneyRules) -> None:
    """Let rules hold."""
    with database.write() as tx:
        preferences.change(tx, "test", rules, NOW)


def test_what_is_left_of_a_sale(database: Database, delivery: Delivery, sell: Sell) -> None:
    """Price less tax, goods, commission, payment and postage."""
    cost(database, delivery, CostPriceDraft("TEA", 400, "EUR"))
    rules = MoneyRules(
        taxes=(TaxRate(P(19)), TaxRate(P(7), category="Food")),
        fees=(
            FeeRule(FeeKind.COMMISSION, P(15)),
            FeeRule(FeeKind.PAYMENT, P("2.9"), P("0.35")),
            FeeRule(FeeKind.SHIPPING, fixed=P("1.20")),
        ),
    )
    rule(database, rules)
    sell("1")
    found = earned(database)
    assert (found.revenue, found.tax, found.goods) == (1000, 65, 400)
    assert (found.commission, found.payment, found.shipping) == (150, 64, 120)
    assert (found.profit, found.orders, found.units) == (201, 1, 1.0)


def test_an_unknown_cost_is_named_and_is_no_zero(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """The product, its units and the money that it hides."""
    sell("1")
    sell("2", LineDraft(1, 3, 500, "CUP"))
    cost(database, delivery, CostPriceDraft("TEA", 400, "EUR"))
    assert earned(database).unknown == 1500
    with database.read() as tx:
        gaps = money.gaps(tx, WEEK, NOW)
    assert (gaps.products, gaps.amount.amount, gaps.waiting) == (1, 1500, 0)
    assert [(one.units, one.amount) for one in gaps.missing] == [(3.0, 1500)]


def test_a_cost_holds_from_its_day_on(database: Database, delivery: Delivery, sell: Sell) -> None:
    """A late cost of the past books only its own orders again, a replay none."""
    sell("old", placed_at=NOW - timedelta(days=5))
    sell("new")
    cost(database, delivery, CostPriceDraft("TEA", 400, "EUR"))
    assert earned(database).goods == 800
    dearer = CostPriceDraft("TEA", 600, "EUR", since=NOW - timedelta(days=2))
    cost(database, delivery, dearer)
    with database.read() as tx:
        assert money.waiting(tx) == 1
    assert earned(database).goods == 1000
    assert (cost(database, delivery, dearer).same, earned(database).goods) == (1, 1000)


def test_the_first_word_of_the_catalogue_holds_always(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """A cost that comes with the product counts for past orders, a changed one from now on."""
    sell("1")
    tea = ProductDraft("TEA", "Tea", prices=(Price(1000, "EUR"),), cost=300)
    for amount in (300, 350):
        with database.write() as tx:
            catalog.upsert(tx, delivery, [replace(tea, cost=amount)])
        assert earned(database).goods == 300
    with database.read() as tx:
        known = money.costs.history(tx, catalog.ids_of(tx, delivery.source_id, ["TEA"])["TEA"])
    assert [one.amount for one in known] == [300, 350]


def test_goods_that_come_in_move_the_average(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """Nobody counted, so the new cost holds alone; a receipt told twice counts once."""
    sell("1")
    came = CostPriceDraft("TEA", 420, "EUR", since=NOW - timedelta(days=3), units=10)
    assert (cost(database, delivery, came).created, cost(database, delivery, came).same) == (1, 1)
    assert earned(database).goods == 420
    refused = cost(database, delivery, replace(came, since=None)).rejected
    assert [one.problem.code() for one in refused] == ["receipt-without-date"]


def counted(database: Database, delivery: Delivery, units: float) -> None:
    """Count the tea."""
    count = stock.MovementDraft(f"c{units}", "TEA", stock.MovementKind.COUNT, units, NOW)
    with database.write() as tx:
        assert not stock.upsert(tx, delivery, [count]).rejected


def amounts(database: Database, delivery: Delivery) -> list[int]:
    """What the tea cost, oldest first."""
    with database.read() as tx:
        tea = catalog.ids_of(tx, delivery.source_id, ["TEA"])["TEA"]
        return [one.amount for one in money.costs.history(tx, tea)]


def test_receipts_of_one_batch_are_averaged_one_after_another(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """10 at 3.00, then 10 at 5.00, then 20 at 6.00, in whatever order they stand in the batch."""
    sell("1")
    cost(database, delivery, CostPriceDraft("TEA", 300, "EUR"))
    counted(database, delivery, 40)
    first = CostPriceDraft("TEA", 500, "EUR", since=NOW - timedelta(days=3), units=10)
    second = CostPriceDraft("TEA", 600, "EUR", since=NOW - timedelta(days=2), units=20)
    cost(database, delivery, second, first)
    assert amounts(database, delivery) == [300, 400, 500]


def test_a_corrected_receipt_is_averaged_once(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """A receipt corrected and corrected back costs what it did; its old figure counts nowhere."""
    sell("1")
    cost(database, delivery, CostPriceDraft("TEA", 300, "EUR"))
    counted(database, delivery, 20)
    came = CostPriceDraft("TEA", 500, "EUR", since=NOW - timedelta(days=3), units=10)
    for price, average in ((500, 400), (700, 500), (500, 400)):
        cost(database, delivery, replace(came, amount=price))
        assert amounts(database, delivery) == [300, average]


def test_a_variant_has_its_own_cost(database: Database, delivery: Delivery, sell: Sell) -> None:
    """The variant's cost counts before the product's."""
    with database.write() as tx:
        forms = tuple(catalog.VariantDraft(name) for name in ("S", "L"))
        catalog.upsert(tx, delivery, [ProductDraft("TEA", "Tea", variants=forms)])
    sell("1", *(LineDraft(n, 1, 1000, "TEA", variant=v) for n, v in enumerate(("S", "L"))))
    cost(
        database,
        delivery,
        CostPriceDraft("TEA", 400, "EUR"),
        CostPriceDraft("TEA", 700, "EUR", variant="L"),
    )
    assert earned(database).goods == 1100


def test_a_currency_without_a_rate_is_named(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """The order waits, by name, until somebody tells what its currency was worth."""
    cost(database, delivery, CostPriceDraft("TEA", 400, "EUR"))
    sell("1", LineDraft(1, 1, 2000, "TEA"), currency="JPY")
    assert earned(database).orders == 0
    with database.read() as tx:
        assert money.gaps(tx, WEEK, NOW).rates == {"JPY": 1}
    with database.write() as tx:
        told = RateDraft("EUR", "JPY", date(2026, 11, 20), 160 * 10**9)
        money.rates.upsert(tx, delivery, [told])
    assert (earned(database).revenue, earned(database).goods) == (1250, 400)


def test_dinars_have_three_digits(database: Database, delivery: Delivery, sell: Sell) -> None:
    """1.000 KWD at 3 EUR is 3.00 EUR."""
    with database.write() as tx:
        quote = RateDraft("KWD", "EUR", date(2026, 1, 1), 3 * 10**9)
        money.rates.upsert(tx, delivery, [quote])
    sell("1", LineDraft(1, 1, 1000, "TEA"), currency="KWD")
    assert earned(database).revenue == 300


def test_a_rate_that_makes_no_sense_is_refused(database: Database, delivery: Delivery) -> None:
    """A currency against itself, an unknown one, a rate of nothing."""
    day = date(2026, 1, 1)
    wrong = [("EUR", "EUR", 1), ("EUR", "XQZ", 1), ("EUR", "USD", 0)]
    with database.write() as tx:
        done = money.rates.upsert(
            tx, delivery, [RateDraft(base, quote, day, nano) for base, quote, nano in wrong]
        )
    assert ([one.row for one in done.rejected], done.created) == ([0, 1, 2], 0)


def test_changed_rules_book_only_their_orders_again(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """A fee from a day on leaves earlier orders alone; undoing it brings the old figure back."""
    sell("old", placed_at=NOW - timedelta(days=5))
    sell("new")
    assert earned(database).commission == 0
    since = (NOW - timedelta(days=2)).date()
    rule(database, MoneyRules(fees=(FeeRule(FeeKind.COMMISSION, P(10), since=since),)))
    with database.write() as tx:
        money.heed(tx, NOW)
        assert money.waiting(tx) == 1
    assert earned(database).commission == 100
    with database.write() as tx:
        preferences.undo(tx, "test", "money", NOW)
    assert earned(database).commission == 0


def test_the_most_special_rule_counts(database: Database, sell: Sell) -> None:
    """A rule for a source and channel before one for all."""
    fees = (
        FeeRule(FeeKind.COMMISSION, P(10)),
        FeeRule(FeeKind.COMMISSION, P(12), source="Shop", channel="amazon"),
        FeeRule(FeeKind.COMMISSION, P(99), source="Elsewhere"),
        FeeRule(FeeKind.COMMISSION, P(8), category="Food"),
    )
    rule(database, MoneyRules(fees=fees))
    sell("1", LineDraft(1, 1, 1000, "CUP"), channel="amazon")
    sell("2", LineDraft(1, 1, 1000, "CUP"))
    sell("3", channel="amazon")
    earned(database)
    with database.read() as tx:
        by = {one.key: one.commission for one in money.profit_by(tx, WEEK, NOW, By.CHANNEL)}
        preview = money.preview(tx, MoneyRules(), WEEK, NOW)
    assert by == {"amazon": 200, "web": 100}
    assert preview.after.amount - preview.before.amount == 300


def test_what_the_source_reports_beats_the_rules(database: Database, sell: Sell) -> None:
    """Commission and tax as they were billed, a tax of nothing among them."""
    rule(database, MoneyRules((TaxRate(P(19)),), (FeeRule(FeeKind.COMMISSION, P(15)),)))
    order = sell(
        "1", costs=(CostDraft(CostKind.COMMISSION, 77), CostDraft(CostKind.TAX, 0, "exempt"))
    )
    found = earned(database)
    assert (found.commission, found.tax) == (77, 0)
    with database.read() as tx:
        assert orders.costs(tx, order)[1].note == "exempt"


def test_tax_follows_the_country_and_the_source(database: Database, sell: Sell) -> None:
    """The order's country, else the shop's; prices without tax get it on top."""
    rules = MoneyRules((TaxRate(P(19), "DE"), TaxRate(P(20), "AT")), without_tax=("Shop",))
    rule(database, rules)
    with database.write() as tx:
        preferences.change(tx, "test", sources.Shop(country="DE"), NOW)
    sell("1")
    sell("2", attributes={"country": "AT"})
    found = earned(database)
    assert (found.tax, found.revenue) == (190 + 200, 2390)


def test_tax_lines_of_the_shop_are_the_tax(database: Database, sell: Sell) -> None:
    """Prices without tax and a line of tax: the sum is paid, the line goes to the state."""
    sell("1", LineDraft(1, 1, 1000, "TEA"), LineDraft(2, 1, 80, kind=LineKind.TAX))
    assert (earned(database).revenue, earned(database).tax) == (1080, 80)


def test_a_return_comes_off(database: Database, delivery: Delivery, sell: Sell) -> None:
    """Of two sold one comes back: its money went, its goods are there again."""
    cost(database, delivery, CostPriceDraft("TEA", 400, "EUR"))
    rule(database, MoneyRules(fees=(FeeRule(FeeKind.RETURN, fixed=P("2.50")),)))
    sell("1", LineDraft(1, 2, 1000, "TEA"))
    sell("1-R", LineDraft(1, -1, 1000, "TEA", kind=LineKind.RETURN))
    found = earned(database)
    assert (found.revenue, found.goods, found.returns) == (2000, 800, 600 + 250)
    assert found.profit == 1000 - 400 - 250


def test_an_exchange_at_the_till_is_charged_on_the_difference(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """A cup comes back for a tea over the counter: 5.00 was paid; on the web all 10.00 were.

    What comes back later takes nothing off the fee.
    """
    rule(database, MoneyRules(fees=(FeeRule(FeeKind.PAYMENT, percent=P(10)),)))
    lines = (LineDraft(1, 1, 1000, "TEA"), LineDraft(2, -1, 500, "CUP", kind=LineKind.RETURN))
    sell("1", *lines, channel="till")
    assert earned(database).payment == 50
    sell("2", *lines, channel="web")
    assert earned(database).payment == 50 + 100
    key = sell("3", channel="till")
    with database.write() as tx:
        tea = catalog.ids_of(tx, delivery.source_id, ["TEA"])["TEA"]
        orders.bring_back(tx, delivery, [orders.BroughtBack(key, "R1", 1, tea, tea, 1, 1000)])
    assert earned(database).payment == 50 + 100 + 100


def test_a_refunded_order_leaves_a_loss(database: Database, delivery: Delivery, sell: Sell) -> None:
    """The money is gone, and so are the goods until somebody says otherwise; sales agree."""
    cost(database, delivery, CostPriceDraft("TEA", 400, "EUR"))
    sell("1", status=OrderStatus.REFUNDED)
    assert (earned(database).revenue, earned(database).profit) == (0, -400)
    with database.read() as tx:
        [day] = orders.sales_by_day(tx, NOW - timedelta(days=9), NOW)
        assert (day.amount, day.units) == (0, 0)
        assert orders.sales_by_product(tx, NOW - timedelta(days=9), NOW) == []
        assert [buyer.amount for buyer in orders.buyers(tx).buyers] in ([], [0])


def test_a_cancelled_order_leaves_the_books(database: Database, sell: Sell) -> None:
    """Overwritten as cancelled, it was never sold."""
    sell("1")
    assert earned(database).orders == 1
    sell("1", status=OrderStatus.CANCELLED)
    assert earned(database).orders == 0


def test_postage_of_an_order_without_goods_counts(database: Database, sell: Sell) -> None:
    """An order that only holds postage still brings money."""
    sell("1", LineDraft(1, 1, 490, kind=LineKind.SHIPPING))
    assert earned(database).revenue == 490


def test_an_undone_import_leaves_the_books(
    database: Database, delivery: Delivery, directory: Directory, sell: Sell
) -> None:
    """Orders and costs of the import go, and the figures are as before."""
    sell("1")
    before = earned(database)
    imported = replace(delivery, import_id="a" * 32)
    with database.write() as tx:
        draft = orders.OrderDraft("9", WEEK, "EUR", (LineDraft(1, 1, 700, "TEA"),))
        orders.upsert(tx, directory, imported, [draft])
        money.costs.upsert(tx, imported, [CostPriceDraft("TEA", 100, "EUR")])
        quote = RateDraft("EUR", "USD", date(2026, 1, 1), 10**9)
        money.rates.upsert(tx, imported, [quote])
    assert (earned(database).goods, earned(database).orders) == (200, 2)
    for step in taking_back.steps(NOW, directory.vault).values():
        with database.write() as tx:
            step(tx, "a" * 32, 100)
    assert earned(database) == before
    with database.read() as tx:
        assert money.rates.newest(tx) == []


def test_a_file_of_rates_never_overwrites_a_person(database: Database, delivery: Delivery) -> None:
    """What somebody entered stands, whatever a file says later."""
    draft = RateDraft("EUR", "USD", date(2026, 1, 1), 2 * 10**9)
    with database.write() as tx:
        money.rates.upsert(tx, delivery, [draft])
        file = replace(delivery, import_id="b" * 32)
        assert money.rates.upsert(tx, file, [replace(draft, nano=10**9)]).same == 1
        assert money.rates.newest(tx) == [draft]


def test_losses_are_told_by_product_and_channel(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """A product that costs more than it brings, in the channel where it does."""
    cost(
        database,
        delivery,
        CostPriceDraft("TEA", 400, "EUR"),
        CostPriceDraft("CUP", 100, "EUR"),
    )
    rule(database, MoneyRules(fees=(FeeRule(FeeKind.COMMISSION, P(70), channel="amazon"),)))
    sell("1", channel="amazon")
    sell("2")
    sell("3", LineDraft(1, 1, 500, "CUP"), channel="amazon")
    earned(database)
    with database.read() as tx:
        found = money.losses(tx, WEEK, NOW)
    assert [(one.channel, one.profit.profit, one.profit.units) for one in found] == [
        ("amazon", -100, 1.0)
    ]


def test_profit_is_told_apart(database: Database, delivery: Delivery, sell: Sell) -> None:
    """By channel, source, product, category and who bought; each adds up to the whole."""
    person = (Identity(IdentityKind.CUSTOMER_ID, "7"),)
    sell("1", customer=person, placed_at=NOW - timedelta(days=3))
    sell("2", LineDraft(1, 1, 500, "CUP"), customer=person, channel="till")
    sell("3")
    whole = earned(database).profit
    with database.read() as tx:
        told = {by: money.profit_by(tx, WEEK, NOW, by) for by in By}
    assert all(sum(one.profit for one in some) == whole for some in told.values())
    assert {one.key for one in told[By.SEGMENT]} == {"new", "returning", "unknown"}
    assert [one.key for one in told[By.CATEGORY]] == ["Food > Tea", ""]
    assert [one.key for one in told[By.SOURCE]] == ["Shop"]


def test_rebuilding_changes_nothing(database: Database, delivery: Delivery, sell: Sell) -> None:
    """The books follow from the record alone, row by row."""
    cost(database, delivery, CostPriceDraft("TEA", 400, "EUR"))
    for number in range(5):
        sell(str(number), LineDraft(1, number + 1, 990, "TEA"), LineDraft(2, 1, 500, "CUP"))
    earned(database)

    def rows() -> list[object]:
        with database.read() as tx:
            return tx.all(text("SELECT * FROM line_profits ORDER BY order_id, line"))

    before = rows()
    with database.write() as tx:
        money.rebuild(tx)
    assert earned(database).orders == 5
    assert (rows(), len(before)) == (before, 10)


def test_an_order_tells_its_money_at_once(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """What its page shows is what the books will say, line by line."""
    cost(database, delivery, CostPriceDraft("TEA", 400, "EUR"))
    order = sell("1", LineDraft(1, 1, 1000, "TEA"), LineDraft(2, 1, 500, "CUP"))
    with database.read() as tx:
        told = money.of_order(tx, order)
    assert (told.by_line, told.unknown) == ({1: 600, 2: 500}, {2})
    assert told.profit == earned(database)
    yen = sell("2", currency="JPY")
    with database.read() as tx:
        assert money.of_order(tx, yen).lacking == "JPY"


def test_the_day_of_the_rate_is_told(database: Database, delivery: Delivery, sell: Sell) -> None:
    """An order of Monday names the Friday's rate that it was booked with."""
    with database.write() as tx:
        friday = date(2026, 11, 20)
        money.rates.upsert(tx, delivery, [RateDraft("EUR", "USD", friday, 2 * 10**9)])
    order = sell("1", currency="USD", placed_at=datetime(2026, 11, 23, 9, tzinfo=UTC))
    with database.read() as tx:
        told = money.of_order(tx, order)
    assert (told.profit.revenue, told.rate_day) == (500, money.rates.day_number(friday))
