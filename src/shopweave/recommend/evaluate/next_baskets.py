"""The task next-basket: the last order of each customer, from the orders before it."""

from collections.abc import Iterator

import numpy as np

from shopweave.recommend.evaluate.dataset import Dataset
from shopweave.recommend.evaluate.options import Options
from shopweave.recommend.evaluate.trial import Trial, distinct, onto


def trials(dataset: Dataset, _options: Options, windows: int) -> Iterator[Trial]:
    """The last order is the test (origin 0), the ones before it validation."""
    everything = dataset.histories(np.ones(len(dataset.times), bool))
    back = everything.baskets_after()
    for origin in reversed(range(windows)):
        before, held = everything.where(back > origin), everything.where(back == origin)
        products = np.unique(before.items)
        training, after = onto(before, products), onto(held, products)
        sizes = np.diff(held.starts)
        rows = np.flatnonzero((np.diff(training.starts) > 0) & (sizes > 0))
        if len(rows):
            yield Trial(
                origin=origin,
                now=float(dataset.times.max()),
                end=float(dataset.times.max()),
                training=training,
                given=training.of(rows),
                targets=distinct(after)[rows],
                masked=False,
                names=[dataset.customer_names[row] for row in rows],
                clusters=rows,
                products=products,
                texts=None if dataset.titles is None else [dataset.titles[p] for p in products],
                sizes=sizes[rows].astype(np.int64),
            )
