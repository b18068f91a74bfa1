"""Records as the shop's back office hands them over: orders and products as JSON."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from shopweave.simulate.payloads import Wanted, customer_id
from shopweave.simulate.types import Person, World


def order(
    world: World,
    number: str,
    channel: str,
    place: str,
    at: float,
    person: Person | None,
    cart: Sequence[Wanted],
) -> dict[str, Any]:
    """One paid order; unit prices in fen."""
    return {
        "external_id": number,
        "number": number,
        "channel": channel,
        "status": "completed" if channel == "till" else "paid",
        "placed_at": datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds"),
        "currency": world.merchant.currency,
        "place": place,
        "customer": {} if person is None else {"customer_id": customer_id(person)},
        "lines": [
            {
                "line": line,
                "product": product.code,
                "variant": variant.code,
                "title": product.title.zh,
                "quantity": quantity,
                "unit_price": variant.price,
            }
            for line, (product, variant, quantity) in enumerate(cart, start=1)
        ],
    }
