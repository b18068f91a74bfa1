"""Every statement that places send to the database."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from shopweave.commerce.places.tables import places
from shopweave.commerce.places.types import Place, PlaceDraft, PlaceKind
from shopweave.foundation.database import Transaction

_PLACE = [column for column in places.c if column.name != "created_at"]


def _place(row: Row[Any] | None) -> Place | None:
    return Place(**{**row._mapping, "kind": PlaceKind(row.kind)}) if row else None


def row_of(draft: PlaceDraft, place_id: str, parent: str | None, now: datetime) -> dict[str, Any]:
    """The row of a draft."""
    return {
        "id": place_id,
        "external_id": draft.external_id,
        "name": draft.name,
        "kind": draft.kind,
        "time_zone": draft.time_zone,
        "parent_id": parent,
        "attributes": draft.attributes,
        "created_at": now,
    }


def put(tx: Transaction, rows: Sequence[dict[str, Any]]) -> None:
    """Insert places or overwrite what may change of them."""
    changing = ["name", "kind", "time_zone", "parent_id", "attributes"]
    tx.upsert(places, rows, key=["external_id"], update=changing)


def ids_of(tx: Transaction, external_ids: Iterable[str]) -> dict[str, str]:
    """External id to id."""
    query = select(places.c.external_id, places.c.id)
    return {
        row.external_id: row.id
        for row in tx.all(query.where(tx.one_of(places.c.external_id, external_ids)))
    }


def named(tx: Transaction, external_id: str) -> Place | None:
    """The place with that external id."""
    return _place(tx.first(select(*_PLACE).where(places.c.external_id == external_id)))


def by_id(tx: Transaction, place_id: str) -> Place | None:
    """The place with that id."""
    return _place(tx.first(select(*_PLACE).where(places.c.id == place_id)))


def every(tx: Transaction) -> list[Place]:
    """All places by name."""
    rows = tx.all(select(*_PLACE).order_by(places.c.name, places.c.id))
    return [place for row in rows if (place := _place(row))]
