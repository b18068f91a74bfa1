"""Show and erase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shopweave.foundation import outbox
from shopweave.foundation.database import Database, Transaction
from shopweave.trust import audit
from shopweave.trust.events import CustomerErased
from shopweave.trust.permissions import SYSTEM, Principal
from shopweave.trust.personal_data import records
from shopweave.trust.personal_data.handlers import Aliases, Handler, only_itself
from shopweave.trust.personal_data.tombstones import Tombstones
from shopweave.trust.vault import Vault


@dataclass(frozen=True, slots=True)
class Export:
    """All that is known about a person: under which pseudonyms, and rows by room."""

    customers: list[str]
    data: dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Erasure:
    """Who was erased, and how many rows each room deleted or changed."""

    customers: list[str]
    rows: dict[str, int]


class PersonalData:
    """The rooms that keep personal data; `aliases` tells all pseudonyms of a person."""

    def __init__(
        self,
        handlers: Sequence[Handler],
        vault: Vault,
        tombstones: Tombstones,
        aliases: Aliases = only_itself,
    ) -> None:
        self.handlers = list(handlers)
        self._vault = vault
        self._tombstones = tombstones
        self._aliases = aliases

    def register(self, *handlers: Handler) -> None:
        """Let more rooms answer; call it while the product is put together."""
        self.handlers.extend(handlers)

    def tables(self) -> frozenset[str]:
        """Names of all tables that somebody answers for."""
        return frozenset[str]().union(*(handler.tables for handler in self.handlers))

    def export(
        self, database: Database, principal: Principal, customer: str, at: datetime
    ) -> Export:
        """Return everything about a customer as JSON values; audited before it is handed out."""
        with database.read() as tx:
            customers = self._person(tx, customer)
            data = {
                handler.name: [row for one in customers for row in handler.export(tx, one)]
                for handler in self.handlers
            }
        with database.write() as tx:
            audit.record(tx, principal, "customer.exported", f"customer:{customer}", at=at)
        return Export(customers, data)

    def erase(self, tx: Transaction, principal: Principal, customer: str, at: datetime) -> Erasure:
        """Erase a person for good, in this and every older state of the database; audited."""
        return self._erase(tx, principal, self._person(tx, customer), at)

    def reapply(self, database: Database, at: datetime) -> int:
        """Erase again whom a restored backup brought back; returns how many. Call it at start."""
        with database.read() as tx:
            known = records.erased(tx)
        written = set(self._tombstones.read())
        for customer in sorted(written - known):
            with database.write() as tx:
                self._erase(tx, SYSTEM, [customer], at)
        if known - written:
            self._tombstones.add(sorted(known - written), at)
        return len(written - known)

    def _erase(
        self, tx: Transaction, principal: Principal, customers: list[str], at: datetime
    ) -> Erasure:
        rows = {
            handler.name: sum(handler.erase(tx, one) for one in customers)
            for handler in self.handlers
        }
        self._vault.destroy(tx, customers)
        records.add(tx, customers, principal.id, at)
        audit.record(tx, principal, "customer.erased", f"customer:{customers[0]}", rows, at=at)
        outbox.record(tx, CustomerErased(customers))
        tx.after_commit(lambda: self._tombstones.add(customers, at))
        return Erasure(customers, rows)

    def _person(self, tx: Transaction, customer: str) -> list[str]:
        return list(dict.fromkeys([customer, *self._aliases(tx, customer)]))
