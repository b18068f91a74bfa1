"""The tasks next-purchase and discovery: what do customers buy after a cut in time."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.histories import Histories, Index
from shopweave.recommend.evaluate.dataset import Dataset
from shopweave.recommend.evaluate.options import Options, Task
from shopweave.recommend.evaluate.trial import Trial, distinct, onto


def cuts(times: NDArray[np.float64], days: int, windows: int) -> list[tuple[int, float, float]]:
    """Origin, start and end of each window, oldest first.

    The latest window starts `days` before the midnight of the last day and ends with the file.
    """
    midnight = float(np.floor(times.max()))
    starts = [midnight - days * (origin + 1) for origin in range(windows)]
    ends = [np.inf, *starts[:-1]]
    return [(n, starts[n], ends[n]) for n in reversed(range(windows)) if starts[n] > times.min()]


def trials(dataset: Dataset, options: Options, windows: int) -> Iterator[Trial]:
    """Trials of customers with history, oldest window first; empty windows are left out."""
    everything = dataset.histories(np.ones(len(dataset.times), bool))
    for origin, start, end in cuts(dataset.times, options.test_days, windows):
        before = everything.between(-np.inf, start)
        products = np.unique(before.items)
        training, after = onto(before, products), onto(everything.between(start, end), products)
        targets = _targets(training, after, options.task)
        rows = np.flatnonzero((np.diff(training.starts) > 0) & (np.diff(targets.indptr) > 0))
        if len(rows):
            yield Trial(
                origin=origin,
                now=start,
                end=min(end, float(dataset.times.max())),
                training=training,
                given=training.of(rows),
                targets=csr_array(targets[rows]),
                masked=options.task is Task.discovery,
                names=[dataset.customer_names[row] for row in rows],
                clusters=rows,
                products=products,
                texts=_texts(dataset, products),
            )


def _targets(training: Histories, after: Histories, task: Task) -> csr_array:
    bought = distinct(after)
    if task is not Task.discovery:
        return bought
    known = distinct(training)
    new = csr_array(bought - bought.multiply(known))
    new.eliminate_zeros()
    return new


def _texts(dataset: Dataset, products: Index) -> list[str] | None:
    return None if dataset.titles is None else [dataset.titles[code] for code in products]
