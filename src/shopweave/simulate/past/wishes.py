"""What each person wants, as numbers: tastes, price level, and loves of his own."""

from dataclasses import dataclass

import numpy as np

from shopweave.simulate import seasons
from shopweave.simulate.types import Floats, Ints, World

# Above 1, a main taste leaves less room for the others.
FOCUS = 1.4
WHIM = 0.75
FRESH_SHARE = 0.08
FRESH_DAYS = 190


@dataclass(frozen=True, slots=True)
class Wishes:
    """How much each person wants each product, and when each product can be had.

    of_people: (people + 1, products); the last row is that of a stranger.
    when: (days, products) factor of the season, 0 where a product is not on sale.
    """

    of_people: Floats
    when: Floats

    def draw(self, person: Ints, day: Ints, rng: np.random.Generator) -> Ints:
        """One product per request. person, day: (n,) rows of the two tables. Returns (n,)."""
        drawn = np.empty(len(person), dtype=np.int64)
        for start in range(0, len(person), 4096):
            part = slice(start, start + 4096)
            odds = np.cumsum(self.of_people[person[part]] * self.when[day[part]], axis=1)
            aim = rng.random(odds.shape[0]) * odds[:, -1]
            drawn[part] = np.minimum((odds < aim[:, None]).sum(axis=1), odds.shape[1] - 1)
        return drawn


def wishes(world: World, first: np.datetime64, days: int) -> Wishes:
    """The wishes of everybody over `days` days from `first` on."""
    return Wishes(of_people(world), calendar(world, first, days))


def of_people(world: World) -> Floats:
    """(people + 1, products) how much each person wants each product; the last is a stranger."""
    rng = np.random.default_rng([world.seed, 4])
    asked = np.array([product.tastes for product in world.products])
    charm = np.array([product.charm for product in world.products])
    tastes = np.array([person.tastes for person in world.people])
    focus = tastes**FOCUS / (tastes**FOCUS).sum(axis=1, keepdims=True)
    whim = rng.lognormal(0, WHIM, (len(tastes), len(charm)))
    own = (focus @ asked.T + 0.012) * whim * _affordable(world)
    stranger = asked.mean(axis=1, keepdims=True).T
    wanted: Floats = np.vstack([own, stranger]) * charm
    return wanted


def _affordable(world: World) -> Floats:
    """A product pleases most when its price, within its family, suits the purse."""
    price = np.log([product.variants[0].price for product in world.products])
    family = np.unique([product.family for product in world.products], return_inverse=True)[1]
    usual = np.bincount(family, price) / np.bincount(family)
    level = np.log([person.budget for person in world.people])
    gap = (price - usual[family])[None, :] - level[:, None]
    fits: Floats = np.exp(-0.5 * (gap / 0.8) ** 2)
    return fits


def calendar(world: World, first: np.datetime64, days: int) -> Floats:
    """(days, products) the season's factor, 0 before a product's first day and off season."""
    dates = first + np.arange(days)
    by_season = {name: seasons.demand(name, dates) for name in {p.season for p in world.products}}
    when = np.stack([by_season[product.season] for product in world.products], axis=1)
    return when * (np.arange(days)[:, None] >= days - ages(world)[None, :])


def ages(world: World) -> Ints:
    """(products,) days since a product came into the range; a very large number for most."""
    rng = np.random.default_rng([world.seed, 5])
    fresh = rng.random(len(world.products)) < FRESH_SHARE
    fresh &= np.array([product.season is None for product in world.products])
    age = (rng.random(len(fresh)) ** 2 * FRESH_DAYS).astype(np.int64) + 4
    return np.where(fresh, age, 1_000_000)
