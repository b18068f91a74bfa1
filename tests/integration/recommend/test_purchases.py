"""An order credits the list that led to it, and takes the credit back when it is cancelled."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from shopweave import decisions, recommend
from shopweave.commerce import catalog, orders, sources
from shopweave.commerce.customers import Directory, Identity, IdentityKind
from shopweave.commerce.inbound import Delivery
from shopweave.commerce.orders import (
    LineDraft,
    OrderCancelled,
    OrderDraft,
    OrderPlaced,
    OrderStatus,
)
from shopweave.commerce.sources import SourceDraft
from shopweave.decisions import Decision, Happened, Outcome
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database, Transaction
from shopweave.foundation.jobs import Handlers, Worker
from shopweave.foundation.outbox import Dispatcher, Subscriptions
from shopweave.trust.vault import Keyring, Vault

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SOON = NOON + timedelta(hours=1)
ANNA = (Identity(IdentityKind.EMAIL, "anna@example.org"),)
ORDER = OrderDraft("o1", SOON, "EUR", (LineDraft(1, 2, 990, "tea"),), customer=ANNA)


def carry(database: Database, clock: ManualClock) -> None:
    """Carry all news to the recommender."""
    subscriptions = Subscriptions().on(OrderPlaced, recommend.note_purchases)
    subscriptions.on(OrderCancelled, recommend.take_purchases_back)
    handlers = Handlers()
    subscriptions.attach(handlers)
    dispatcher, worker = Dispatcher(database, subscriptions), Worker(database, handlers, clock)
    while dispatcher.step() or worker.step():
        pass


def show(tx: Transaction, customer: str, product: str) -> str:
    """Show a list with the product to the customer."""
    what = {"items": [product]}
    shown = Decision("recommend.home", "customer", customer, NOON, what)
    decisions.record(tx, shown)
    decisions.note(tx, [Outcome(shown.id, Happened.SHOWN, NOON)])
    return shown.id


def test_credits_and_takes_back(database: Database) -> None:
    """What was bought after a list is its outcome, in money, until the order is cancelled."""
    clock = ManualClock(SOON)
    directory = Directory(Vault(Keyring.generate(), clock))
    with database.write() as tx:
        shop = Delivery(sources.ensure(tx, SourceDraft("web", "web"), NOON).id, SOON)
        customer = str(directory.resolve(tx, shop, ANNA))
        orders.upsert(tx, directory, shop, [replace(ORDER, customer=())])
        product = catalog.ids_of(tx, shop.source_id, ["tea"])["tea"]
        made = show(tx, customer, product)
        orders.upsert(tx, directory, shop, [replace(ORDER, external_id="o2")])
    carry(database, clock)
    with database.read() as tx:
        bought = decisions.outcomes_of(tx, [made])[-1]
        assert (bought.happened, bought.item, bought.value) == (Happened.BOUGHT, product, 1980)
    with database.write() as tx:
        cancelled = replace(ORDER, external_id="o2", status=OrderStatus.CANCELLED)
        orders.upsert(tx, directory, shop, [cancelled])
    carry(database, clock)
    with database.read() as tx:
        told = decisions.outcomes_of(tx, [made])
        assert [one.happened for one in told] == [Happened.SHOWN]
