"""What every kind of connected shop keeps to."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.contract.connectors.bench import NOW, Bench
from tests.contract.connectors.case import Case

from shopweave.commerce.catalog import Status
from shopweave.connectors.sync import Standing

YESTERDAY = NOW - timedelta(days=1)


def test_the_first_reading_brings_everything(bench: Bench, case: Case) -> None:
    """Products and orders of a shop are in the record after it is connected."""
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    case.put_order("o1", "p1", 990, YESTERDAY)
    shop = bench.connect(case.draft())
    assert shop.standing is Standing.OK
    assert bench.price(shop, "p1").amount == 990
    assert [order.total for order in bench.orders()] == [990]


def test_reading_again_changes_nothing(bench: Bench, case: Case) -> None:
    """A second round over the same items creates and changes no row."""
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    case.put_order("o1", "p1", 990, YESTERDAY)
    first = bench.connect(case.draft())
    again = bench.sync(first)
    counts = [[(mark.created, mark.changed) for mark in one.progress] for one in (first, again)]
    assert counts[0] == counts[1]


def test_a_change_is_seen_in_the_next_round(bench: Bench, case: Case) -> None:
    """A new price and a new order arrive with the next look."""
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    shop = bench.connect(case.draft())
    case.put_product("p1", "Green tea", 1090, NOW)
    case.put_order("o1", "p1", 1090, NOW)
    bench.sync(shop)
    assert bench.price(shop, "p1").amount == 1090
    assert len(bench.orders()) == 1


def test_what_is_older_does_not_overwrite(bench: Bench, case: Case) -> None:
    """An item that arrives late, with an earlier time of change, leaves the newer one alone."""
    case.put_product("p1", "New", 990, NOW)
    shop = bench.connect(case.draft())
    case.put_product("p1", "Old", 500, NOW - timedelta(minutes=1))
    bench.sync(shop)
    assert bench.product(shop, "p1").title == "New"


def test_a_clock_that_is_slow_hides_nothing(bench: Bench, case: Case) -> None:
    """Changes are found although the shop's clock stands three hours behind ours."""
    slow = timedelta(hours=3)
    case.put_product("p1", "Green tea", 990, NOW - slow)
    shop = bench.connect(case.draft())
    bench.clock.forward(timedelta(minutes=10))
    case.put_product("p2", "Oolong", 500, NOW + timedelta(minutes=9) - slow)
    bench.sync(shop)
    assert bench.product(shop, "p2").title == "Oolong"


def test_what_changed_during_a_look_comes_with_the_next(bench: Bench, case: Case) -> None:
    """An item stamped some minutes before the newest one seen is not skipped: looks overlap."""
    case.put_product("p1", "Green tea", 990, NOW)
    shop = bench.connect(case.draft())
    case.put_product("p2", "Oolong", 500, NOW - timedelta(minutes=3))
    bench.sync(shop)
    assert bench.product(shop, "p2").title == "Oolong"


@pytest.mark.slow
def test_thousands_of_items_come_in(bench: Bench, case: Case) -> None:
    """Twelve hundred products over many pages are all there, once."""
    for number in range(1200):
        case.put_product(f"p{number}", f"Tea {number}", 100 + number, YESTERDAY)
    shop = bench.connect(case.draft())
    assert shop.progress[0].created == 1200


def test_a_deleted_product_is_found_by_comparing_everything(bench: Bench, case: Case) -> None:
    """A product that the shop dropped without a word is gone after the weekly comparison."""
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    case.put_product("p2", "Oolong", 500, YESTERDAY)
    shop = bench.connect(case.draft())
    case.delete_product("p2")
    bench.reconcile(shop)
    states = [bench.product(shop, key).status for key in ("p1", "p2")]
    assert states == [Status.ACTIVE, Status.DELETED]


@pytest.mark.parametrize("currency", ["EUR", "JPY", "KWD"])
def test_money_is_exact_in_each_currency(
    bench: Bench, make_case: Callable[[str], Case], currency: str
) -> None:
    """Prices with two, no and three decimals become the right minor units."""
    case = make_case(currency)
    case.put_product("p1", "Green tea", 12345, YESTERDAY)
    shop = bench.connect(case.draft())
    price = bench.price(shop, "p1")
    assert (price.amount, price.currency) == (12345, currency)


def test_a_shop_that_asks_for_patience_gets_it(bench: Bench, case: Case) -> None:
    """After 429 with Retry-After nothing is asked before its time, and nothing is missed."""
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    shop = bench.connect(case.draft())
    case.put_product("p1", "Green tea", 1090, NOW)
    case.answer(429, {"retry-after": "120"}, b"{}", times=1)
    shop = bench.sync(shop)
    assert shop.next_at >= NOW + timedelta(seconds=120)
    bench.sync(shop)
    assert bench.price(shop, "p1").amount == 1090


def test_words_of_all_tongues_survive(bench: Bench, case: Case) -> None:
    """Chinese, accents and emoji arrive as they are."""
    title = "龙井茶 Crème brûlée 🍵"
    case.put_product("p1", title, 990, YESTERDAY)
    shop = bench.connect(case.draft())
    assert bench.product(shop, "p1").title == title


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (500, b"oops", "shop-failing"),
        (401, b"{}", "key-refused"),
        (403, b"{}", "not-permitted"),
        (200, b"<html><body>Please sign in</body></html>", "not-data"),
        (200, b'{"items": [{"id": "p1", "tit', "half-answer"),
    ],
)
def test_a_sick_shop_is_named_and_recovers(
    bench: Bench, case: Case, status: int, body: bytes, code: str
) -> None:
    """What goes wrong stands at the source with a sentence, and ends when the shop is well."""
    case.put_product("p1", "Green tea", 990, YESTERDAY)
    shop = bench.connect(case.draft())
    case.answer(status, {"content-type": "text/html"}, body, times=50)
    shop = bench.sync(shop)
    assert shop.standing is Standing.ATTENTION
    assert shop.trouble is not None
    assert shop.trouble.code == code
    case.answer(status, {}, body, times=0)
    assert bench.sync(shop).standing is Standing.OK
    assert bench.product(shop, "p1").title == "Green tea"
