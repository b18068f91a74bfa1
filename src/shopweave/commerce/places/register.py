"""Make places known."""

from collections.abc import Collection, Sequence
from datetime import datetime

from shopweave.commerce.inbound import Delivery, Rejected, Upserted
from shopweave.commerce.inbound.checks import Fault, key_fault
from shopweave.commerce.places import records
from shopweave.commerce.places.errors import UnknownPlace
from shopweave.commerce.places.types import MAIN, Place, PlaceDraft, PlaceKind
from shopweave.commerce.sources import UnknownTimeZone
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction
from shopweave.foundation.zones import time_zones

_DEFAULT = PlaceDraft(external_id=MAIN, name="Main", kind=PlaceKind.WEB)


def ensure(tx: Transaction, drafts: Sequence[PlaceDraft], now: datetime) -> dict[str, str]:
    """Insert or overwrite places, parents before children; returns external id to id.

    Raises `UnknownPlace` for a parent that is neither there nor earlier in the list.
    """
    known = records.ids_of(tx, [d.external_id for d in drafts] + [d.parent or "" for d in drafts])
    rows = []
    for draft in drafts:
        if draft.parent is not None and draft.parent not in known:
            raise UnknownPlace(place=draft.parent)
        known.setdefault(draft.external_id, ids.new())
        parent = known[draft.parent] if draft.parent else None
        rows.append(records.row_of(draft, known[draft.external_id], parent, now))
    records.put(tx, rows)
    return {draft.external_id: known[draft.external_id] for draft in drafts}


def upsert(tx: Transaction, delivery: Delivery, drafts: Sequence[PlaceDraft]) -> Upserted:
    """Insert or overwrite places; one in an unknown place or time zone is left out."""
    known = set(records.ids_of(tx, [draft.parent or "" for draft in drafts]))
    zones = time_zones()
    good: list[PlaceDraft] = []
    bad: list[Rejected] = []
    for row, draft in enumerate(drafts):
        fault = _fault(row, draft, known, zones)
        if fault is None:
            good.append(draft)
            known.add(draft.external_id)
        else:
            bad.append(Rejected(row, draft.external_id, *fault))
    there = records.ids_of(tx, [draft.external_id for draft in good])
    ids = ensure(tx, good, delivery.now)
    created = len(ids.keys() - there.keys())
    return Upserted(created, len(there), ids=ids, rejected=tuple(bad))


def _fault(row: int, draft: PlaceDraft, known: set[str], zones: frozenset[str]) -> Fault | None:
    if draft.time_zone not in zones:
        return "time_zone", UnknownTimeZone(name=draft.time_zone)
    if draft.parent is not None and draft.parent not in known:
        return "parent", UnknownPlace(place=draft.parent)
    return key_fault(row, draft.external_id)


def imply(tx: Transaction, names: Collection[str], now: datetime) -> dict[str, str]:
    """Places that were only named by others, created as stores where unknown; returns ids."""
    known = records.ids_of(tx, names) if names else {}
    missing = [PlaceDraft(name, name) for name in names if name not in known]
    return known | (ensure(tx, missing, now) if missing else {})


def default(tx: Transaction, now: datetime) -> Place:
    """The place of stock that names none, created when first asked for."""
    found = records.named(tx, _DEFAULT.external_id)
    if found is None:
        ensure(tx, [_DEFAULT], now)
        found = records.named(tx, _DEFAULT.external_id)
    if found is None:
        raise UnknownPlace(place=_DEFAULT.external_id)
    return found
