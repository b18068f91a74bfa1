"""What goods cost on average follows from what was told, not from the way it was told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integration.commerce.money.conftest import NOW, Sell, earned
from tests.integration.commerce.money.test_books import amounts, cost, counted

from shopweave.commerce import catalog, money, stock
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.money import CostPriceDraft
from shopweave.commerce.stock import MovementDraft, MovementKind
from shopweave.foundation.database import Database

_NUMBERS = count(1)
_MANY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
UNITS = st.integers(1, 60_000).map(lambda thousandths: thousandths / 1000)
PRICES = st.integers(1, 5_000)


@dataclass(frozen=True)
class Came:
    """A receipt so many days ago, and in which of the batches it is told."""

    day: int
    units: float | None
    price: int
    batch: int


CAME = st.lists(
    st.builds(Came, st.integers(1, 40), st.none() | UNITS, PRICES, st.integers(0, 2)),
    min_size=2,
    max_size=8,
    unique_by=lambda one: one.day,
)


def told(name: str, one: Came) -> CostPriceDraft:
    """The receipt of a product; without units, a cost that somebody typed."""
    return CostPriceDraft(
        name, one.price, "EUR", since=NOW - timedelta(days=one.day), units=one.units
    )


def tell(
    database: Database, delivery: Delivery, came: Sequence[Came], counts: Sequence[float]
) -> str:
    """A new product, whose receipts are told batch by batch, each after a count."""
    name = f"P{next(_NUMBERS)}"
    with database.write() as tx:
        catalog.upsert(tx, delivery, [ProductDraft(name, name)])
    for number, units in enumerate(counts):
        later = replace(delivery, now=NOW + timedelta(hours=number))
        move = MovementDraft(f"{name}.{number}", name, MovementKind.COUNT, units, later.now)
        with database.write() as tx:
            stock.upsert(tx, later, [move])
            batch = [told(name, one) for one in came if one.batch == number]
            assert not money.costs.upsert(tx, later, batch).rejected
    return name


def averages(database: Database, delivery: Delivery, name: str) -> list[int]:
    """What a product cost, oldest first."""
    with database.read() as tx:
        product = catalog.ids_of(tx, delivery.source_id, [name])[name]
        return [one.amount for one in money.costs.history(tx, product)]


@_MANY
@given(CAME, st.lists(st.integers(0, 200), min_size=3, max_size=3), st.data())
def test_a_corrected_receipt_is_as_if_it_had_been_right_from_the_start(
    database: Database,
    delivery: Delivery,
    came: list[Came],
    counts: list[int],
    data: st.DataObject,
) -> None:
    """Whichever is told wrong, and sold in between: every average comes out the same."""
    place = data.draw(st.integers(0, len(came) - 1))
    right = came[place]
    wrong = replace(right, price=data.draw(PRICES), units=right.units and data.draw(UNITS))
    mistaken = [*came[:place], wrong, *came[place + 1 :]]
    one = tell(database, delivery, came, counts)
    other = tell(database, delivery, mistaken, counts)
    late = replace(delivery, now=NOW + timedelta(days=1))
    sold = MovementDraft(f"{other}.sold", other, MovementKind.COUNT, 1, late.now)
    with database.write() as tx:
        stock.upsert(tx, late, [sold])
        money.costs.upsert(tx, late, [told(other, right)])
    assert averages(database, delivery, other) == averages(database, delivery, one)


@_MANY
@given(CAME, st.integers(0, 200))
def test_a_file_that_was_cut_costs_what_it_does_in_one_piece(
    database: Database, delivery: Delivery, came: list[Came], units: int
) -> None:
    """Wherever the batches of an import end, each half knows of the other."""
    whole = tell(database, delivery, [replace(one, batch=0) for one in came], [units])
    cut = tell(database, delivery, came, [units] * 3)
    assert averages(database, delivery, cut) == averages(database, delivery, whole)


def test_a_correction_reaches_the_margin_of_later_sales(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """10 at 3.00, 10 at 5.00, then 20 at 6.00; the first delivery did cost 7.00."""
    cost_of = CostPriceDraft("TEA", 300, "EUR", since=NOW - timedelta(days=9))
    sell("1")
    cost(database, delivery, cost_of)
    counted(database, delivery, 40)
    first = CostPriceDraft("TEA", 500, "EUR", since=NOW - timedelta(days=3), units=10)
    second = CostPriceDraft("TEA", 600, "EUR", since=NOW - timedelta(days=2), units=20)
    cost(database, delivery, first)
    cost(database, delivery, second)
    assert (amounts(database, delivery), earned(database).goods) == ([300, 400, 500], 500)
    cost(database, delivery, replace(first, amount=700))
    assert (amounts(database, delivery), earned(database).goods) == ([300, 500, 550], 550)


def test_a_receipt_that_is_taken_out_leaves_no_trace(
    database: Database, delivery: Delivery, sell: Sell
) -> None:
    """An import undone: what came later costs what it would have without it."""
    sell("1")
    counted(database, delivery, 40)
    first = CostPriceDraft("TEA", 500, "EUR", since=NOW - timedelta(days=3), units=10)
    second = CostPriceDraft("TEA", 600, "EUR", since=NOW - timedelta(days=2), units=20)
    cost(database, delivery, second)
    alone = amounts(database, delivery)
    cost(database, replace(delivery, import_id="wrong"), first)
    assert amounts(database, delivery) != alone
    with database.write() as tx:
        money.costs.take_back(tx, "wrong", 100)
    assert amounts(database, delivery) == alone
