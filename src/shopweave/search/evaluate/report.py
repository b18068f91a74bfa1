"""The result of a test of the search, as one JSON object and as a file of predictions."""

import csv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from shopweave.algorithms.recommend import Difference, paired_bootstrap
from shopweave.search.evaluate.reading import Judged

PROTOCOL = (
    "every query asked once of the whole catalogue; nothing is learned or chosen on the grades; "
    "ndcg@10 with gain 2^grade - 1 and the ideal list over all grades of the query, products "
    "without a grade count 0, mean over queries with a grade above 0"
)
OURS = "shopweave"


@dataclass(frozen=True, slots=True)
class Entry:
    """One search: its lists of products, ndcg@10 (queries,), and its cost in CPU."""

    lists: list[list[str]]
    values: NDArray[np.float64]
    index_seconds: float
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run."""

    files: dict[str, str]
    products: int
    judged: list[Judged]
    entries: dict[str, Entry]
    top: int
    seed: int

    def best_baseline(self) -> str:
        """The other search with the highest ndcg@10."""
        others = [name for name in self.entries if name != OURS]
        return max(others, key=lambda name: float(self.entries[name].values.mean()))

    def lead(self, rival: str) -> Difference:
        """How far the shipped search lies above another, over redrawn queries."""
        ours, other = self.entries[OURS].values, self.entries[rival].values
        return paired_bootstrap(ours, other, seed=self.seed)

    def document(self) -> dict[str, Any]:
        """The JSON object of `--json`."""
        best = self.best_baseline()
        lead = self.lead(best)
        return {
            "skill": "search",
            "protocol": PROTOCOL,
            "files": self.files,
            "data": {
                "products": self.products,
                "queries": len(self.judged),
                "grades": sum(len(each.grades) for each in self.judged),
            },
            "options": {"top": self.top, "seed": self.seed},
            "model": OURS,
            "metric": "ndcg@10",
            "results": {name: _figures(entry) for name, entry in self.entries.items()},
            "best_baseline": best,
            "difference_to_best_baseline": {**asdict(lead), "better": lead.better},
            "better": lead.better,
        }


def write_predictions(path: Path, report: Report) -> None:
    """Write `query,rank,product` of the shipped search, ranks from 1."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["query", "rank", "product"])
        lists = report.entries[OURS].lists
        for each, shown in zip(report.judged, lists, strict=True):
            rows.writerows([each.query, n, key] for n, key in enumerate(shown[: report.top], 1))


def _figures(entry: Entry) -> dict[str, float]:
    return {
        "ndcg@10": round(float(entry.values.mean()), 5),
        "milliseconds_per_query": round(entry.milliseconds, 3),
        "index_cpu_seconds": round(entry.index_seconds, 3),
    }
