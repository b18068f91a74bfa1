"""Sources on a database of their own, and jobs done by hand."""

from dataclasses import dataclass
from datetime import UTC, datetime

from shopweave.commerce import catalog, orders
from shopweave.commerce.catalog import Price, Product
from shopweave.commerce.customers import Directory
from shopweave.connectors.sync import Connection, ConnectionDraft, Sources
from shopweave.connectors.sync.round import RECONCILE
from shopweave.foundation import jobs
from shopweave.foundation.clock import ManualClock
from shopweave.foundation.database import Database
from shopweave.foundation.jobs import Handlers, Worker
from shopweave.trust.permissions import SYSTEM
from shopweave.trust.vault import Keyring, Safe, Vault

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bench:
    """What a test of connected shops works with."""

    database: Database
    clock: ManualClock
    sources: Sources
    worker: Worker

    @classmethod
    def on(cls, database: Database) -> "Bench":
        """A bench with a keyring in memory."""
        clock, keyring = ManualClock(NOW), Keyring.generate()
        directory = Directory(Vault(keyring, clock))
        sources = Sources.open(database, clock, Safe(keyring), directory)
        handlers = Handlers()
        sources.attach(handlers)
        return cls(database, clock, sources, Worker(database, handlers, clock, slots=2))

    def connect(self, draft: ConnectionDraft) -> Connection:
        """Connect a shop and read it for the first time."""
        made = self.sources.connections.connect(draft, SYSTEM)
        return self.work(made)

    def sync(self, connection: Connection) -> Connection:
        """One round of a source; returns the connection after it."""
        self.sources.connections.sync_now(connection.source_id, SYSTEM)
        return self.work(connection)

    def reconcile(self, connection: Connection) -> Connection:
        """The weekly comparison of everything."""
        with self.database.write() as tx:
            jobs.enqueue(tx, RECONCILE, {"source": connection.source_id})
        return self.work(connection)

    def work(self, connection: Connection) -> Connection:
        """Do all jobs that are due."""
        while self.worker.step():
            pass
        return self.sources.connections.one(connection.source_id)

    def product(self, connection: Connection, key: str) -> Product:
        """A product by the shop's own id."""
        with self.database.read() as tx:
            found = catalog.ids_of(tx, connection.source_id, [key])
            return catalog.get(tx, found[key])

    def price(self, connection: Connection, key: str) -> Price:
        """What a product costs, or its first variant."""
        product = self.product(connection, key)
        own = product.prices or product.variants[0].prices
        return own[0]

    def orders(self) -> list[orders.OrderHead]:
        """All orders, the newest first."""
        with self.database.read() as tx:
            return list(orders.search(tx, limit=1000).orders)
