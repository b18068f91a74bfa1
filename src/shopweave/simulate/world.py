"""The sample shop as it always is: the same seed gives the same range and the same people."""

from shopweave.simulate.catalogue import open_range
from shopweave.simulate.people import invent
from shopweave.simulate.types import World

PEOPLE = 2_600


def imagine(seed: int = 7, people: int = PEOPLE) -> World:
    """The shop, its range and `people` customers."""
    shelves = open_range(seed)
    return World(
        seed=seed,
        merchant=shelves.merchant,
        places=shelves.places,
        products=shelves.products,
        people=invent(seed, people),
        together=shelves.together,
    )
