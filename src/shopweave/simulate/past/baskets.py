"""What goes into each basket: what has run out at home, something new, and what goes with it."""

from dataclasses import dataclass

import numpy as np

from shopweave.simulate.past.visits import Visits
from shopweave.simulate.past.wishes import Wishes
from shopweave.simulate.types import Floats, Ints, World

FAVOURITES = 5
# How many products a person may come to like over the years.
LIKED = 24
# How often a favourite gives way to another after a purchase.
BORED = 0.14
EXPLORING = 1.0
STEADY = (None, "winter", "spring")


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
    fresh = rng.poisson(EXPLORING, len(day)) + ((due == 0) | (visits.person < 0))
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


@dataclass(slots=True)
class Habits:
    """What each person uses up and buys again, until something else takes its place.

    liked: (people, LIKED) products in the order in which they become favourites; interval:
    the same shape, days that one lasts in this household; current: (people, FAVOURITES)
    columns of `liked` that are in use, -1 for none; fresh: (people,) the next column.
    """

    liked: Ints
    interval: Floats
    current: Ints
    fresh: Ints

    @classmethod
    def of(cls, world: World, wanted: Floats, rng: np.random.Generator) -> "Habits":
        """Habits by the tastes of everybody; `wanted` is (people + 1, products)."""
        days = np.array([float(product.days) for product in world.products])
        steady = np.array([product.season in STEADY for product in world.products])
        odds = wanted[:-1] * ((days > 0) & steady)
        keys = rng.exponential(size=odds.shape) / np.maximum(odds, 1e-12)
        liked = np.argsort(keys, axis=1)[:, :LIKED]
        interval = days[liked] * rng.lognormal(0.3, 0.35, liked.shape)
        number = rng.integers(1, FAVOURITES + 1, len(liked))
        columns = np.arange(FAVOURITES)
        current = np.where(columns < number[:, None], columns, -1)
        return cls(liked, interval, current, number)

    def take_up(self, person: int, slot: int) -> None:
        """One favourite gives way to the next one, as long as there is any."""
        if self.fresh[person] < LIKED:
            self.current[person, slot] = self.fresh[person]
            self.fresh[person] += 1


def _run_out(
    world: World, visits: Visits, day: Ints, wishes: Wishes, rng: np.random.Generator
) -> Picks:
    habits = Habits.of(world, wishes.of_people, rng)
    emptied = day.min(initial=0) - rng.uniform(0, 40, habits.current.shape)
    eager = rng.uniform(0.7, 1.2, (len(day), FAVOURITES))
    bored = rng.random((len(day), FAVOURITES)) < BORED
    visit: list[int] = []
    product: list[int] = []
    # One after the other: whether something has run out depends on when it was bought last.
    for at, (person, today) in enumerate(zip(visits.person.tolist(), day.tolist(), strict=True)):
        if person < 0:
            continue
        column = habits.current[person]
        last = habits.interval[person][column] * eager[at]
        due = np.flatnonzero((column >= 0) & (today - emptied[person] >= last))
        emptied[person][due] = today
        visit += [at] * len(due)
        product += habits.liked[person][column[due]].tolist()
        for slot in due[bored[at][due]].tolist():
            habits.take_up(person, slot)
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
