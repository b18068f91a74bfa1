"""How shoppers decide: what they like, what catches their eye, what they put into the cart."""

from collections.abc import Sequence
from datetime import datetime

import numpy as np

from shopweave.simulate.past.history import SHOP_ZONE
from shopweave.simulate.past.wishes import of_people
from shopweave.simulate.seasons import demand
from shopweave.simulate.types import Floats, World

KNOWN_SHARE = 0.5
FIRST_GLANCE = 0.05
EYE = 0.86


class Temper:
    """The tastes of the whole town today. A person is a position, -1 a stranger."""

    def __init__(self, world: World, rng: np.random.Generator) -> None:
        self._world, self.rng = world, rng
        self._wishes = of_people(world)
        # What a person likes best, one product in ten, has an appeal of 1.
        self._best = np.quantile(self._wishes, 0.9, axis=1)
        often = np.array([1 / person.interval for person in world.people])
        self._often = np.cumsum(often / often.sum())
        self._day, self._when = "", np.ones(len(world.products))

    def who(self) -> int:
        """Somebody comes in: known ones in proportion to how often they come."""
        if self.rng.random() > KNOWN_SHARE:
            return -1
        return int(np.searchsorted(self._often, self.rng.random()))

    def thought(self, person: int, at: float) -> int:
        """What the person would look for by himself. Returns a position in the range."""
        odds = np.cumsum(self._wishes[person] * self._today(at))
        return int(np.searchsorted(odds, self.rng.random() * odds[-1]))

    def appeal(self, person: int, product: int) -> float:
        """How much a product speaks to a person: 1 for what he likes best, near 0 for the rest."""
        return min(float(self._wishes[person, product] / self._best[person]), 2.0)

    def glance(self, person: int, products: Sequence[int]) -> int | None:
        """Read a list from its beginning. Returns the place (from 0) that is clicked, or None."""
        for place, product in enumerate(products):
            chance = FIRST_GLANCE * EYE**place * self.appeal(person, product) ** 0.7
            if self.rng.random() < chance:
                return place
        return None

    def takes(self, person: int, product: int) -> bool:
        """Whether what was looked at goes into the cart."""
        return bool(self.rng.random() < 0.06 + 0.2 * self.appeal(person, product))

    def one_in(self, cases: float) -> bool:
        """True once in so many cases."""
        return bool(self.rng.random() * cases < 1)

    def _today(self, at: float) -> Floats:
        today = datetime.fromtimestamp(at, SHOP_ZONE).date().isoformat()
        if today != self._day:
            date = np.array([today], dtype="datetime64[D]")
            factors = {p.season: float(demand(p.season, date)[0]) for p in self._world.products}
            self._when = np.array([factors[product.season] for product in self._world.products])
            self._day = today
        return self._when
