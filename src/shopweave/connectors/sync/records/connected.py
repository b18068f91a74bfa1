"""Every statement about connections and how far each is read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from shopweave.commerce.stock import Agreed
from shopweave.connectors.contract import Entity
from shopweave.connectors.sync.tables import (
    connection_cursors,
    connection_hooks,
    connection_messages,
    connection_refusals,
    connection_told,
    connections,
)
from shopweave.connectors.sync.types import Between, Progress, Told, Values
from shopweave.foundation.database import Transaction

Spot = tuple[str, str]
# Stands in the column of places, beside the empty one of what was told in agreement.
_MEANWHILE = "meanwhile"

c = connections.c
_PROGRESS = [connection_cursors.c[name] for name in Progress.__dataclass_fields__]


def add(tx: Transaction, row: Values) -> bool:
    """Insert a connection; False when that source is connected already."""
    return bool(tx.insert_new(connections, [row], key=["source_id"]))


def every(tx: Transaction, source_id: str | None = None) -> Sequence[Row[Any]]:
    """All connections, or one, without their secrets."""
    query = select(*(column for column in c if column is not c.secrets))
    return tx.all(query if source_id is None else query.where(c.source_id == source_id))


def secrets(tx: Transaction, source_id: str) -> bytes | None:
    """The sealed secrets of a connection."""
    found: bytes | None = tx.scalar(select(c.secrets).where(c.source_id == source_id))
    return found


def change(tx: Transaction, source_id: str, values: Values) -> bool:
    """Overwrite columns of a connection; False when there is none."""
    return tx.execute(update(connections).where(c.source_id == source_id).values(**values)) > 0


def due(tx: Transaction, now: datetime) -> list[str]:
    """Connections whose turn has come."""
    query = select(c.source_id).where(c.paused.is_(False), c.next_at <= now)
    return [row.source_id for row in tx.all(query.order_by(c.next_at))]


def take_turn(tx: Transaction, source_id: str, now: datetime, following: datetime) -> bool:
    """Move a due connection to its next turn; False when somebody else did."""
    mine = update(connections).where(c.source_id == source_id, c.next_at <= now)
    return tx.execute(mine.values(next_at=following)) == 1


def rhythms(tx: Transaction, source_ids: Sequence[str]) -> dict[str, int]:
    """Seconds between two turns."""
    query = select(c.source_id, c.every_seconds).where(tx.one_of(c.source_id, source_ids))
    return {row.source_id: row.every_seconds for row in tx.all(query)}


def remove(tx: Transaction, source_id: str) -> None:
    """Delete a connection with all that belongs to it; the record's rows stay."""
    parts = (connection_cursors, connection_refusals, connection_hooks, connection_told)
    for table in (*parts, connection_messages, connections):
        tx.execute(delete(table).where(table.c.source_id == source_id))


def progress(tx: Transaction, source_id: str | None = None) -> Mapping[str, list[Progress]]:
    """How far each entity is read, by source."""
    t = connection_cursors.c
    query = select(t.source_id, *_PROGRESS)
    if source_id is not None:
        query = query.where(t.source_id == source_id)
    found: dict[str, list[Progress]] = defaultdict(list)
    for row in tx.all(query):
        fields = dict(row._mapping)
        key = fields.pop("source_id")
        found[key].append(Progress(**{**fields, "entity": Entity(row.entity)}))
    return found


def keep_progress(tx: Transaction, source_id: str, one: Progress) -> None:
    """Overwrite how far an entity is read."""
    values = {name: getattr(one, name) for name in Progress.__dataclass_fields__}
    row = {**values, "source_id": source_id, "entity": one.entity.value}
    tx.upsert(connection_cursors, [row], key=["source_id", "entity"])


def forget_cursors(tx: Transaction, source_id: str) -> None:
    """Let everything be read from the beginning."""
    t = connection_cursors
    tx.execute(update(t).where(t.c.source_id == source_id).values(cursor=None))


def between(tx: Transaction, source_id: str, variants: Sequence[str]) -> dict[str, Between]:
    """The last numbers between a shop and us, by variant."""
    t = connection_told.c
    query = select(t.variant_id, t.place_id, t.units, t.at).where(t.source_id == source_id)
    found: dict[str, Between] = {}
    for row in tx.all(query.where(tx.one_of(t.variant_id, variants))):
        one = found.setdefault(row.variant_id, Between())
        if row.place_id == _MEANWHILE:
            found[row.variant_id] = replace(one, meanwhile=Agreed(row.units, row.at))
            continue
        at = max(one.at, row.at) if one.at else row.at
        if row.place_id:
            found[row.variant_id] = replace(one, said={**one.said, row.place_id: row.units}, at=at)
        else:
            found[row.variant_id] = replace(one, told=row.units, at=at)
    return found


def keep_told(tx: Transaction, source_id: str, units: Mapping[str, float], now: datetime) -> None:
    """Note what we told a shop that it can sell of variants."""
    _forget(tx, source_id, units, _MEANWHILE)
    _keep(tx, source_id, {(variant, ""): number for variant, number in units.items()}, now)


def keep_meanwhile(
    tx: Transaction, source_id: str, units: Mapping[str, float], now: datetime
) -> None:
    """Note what we told a shop of variants whose number is in question there."""
    spots = {(variant, _MEANWHILE): number for variant, number in units.items()}
    _keep(tx, source_id, spots, now)


def forget_meanwhile(tx: Transaction, source_id: str, variants: Iterable[str]) -> None:
    """Note that a shop shows something else by now."""
    _forget(tx, source_id, variants, _MEANWHILE)


def keep_said(tx: Transaction, source_id: str, units: Mapping[Spot, float], now: datetime) -> None:
    """Note what a shop said of variants at places: it comes after all that we told it."""
    _forget(tx, source_id, {variant for variant, _ in units}, "", _MEANWHILE)
    _keep(tx, source_id, units, now)


def _forget(tx: Transaction, source_id: str, variants: Iterable[str], *places: str) -> None:
    t = connection_told
    told = (t.c.source_id == source_id) & t.c.place_id.in_(places)
    tx.execute(delete(t).where(told & tx.one_of(t.c.variant_id, variants)))


def _keep(tx: Transaction, source_id: str, units: Mapping[Spot, float], now: datetime) -> None:
    rows = [
        {
            "source_id": source_id,
            "variant_id": variant,
            "place_id": place,
            "units": number,
            "at": now,
        }
        for (variant, place), number in units.items()
    ]
    tx.upsert(connection_told, rows, key=["source_id", "variant_id", "place_id"])


def told(document: Mapping[str, str] | None) -> Told | None:
    """A trouble as it was kept."""
    return Told(**document) if document else None


def stale(tx: Transaction, before: datetime) -> list[str]:
    """Connections that were last compared as a whole before a time."""
    query = select(c.source_id).where(c.paused.is_(False), c.reconciled_at < before)
    return [row.source_id for row in tx.all(query)]


def take_reconcile(tx: Transaction, source_id: str, before: datetime, now: datetime) -> bool:
    """Claim such a comparison; False when somebody else did."""
    mine = update(connections).where(c.source_id == source_id, c.reconciled_at < before)
    return tx.execute(mine.values(reconciled_at=now)) == 1


def told_stock(tx: Transaction) -> list[str]:
    """Sources that want to be told what they can sell."""
    query = select(c.source_id).where(c.write_stock.is_(True), c.paused.is_(False))
    return [row.source_id for row in tx.all(query.order_by(c.source_id))]


def told_prices(tx: Transaction) -> set[str]:
    """Sources that want to be told prices that are set here."""
    return {row.source_id for row in tx.all(select(c.source_id).where(c.write_prices.is_(True)))}


def told_orders(tx: Transaction) -> set[str]:
    """Sources that want to be told what becomes of their orders."""
    return {row.source_id for row in tx.all(select(c.source_id).where(c.write_orders.is_(True)))}
