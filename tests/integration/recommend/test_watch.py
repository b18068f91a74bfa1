"""What is remembered of a person is read again as soon as something changed it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shopweave.commerce import customers, orders, sources
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import LineDraft, OrderDraft
from shopweave.commerce.sources import SourceDraft
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.recommend import watch
from shopweave.recommend.people import People
from shopweave.trust.vault import Keyring, Vault

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ANNA, BO = (Identity(IdentityKind.CUSTOMER_ID, name) for name in ("anna", "bo"))
OLD = OrderDraft("o1", datetime(2024, 1, 2, tzinfo=UTC), "EUR", (LineDraft(1, 2, 990, "tea"),))


class Remembering:
    """A shop with two people, both remembered."""

    def __init__(self, database: Database) -> None:
        clock = ManualClock(NOON)
        self.database = database
        self.directory = Directory(Vault(Keyring.generate(), clock))
        with database.write() as tx:
            self.shop = Delivery(sources.ensure(tx, SourceDraft("web", "web"), NOON).id, NOON)
            marks = [[ANNA], [BO]]
            found = self.directory.resolve_many(tx, self.shop, marks)
            self.anna, self.bo = str(found[0]), str(found[1])
        self.people = People(database, clock)
        self.watch = watch.Watch(database, self.people)
        self.watch.look()
        for one in (self.anna, self.bo):
            self.people.load(one)

    def forgotten(self) -> set[str]:
        """Who must be read again after a look."""
        self.watch.look()
        return {one for one in (self.anna, self.bo) if self.people.known(one) is None}


@pytest.fixture
def remembering(database: Database) -> Remembering:
    """The shop on each database."""
    return Remembering(database)


def test_an_order_of_long_ago_is_heard_of(remembering: Remembering) -> None:
    """An imported order is not among the newest, and its buyer is read again all the same."""
    assert remembering.forgotten() == set()
    with remembering.database.write() as tx:
        draft = replace(OLD, customer=(ANNA,))
        orders.upsert(tx, remembering.directory, remembering.shop, [draft])
    assert remembering.forgotten() == {remembering.anna}
    assert [deed.product for deed in remembering.people.load(remembering.anna).bought]


def test_more_orders_than_can_be_named_concern_everybody(
    remembering: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a large import nobody is taken for known."""
    monkeypatch.setattr(watch, "BUYERS_AT_ONCE", 1)
    with remembering.database.write() as tx:
        draft = replace(OLD, customer=(ANNA,))
        orders.upsert(tx, remembering.directory, remembering.shop, [draft])
    assert remembering.forgotten() == {remembering.anna, remembering.bo}


def test_joining_and_parting_is_heard_of(remembering: Remembering) -> None:
    """Two pseudonyms that become one person are read again, and so when they are parted."""
    anna, bo = remembering.anna, remembering.bo
    with remembering.database.write() as tx:
        joined = customers.merge(tx, anna, bo, "staff", NOON)
    assert remembering.forgotten() == {anna, bo}
    remembering.people.load(anna)
    with remembering.database.write() as tx:
        customers.separate(tx, joined.id, "staff", NOON)
    assert remembering.forgotten() == {anna, bo}
