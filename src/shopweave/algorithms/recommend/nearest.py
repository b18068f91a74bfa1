"""The k largest entries of each sparse row."""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array


def nearest(rows: csr_array, k: int) -> csr_array:
    """Keep the `k` largest entries of each row; equal ones by the lower column."""
    owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
    order = np.lexsort((rows.indices, -rows.data, owner))
    place = np.arange(len(order)) - rows.indptr[owner]
    kept = order[place < k]
    counts = np.bincount(owner[kept], minlength=rows.shape[0])
    starts = np.concatenate([[0], np.cumsum(counts)])
    data = rows.data[kept].astype(np.float32)
    return csr_array((data, rows.indices[kept], starts), shape=rows.shape)


def lengths(rows: csr_array) -> NDArray[np.float64]:
    """Euclidean length of each row."""
    squares = rows.copy()
    squares.data = squares.data.astype(np.float64) ** 2
    return np.sqrt(np.asarray(squares.sum(axis=1)).ravel())
