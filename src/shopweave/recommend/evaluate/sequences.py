"""The task sequence: the last event of each customer, from all that came before it."""

from collections.abc import Iterator

import numpy as np

from shopweave.algorithms.recommend.histories import Histories
from shopweave.recommend.evaluate.dataset import Dataset
from shopweave.recommend.evaluate.options import Options
from shopweave.recommend.evaluate.trial import Trial, distinct, onto


def trials(dataset: Dataset, _options: Options, windows: int) -> Iterator[Trial]:
    """Leave the last event out as the test (origin 0), the ones before it as validation."""
    everything = dataset.histories(np.ones(len(dataset.times), bool))
    for origin in reversed(range(windows)):
        trial = _trial(dataset, everything, origin)
        if trial is not None:
            yield trial


def _trial(dataset: Dataset, everything: Histories, origin: int) -> Trial | None:
    steps = everything.steps()
    before = everything.where(steps > origin)
    products = np.unique(before.items)
    training, held = onto(before, products), onto(everything.where(steps == origin), products)
    targets = distinct(held)
    targets.data[_seen(training, held)] = 0
    targets.eliminate_zeros()
    rows = np.flatnonzero((np.diff(training.starts) > 0) & (np.diff(targets.indptr) > 0))
    if not len(rows):
        return None
    return Trial(
        origin=origin,
        now=float(dataset.times.max()),
        end=float(dataset.times.max()),
        training=training,
        given=training.of(rows),
        targets=targets[rows],
        masked=True,
        names=[dataset.customer_names[row] for row in rows],
        clusters=rows,
        products=products,
        texts=None if dataset.titles is None else [dataset.titles[code] for code in products],
    )


def _seen(training: Histories, held: Histories) -> np.ndarray:
    """Which held-out events repeat a product that is masked, so that nobody could hit them."""
    known = training.owners() * training.catalogue + training.items
    return np.isin(held.owners() * held.catalogue + held.items, known)
