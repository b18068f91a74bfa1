"""A customer's profile."""

from dataclasses import dataclass
from datetime import datetime

from shopweave.foundation.money import Money


@dataclass(frozen=True, slots=True)
class Share:
    """One of several (a category, a brand, a channel) with its share, 0..1."""

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Rhythm:
    """days: the median gap between days with an order; `due`: when the next is expected.

    regular: the quarter-to-three-quarter range of the gaps over their median; small is regular.
    """

    days: float
    regular: float
    due: datetime


@dataclass(frozen=True, slots=True)
class Profile:
    """What the purchases of a person say; shares are of what was spent in the main currency.

    weekdays: orders from Monday to Sunday, hours: orders by hour, both in the asked time zone.
    price_level: the share of the shop's products that cost less than what this person buys,
    0.5 is in the middle; None where prices are unknown.
    """

    customer_id: str
    orders: int
    spent: tuple[Money, ...]
    usual_order: Money | None
    first_at: datetime | None
    last_at: datetime | None
    rhythm: Rhythm | None
    weekdays: tuple[int, ...]
    hours: tuple[int, ...]
    price_level: float | None
    categories: tuple[Share, ...]
    brands: tuple[Share, ...]
    channels: tuple[Share, ...]
    products: tuple[tuple[str, float], ...]
