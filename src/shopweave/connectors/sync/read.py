"""Look connections up."""

from typing import Any

from shopweave.commerce import sources
from shopweave.commerce.sources import Source
from shopweave.connectors.contract import Entity
from shopweave.connectors.sync.errors import NotConnected
from shopweave.connectors.sync.records import connected, sent
from shopweave.connectors.sync.types import Connection, Progress, Refusal
from shopweave.foundation.database import Transaction

_ORDER = list(Entity)


def every(tx: Transaction) -> list[Connection]:
    """All connections by name."""
    known = {source.id: source for source in sources.every(tx)}
    progress = connected.progress(tx)
    found = [
        _connection(row, known[row.source_id], progress.get(row.source_id, []))
        for row in connected.every(tx)
    ]
    return sorted(found, key=lambda one: one.name)


def one(tx: Transaction, source_id: str) -> Connection:
    """The connection of a source; raises `NotConnected`."""
    rows = connected.every(tx, source_id)
    if not rows:
        raise NotConnected(name=source_id)
    progress = connected.progress(tx, source_id).get(source_id, [])
    return _connection(rows[0], sources.get(tx, source_id), progress)


def connection_of(tx: Transaction, source_id: str) -> Connection | None:
    """The connection of a source, None where it is no connected shop."""
    return one(tx, source_id) if connected.every(tx, source_id) else None


def named(tx: Transaction, name: str) -> Connection:
    """The connection of a source with that name, or with that id; raises `NotConnected`."""
    for connection in every(tx):
        if name in (connection.name, connection.source_id):
            return connection
    raise NotConnected(name=name)


def refusals(tx: Transaction, source_id: str, limit: int = 100) -> list[Refusal]:
    """What a source sent and that is not in, the newest first."""
    return sent.refusals(tx, source_id, limit)


def waiting(tx: Transaction) -> int:
    """How many connections want a person."""
    return sum(row.trouble is not None and not row.paused for row in connected.every(tx))


def _connection(row: Any, source: Source, progress: list[Progress]) -> Connection:
    fields = dict(row._mapping)
    fields.pop("created_by")
    fields["trouble"] = connected.told(row.trouble)
    ordered = sorted(progress, key=lambda one: _ORDER.index(one.entity))
    return Connection(
        name=source.name,
        currency=source.currency,
        time_zone=source.time_zone,
        progress=tuple(ordered),
        **fields,
    )
