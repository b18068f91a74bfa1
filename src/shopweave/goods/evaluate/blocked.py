"""How many of the true pairs are among the candidates, and what finding them costs."""

import time
from dataclasses import dataclass

from shopweave.algorithms import matching
from shopweave.algorithms.matching import Offers

SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Blocked:
    """Figures of blocking: kept of the true pairs, at which share of all pairs."""

    left: int
    right: int
    candidates: int
    share: float
    true_pairs: int
    kept: float | None
    cpu_seconds: float


def blocked(left: Offers, right: Offers, true: set[tuple[int, int]]) -> Blocked:
    """Block two catalogues at 1 % of all pairs; true: places of pairs known to be the same."""
    started = time.process_time()
    li, ri = matching.block(left, right, SHARE)
    seconds = time.process_time() - started
    found = true & set(zip(li.tolist(), ri.tolist(), strict=True))
    return Blocked(
        left=len(left),
        right=len(right),
        candidates=len(li),
        share=len(li) / max(len(left) * len(right), 1),
        true_pairs=len(true),
        kept=len(found) / len(true) if true else None,
        cpu_seconds=seconds,
    )
