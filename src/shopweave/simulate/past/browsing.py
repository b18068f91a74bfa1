"""Who looked at what in the web shop during the last weeks, step by step."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from shopweave.simulate.past.history import HOURS, SECONDS, SHOP_ZONE, History
from shopweave.simulate.past.wishes import Wishes, wishes
from shopweave.simulate.types import Floats, Ints, World

KNOWN_SHARE = 0.42
BOT_SHARE = 0.03
ADDED_SHARE = 0.09


class Act(StrEnum):
    """What a visitor of the web shop can do."""

    ARRIVE = "arrive"
    SIGN_IN = "sign_in"
    LIST = "list"
    SEARCH = "search"
    LOOK = "look"
    ADD = "add"
    CART = "cart"
    CHECKOUT = "checkout"
    BUY = "buy"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that one visitor did.

    at: seconds since 1970. visit: number of the visit. person: position in the people, -1
    unknown. product: position in the range, -1 none. order: position in the history, -1 none.
    """

    act: Act
    at: float
    visit: int
    person: int
    product: int = -1
    order: int = -1
    bot: bool = False


def browse(world: World, history: History, days: int = 21, visits: int = 240) -> list[Step]:
    """All steps of the last `days` days with about `visits` visits a day, by time."""
    rng = np.random.default_rng([world.seed, 10])
    today = np.datetime64(history.now.astimezone(SHOP_ZONE).date(), "D")
    first = today - days + 1
    wanted = wishes(world, first, days)
    steps = [*_buyers(world, history, first, rng)]
    steps += _lookers(history, wanted, first, days, rng, visits * days, len(steps))
    now = history.now.timestamp()
    return sorted((step for step in steps if step.at < now), key=lambda step: step.at)


def _buyers(
    world: World, history: History, first: np.datetime64, rng: np.random.Generator
) -> Iterator[Step]:
    """Every web order was preceded by a visit that led to it."""
    since = int(first.astype(np.int64)) * SECONDS
    web = (history.channel == 0) & (history.returns < 0) & (history.at >= since)
    for order in np.flatnonzero(web).tolist():
        lines = np.flatnonzero(history.order == order)
        bought = history.product[lines].tolist()
        person, end = int(history.person[order]), float(history.at[order])
        acts = [(Act.ARRIVE, -1), (Act.SIGN_IN, -1), (Act.LIST, bought[0])]
        for product in bought:
            acts += [(Act.LOOK, product), (Act.ADD, product)]
        acts += [(Act.CART, -1), (Act.CHECKOUT, -1), (Act.BUY, -1)]
        at = end - np.cumsum(rng.uniform(6, 50, len(acts)))[::-1]
        at[-1] = end
        for (act, product), moment in zip(acts, at.tolist(), strict=True):
            if act is not Act.SIGN_IN or person >= 0:
                yield Step(act, moment, order, person, product, order)


def _lookers(
    history: History,
    wanted: Wishes,
    first: np.datetime64,
    days: int,
    rng: np.random.Generator,
    count: int,
    spare: int,
) -> Iterator[Step]:
    """Visits that end without an order; a few of them are of machines."""
    odds = np.array(HOURS["web"], dtype=np.float64)
    day = rng.integers(0, days, count)
    second = rng.choice(24, count, p=odds / odds.sum()) * 3600 + rng.integers(0, 3600, count)
    began = (int(first.astype(np.int64)) + day) * SECONDS - 8 * 3600 + second
    bot = rng.random(count) < BOT_SHARE
    known = (rng.random(count) < KNOWN_SHARE) & ~bot
    person = np.where(known, rng.choice(history.person[history.person >= 0], count), -1)
    looks = np.where(bot, rng.integers(8, 20, count), 1 + rng.poisson(1.6, count))
    visit = np.repeat(np.arange(count), looks)
    seen = wanted.draw(person[visit], day[visit], rng)
    start = np.concatenate([[0], np.cumsum(looks)])
    for at in range(count):
        products = seen[start[at] : start[at + 1]]
        base = len(history.at) + spare + at
        pause = rng.uniform(4, 70, 2 * len(products) + 3) / (8 if bot[at] else 1)
        yield from _look(products, float(began[at]), pause, base, int(person[at]), bool(bot[at]))


def _look(
    products: Ints, began: float, pause: Floats, visit: int, person: int, bot: bool
) -> Iterator[Step]:
    moments = iter((began + np.cumsum(pause)).tolist())
    yield Step(Act.ARRIVE, next(moments), visit, person, bot=bot)
    first = int(products[0])
    door = Act.SEARCH if (visit % 4 == 0 and not bot) else Act.LIST
    yield Step(door, next(moments), visit, person, first, bot=bot)
    for product in products.tolist():
        yield Step(Act.LOOK, next(moments), visit, person, product, bot=bot)
        if not bot and (visit * 31 + product) % 100 < 100 * ADDED_SHARE:
            yield Step(Act.ADD, next(moments), visit, person, product)
