"""EASE: the linear item-to-item model in closed form.

Harald Steck, Embarrassingly Shallow Autoencoders for Sparse Data (WWW 2019), arXiv 1905.03375.
"""

from typing import Any, cast

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy.sparse import csr_array

from shopweave.algorithms.recommend.item_to_item import ItemToItem
from shopweave.algorithms.recommend.nearest import nearest
from shopweave.algorithms.recommend.profile import ONCE, Weighing

STRONGEST = 300


def inverse(gram: NDArray[np.float32]) -> NDArray[np.float32]:
    """Inverse of a symmetric positive definite matrix, by Cholesky: a third of the plain cost."""
    if not gram.size:
        return gram  # LAPACK knows no matrix without rows.
    solver = cast("Any", scipy.linalg.lapack)
    factor, failed = solver.spotrf(gram, lower=1, overwrite_a=1)
    if failed:
        raise ValueError("the matrix is not positive definite: raise the regularisation")
    lower, _ = solver.spotri(factor, lower=1, overwrite_c=1)
    full: NDArray[np.float32] = np.tril(lower)
    full += np.tril(lower, -1).T
    return full


def fit_ease(
    matrix: csr_array, regularisation: float, weighing: Weighing = ONCE, limit: int | None = None
) -> ItemToItem:
    """EASE from (customers or baskets, catalogue), used on histories weighed by `weighing`.

    limit: at most so many products, the most frequent ones, take part, since the cost is cubic;
    then only the strongest votes of each are kept.
    """
    products = _most_frequent(matrix, limit)
    part = matrix if products is None else csr_array(matrix[:, products])
    gram = np.asarray((part.T @ part).toarray(), dtype=np.float32, order="F")
    gram[np.diag_indices_from(gram)] += np.float32(regularisation)
    precision = inverse(gram)
    votes = np.ascontiguousarray(precision / -np.diag(precision))
    np.fill_diagonal(votes, 0)
    return ItemToItem(_spread(votes, products, matrix.shape[1]), weighing)


def _most_frequent(matrix: csr_array, limit: int | None) -> NDArray[np.int64] | None:
    if limit is None or matrix.shape[1] <= limit:
        return None
    counts = np.bincount(matrix.indices, minlength=matrix.shape[1])
    return np.sort(np.argsort(-counts, kind="stable")[:limit])


def _spread(
    votes: NDArray[np.float32], products: NDArray[np.int64] | None, catalogue: int
) -> NDArray[np.float32] | csr_array:
    if products is None:
        return votes
    size = len(products)
    largest = nearest(csr_array(np.maximum(votes, 0)), STRONGEST)
    inside = csr_array((largest.data, products[largest.indices], largest.indptr), (size, catalogue))
    rows = csr_array((np.ones(size, np.float32), (products, np.arange(size))), (catalogue, size))
    return csr_array(rows @ inside)
