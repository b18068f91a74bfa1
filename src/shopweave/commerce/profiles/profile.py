"""Draw a customer's profile from the record."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import timedelta, tzinfo

import numpy as np
from numpy.typing import NDArray

from shopweave.commerce import catalog, customers, orders
from shopweave.commerce.catalog import Card
from shopweave.commerce.orders import Habits
from shopweave.commerce.profiles.types import Profile, Rhythm, Share
from shopweave.foundation.database import Transaction, from_micros
from shopweave.foundation.money import Money

_SHOWN = 8
_LOOKED_AT = 500
_DAY = 86_400_000_000


def profile(tx: Transaction, customer_id: str, zone: tzinfo) -> Profile:
    """What a person's purchases say, all pseudonyms together; raises `UnknownCustomer`.

    Four statements; categories and brands follow the 500 products that most was spent on.
    """
    members = customers.family(tx, customer_id)
    known = orders.habits(tx, members)
    main = Counter(known.currency).most_common(1)[0][0] if known.currency else ""
    own = np.array([name == main for name in known.product_currency], bool)
    spent = [(p, int(a)) for p, a in zip(known.product, known.amount, strict=True)]
    weight = dict(pair for pair, mine in zip(spent[:_LOOKED_AT], own, strict=False) if mine)
    cards = catalog.cards(tx, list(weight))
    local = [from_micros(int(at)).astimezone(zone) for at in known.at]
    days, hours = Counter(at.weekday() for at in local), Counter(at.hour for at in local)
    return Profile(
        customer_id=members[0],
        orders=len(known.at),
        spent=_spent(known),
        usual_order=_usual(known, main),
        first_at=from_micros(int(known.at[0])) if local else None,
        last_at=from_micros(int(known.at[-1])) if local else None,
        rhythm=_rhythm(known.at),
        weekdays=tuple(days[day] for day in range(7)),
        hours=tuple(hours[hour] for hour in range(24)),
        price_level=_price_level(known, own, catalog.price_list(tx, main)),
        categories=_shares(_weighed(weight, {k: c.categories[:1] for k, c in cards.items()})),
        brands=_shares(_weighed(weight, {k: (c.brand,) for k, c in cards.items() if c.brand})),
        channels=_shares(Counter(known.channel)),
        products=_favourites(known, cards),
    )


def _spent(known: Habits) -> tuple[Money, ...]:
    sums = Counter[str]()
    for currency, goods in zip(known.currency, known.goods, strict=True):
        sums[currency] += int(goods)
    return tuple(Money(amount, currency) for currency, amount in sums.most_common())


def _usual(known: Habits, currency: str) -> Money | None:
    paid = [int(g) for g, c in zip(known.goods, known.currency, strict=True) if c == currency]
    return Money(round(float(np.median(paid))), currency) if paid else None


def _rhythm(at: NDArray[np.int64]) -> Rhythm | None:
    """Needs orders on three days; several on one day count once."""
    days = np.unique(at // _DAY)
    if len(days) < 3:
        return None
    gaps = np.diff(days)
    low, middle, high = np.percentile(gaps, [25, 50, 75])
    due = from_micros(int(at[-1])) + timedelta(days=float(middle))
    return Rhythm(float(middle), float((high - low) / middle), due)


def _price_level(known: Habits, own: NDArray[np.bool_], prices: NDArray[np.int64]) -> float | None:
    """Mean, weighed by units, of where each paid price stands in the price list."""
    kept = own & (known.units > 0) & (known.amount > 0)
    if not kept.any() or not len(prices):
        return None
    paid = known.amount[kept] / known.units[kept]
    below = np.searchsorted(prices, paid, "left") + np.searchsorted(prices, paid, "right")
    return round(float(np.average(below / (2 * len(prices)), weights=known.units[kept])), 4)


def _weighed(weight: Mapping[str, int], names: Mapping[str, Iterable[str | None]]) -> Counter[str]:
    sums = Counter[str]()
    for product, amount in weight.items():
        for name in names.get(product, ()):
            if name and amount > 0:
                sums[name] += amount
    return sums


def _shares(sums: Counter[str]) -> tuple[Share, ...]:
    total = sum(sums.values())
    first = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:_SHOWN]
    return tuple(Share(name, round(part / total, 4)) for name, part in first)


def _favourites(known: Habits, cards: Mapping[str, Card]) -> tuple[tuple[str, float], ...]:
    bought = zip(known.product, known.units.tolist(), strict=True)
    kept = [(product, units) for product, units in bought if product in cards and units > 0]
    return tuple(sorted(kept, key=lambda pair: -pair[1])[:_SHOWN])
