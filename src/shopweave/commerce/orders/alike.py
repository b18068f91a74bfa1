"""Find an order that a source tells twice, under two numbers."""

from collections.abc import Sequence
from typing import Any

from shopweave.commerce.customers import Directory
from shopweave.commerce.orders.records import alike as records
from shopweave.commerce.orders.records import single
from shopweave.commerce.orders.types import LineDraft, OrderDraft
from shopweave.foundation.database import Transaction


def doubles(
    tx: Transaction, directory: Directory, source_id: str, drafts: Sequence[OrderDraft]
) -> dict[str, str]:
    """External id of each draft that repeats an order to that order's external id.

    The same: by the same known buyer, at the very same instant, with the same lines, and yet with
    another id. Orders of unknown buyers are never taken for the same.
    """
    known = [draft for draft in drafts if draft.customer]
    moments = [draft.placed_at for draft in known]
    if not known:
        return {}
    own = single.known(tx, source_id, [draft.external_id for draft in known])
    new = [draft for draft in known if draft.external_id not in own]
    found = _twins_within(new)
    rows = records.placed_at(tx, source_id, moments) if new else []
    return found | _twins_of(tx, directory, source_id, new, rows)


def _twins_within(drafts: Sequence[OrderDraft]) -> dict[str, str]:
    """Doubles among the drafts themselves; the first one counts."""
    first: dict[Any, str] = {}
    found = {}
    for draft in drafts:
        key = (draft.customer, draft.placed_at, draft.currency, _lines(draft.lines))
        other = first.setdefault(key, draft.external_id)
        if other != draft.external_id:
            found[draft.external_id] = other
    return found


def _twins_of(
    tx: Transaction,
    directory: Directory,
    source_id: str,
    drafts: Sequence[OrderDraft],
    rows: Sequence[records.Head],
) -> dict[str, str]:
    """Drafts that repeat an order of the record."""
    at: dict[Any, list[records.Head]] = {}
    for row in rows:
        at.setdefault((row.placed_at, row.currency), []).append(row)
    near = [draft for draft in drafts if (draft.placed_at, draft.currency) in at]
    if not near:
        return {}
    people = directory.look_up_many(tx, source_id, [draft.customer for draft in near])
    lines = single.lines(tx, [row.id for row in rows])
    found = {}
    for draft, person in zip(near, people, strict=True):
        for row in at[draft.placed_at, draft.currency]:
            if person and row.customer_id == person and _same(draft.lines, lines.get(row.id, [])):
                found[draft.external_id] = row.external_id
    return found


def _same(drafts: Sequence[LineDraft], lines: Sequence[Any]) -> bool:
    return _lines(drafts) == _lines(lines)


def _lines(lines: Sequence[Any]) -> tuple[tuple[Any, ...], ...]:
    return tuple(sorted((one.title, one.quantity, one.unit_price) for one in lines))
