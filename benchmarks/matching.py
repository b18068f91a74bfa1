"""Product matching: pairs per CPU second and what blocking keeps, on drawn catalogues or files.

    python -m benchmarks.matching [TEST TRAIN VALID]

Without files it draws two catalogues of 3,000 lamps, spelt differently, and compares all that
blocking keeps; with files it prints the figures of `shopweave evaluate match`.
"""

import sys
import time
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from shopweave.algorithms.matching import Offer, Offers, block, features, fit, gather
from shopweave.goods.evaluate import Options, evaluate

SIZE = 3000
KINDS = ("desk lamp", "wall lamp", "kettle", "toaster", "headphones", "camera", "printer", "router")
MAKERS = ("Acme", "Borel", "Cygnus", "Delmar", "Estel", "Fjord")


def catalogues(seed: int = 0) -> tuple[Offers, Offers]:
    """The same goods as two shops list them; prices differ by up to a tenth."""
    random = np.random.default_rng(seed)
    ours, theirs = [], []
    for number in random.permutation(90_000)[:SIZE] + 10_000:
        kind, maker = KINDS[number % len(KINDS)], MAKERS[number % len(MAKERS)]
        price = float(random.uniform(10, 400))
        ours.append(Offer(f"{maker} {kind} {maker[:2]}-{number} black", "", maker, price))
        near = price * float(random.uniform(0.9, 1.1))
        theirs.append(Offer(f"{maker[:2].lower()}{number} {kind}", f"by {maker}, 220 W", "", near))
    return gather(ours), gather(theirs)


def drawn() -> list[tuple[str, str]]:
    """Figures on the drawn catalogues."""
    ours, theirs = catalogues()
    started = time.process_time()
    li, ri = block(ours, theirs)
    blocking = time.process_time() - started
    kept = int((li == ri).sum())
    some = np.random.default_rng(1).permutation(len(li))[:20_000]
    model = fit(*_learn(ours, theirs, li[some[:4000]], ri[some[:4000]]))
    started = time.process_time()
    model.probability(features(ours, theirs, li[some], ri[some])[1])
    seconds = time.process_time() - started
    return [
        ("candidates", f"{len(li):,} ({len(li) / SIZE**2:.2%} of all pairs)"),
        ("true pairs kept", f"{kept / SIZE:.2%}"),
        ("blocking, CPU seconds", f"{blocking:.1f}"),
        ("pairs per CPU second", f"{len(some) / seconds:,.0f}"),
    ]


def _learn(
    ours: Offers, theirs: Offers, li: np.ndarray, ri: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    own = np.arange(500)
    li, ri = np.concatenate([li, own]), np.concatenate([ri, own])
    return features(ours, theirs, li, ri)[1], (li == ri).astype(np.int64)


def measured(test: Path, train: Path, valid: Path) -> list[tuple[str, str]]:
    """Figures on labelled files."""
    found = evaluate(test, Options(train, valid), print).document()
    blocking = found["blocking"]
    return [
        ("F1 on the test part", f"{found['f1']:.4f}"),
        (
            "best baseline",
            f"{found['best_baseline']} {found['results'][found['best_baseline']]['f1']:.4f}",
        ),
        ("true pairs kept", f"{blocking['kept']:.2%} at {blocking['share']:.2%} of all pairs"),
        ("pairs per CPU second", f"{found['pairs_per_second']:,}"),
    ]


def main() -> None:
    """Measure and print."""
    table = Table("product matching", "")
    for row in measured(*map(Path, sys.argv[1:4])) if len(sys.argv) > 3 else drawn():
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
