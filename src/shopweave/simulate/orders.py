"""Orders as the shop's back office hands them over, in the JSON of `POST /v1/orders`."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import numpy as np

from shopweave.simulate.payloads import Wanted, customer_id
from shopweave.simulate.types import Person, World

# Numbers count milliseconds from here, with letters: short, and hardly ever given twice.
FIRST_DAY = 1_700_000_000


def number_at(letter: str, at: float) -> str:
    """The number of an order of this moment (seconds since 1970); the letter tells the channel."""
    return f"{letter}-{np.base_repr(round((at - FIRST_DAY) * 1000), 36)}"


def order(
    world: World,
    number: str,
    channel: str,
    place: str,
    at: float,
    person: Person | None,
    cart: Sequence[Wanted],
) -> dict[str, Any]:
    """One paid order; unit prices in yuan, as text."""
    sold: dict[str, Any] = {
        "id": number,
        "number": number,
        "channel": channel,
        "status": "completed" if channel == "till" else "paid",
        "placed_at": datetime.fromtimestamp(at, UTC).isoformat(timespec="milliseconds"),
        "currency": world.merchant.currency,
        "place": world.labels[place],
        "lines": [
            {
                "product": product.code,
                "variant": variant.code,
                "title": product.title.zh,
                "quantity": quantity,
                "price": f"{variant.price / 100:.2f}",
            }
            for product, variant, quantity in cart
        ],
    }
    return sold if person is None else sold | {"customer": customer_id(person)}
