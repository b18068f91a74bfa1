"""What the purchases of a customer say."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from shopweave.commerce import catalog, customers, orders, profiles
from shopweave.commerce.catalog import Price, ProductDraft
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft, OrderStatus
from shopweave.foundation.database import Database
from shopweave.foundation.money import Money

MONDAY = datetime(2026, 11, 2, 16, 30, tzinfo=UTC)
BUYER = (Identity(IdentityKind.CUSTOMER_ID, "7"),)


def order(number: int, at: datetime, product: str, price: int, **more) -> OrderDraft:
    """One unit of one product."""
    return OrderDraft(
        str(number), at, "EUR", (LineDraft(1, 1, price, product),), customer=BUYER, **more
    )


@pytest.fixture
def buyer(database: Database, directory: Directory, delivery: Delivery) -> str:
    """Somebody who buys tea every Monday, once a cup, and cancelled a pot."""
    goods = [
        ProductDraft("TEA", "Tea", categories=("Tea",), brand="S", prices=(Price(300, "EUR"),)),
        ProductDraft("CUP", "Cup", categories=("Ware",), prices=(Price(900, "EUR"),)),
        ProductDraft("POT", "Pot", categories=("Ware",), prices=(Price(9000, "EUR"),)),
        ProductDraft("BOX", "Box", categories=("Ware",), prices=(Price(9500, "EUR"),)),
    ]
    weeks = [order(n, MONDAY + timedelta(weeks=n), "TEA", 300) for n in range(3)]
    cup = order(8, MONDAY, "CUP", 900, channel="till")
    gone = order(9, MONDAY, "POT", 9000, status=OrderStatus.CANCELLED)
    with database.write() as tx:
        catalog.upsert(tx, delivery, goods)
        orders.upsert(tx, directory, delivery, [*weeks, cup, gone])
        return directory.look_up(tx, delivery.source_id, BUYER) or ""


def test_draws_what_when_and_how_often(database: Database, buyer: str) -> None:
    """Categories, weekday, hour, rhythm and price level follow from what was really bought."""
    with database.read() as tx:
        drawn = profiles.profile(tx, buyer, ZoneInfo("Asia/Shanghai"))
    assert (drawn.orders, drawn.spent) == (4, (Money(1800, "EUR"),))
    assert drawn.usual_order == Money(300, "EUR")
    assert [(s.name, s.share) for s in drawn.categories] == [("Tea", 0.5), ("Ware", 0.5)]
    assert [(s.name, s.share) for s in drawn.brands] == [("S", 1)]
    assert [(s.name, s.share) for s in drawn.channels] == [("web", 0.75), ("till", 0.25)]
    assert drawn.weekdays == (0, 4, 0, 0, 0, 0, 0)
    assert drawn.hours[0] == 4
    assert drawn.rhythm is not None
    assert (drawn.rhythm.days, drawn.rhythm.regular) == (7, 0)
    assert drawn.rhythm.due == MONDAY + timedelta(weeks=3)
    assert drawn.price_level == pytest.approx((3 * 0.125 + 0.375) / 4, abs=1e-4)


def test_a_stranger_has_an_empty_profile(
    database: Database, directory: Directory, delivery: Delivery
) -> None:
    """Who never bought is drawn without guesses; who does not exist is not drawn."""
    with database.write() as tx:
        visitor = directory.resolve(tx, delivery, [Identity(IdentityKind.ANONYMOUS, "a")]) or ""
        drawn = profiles.profile(tx, visitor, UTC)
        assert (drawn.orders, drawn.spent, drawn.rhythm, drawn.price_level) == (0, (), None, None)
        with pytest.raises(customers.UnknownCustomer):
            profiles.profile(tx, "0" * 32, UTC)


def test_draws_all_pseudonyms_as_one(
    database: Database, directory: Directory, delivery: Delivery, buyer: str
) -> None:
    """After a merge the profile is the same under either name."""
    with database.write() as tx:
        other = directory.resolve(tx, delivery, [Identity(IdentityKind.LOYALTY, "gold")]) or ""
        customers.merge(tx, buyer, other, "staff", MONDAY)
        assert profiles.profile(tx, other, UTC) == profiles.profile(tx, buyer, UTC)
