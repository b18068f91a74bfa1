"""Open the connector of a connection: address, secrets and pace put together."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import orjson

from shopweave.connectors.contract import Access, Connector, Http, Kind
from shopweave.connectors.sync.errors import NotConnected, UnknownKindOfShop
from shopweave.connectors.sync.records import connected
from shopweave.connectors.sync.types import Connection
from shopweave.foundation.clock import Clock
from shopweave.foundation.database import Database, Transaction
from shopweave.trust.vault import Safe

_PLACE = "connections.secrets"


@dataclass(frozen=True, slots=True)
class Shops:
    """The kinds there are, and the way to each connected shop."""

    database: Database
    clock: Clock
    safe: Safe
    kinds: Mapping[str, Kind]

    def kind(self, name: str) -> Kind:
        """A kind by name; raises `UnknownKindOfShop`."""
        found = self.kinds.get(name)
        if found is None:
            raise UnknownKindOfShop(kind=name, kinds=", ".join(sorted(self.kinds)))
        return found

    def seal(self, source_id: str, secrets: Mapping[str, str]) -> bytes:
        """Secrets as the table keeps them."""
        return self.safe.seal(_PLACE, source_id, orjson.dumps(dict(secrets)))

    def secrets(self, tx: Transaction, source_id: str) -> dict[str, str]:
        """A connection's secrets in the open; raises `NotConnected`."""
        sealed = connected.secrets(tx, source_id)
        if sealed is None:
            raise NotConnected(name=source_id)
        opened: dict[str, str] = orjson.loads(self.safe.open(_PLACE, source_id, sealed))
        return opened

    @contextmanager
    def open(self, connection: Connection) -> Iterator[Connector]:
        """The connector of a connection, for one round of work."""
        with self.database.read() as tx:
            secrets = self.secrets(tx, connection.source_id)
        with self.open_with(connection, secrets) as connector:
            yield connector

    @contextmanager
    def open_with(self, connection: Connection, secrets: Mapping[str, str]) -> Iterator[Connector]:
        """The same with secrets that are not kept yet."""
        kind = self.kind(connection.kind)
        http = Http(connection.url, self.clock, private=connection.private, pace=kind.pace)
        try:
            yield kind.open(
                Access(
                    url=connection.url,
                    secrets=secrets,
                    options=connection.options,
                    currency=connection.currency,
                    time_zone=connection.time_zone,
                    http=http,
                    clock=self.clock,
                )
            )
        finally:
            http.close()
