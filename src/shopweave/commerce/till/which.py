"""Which of several receipts with one number is meant."""

from collections.abc import Sequence

from shopweave.commerce.till.amounts import major
from shopweave.commerce.till.errors import SeveralReceipts
from shopweave.commerce.till.types import Entry


def the_one(code: str, found: Sequence[Entry]) -> Entry | None:
    """The receipt with this id, else the only one with this number; raises `SeveralReceipts`."""
    meant = [one for one in found if code in (one.order_id, one.external_id)] or found
    if len(meant) > 1:
        rows = [_row(one) for one in meant]
        told = "; ".join(f"{r['till']}, {r['at'][:16]}, {r['total']} {r['currency']}" for r in rows)
        raise SeveralReceipts(count=len(rows), code=code, told=told, receipts=rows)
    return meant[0] if meant else None


def _row(entry: Entry) -> dict[str, str]:
    """What tells a receipt from another with its number."""
    currency = entry.currency or ""
    return {
        "order": entry.order_id or "",
        "till": entry.till,
        "at": entry.at.isoformat(),
        "total": major(entry.total, currency),
        "currency": currency,
    }
