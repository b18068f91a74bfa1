"""The task basket: an order with one product hidden; which one is it."""

from collections.abc import Iterator

import numpy as np

from shopweave.algorithms.recommend.histories import Histories, Index
from shopweave.recommend.evaluate.dataset import Dataset
from shopweave.recommend.evaluate.options import Options
from shopweave.recommend.evaluate.trial import Trial, distinct, onto
from shopweave.recommend.evaluate.windows import cuts

SMALLEST, LARGEST = 2, 60


def trials(dataset: Dataset, options: Options, windows: int) -> Iterator[Trial]:
    """Trials of orders with 2 to 60 known products, the last line hidden; oldest window first."""
    everything = dataset.histories(np.ones(len(dataset.times), bool)).by_basket()
    begun = everything.times[everything.starts[:-1]]
    for origin, start, end in cuts(dataset.times, options.test_days, windows):
        before, after = begun < start, (begun >= start) & (begun < end)
        past = everything.of(np.flatnonzero(before))
        products = np.unique(past.items)
        training, tested = onto(past, products), onto(everything, products)
        sizes = np.diff(tested.starts)
        rows = np.flatnonzero(after & (sizes >= SMALLEST) & (sizes <= LARGEST))
        if len(rows):
            yield _trial(dataset, origin, (start, end), training, tested.of(rows), rows, products)


def _trial(
    dataset: Dataset,
    origin: int,
    window: tuple[float, float],
    training: Histories,
    orders: Histories,
    rows: Index,
    products: Index,
) -> Trial:
    hidden = orders.steps() == 0
    return Trial(
        origin=origin,
        now=window[0],
        end=min(window[1], float(dataset.times.max())),
        training=training,
        given=orders.where(~hidden),
        targets=distinct(orders, hidden),
        masked=True,
        names=[dataset.basket_names[row] for row in rows],
        clusters=rows,
        products=products,
        texts=None if dataset.titles is None else [dataset.titles[code] for code in products],
    )
