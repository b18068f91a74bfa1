"""What goes into each basket: what has run out at home, something new, and what goes with it."""

from dataclasses import dataclass

import numpy as np

from shopweave.simulate.past.visits import Visits
from shopweave.simulate.past.wishes import Wishes
from shopweave.simulate.types import Floats, Ints, World

FAVOURITES = 4


@dataclass(frozen=True, slots=True)
class Picks:
    """Lines of baskets: which visit took which product. Sorted by visit, no pair twice."""

    visit: Ints
    product: Ints


def fill(world: World, visits: Visits, wishes: Wishes, first: np.datetime64, seed: int) -> Picks:
    """The baskets of all visits; none is empty."""
    rng = np.random.default_rng([seed, 6])
    day = (visits.day - first).astype(np.int64)
    again = _run_out(world, visits, day, wishes, rng)
    due = np.bincount(again.visit, minlength=len(day))
    fresh = rng.poisson(0.75, len(day)) + ((due == 0) | (visits.person < 0))
    visit = np.repeat(np.arange(len(day)), fresh)
    new = Picks(visit, wishes.draw(visits.person[visit], day[visit], rng))
    chosen = _joined(again, new)
    return _joined(chosen, _companions(world, visits, chosen, day, wishes, rng))


def _joined(one: Picks, other: Picks) -> Picks:
    pairs = np.stack(
        [np.concatenate([one.visit, other.visit]), np.concatenate([one.product, other.product])],
        axis=1,
    )
    distinct = np.unique(pairs, axis=0)
    return Picks(distinct[:, 0], distinct[:, 1])


def favourites(world: World, wanted: Floats, rng: np.random.Generator) -> tuple[Ints, Floats]:
    """Each person's steady purchases among what is used up. Returns products and intervals in days.

    Both (people, FAVOURITES); intervals of inf mean that this person keeps fewer favourites.
    """
    days = np.array([float(product.days) for product in world.products])
    steady = np.array([product.season in (None, "winter", "spring") for product in world.products])
    odds = wanted[:-1] ** 1.3 * ((days > 0) & steady)
    keys = rng.exponential(size=odds.shape) / np.maximum(odds, 1e-12)
    chosen = np.argsort(keys, axis=1)[:, :FAVOURITES]
    own_pace = rng.lognormal(0, 0.22, chosen.shape)
    kept = np.arange(FAVOURITES) < rng.integers(1, FAVOURITES + 1, (len(chosen), 1))
    return chosen, np.where(kept, days[chosen] * own_pace, np.inf)


def _run_out(
    world: World, visits: Visits, day: Ints, wishes: Wishes, rng: np.random.Generator
) -> Picks:
    chosen, interval = favourites(world, wishes.of_people, rng)
    emptied = rng.uniform(-0.5, 1.0, interval.shape) * np.where(np.isinf(interval), 0, interval)
    eager = rng.uniform(0.75, 1.1, (len(day), FAVOURITES))
    visit: list[int] = []
    product: list[int] = []
    # One after the other: whether something has run out depends on when it was bought last.
    for at, (person, today) in enumerate(zip(visits.person.tolist(), day.tolist(), strict=True)):
        if person < 0:
            continue
        due = today - emptied[person] >= interval[person] * eager[at]
        emptied[person][due] = today
        taken = chosen[person][due].tolist()
        visit += [at] * len(taken)
        product += taken
    again = Picks(np.array(visit, dtype=np.int64), np.array(product, dtype=np.int64))
    wanted = rng.random(len(again.visit)) < wishes.when[day[again.visit], again.product]
    return Picks(again.visit[wanted], again.product[wanted])


def _companions(
    world: World,
    visits: Visits,
    chosen: Picks,
    day: Ints,
    wishes: Wishes,
    rng: np.random.Generator,
) -> Picks:
    families = [product.family for product in world.products]
    family = np.array(families)[chosen.product]
    found = [_pairs(world, chosen, rng)]
    for name, others in world.together.items():
        for other, chance in others.items():
            hit = (family == name) & (rng.random(len(family)) < chance)
            only = Wishes(wishes.of_people, wishes.when * (np.array(families) == other))
            visit = chosen.visit[hit]
            visit = visit[(only.when[day[visit]] > 0).any(axis=1)]
            found.append(Picks(visit, only.draw(visits.person[visit], day[visit], rng)))
    return Picks(
        np.concatenate([picks.visit for picks in found]),
        np.concatenate([picks.product for picks in found]),
    )


def _pairs(world: World, chosen: Picks, rng: np.random.Generator) -> Picks:
    """Things that belong to each other by nature: a cone dripper and its papers."""
    partner = np.full((len(world.products), 2), -1)
    for at, product in enumerate(world.products):
        known = [world.by_handle[handle] for handle in product.pairs][:2]
        partner[at, : len(known)] = known
    side = partner[chosen.product]
    hit = (side >= 0) & (rng.random(side.shape) < 0.38)
    line, column = np.nonzero(hit)
    return Picks(chosen.visit[line], side[line, column])
