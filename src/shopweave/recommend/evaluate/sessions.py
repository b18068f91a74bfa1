"""The task session: after each look of a visit, what is looked at next."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories, Index, gather
from shopweave.recommend.evaluate.dataset import Dataset
from shopweave.recommend.evaluate.options import Options
from shopweave.recommend.evaluate.trial import Trial, onto

SHORTEST = 2


def trials(dataset: Dataset, options: Options, windows: int) -> Iterator[Trial]:
    """Test on the visits that end within the last days (origin 0), and on those before them.

    A visit is not cut: it belongs to the window in which it ends, as in the published splits of
    GRU4Rec (Hidasi et al. 2016).
    """
    visits = _visits(dataset)
    ends = visits.times[visits.starts[1:] - 1]
    for origin in reversed(range(windows)):
        end = float(dataset.times.max()) - options.test_days * origin
        start = end - options.test_days
        past = visits.of(np.flatnonzero(ends < start))
        inside = np.flatnonzero((ends >= start) & ((ends < end) | (origin == 0)))
        products = np.unique(past.items)
        tested = onto(visits.of(inside), products)
        long = np.diff(tested.starts) >= SHORTEST
        if long.any():
            yield _trial(
                dataset, origin, (start, end), onto(past, products), tested, inside, products
            )


def _visits(dataset: Dataset) -> Histories:
    """One history per visit, its looks numbered from 0 as its baskets.

    A product looked at twice stays twice: in a visit the order is what counts.
    """
    visits = gather(
        dataset.baskets,
        dataset.products,
        dataset.times,
        np.arange(len(dataset.times)),
        customers=len(dataset.basket_names),
        catalogue=len(dataset.product_names),
    )
    return replace(visits, baskets=_places(visits))


def _trial(
    dataset: Dataset,
    origin: int,
    window: tuple[float, float],
    training: Histories,
    tested: Histories,
    visits: Index,
    products: Index,
) -> Trial:
    given, targets, nexts = next_looks(tested)
    owners = tested.owners()[nexts]
    return Trial(
        origin=origin,
        now=window[0],
        end=window[1],
        training=training,
        given=given,
        targets=targets,
        masked=False,
        names=[dataset.basket_names[visits[owner]] for owner in owners],
        clusters=visits[owners],
        products=products,
        texts=None if dataset.titles is None else [dataset.titles[code] for code in products],
        positions=tested.baskets[nexts],
    )


def next_looks(visits: Histories) -> tuple[Histories, csr_array, Index]:
    """Every look after the first of its visit as a question.

    Returns what lies before each (looks), what it is, (looks, catalogue), and its event (looks,).
    """
    nexts = np.flatnonzero(_places(visits) > 0)
    return _prefixes(visits, nexts), _each(visits.items[nexts], visits.catalogue), nexts


def _places(visits: Histories) -> Index:
    """How many looks of the same visit lie before each look, (events,)."""
    return np.arange(len(visits.items)) - visits.starts[:-1][visits.owners()]


def _prefixes(visits: Histories, nexts: Index) -> Histories:
    """What of its visit lies before each of these looks: one history per look."""
    begins = visits.starts[:-1][visits.owners()[nexts]]
    lengths = nexts - begins
    starts = np.concatenate([[0], np.cumsum(lengths)])
    events = np.repeat(begins - starts[:-1], lengths) + np.arange(starts[-1])
    return Histories(
        starts, visits.items[events], visits.times[events], visits.baskets[events], visits.catalogue
    )


def _each(items: Index, catalogue: int) -> csr_array:
    ones: NDArray[np.float32] = np.ones(len(items), np.float32)
    return csr_array((ones, items, np.arange(len(items) + 1)), shape=(len(items), catalogue))
