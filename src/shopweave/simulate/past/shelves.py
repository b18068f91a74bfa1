"""Count what lies on the shelves now: some weeks' demand, and some things sold out."""

from dataclasses import dataclass

import numpy as np

from shopweave.simulate import seasons
from shopweave.simulate.past.history import PLACES, SECONDS, SHOP_ZONE, History
from shopweave.simulate.types import Floats, World

WINDOW_DAYS = 56


@dataclass(frozen=True, slots=True)
class Level:
    """Units of one variant at one place. product, variant: positions in the range."""

    product: int
    variant: int
    place: str
    on_hand: int


def count_shelves(world: World, history: History) -> list[Level]:
    """Stock of every variant at every place at the end of the history."""
    rng = np.random.default_rng([world.seed, 9])
    weekly = _weekly_sales(world, history)
    today = np.datetime64(history.now.astimezone(SHOP_ZONE).date(), "D").reshape(1)
    levels = []
    for at, product in enumerate(world.products):
        on_sale = seasons.demand(product.season, today)[0] > 0
        gone = rng.random() < 0.025
        for variant in range(len(product.variants)):
            cover = rng.uniform(0.4, 7, len(PLACES)) * (rng.random(len(PLACES)) > 0.05)
            units = np.ceil(weekly[:, at, variant] * cover + rng.integers(0, 4, len(PLACES)))
            units = units * on_sale * (not gone)
            levels += [
                Level(at, variant, place, int(units[number])) for number, place in enumerate(PLACES)
            ]
    return levels


def _weekly_sales(world: World, history: History) -> Floats:
    """(places, products, variants) units a week over the last weeks."""
    most = max(len(product.variants) for product in world.products)
    weekly = np.zeros((len(PLACES), len(world.products), most))
    since = int(history.now.timestamp()) - WINDOW_DAYS * SECONDS
    recent = (history.at[history.order] >= since) & (history.quantity > 0)
    place = history.place[history.order[recent]]
    spot = (place, history.product[recent], history.variant[recent])
    np.add.at(weekly, spot, history.quantity[recent] * 7 / WINDOW_DAYS)
    return weekly
