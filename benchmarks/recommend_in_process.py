"""One answer in process: milliseconds, beside `implicit`'s bare recommend for the same size.

OPENBLAS_NUM_THREADS=1 python -m benchmarks.recommend_in_process
"""

import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.sparse import csr_matrix

from benchmarks.shops import past
from shopweave.algorithms.recommend import profile
from shopweave.algorithms.recommend.profile import ONCE
from shopweave.foundation.artefacts import ArtefactStore
from shopweave.recommend.choose import Scene, choose
from shopweave.recommend.record import Past
from shopweave.recommend.serving import Serving, build
from shopweave.recommend.shelf import pack
from shopweave.recommend.train import MODEL, facts_of
from shopweave.recommend.training import learn
from shopweave.recommend.types import Deed, Person, Question, Slot

try:
    from implicit.als import AlternatingLeastSquares
except ImportError:
    AlternatingLeastSquares = None

NOW = 19_366.0
ROUNDS = 2000


def serving_of(shop: Past, folder: Path) -> Serving:
    """Train, write and open a version as a server does."""
    learned = learn(shop, NOW, None, lambda _note: None)
    files = {**pack(learned.models), "products": shop.products}
    at = datetime(2024, 1, 1, tzinfo=UTC)
    return build(ArtefactStore(folder).write(MODEL, files, facts_of(shop, learned), at))


def people_of(shop: Past) -> list[Person]:
    """Everybody with what they bought, and a few views of today."""
    order = np.argsort(shop.times, kind="stable")
    deeds: dict[int, list[Deed]] = {}
    for row in order.tolist():
        item = shop.products[shop.items[row]]
        deed = Deed(item, float(shop.times[row]), str(shop.baskets[row]))
        deeds.setdefault(int(shop.customers[row]), []).append(deed)
    return [Person("x", tuple(own[-200:]), tuple(own[-3:])) for own in deeds.values()]


def timed(work: Callable[[int], object]) -> np.ndarray:
    """Milliseconds of each round, after a warm-up."""
    for number in range(50):
        work(number)
    spent = []
    for number in range(ROUNDS):
        started = time.perf_counter()
        work(number)
        spent.append((time.perf_counter() - started) * 1000)
    return np.array(spent)


def main() -> None:
    """Print the table."""
    shop = past()
    with tempfile.TemporaryDirectory() as folder:
        serving = serving_of(shop, Path(folder))
        people = people_of(shop)
        shown = serving.mask(shop.products[: int(len(shop.products) * 0.95)])
        cart = tuple(shop.products[place] for place in (3, 30, 300))
        questions = {
            "home": Question(Slot.home),
            "product": Question(Slot.product, product=shop.products[7]),
            "cart": Question(Slot.cart, cart=cart),
        }
        table = Table(
            "what", "p50 ms", "p99 ms", "answers/s", title="3,600 products, 4,000 customers"
        )
        for name, question in questions.items():
            _row(
                table,
                f"Shopweave {name}: fold-in, rules, reasons",
                timed(
                    lambda n, q=question: choose(
                        Scene(serving, people[n % len(people)], q, shown, NOW)
                    )
                ),
            )
    if AlternatingLeastSquares is not None:
        matrix = csr_matrix(profile(shop.histories(), ONCE, 0.0))
        als = AlternatingLeastSquares(factors=128, iterations=5, num_threads=1)
        als.fit(matrix, show_progress=False)
        bare = timed(lambda n: als.recommend(n % matrix.shape[0], matrix[n % matrix.shape[0]], 10))
        _row(table, "implicit ALS, known customer, no rules, no reasons", bare)
        fold = timed(
            lambda n: als.recommend(
                n % matrix.shape[0], matrix[n % matrix.shape[0]], 10, recalculate_user=True
            )
        )
        _row(table, "implicit ALS, fresh history (recalculated)", fold)
    Console().print(table)


def _row(table: Table, name: str, spent: np.ndarray) -> None:
    p50, p99 = np.percentile(spent, [50, 99])
    table.add_row(name, f"{p50:.2f}", f"{p99:.2f}", f"{1000 / spent.mean():.0f}")


if __name__ == "__main__":
    main()
