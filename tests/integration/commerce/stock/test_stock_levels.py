"""Levels are what the ledger says."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from shopweave.commerce import catalog, stock
from shopweave.commerce.catalog import ProductDraft
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.stock import Movement, MovementDraft, MovementKind
from shopweave.foundation.database import Database

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
KINDS = list(MovementKind)


@pytest.fixture
def tea(database: Database, delivery: Delivery) -> str:
    """One product."""
    with database.write() as tx:
        return catalog.upsert(tx, delivery, [ProductDraft("TEA", "Tea")]).ids["TEA"]


def moved(kind: MovementKind, quantity: float, hours: int, key: str = "") -> MovementDraft:
    """A movement some hours ago."""
    at = NOW - timedelta(hours=hours)
    return MovementDraft(key or f"{kind}{hours}", "TEA", kind, quantity, at)


def test_a_count_holds_from_its_time_on(database: Database, delivery: Delivery, tea: str) -> None:
    """What moved before a count is inside it, also if it is told later; what moved after adds."""
    drafts = [
        moved(MovementKind.COUNT, 10, 5),
        moved(MovementKind.SALE, -2, 3),
        moved(MovementKind.RECEIPT, 50, 8),
    ]
    with database.write() as tx:
        for draft in drafts:
            stock.upsert(tx, delivery, [draft])
        [level] = stock.of_products(tx, [tea])
    assert (level.on_hand, level.counted_at) == (8, NOW - timedelta(hours=5))


def test_levels_equal_the_ledger(database: Database, delivery: Delivery, tea: str) -> None:
    """After any movements in any order and batches, computing all anew changes nothing."""
    chance = random.Random(3)
    hours = list(range(1, 200))
    chance.shuffle(hours)
    with database.write() as tx:
        while hours:
            batch = [hours.pop() for _ in range(min(len(hours), chance.randint(1, 9)))]
            drafts = [
                MovementDraft(
                    str(hour),
                    "TEA",
                    kind := chance.choice(KINDS),
                    chance.randint(0, 9000) / 1000 * (-1 if kind is MovementKind.SALE else 1),
                    NOW - timedelta(hours=hour // 2),
                    place=chance.choice(["North", "South"]),
                )
                for hour in batch
            ]
            stock.upsert(tx, delivery, drafts)
        assert stock.rebuild(tx, NOW) == 0
        assert len(stock.of_products(tx, [tea])) == 2


def test_a_wrong_level_is_put_right(database: Database, delivery: Delivery, tea: str) -> None:
    """Rebuilding repairs a projection that was damaged, and says so."""
    with database.write() as tx:
        stock.upsert(tx, delivery, [moved(MovementKind.COUNT, 10, 5)])
        tx.connection.exec_driver_sql("UPDATE stock_levels SET on_hand = 1")
        assert stock.rebuild(tx, NOW) == 1
        assert stock.of_products(tx, [tea])[0].on_hand == 10


def test_a_replay_books_nothing(database: Database, delivery: Delivery, tea: str) -> None:
    """The same movement counts once; under its id other figures are refused."""
    with database.write() as tx:
        stock.upsert(tx, delivery, [moved(MovementKind.RECEIPT, 5, 1)])
        again = stock.upsert(tx, delivery, [moved(MovementKind.RECEIPT, 5, 1)])
        other = stock.upsert(tx, delivery, [moved(MovementKind.RECEIPT, 6, 1)])
        assert (again.same, again.created) == (1, 0)
        assert [r.problem.code() for r in other.rejected] == ["booked-otherwise"]
        assert stock.of_products(tx, [tea])[0].on_hand == 5


def test_leaves_out_what_cannot_be_booked(database: Database, delivery: Delivery, tea: str) -> None:
    """An unknown product, a count below zero and a repeated id are named; the rest is in."""
    good = moved(MovementKind.RECEIPT, 5, 1)
    drafts = [
        MovementDraft("a", "NONE", MovementKind.RECEIPT, 1, NOW),
        MovementDraft("b", "TEA", MovementKind.COUNT, -1, NOW),
        good,
        good,
    ]
    with database.write() as tx:
        done = stock.upsert(tx, delivery, drafts)
    assert done.created == 1
    codes = [r.problem.code() for r in done.rejected]
    assert codes == ["not-in-catalogue", "not-units", "twice-in-batch"]


def test_the_last_unit_makes_a_product_unsellable(
    database: Database, delivery: Delivery, tea: str
) -> None:
    """A product never counted may be sold; counted and sold out it may not; received it may."""
    with database.write() as tx:
        sold = Movement(tea, tea, "p", MovementKind.SALE, -3, NOW)
        stock.post(tx, delivery, [sold])
        shown = [tea in catalog.sellable(tx).product_ids]
        for draft in (moved(MovementKind.COUNT, 0, 0), moved(MovementKind.RECEIPT, 9, 0)):
            stock.upsert(tx, delivery, [draft])
            shown.append(tea in catalog.sellable(tx).product_ids)
        stock.upsert(tx, delivery, [moved(MovementKind.RECEIPT, 9, -1, "late")])
        shown.append(tea in catalog.sellable(tx).product_ids)
    assert shown == [True, False, False, True]
