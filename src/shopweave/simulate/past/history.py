"""Put the past together: orders with lines, times, places, prices, cancellations and returns."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import numpy as np

from shopweave.simulate.past import baskets, visits
from shopweave.simulate.past.wishes import wishes
from shopweave.simulate.types import Floats, Ints, World

CHANNELS = ("web", "till", "phone")
PLACES = ("web", "harbour", "mill")
# The shop's clock: China has kept one zone without summer time since 1991.
SHOP_ZONE = timezone(timedelta(hours=8))
SECONDS = 86_400
HOURS = {
    "web": [4, 2, 1, 1, 1, 1, 3, 8, 14, 18, 20, 22, 26, 24, 20, 20, 20, 22, 24, 32, 42, 44, 32, 14],
    "till": [0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 16, 24, 22, 20, 24, 28, 30, 30, 26, 22, 14, 4, 0, 0],
    "phone": [0, 0, 0, 0, 0, 0, 0, 0, 2, 14, 20, 16, 8, 10, 18, 18, 14, 8, 2, 0, 0, 0, 0, 0],
}
CANCELLED = 0.022
RETURNED = 0.03


@dataclass(frozen=True, slots=True)
class History:
    """Everything sold up to `now`. Sales are sorted by time, returns follow; lines by order.

    person: (orders,) position in the people, -1 unknown; channel, place: positions in CHANNELS
    and PLACES; at: (orders,) seconds since 1970, UTC; status: "completed", "cancelled",
    "processing", "shipped"; returns: (orders,) the order that is given back, -1 for a sale.
    order, product, variant, quantity, price: (lines,) with prices in fen; what is
    given back has negative quantities.
    """

    now: datetime
    person: Ints
    channel: Ints
    place: Ints
    at: Ints
    status: tuple[str, ...]
    returns: Ints
    order: Ints
    product: Ints
    variant: Ints
    quantity: Ints
    price: Ints


def remember(world: World, now: datetime, days: int = 548) -> History:
    """The last `days` days of the shop before `now`, by the world's seed."""
    rng = np.random.default_rng([world.seed, 7])
    today = np.datetime64(now.astimezone(SHOP_ZONE).date(), "D")
    first = today - days
    came = visits.plan(world, first, today, world.seed)
    picks = baskets.fill(world, came, wishes(world, first, days + 1), first, world.seed)
    channel = _channels(world, came.person, rng)
    at = _moments(came.day, channel, rng)
    place = _places(world, came.person, channel, rng)
    sold = _Sold(came.person, channel, place, at, picks.visit, picks.product)
    return _documents(world, _before(sold, now), now, rng)


@dataclass(frozen=True, slots=True)
class _Sold:
    person: Ints
    channel: Ints
    place: Ints
    at: Ints
    order: Ints
    product: Ints


def _channels(world: World, person: Ints, rng: np.random.Generator) -> Ints:
    strangers = (0.25, 0.75, 0.0)
    shares = np.array([someone.channels for someone in world.people] + [strangers])
    bounds = np.cumsum(shares, axis=1)[person]
    channel: Ints = (rng.random(len(person))[:, None] > bounds[:, :2]).sum(axis=1)
    return channel


def _moments(day: np.ndarray, channel: Ints, rng: np.random.Generator) -> Ints:
    hour = np.empty(len(day), dtype=np.int64)
    for number, name in enumerate(CHANNELS):
        odds = np.array(HOURS[name], dtype=np.float64)
        mine = channel == number
        hour[mine] = rng.choice(24, int(mine.sum()), p=odds / odds.sum())
    midnight = day.astype(np.int64) * SECONDS - 8 * 3600
    at: Ints = midnight + hour * 3600 + rng.integers(0, 3600, len(day))
    return at


def _places(world: World, person: Ints, channel: Ints, rng: np.random.Generator) -> Ints:
    """Web and phone orders leave the warehouse; at the till it is mostly the store next door."""
    homes = np.array([PLACES.index(someone.home) for someone in world.people] + [0])
    store = homes[person]
    astray = (store == 0) | (rng.random(len(person)) < 0.08)
    store = np.where(astray, 1 + (rng.random(len(person)) < 0.42), store)
    return np.where(channel == CHANNELS.index("till"), store, 0)


def _before(sold: _Sold, now: datetime) -> _Sold:
    """Drop what would happen later today, and sort by time."""
    keep = np.flatnonzero(sold.at < int(now.timestamp()))
    keep = keep[np.argsort(sold.at[keep], kind="stable")]
    position = np.full(len(sold.at), -1)
    position[keep] = np.arange(len(keep))
    order = position[sold.order]
    lines = np.flatnonzero(order >= 0)
    lines = lines[np.argsort(order[lines], kind="stable")]
    return _Sold(
        sold.person[keep],
        sold.channel[keep],
        sold.place[keep],
        sold.at[keep],
        order[lines],
        sold.product[lines],
    )


def _documents(world: World, sold: _Sold, now: datetime, rng: np.random.Generator) -> History:
    variant = _variants(world, sold, rng)
    price = _prices(world)[sold.product, variant]
    quantity = 1 + (rng.random(len(variant)) < 0.13) + 2 * (rng.random(len(variant)) < 0.02)
    status = _statuses(sold, now, rng)
    history = History(
        now=now,
        person=sold.person,
        channel=sold.channel,
        place=sold.place,
        at=sold.at,
        status=tuple(status),
        returns=np.full(len(sold.at), -1),
        order=sold.order,
        product=sold.product,
        variant=variant,
        quantity=quantity,
        price=price,
    )
    return _with_returns(history, rng)


def _variants(world: World, sold: _Sold, rng: np.random.Generator) -> Ints:
    """Mostly the middle size; a person keeps to his size of a product."""
    sizes = np.array([len(product.variants) for product in world.products])
    habit = np.random.default_rng([world.seed, 8]).random((len(world.people) + 1, len(sizes)))
    mood = np.where(rng.random(len(sold.product)) < 0.85, 1.0, 0.0)
    drawn = habit[sold.person[sold.order], sold.product] * mood
    drawn += rng.random(len(mood)) * (1 - mood)
    count = sizes[sold.product]
    chosen: Ints = np.minimum((drawn**1.25 * count).astype(np.int64), count - 1)
    return chosen


def _prices(world: World) -> Ints:
    most = max(len(product.variants) for product in world.products)
    prices = np.zeros((len(world.products), most), dtype=np.int64)
    for at, product in enumerate(world.products):
        prices[at, : len(product.variants)] = [variant.price for variant in product.variants]
    return prices


def _statuses(sold: _Sold, now: datetime, rng: np.random.Generator) -> list[str]:
    age: Floats = (int(now.timestamp()) - sold.at) / SECONDS
    status = np.full(len(age), "completed", dtype="U10")
    sent = sold.channel != CHANNELS.index("till")
    status[sent & (age < 5)] = "shipped"
    status[sent & (age < 1.2)] = "processing"
    status[sent & (rng.random(len(age)) < CANCELLED)] = "cancelled"
    kinds: list[str] = status.tolist()
    return kinds


def _with_returns(history: History, rng: np.random.Generator) -> History:
    """Some lines of completed orders come back after a few days, as documents of their own."""
    done = np.array([state == "completed" for state in history.status])
    lines = np.flatnonzero(done[history.order] & (rng.random(len(history.order)) < RETURNED))
    given_back = history.order[lines]
    at = history.at[given_back] + rng.integers(2, 15, len(lines)) * SECONDS
    past = at < int(history.now.timestamp())
    lines, given_back, at = lines[past], given_back[past], at[past]
    if len(lines) == 0:
        return history
    number = np.arange(len(lines)) + len(history.at)
    return History(
        now=history.now,
        person=np.concatenate([history.person, history.person[given_back]]),
        channel=np.concatenate([history.channel, history.channel[given_back]]),
        place=np.concatenate([history.place, history.place[given_back]]),
        at=np.concatenate([history.at, at]),
        status=history.status + ("completed",) * len(lines),
        returns=np.concatenate([history.returns, given_back]),
        order=np.concatenate([history.order, number]),
        product=np.concatenate([history.product, history.product[lines]]),
        variant=np.concatenate([history.variant, history.variant[lines]]),
        quantity=np.concatenate([history.quantity, -history.quantity[lines]]),
        price=np.concatenate([history.price, history.price[lines]]),
    )
