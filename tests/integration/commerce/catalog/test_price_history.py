"""Every price is kept, and only a lawful one is crossed out."""

from datetime import UTC, datetime, timedelta

from shopweave.commerce import catalog, sources
from shopweave.commerce.catalog import Price, PricingPreferences, ProductDraft, VariantDraft
from shopweave.commerce.inbound import Delivery
from shopweave.foundation import preferences
from shopweave.foundation.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def price(
    database: Database,
    delivery: Delivery,
    days: int,
    amount: int | None,
    crossed: int | None = None,
) -> str:
    """Let a price hold from some days ago on; returns the product's id."""
    prices = () if amount is None else (Price(amount, "EUR", crossed),)
    then = Delivery(delivery.source_id, NOW - timedelta(days=days))
    draft = ProductDraft("TEA", "Tea", prices=prices)
    with database.write() as tx:
        return catalog.upsert(tx, then, [draft]).ids["TEA"]


def test_every_change_is_kept(database: Database, delivery: Delivery) -> None:
    """The first price, each other one, and that there is none any more; a replay adds nothing."""
    for days, amount in ((50, 1000), (40, 1000), (30, 900), (20, None), (10, 950)):
        tea = price(database, delivery, days, amount)
    with database.read() as tx:
        held = catalog.price_history(tx, tea)
    assert [change.amount for change in held] == [1000, 900, None, 950]
    assert [(NOW - change.at).days for change in held] == [50, 30, 20, 10]


def test_the_lowest_price_before_the_reduction(database: Database, delivery: Delivery) -> None:
    """Not of the last days, in which the reduced price itself holds."""
    for days, amount, crossed in ((60, 1000, None), (20, 1200, None), (5, 800, 1200)):
        tea = price(database, delivery, days, amount, crossed)
    with database.read() as tx:
        assert catalog.lowest_in(tx, tea, NOW) == {(tea, "EUR"): 1000}
        assert catalog.lowest_in(tx, tea, NOW, days=10) == {(tea, "EUR"): 1200}


def test_only_a_lawful_price_is_crossed_out(database: Database, delivery: Delivery) -> None:
    """Where the law asks for it: the lowest one, or none; elsewhere what the shop says."""
    for days, amount, crossed in ((60, 1000, None), (20, 1200, None), (5, 800, 1500)):
        tea = price(database, delivery, days, amount, crossed)
    assert _crossed_out(database, tea, "DE") == [1000, 1000]
    assert _crossed_out(database, tea, "") == [1000, 1000]
    assert _crossed_out(database, tea, "CN") == [1500, 1500]


def test_a_reduction_of_nothing_shows_no_former_price(
    database: Database, delivery: Delivery
) -> None:
    """It cost as little before, or nobody knows what it cost."""
    price(database, delivery, 20, 800)
    tea = price(database, delivery, 5, 800, 1200)
    assert _crossed_out(database, tea, "DE") == [None, None]
    with database.write() as tx:
        draft = ProductDraft("NEW", "New", prices=(Price(500, "EUR", 900),))
        new = catalog.upsert(tx, delivery, [draft]).ids["NEW"]
    assert _crossed_out(database, new, "DE") == [None, None]


def test_the_shop_may_look_further_back_or_nowhere(database: Database, delivery: Delivery) -> None:
    """Days and countries are the merchant's own preference."""
    for days, amount, crossed in ((90, 700, None), (50, 1000, None), (5, 600, 1500)):
        tea = price(database, delivery, days, amount, crossed)
    for wanted, expected in (
        (PricingPreferences(reference_days=60), 700),
        (PricingPreferences(countries=()), 1500),
    ):
        with database.write() as tx:
            preferences.change(tx, "test", wanted, NOW)
        assert _crossed_out(database, tea, "DE") == [expected, expected]


def test_each_variant_and_currency_has_its_own_past(database: Database, delivery: Delivery) -> None:
    """The small one was reduced in euros, nothing else."""

    def draft(small: Price) -> ProductDraft:
        forms = (
            VariantDraft("S", prices=(small, Price(900, "CHF"))),
            VariantDraft("L", prices=(Price(2000, "EUR"),)),
        )
        return ProductDraft("TEA", "Tea", variants=forms)

    with database.write() as tx:
        before = Delivery(delivery.source_id, NOW - timedelta(days=9))
        tea = catalog.upsert(tx, before, [draft(Price(1000, "EUR"))]).ids["TEA"]
        catalog.upsert(tx, delivery, [draft(Price(700, "EUR", 1000))])
        small = catalog.variant_ids(tx, [tea])[tea, "S"]
        assert catalog.references(tx, [tea]) == {(small, "EUR"): 1000}
        assert len(catalog.price_history(tx, tea)) == 4


def test_undoing_an_import_is_a_change_of_price(database: Database, delivery: Delivery) -> None:
    """The history says what held while the import stood; it is only ever added to."""
    tea = price(database, delivery, 9, 1000)
    with database.write() as tx:
        file = Delivery(delivery.source_id, NOW - timedelta(days=3), import_id="c" * 32)
        catalog.upsert(tx, file, [ProductDraft("TEA", "Tea", prices=(Price(500, "EUR"),))])
        catalog.take_back(tx, "c" * 32, 100, NOW, lambda _tx, _ids: set())
        held = catalog.price_history(tx, tea)
    assert [change.amount for change in held] == [1000, 500, 1000]


def _crossed_out(database: Database, product: str, country: str) -> list[int | None]:
    """The former price on the card and on the product, for a shop in this country."""
    with database.write() as tx:
        preferences.change(tx, "test", sources.Shop(country=country), NOW)
        card = catalog.cards(tx, [product])[product]
        whole = catalog.as_shown(tx, catalog.get(tx, product))
    return [card.price.compare_at, whole.prices[0].compare_at]
