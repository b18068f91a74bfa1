"""What a person's purchases say: what, when, at which price, in which rhythm."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import pairwise
from statistics import median

from shopweave.commerce.catalog import Card
from shopweave.commerce.orders import Bought, OrderHead
from shopweave.foundation.money import Money

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Portrait:
    """categories, products: name or id with its share of the units. weekdays: Monday first.

    rhythm: usual days between orders, None for fewer than three. due: when the next is due.
    """

    orders: int
    spent: Money | None
    usual_order: Money | None
    usual_price: Money | None
    rhythm: int | None
    due: datetime | None
    weekdays: tuple[int, ...]
    hour: int | None
    categories: Sequence[tuple[str, float]]
    products: Sequence[tuple[str, int]]

    def silent(self, now: datetime) -> bool:
        """Whether the person missed more than two of their usual orders."""
        if self.due is None or self.rhythm is None:
            return False
        return now > self.due + timedelta(days=2 * self.rhythm)


def draw(
    orders: Sequence[OrderHead],
    bought: Sequence[Bought],
    cards: Mapping[str, Card],
    zone: tzinfo,
) -> Portrait:
    """Draw the portrait from sold orders and bought lines, both newest first."""
    currency = Counter(order.currency for order in orders).most_common(1)
    main = currency[0][0] if currency else ""
    paid = [order.goods for order in orders if order.currency == main]
    prices = [line.unit_price for line in bought if line.currency == main]
    local = [order.placed_at.astimezone(zone) for order in orders]
    rhythm = _rhythm(orders)
    hours = Counter(at.hour for at in local)
    return Portrait(
        len(orders),
        Money(sum(paid), main) if paid else None,
        Money(round(median(paid)), main) if paid else None,
        Money(round(median(prices)), main) if prices else None,
        rhythm,
        orders[0].placed_at + timedelta(days=rhythm) if rhythm else None,
        tuple(Counter(at.weekday() for at in local)[day] for day in range(7)),
        hours.most_common(1)[0][0] if hours else None,
        _categories(bought, cards),
        Counter(line.product_id for line in bought).most_common(_SHOWN),
    )


def _rhythm(orders: Sequence[OrderHead]) -> int | None:
    """Return the median of the gaps between days with an order, in days."""
    days = sorted({order.placed_at.date() for order in orders})
    if len(days) < 3:
        return None
    gaps = [(later - day).days for day, later in pairwise(days)]
    return max(1, round(median(gaps)))


def _categories(bought: Sequence[Bought], cards: Mapping[str, Card]) -> list[tuple[str, float]]:
    units = Counter[str]()
    for line in bought:
        card = cards.get(line.product_id)
        if card and card.categories:
            units[card.categories[0].rpartition(" > ")[2]] += 1
    total = sum(units.values())
    return [(name, count / total) for name, count in units.most_common(_SHOWN)]
