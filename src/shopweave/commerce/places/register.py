"""Make places known."""

from collections.abc import Collection, Sequence
from datetime import datetime

from shopweave.commerce.places import records
from shopweave.commerce.places.errors import UnknownPlace
from shopweave.commerce.places.types import Place, PlaceDraft, PlaceKind
from shopweave.foundation import ids
from shopweave.foundation.database import Transaction

_DEFAULT = PlaceDraft(external_id="main", name="Main", kind=PlaceKind.WEB)


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
