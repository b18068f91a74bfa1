"""The result of a test of matching, as one JSON object and as a file of predictions."""

import csv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.matching import Quality
from shopweave.goods.evaluate.blocked import Blocked
from shopweave.goods.evaluate.reading import Pairs

PROTOCOL = (
    "labelled pairs; learned on the training part, threshold chosen for F1 on the validation part, "
    "measured once on the test part; weights of words and the standing of a pair among all offers "
    "are taken from the offers of all parts, without their labels"
)
LEARNED = "learned"
DRAWS = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One way to compare: its threshold, its quality on both parts, its values on the test part."""

    threshold: float
    valid: Quality
    test: Quality
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run."""

    files: dict[str, str]
    pairs: dict[str, Pairs]
    offers: tuple[int, int]
    seed: int
    entries: dict[str, Entry]
    pairs_per_second: float
    blocking: Blocked
    cpu_seconds: float

    def document(self) -> dict[str, Any]:
        """The JSON object of `--json`."""
        best = max((n for n in self.entries if n != LEARNED), key=lambda n: self.entries[n].test.f1)
        difference = self.difference(best)
        learned = self.entries[LEARNED]
        return {
            "skill": "match",
            "protocol": PROTOCOL,
            "files": self.files,
            "columns": self.pairs["test"].columns,
            "cleaning": {n: {"left_over_fields": part.cleaned} for n, part in self.pairs.items()},
            "data": {
                **{n: {"pairs": len(p), "same": int(p.same.sum())} for n, p in self.pairs.items()},
                "left_offers": self.offers[0],
                "right_offers": self.offers[1],
            },
            "options": {"seed": self.seed},
            "model": {"name": "boosted trees on pair features", "threshold": learned.threshold},
            "metric": "f1",
            **{name: round(value, 5) for name, value in asdict(learned.test).items()},
            "pairs_per_second": round(self.pairs_per_second),
            "results": {name: _entry(entry) for name, entry in self.entries.items()},
            "best_baseline": best,
            "difference_to_best_baseline": difference,
            "better": difference["low"] > 0,
            "blocking": asdict(self.blocking),
            "cpu_seconds": round(self.cpu_seconds, 2),
        }

    def difference(self, other: str) -> dict[str, Any]:
        """F1 of the learned comparison less that of another; 95 % over 1,000 draws of pairs."""
        same = self.pairs["test"].same
        random = np.random.default_rng(self.seed)
        weights = random.multinomial(len(same), np.full(len(same), 1 / len(same)), DRAWS)
        gaps = _f1s(weights, same, self._said(LEARNED)) - _f1s(weights, same, self._said(other))
        low, high = np.quantile(gaps, [0.025, 0.975])
        mean = self.entries[LEARNED].test.f1 - self.entries[other].test.f1
        figures = {"mean": mean, "low": float(low), "high": float(high)}
        return {name: round(value, 5) for name, value in figures.items()}

    def _said(self, name: str) -> NDArray[np.bool_]:
        entry = self.entries[name]
        return entry.values >= entry.threshold


def write_predictions(path: Path, report: Report) -> None:
    """Write `row,probability,label`: row counts the pairs of the test file from 0."""
    learned = report.entries[LEARNED]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("row", "probability", "label"))
        for row, value in enumerate(learned.values):
            writer.writerow((row, f"{value:.6f}", int(value >= learned.threshold)))


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "threshold": round(entry.threshold, 5),
        **{name: round(value, 5) for name, value in asdict(entry.test).items()},
        "validation_f1": round(entry.valid.f1, 5),
    }


def _f1s(
    weights: NDArray[np.int64], same: NDArray[np.int64], said: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """F1 of each draw; weights: (draws, pairs) how often each pair was drawn."""
    hits = weights @ ((same == 1) & said)
    found: NDArray[np.float64] = 2 * hits / np.maximum(weights @ said + weights @ (same == 1), 1)
    return found
