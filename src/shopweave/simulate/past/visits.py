"""When people come to buy: each in a rhythm of his own, on the days when everybody has time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from shopweave.simulate import seasons
from shopweave.simulate.catalogue import TASTES
from shopweave.simulate.types import Ints, World

FESTIVALS = ("midautumn", "christmas", "springfestival", "dragonboat")
# Shape of the gaps between visits: the higher, the more punctual.
PUNCTUALITY = 5.0
SWAY = np.arange(-2, 3)
GIFT = TASTES.index("gift")


@dataclass(frozen=True, slots=True)
class Visits:
    """Who bought on which day; person -1 is somebody whom nobody knows. Sorted by day."""

    person: Ints
    day: NDArray[np.datetime64]


def plan(world: World, first: np.datetime64, last: np.datetime64, seed: int) -> Visits:
    """All purchases between two days, both included."""
    rng = np.random.default_rng([seed, 3])
    known = _rhythmic(world, first, last, rng)
    gifts = _before_festivals(world, first, last, rng)
    strangers = _strangers(first, last, int(len(known.day) * 0.22), rng)
    person = np.concatenate([known.person, gifts.person, strangers.person])
    day = np.concatenate([known.day, gifts.day, strangers.day])
    order = np.lexsort((person, day))
    return Visits(person[order], day[order])


def _rhythmic(
    world: World, first: np.datetime64, last: np.datetime64, rng: np.random.Generator
) -> Visits:
    span, count = int((last - first).astype(np.int64)) + 1, len(world.people)
    interval = np.array([person.interval for person in world.people])
    gaps = rng.gamma(PUNCTUALITY, interval[:, None] / PUNCTUALITY, (count, span // 5))
    # More come each month than in the month before.
    joined = (rng.random(count) ** 0.72 * 1.42 - 0.45) * span
    # One in three drifts away some day; the others stay.
    left = np.where(rng.random(count) < 0.33, joined + rng.exponential(200, count) + 30, np.inf)
    at = joined[:, None] + np.cumsum(gaps, axis=1) - gaps[:, :1] * rng.random((count, 1))
    person, visit = np.nonzero((at >= 0) & (at < np.minimum(left, span)[:, None]))
    return _on_good_days(person, at[person, visit].astype(np.int64), first, span, rng)


def _on_good_days(
    person: Ints, offset: Ints, first: np.datetime64, span: int, rng: np.random.Generator
) -> Visits:
    """Move each visit by up to two days towards weekends and the rush before festivals."""
    weight = np.zeros(span + 4)
    weight[2:-2] = seasons.busy(first + np.arange(span)) ** 1.3
    chances = weight[offset[:, None] + SWAY + 2]
    drawn = rng.random(len(offset)) * chances.sum(axis=1)
    chosen = (np.cumsum(chances, axis=1) < drawn[:, None]).sum(axis=1)
    return Visits(person, first + offset + SWAY[chosen])


def _before_festivals(
    world: World, first: np.datetime64, last: np.datetime64, rng: np.random.Generator
) -> Visits:
    gift = np.array([person.tastes[GIFT] for person in world.people])
    years = range(first.astype(object).year, last.astype(object).year + 2)
    persons, days = [], []
    for name in FESTIVALS:
        for year in years:
            coming = np.flatnonzero(rng.random(len(gift)) < 0.04 + 0.45 * gift)
            ahead = np.minimum(1 + rng.gamma(2, 4, len(coming)), 30).astype(np.int64)
            persons.append(coming)
            days.append(np.datetime64(seasons.festival(name, year), "D") - ahead)
    person, day = np.concatenate(persons), np.concatenate(days)
    inside = (day >= first) & (day <= last)
    return Visits(person[inside], day[inside])


def _strangers(
    first: np.datetime64, last: np.datetime64, count: int, rng: np.random.Generator
) -> Visits:
    days = np.arange(first, last + 1)
    chances = seasons.busy(days)
    day = rng.choice(days, count, p=chances / chances.sum())
    return Visits(np.full(count, -1), day)
