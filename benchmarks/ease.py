"""EASE for 3,600 products: CPU seconds beside numpy's plain inverse and `implicit`.

OPENBLAS_NUM_THREADS=1 python -m benchmarks.ease
"""

import time
from collections.abc import Callable

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_matrix

from benchmarks.shops import past
from shopweave.algorithms.recommend import fit_ease, profile
from shopweave.algorithms.recommend.profile import ONCE

try:
    from implicit.als import AlternatingLeastSquares
    from implicit.nearest_neighbours import CosineRecommender
except ImportError:
    AlternatingLeastSquares = CosineRecommender = None


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """CPU and wall seconds of one run."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def plain(matrix: np.ndarray) -> np.ndarray:
    """EASE as usually printed: float64 and numpy's general inverse."""
    gram = matrix.T @ matrix
    gram[np.diag_indices_from(gram)] += 300.0
    precision = np.linalg.inv(gram)
    votes = precision / -np.diag(precision)
    np.fill_diagonal(votes, 0)
    return votes


def main() -> None:
    """Print the table."""
    shop = past()
    bought = profile(shop.histories(), ONCE, 0.0)
    dense = bought.toarray().astype(np.float64)
    rows = [
        ("Shopweave: float32, Cholesky", lambda: fit_ease(bought, 300.0)),
        ("numpy: float64, plain inverse", lambda: plain(dense)),
    ]
    if AlternatingLeastSquares is not None:
        matrix = csr_matrix(bought)
        als = AlternatingLeastSquares(factors=128, iterations=15, num_threads=1)
        cosine = CosineRecommender(K=50, num_threads=1)
        rows += [
            ("implicit: ALS, 128 factors, 15 rounds", lambda: als.fit(matrix, show_progress=False)),
            ("implicit: cosine, 50 neighbours", lambda: cosine.fit(matrix, show_progress=False)),
        ]
    people, products = bought.shape
    table = Table("model", "CPU s", "wall s", title=f"{products} products, {people} customers")
    for name, work in rows:
        cpu, wall = seconds(work)
        table.add_row(name, f"{cpu:.2f}", f"{wall:.2f}")
    Console().print(table)


if __name__ == "__main__":
    main()
