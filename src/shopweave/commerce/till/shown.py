"""What tills get to see, as JSON. Money in major units."""

from datetime import UTC, tzinfo
from typing import Any

from shopweave.commerce.money import TaxShare
from shopweave.commerce.returns import Quote
from shopweave.commerce.till.amounts import major
from shopweave.commerce.till.receipts import Receipt


def taxed(share: TaxShare, currency: str) -> dict[str, str]:
    """The tax of one rate; `paid` is what it is held in."""
    return {
        "percent": f"{share.percent.normalize():f}",
        "paid": major(share.paid, currency),
        "tax": major(share.tax, currency),
    }


def receipt(found: Receipt, clock: tzinfo = UTC) -> dict[str, Any]:
    """A receipt with what is left to come back; `clock`: the zone of its time."""
    head = found.order.head
    entry = found.entry
    quotes = {one.line: one for one in found.quotes}
    return {
        "id": head.external_id,
        "order": head.id,
        "number": head.number,
        "channel": head.channel,
        "status": head.status.value,
        "at": head.placed_at.astimezone(clock).isoformat(),
        "currency": head.currency,
        "total": major(head.total, head.currency),
        "voided": bool(entry and entry.voided_at),
        "payments": {
            kind: major(amount, head.currency)
            for kind, amount in (entry.detail["payments"] if entry else {}).items()
        },
        "change": major(entry.detail["change"] if entry else 0, head.currency),
        "tax": None if found.tax is None else major(found.tax, head.currency),
        "taxes": [taxed(share, head.currency) for share in found.taxes],
        "lines": [
            {
                "kind": line.kind.value,
                "product": line.product_id,
                "variant": line.variant_id,
                "title": line.title,
                "refund": line.refund,
                "quantity": float(line.quantity),
                "price": major(line.unit_price, head.currency),
                "total": major(line.total, head.currency),
                **_to_return(quotes.get(line.line), head.currency),
            }
            for line in found.order.lines
        ],
    }


def _to_return(one: Quote | None, currency: str) -> dict[str, Any]:
    """Units left and returned, and what was paid for the whole line, of a line of goods."""
    if one is None:
        return {"left": 0.0}
    back = round(one.bought - one.left, 3)
    return {"left": one.left, "returned": back, "paid": major(one.paid, currency)}
